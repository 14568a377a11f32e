"""`verify --contents`: are the sealed details still those that the entries committed to, and are none gone?

Only where the key of a case lives: what was disposed of is gone by right. Nothing that is opened here is shown.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID

from peelian.casework.ledger import chain
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.models import AccessEntry, Detail, Entry, LedgerEntry, Stream
from peelian.casework.sealing.problems import KeyDestroyed, SealBroken
from peelian.casework.sealing.sealing import derived_key, open_sealed
from peelian.casework.sealing.vault import alive

_AT_ONCE: Final = 300
_LOGS: Final[tuple[tuple[str, type[Entry]], ...]] = (("ledger", LedgerEntry), ("access", AccessEntry))


class _AnyKey:
    """The door of verification: it compares and shows nothing."""

    def opens(self, _key_id: UUID) -> bool:
        return True


def check_contents() -> Iterator[Fault]:
    """Every fault in the details of both logs."""
    for log, model in _LOGS:
        entries = model._default_manager.order_by("stream", "seq").iterator(chunk_size=_AT_ONCE)
        while batch := list(islice(entries, _AT_ONCE)):
            yield from _batch(log, batch)


def _batch(log: str, entries: Sequence[Any]) -> Iterator[Fault]:
    streams = Stream.objects.in_bulk({entry.stream for entry in entries})
    keys = alive({stream.key_id for stream in streams.values() if stream.key_id})
    details = {
        (held.stream, held.seq): held
        for held in Detail.objects.filter(stream__in=list(streams), seq__gte=min(e.seq for e in entries))
    }
    for entry in entries:
        stream = streams.get(entry.stream)
        if stream is None or stream.key_id not in keys:
            continue
        code = _fault(entry, details.get((entry.stream, entry.seq)))
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
