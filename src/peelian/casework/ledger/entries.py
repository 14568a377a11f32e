"""Writing the ledger: one entry per action, in the action's own transaction.

    stream = open_stream(case.uid, kind="case", key_id=case.key_id)     # with the case, once
    stream = lock(case.uid)                                             # first thing in every later action
    append(stream, action="case.assign", actor="user:17", reason="workload", facts={"owner": "user:18"},
           details={"note": "what was typed"})

`facts` are codes, states and counts, never personal. `details` are sealed beside the entry, which only commits to them.
The entry's time is the server's and never before the entry before it; when an act was judged goes into the facts.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from peelian.casework.ledger import chain
from peelian.casework.ledger.inserting import insert
from peelian.casework.ledger.models import CASE, Detail, Entry, LedgerEntry, Stream
from peelian.casework.ledger.problems import (
    NoStreamKey,
    NotACode,
    OutsideTransaction,
    StreamMoved,
    UnknownStream,
)
from peelian.casework.sealing.ring import ring
from peelian.casework.sealing.sealing import Opens, derived_key, open_sealed, seal

Details = Mapping[str, str | int | bool | None]
EntryT = TypeVar("EntryT", bound=Entry)
_UID = re.compile(r"[0-9a-f]{32}")
_MOVE = "UPDATE ledger_stream SET seq = %s, head = %s, last_at = %s, dirty = %s WHERE uid = %s AND seq = %s"


def open_stream(uid: str, *, kind: str = CASE, key_id: UUID | None = None) -> Stream:
    """A new chain without entries; `key_id` is the vault key of its case or record. `uid`: 32 hexadecimal digits."""
    if not _UID.fullmatch(uid):
        raise NotACode(field="uid")
    stream = Stream(uid=uid, kind=kind, key_id=key_id)
    insert(stream)
    return stream


def lock(uid: str) -> Stream:
    """The chain, locked until the transaction ends. Raises UnknownStream, OutsideTransaction."""
    _inside()
    stream = Stream.objects.select_for_update().filter(pk=uid).first()
    if stream is None:
        raise UnknownStream(stream=uid)
    return stream


def append(
    stream: Stream,
    *,
    action: str,
    actor: str,
    reason: str = "",
    facts: chain.Facts | None = None,
    details: Details | None = None,
) -> LedgerEntry:
    """Add one entry to a locked stream, whose `seq` and `head` move with it.

    Raises NotACode (a name or an address where a code belongs), NoStreamKey, KeyDestroyed, StreamMoved.
    """
    entry = LedgerEntry(
        stream=stream.uid,
        action=chain.code("action", action),
        actor=chain.code("actor", actor),
        reason_code=chain.code("reason", reason, empty=True),
        facts=chain.canonical_facts(facts or {}),
    )
    return write(stream, entry, details)


def write(stream: Stream, entry: EntryT, details: Details | None) -> EntryT:
    """Chain, seal and insert an entry whose own columns are filled. `append` and the access log use it."""
    _inside()
    entry.seq = stream.seq + 1
    entry.at = max(time.time_ns() // 1000, stream.last_at)
    text = None if not details else chain.canonical(dict(details))
    made = chain.link(
        tag_of(type(entry)),
        [getattr(entry, name) for name in columns_of(type(entry))],
        prev=bytes(stream.head),
        mac=ring().active("mac").secret,
        key=_key(stream) if text else None,
        details=text,
    )
    entry.commitment, entry.nonce, entry.prev = made.commitment, made.nonce, made.prev
    entry.hash, entry.seal = made.hash, made.seal
    insert(entry)
    if text:
        _keep(stream, entry.seq, text)
    _move(stream, entry)
    return entry


def history(uid: str) -> QuerySet[LedgerEntry]:
    """All entries of a stream, first to last."""
    return LedgerEntry.objects.filter(stream=uid).order_by("seq")


def after(uid: str, seq: int) -> QuerySet[LedgerEntry]:
    """What was done since somebody saw version `seq`."""
    return history(uid).filter(seq__gt=seq)


def facts_of(entry: Entry) -> dict[str, Any]:
    """The facts of an entry as a mapping."""
    found: dict[str, Any] = json.loads(entry.facts)
    return found


def details_of(entry: Entry, door: Opens) -> dict[str, Any]:
    """The personal details of an entry, {} where it has none or they were disposed of. Raises DoorShut, SealBroken."""
    held = Detail.objects.filter(stream=entry.stream, seq=entry.seq).first()
    if held is None:
        return {}
    found: dict[str, Any] = json.loads(open_sealed(held, "sealed", door))
    return found


def columns_of(model: type[Entry]) -> tuple[str, ...]:
    """The columns that are hashed as text, in order: all but the arithmetic's own."""
    return _COLUMNS[model._meta.model_name or ""]


def tag_of(model: type[Entry]) -> bytes:
    """What keeps an entry of one log from passing for one of the other."""
    return chain.LEDGER_TAG if model is LedgerEntry else chain.ACCESS_TAG


def _inside() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction


def _key(stream: Stream) -> bytes:
    if stream.key_id is None:
        raise NoStreamKey(stream=stream.uid)
    return derived_key(stream.key_id, "ledger")


def _keep(stream: Stream, seq: int, text: str) -> None:
    if stream.key_id is None:
        raise NoStreamKey(stream=stream.uid)
    detail = Detail(stream=stream.uid, seq=seq, key_id=stream.key_id)
    detail.sealed = seal(detail, "sealed", text)
    insert(detail)


def _move(stream: Stream, entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [entry.seq, bytes(entry.hash), entry.at, True, stream.uid, stream.seq])
        if cursor.rowcount != 1:  # somebody else has meanwhile
            raise StreamMoved(stream=stream.uid)
    stream.seq, stream.head, stream.last_at, stream.dirty = entry.seq, entry.hash, entry.at, True


_BOTH = ("stream", "seq", "at", "action", "actor", "reason_code", "facts")
_COLUMNS = {"ledgerentry": _BOTH, "accessentry": (*_BOTH, "what", "purpose_code", "subject", "result_count")}
