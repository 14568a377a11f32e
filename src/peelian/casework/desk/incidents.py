"""The incidents of one case as its page shows them: what happened, where, and the crimes recorded of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.cases.reading import Done
from peelian.casework.desk import words
from peelian.casework.desk.fields import Group
from peelian.casework.records.models import Crime, Incident, Link
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import open_sealed
from peelian.reference.offences import offence_groups, offence_subgroups
from peelian.reference.outcome_types import NOT_ASSIGNED, outcome_types
from peelian.reference.problems import Bilingual
from peelian.reference.vocabulary import Term

_RECORDED: Final = "case.record_incident"


@dataclass(frozen=True, slots=True)
class ShownCrime:
    """A crime with its offence and its outcome in words."""

    row: Crime
    offence: Bilingual
    outcome: Bilingual


@dataclass(frozen=True, slots=True)
class ShownIncident:
    """An incident, opened. `told`: what happened, in the words of whoever recorded it."""

    row: Incident
    channel: Bilingual
    told: str = field(repr=False)
    address: str = field(repr=False)
    postcode: str = field(repr=False)
    crimes: tuple[ShownCrime, ...] = ()


def incidents_in(case: Case) -> QuerySet[Incident]:
    """The incidents that the case concerns, as far as we know today."""
    held = Link.objects.filter(from_kind="case", from_id=case.pk, to_kind="incident", ended_at=None)
    return Incident.objects.filter(pk__in=held.values("to_id"))


def incidents_of(seen: SeenCase, acts: Iterable[Done]) -> list[ShownIncident]:
    """In the order of their reports. One query, one more where there are any."""
    told = {act.facts.get("incident"): act.note for act in acts if act.what == _RECORDED}
    held = incidents_in(seen.case).select_related("place").prefetch_related("crimes")
    rows = list(held.order_by("reported_at", "pk"))
    places = frozenset(row.place.key_id for row in rows if row.place is not None)
    door = replace(seen, more=lambda: places)  # these very places, without a question for each
    return [shown_incident(row, door, told.get(row.pk, "")) for row in rows]


def shown_incident(row: Incident, seen: SeenCase, told: str = "") -> ShownIncident:
    """An incident with its place opened by the door of its case."""
    return ShownIncident(
        row,
        words.REPORTED.get(row.channel, Bilingual(row.channel)),
        told,
        _opened(row.place, "address", seen),
        _opened(row.place, "postcode", seen),
        tuple(
            shown_crime(one) for one in sorted(row.crimes.all(), key=lambda one: (one.recorded_at, one.pk))
        ),
    )


def shown_crime(row: Crime) -> ShownCrime:
    """A crime in words; an offence that the vocabulary does not name stays as it was recorded."""
    offence = offence_subgroups().find_or_none(row.offence)
    outcome = outcome_types()[str(row.outcome_type)]
    numbered = outcome.id != NOT_ASSIGNED
    return ShownCrime(
        row, _named(offence) if offence else Bilingual(row.offence), _named(outcome, numbered=numbered)
    )


def offences_on(day: date) -> tuple[Group, ...]:
    """The offences of the vocabulary that stand on a day, in their groups."""
    found = []
    for group in offence_groups().values():
        standing = [
            one for one in offence_subgroups().values() if one.group == group.id and _stands(one, day)
        ]
        if standing:
            found.append((_named(group), tuple((one.id, _named(one)) for one in standing)))
    return tuple(found)


def outcomes_on(day: date) -> list[tuple[str, Bilingual]]:
    """The outcome types 1-22 that stand on a day."""
    return [
        (one.id, _named(one, numbered=True))
        for one in outcome_types().values()
        if one.id != NOT_ASSIGNED and _stands(one, day)
    ]


def _stands(term: Term, day: date) -> bool:
    return (term.starts is None or term.starts <= day) and (term.ends is None or day <= term.ends)


def _named(term: Term, *, numbered: bool = False) -> Bilingual:
    number = f"{term.id}: " if numbered else ""
    return Bilingual(f"{number}{term.name}", f"{number}{term.name_cy}")


def _opened(row: Any, column: str, seen: SeenCase) -> str:
    if row is None or not getattr(row, column):
        return ""
    try:
        return open_sealed(row, column, seen)
    except KeyDestroyed:
        return ""
