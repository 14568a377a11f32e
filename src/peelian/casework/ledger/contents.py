"""`verify --contents`: are the sealed details still those that the entries committed to, and are none gone?

What was disposed of is gone by right: its key is named by the disposal that two people made, or the vault remembers that
it was destroyed for one (records restored from an older backup do not know of it). A key that is gone otherwise is a
fault, told once for its stream. Nothing that is opened here is shown, and what cannot be read ends nothing.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection

from peelian.casework.ledger import chain
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.models import AccessEntry, Detail, Entry, LedgerEntry, Stream
from peelian.casework.ledger.reading import CANNOT_READ, as_it_lies
from peelian.casework.sealing.problems import KeyDestroyed, SealBroken
from peelian.casework.sealing.sealing import derived_key, open_sealed
from peelian.casework.sealing.vault import alive, destroyed

_AT_ONCE: Final = 300
_UNREADABLE: Final = (*CANNOT_READ, ValueError, TypeError)
_LOGS: Final[tuple[tuple[str, type[Entry]], ...]] = (("ledger", LedgerEntry), ("access", AccessEntry))


class _AnyKey:
    """The door of verification: it compares and shows nothing."""

    def opens(self, _key_id: UUID) -> bool:
        return True


def check_contents() -> Iterator[Fault]:
    """Every fault in the details of both logs."""
    with as_it_lies(connection):
        disposed, gone = _disposed(), set[str]()
        for log, model in _LOGS:
            entries = model._default_manager.order_by("stream", "seq").iterator(chunk_size=_AT_ONCE)
            last = ("", 0)
            try:
                while batch := list(islice(entries, _AT_ONCE)):
                    yield from _one_by_one(log, batch, disposed, gone)
                    last = (batch[-1].stream, batch[-1].seq)
            except CANNOT_READ:
                yield Fault("unreadable", log, *last)


def _one_by_one(log: str, batch: Sequence[Any], disposed: set[UUID], gone: set[str]) -> Iterator[Fault]:
    """A batch at once; should one of its rows not be readable, each by itself."""
    try:
        found = list(_batch(log, batch, disposed, gone))
    except _UNREADABLE:
        gone.difference_update(entry.stream for entry in batch)
        if len(batch) == 1:
            found = [Fault("details-unreadable", log, batch[0].stream, batch[0].seq)]
        else:
            found = [fault for one in batch for fault in _one_by_one(log, [one], disposed, gone)]
    yield from found


def _disposed() -> set[UUID]:
    """Every key that a disposal names. The room of disposals stands above this one, so it is asked by its name."""
    if "retention" not in apps.app_configs:
        return set()
    named = apps.get_model("retention", "Disposal")._default_manager.values_list("keys", flat=True)
    return {UUID(key) for keys in named.iterator() for key in json.loads(keys)}


def _batch(log: str, entries: Sequence[Any], disposed: set[UUID], gone: set[str]) -> Iterator[Fault]:
    streams = Stream.objects.in_bulk({entry.stream for entry in entries})
    named = {stream.key_id for stream in streams.values() if stream.key_id}
    keys = alive(named)
    disposed = disposed | destroyed(named - keys)
    details = {
        (held.stream, held.seq): held
        for held in Detail.objects.filter(stream__in=list(streams), seq__gte=min(e.seq for e in entries))
    }
    for entry in entries:
        stream = streams.get(entry.stream)
        if stream is None or stream.key_id is None or stream.key_id in disposed:
            continue
        if stream.key_id not in keys:
            if stream.uid not in gone:
                gone.add(stream.uid)
                yield Fault("key-gone", log, stream.uid)
            continue
        detail = details.get((entry.stream, entry.seq))
        code = _fault(entry, detail)
        if not code and detail is not None and detail.key_id != stream.key_id:
            code = "details-changed"
        if code:
            yield Fault(code, log, entry.stream, entry.seq)


def _fault(entry: Any, detail: Detail | None) -> str:
    nonce, committed = bytes(entry.nonce), bytes(entry.commitment)
    if detail is None:
        nothing = hmac.compare_digest(committed, chain.commitment(nonce, None, None))
        return "" if nothing else "details-missing"
    try:
        text = open_sealed(detail, "sealed", _AnyKey())
        key = derived_key(detail.key_id, "ledger")
    except SealBroken:
        return "details-changed"
    except KeyDestroyed:
        return "details-changed"  # the stream's key lives, so this row names another's
    return "" if hmac.compare_digest(committed, chain.commitment(nonce, key, text)) else "details-changed"
