"""What a case consists of, row by row, as a pattern from which copies are made.

A pattern is read from a case that was told through actions, so whatever an action writes is in the copies too: every
row of `MODELS`, and the chains of the case and its person. In each row some values are holes, filled anew for every
copy: row numbers, uids, keys, seals, times, the reference. A column that a later version adds is copied as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, models

from peelian.casework.cases.models import Case, CaseParty, CaseState, PayloadVersion
from peelian.casework.clocks.models import Clock, ClockPause
from peelian.casework.ledger.models import Detail, LedgerEntry, Stream
from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.sealing import blind
from peelian.casework.sealing.fields import SealedField
from peelian.casework.sealing.sealing import VERSION, Door, open_sealed
from peelian.casework.threads.models import ContactPoint, Message, Thread
from peelian.services.contact.models import SentForm

MODELS: Final[tuple[tuple[type[models.Model], str], ...]] = (
    (Person, ""),
    (Case, ""),
    (CaseState, "case"),
    (PayloadVersion, "case"),
    (PersonIndex, "person"),
    (CaseParty, "case"),
    (Clock, "case"),
    (ClockPause, "clock__case"),
    (Message, "case"),
    (ContactPoint, "person"),
    (Thread, "case"),
    (SentForm, "case"),
)
"""What is copied, parents first; the way from each to its case or person. Events and due items are not: their work is
done, or is found by time (`peelian.casework.clocks.sweeping`)."""
COPIED: Final[tuple[type[models.Model], ...]] = tuple(model for model, _ in MODELS)
_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?=Z|[+-]\d\d:\d\d)")
_POINT: Final = re.compile(r'(?<="contact_point":)\d+')
_EMAIL: Final = re.compile(r"person\d+@")
_RANDOM: Final = 12


@dataclass(slots=True)
class Key:
    """A data key of a copy: its id, its bytes, and what is derived for the ledger."""

    id: UUID
    cipher: AESGCM
    ledger: bytes


@dataclass(slots=True)
class Copy:
    """One copy in the making: what its holes are filled with."""

    number: int
    shift: timedelta
    reference: str
    form: bytes
    keys: dict[UUID, Key]
    uids: dict[str, str]
    ids: dict[tuple[str, int], int] = field(default_factory=dict)
    random: Callable[[int], bytes] = field(default=lambda count: b"", repr=False)

    def sealed(self, key: Key, bound: str, text: str) -> bytes:
        """As `sealing.seal_bytes` writes it."""
        head = bytes([VERSION]) + key.id.bytes
        nonce = self.random(_RANDOM)
        return head + nonce + key.cipher.encrypt(nonce, text.encode(), head + bound.encode())

    def words(self, text: str) -> str:
        """The text with the copy's own address in it."""
        return _EMAIL.sub(f"person{self.number}@", text) if "@example.org" in text else text


Fill = Callable[[Copy], Any]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row: its values as the database takes them, and what fills the holes."""

    values: tuple[Any, ...]
    holes: tuple[tuple[int, Fill], ...]
    number: tuple[str, int] | None

    def made(self, copy: Copy, new_id: int | None) -> tuple[Any, ...]:
        """The row of a copy; a row with a number of its own gets `new_id`, and is remembered by it."""
        if self.number is not None and new_id is not None:
            copy.ids[self.number] = new_id
        row = list(self.values)
        for place, fill in self.holes:
            row[place] = fill(copy)
        return tuple(row)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time inside facts, and how finely it is written."""

    at: datetime
    timespec: str

    def shifted(self, by: timedelta) -> str:
        return (self.at + by).isoformat(timespec=self.timespec)


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """An entry: codes, facts in pieces with the moments between them, and details."""

    action: str
    actor: str
    reason: str
    facts: tuple[str | Moment, ...]
    point: int | None
    details: str

    def facts_of(self, copy: Copy) -> str:
        """The facts with the copy's times and contact point."""
        text = "".join(piece if isinstance(piece, str) else piece.shifted(copy.shift) for piece in self.facts)
        if self.point is None:
            return text
        return _POINT.sub(str(copy.ids[ContactPoint._meta.db_table, self.point]), text)


