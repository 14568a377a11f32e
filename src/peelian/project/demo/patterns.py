"""What a case consists of, row by row, read as a pattern from which copies are made.

A pattern is read from a case that was told through actions, so whatever an action writes is in the copies too: every
row of `MODELS`, and the chains of the case and its person. In each row some values are holes, filled anew for every
copy: row numbers, uids, keys, seals, times, the reference. A column that a later version adds is copied as it stands.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, models

from peelian.casework.cases.models import Case, CaseParty, CaseState, PayloadVersion
from peelian.casework.clocks.models import Clock, ClockPause
from peelian.casework.ledger.models import Detail, LedgerEntry, Stream
from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.sealing import blind
from peelian.casework.sealing.fields import SealedField
from peelian.casework.sealing.sealing import Door, open_sealed
from peelian.casework.threads.models import ContactPoint, Message, Thread
from peelian.project.demo.plans import ChainPlan, EntryPlan, Fill, Moment, Pattern, RowPlan
from peelian.services.contact.models import Noticed, SentForm, Triage

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
    (Triage, "case"),
    (Noticed, "case"),
)
"""What is copied, parents first; the way from each to its case or person. Events and due items are not: their work is
done, or is found by time (`peelian.casework.clocks.sweeping`)."""
COPIED: Final[tuple[type[models.Model], ...]] = tuple(model for model, _ in MODELS)
_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?=Z|[+-]\d\d:\d\d)")


def pattern_of(case: Case) -> Pattern:
    """Read a made-up case as a pattern."""
    people = [party.person for party in CaseParty.objects.filter(case=case).select_related("person")]
    keys = (case.key_id, *(person.key_id for person in people))
    door = Door(frozenset(keys), "copying a made-up case")
    held = {model: _rows(model, way, case, people) for model, way in MODELS}
    rows = tuple((model, tuple(_plan(row, door) for row in found)) for model, found in held.items())
    every: list[Any] = [row for found in held.values() for row in found]
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
    values = tuple(_as_taken(f, getattr(row, f.attname)) for f in fields)
    holes = tuple(
        (place, fill) for place, f in enumerate(fields) if (fill := _fill(row, f, door)) is not None
    )
    own = row._meta.pk
    numbered = isinstance(own, models.AutoField | models.BigAutoField)
    return RowPlan(values, holes, (row._meta.db_table, int(row.pk)) if numbered else None)


def _as_taken(column: Any, value: Any) -> Any:
    """The value as the database takes it; bytes without the driver's wrapper."""
    if isinstance(column, models.BinaryField):
        return None if value is None else bytes(value)
    return column.get_db_prep_save(value, connection)


def _fill(row: models.Model, column: Any, door: Door) -> Fill | None:
    """What fills a column anew, None where it is copied as it stands."""
    value = getattr(row, column.attname)
    table = row._meta.db_table
    if value is None:
        return None
    if column.primary_key:
        return lambda copies: copies.ids[table, value]
    if isinstance(column, models.ForeignKey):
        there = column.related_model._meta.db_table
        copied = any(model._meta.db_table == there for model, _ in MODELS)
        return (lambda copies: copies.ids[there, value]) if copied else None
    if isinstance(column, SealedField):
        return _sealing(row, column.attname, door)
    if isinstance(column, models.DateTimeField):
        return _moving(value)
    return _named(row, column, value)


def _moving(value: datetime) -> Fill:
    """A time, moved, in the way in which the database takes it."""
    plain = value.astimezone(UTC)
    if connection.vendor == "sqlite":
        plain = plain.replace(tzinfo=None)
    return lambda copies: [str(plain + shift) for shift in copies.shifts]


def _named(row: models.Model, column: Any, value: Any) -> Fill | None:
    match column.attname:
        case "uid":
            return lambda copies: copies.uids[value]
        case "key_id":
            return lambda copies: copies.key_ids[value]
        case "reference" if isinstance(row, Case):
            return lambda copies: copies.references
        case "digest" if isinstance(row, SentForm):
            return lambda copies: copies.forms
        case "digest" if isinstance(row, PersonIndex) and row.kind == "email":
            return lambda copies: [blind.digest("email", address)[1] for address in copies.addresses()]
    return None


def _sealing(row: Any, name: str, door: Door) -> Fill:
    text, key, uid = open_sealed(row, name, door), row.key_id, row.uid
    bound = f"{row._meta.db_table}|{name}|"
    return lambda copies: copies.seal(key, (bound + one for one in copies.uids[uid]), copies.words(text))


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