@dataclass(frozen=True, slots=True)
class ChainPlan:
    """A stream and its entries."""

    uid: str
    kind: str
    key: UUID
    entries: tuple[EntryPlan, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole case. `rows`: model -> its rows, in the order of MODELS."""

    keys: tuple[UUID, ...]
    uids: tuple[str, ...]
    rows: tuple[tuple[type[models.Model], tuple[RowPlan, ...]], ...]
    chains: tuple[ChainPlan, ...]


def pattern_of(case: Case) -> Pattern:
    """Read a made-up case as a pattern."""
    people = [party.person for party in CaseParty.objects.filter(case=case).select_related("person")]
    keys = (case.key_id, *(person.key_id for person in people))
    door = Door(frozenset(keys), "copying a made-up case")
    rows = tuple(
        (model, tuple(_plan(row, door) for row in _rows(model, way, case, people))) for model, way in MODELS
    )
    every: list[Any] = [row for model, way in MODELS for row in _rows(model, way, case, people)]
    uids = tuple(row.uid for row in every if hasattr(row, "uid"))
    chains = tuple(_chain(uid, door) for uid in (case.uid, *(person.uid for person in people)))
    return Pattern(keys, uids, rows, chains)


def _rows(model: type[models.Model], way: str, case: Case, people: list[Person]) -> list[models.Model]:
    if model is Person:
        return list(people)
    if model is Case:
        return [case]
    owner: Any = people if way == "person" else [case]
    return list(model._default_manager.filter(**{f"{way}__in": owner}).order_by("pk"))


def _plan(row: models.Model, door: Door) -> RowPlan:
    fields = row._meta.concrete_fields
    values = tuple(f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields)
    holes = tuple(
        (place, fill) for place, f in enumerate(fields) if (fill := _fill(row, f, door)) is not None
    )
    own = row._meta.pk
    numbered = isinstance(own, models.AutoField | models.BigAutoField)
    return RowPlan(values, holes, (row._meta.db_table, int(row.pk)) if numbered else None)


def _fill(row: models.Model, column: Any, door: Door) -> Fill | None:
    """What fills a column anew, None where it is copied as it stands."""
    value = getattr(row, column.attname)
    table = row._meta.db_table
    if value is None:
        return None
    if column.primary_key:
        return lambda copy: copy.ids[table, value]
    if isinstance(column, models.ForeignKey):
        there = column.related_model._meta.db_table
        copied = any(model._meta.db_table == there for model, _ in MODELS)
        return (lambda copy: copy.ids[there, value]) if copied else None
    if isinstance(column, SealedField):
        return _sealing(row, column.attname, door)
    if isinstance(column, models.DateTimeField):
        return _moving(value)
    return _named(row, column, value, door)


def _moving(value: datetime) -> Fill:
    """A time, moved, in the way in which the database takes it."""
    if connection.vendor == "sqlite":
        plain = value.astimezone(UTC).replace(tzinfo=None)
        return lambda copy: str(plain + copy.shift)
    return lambda copy: value + copy.shift


def _named(row: models.Model, column: Any, value: Any, door: Door) -> Fill | None:
    match column.attname:
        case "uid":
            return lambda copy: copy.uids[value]
        case "key_id":
            as_hex = connection.vendor == "sqlite"
            return lambda copy: copy.keys[value].id.hex if as_hex else copy.keys[value].id
        case "reference" if isinstance(row, Case):
            return lambda copy: copy.reference
        case "digest" if isinstance(row, SentForm):
            return lambda copy: copy.form
        case "digest" if isinstance(row, PersonIndex) and row.kind == "email":
            return lambda copy: blind.digest("email", f"person{copy.number}@example.org")[1]
    return None


def _sealing(row: Any, name: str, door: Door) -> Fill:
    text, key, table, uid = open_sealed(row, name, door), row.key_id, row._meta.db_table, row.uid
    return lambda copy: copy.sealed(copy.keys[key], f"{table}|{name}|{copy.uids[uid]}", copy.words(text))


def _chain(uid: str, door: Door) -> ChainPlan:
    stream = Stream.objects.get(pk=uid)
    details = {row.seq: open_sealed(row, "sealed", door) for row in Detail.objects.filter(stream=uid)}
    entries = tuple(
        EntryPlan(
            entry.action,
            entry.actor,
            entry.reason_code,
            _pieces(entry.facts),
            json.loads(entry.facts).get("contact_point"),
            details.get(entry.seq, ""),
        )
        for entry in LedgerEntry.objects.filter(stream=uid).order_by("seq")
    )
    assert stream.key_id is not None
    return ChainPlan(uid, stream.kind, stream.key_id, entries)


def _pieces(facts: str) -> tuple[str | Moment, ...]:
    """The facts with each time cut out; what stands at odd places of the split is a time."""
    return tuple(_moment(piece) if place % 2 else piece for place, piece in enumerate(_MOMENT.split(facts)))


def _moment(text: str) -> Moment:
    return Moment(datetime.fromisoformat(text), "microseconds" if "." in text else "seconds")
