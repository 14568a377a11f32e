"""The fields of the desk's forms, as plain values that one template draws; and reading what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from django.http import HttpRequest

from peelian.accounts.days import LONDON
from peelian.casework.desk.problems import ChooseFromList, DayUnreadable, MomentUnreadable, WriteSomething
from peelian.reference.problems import Bilingual, Problem

Choice = tuple[str, str | Bilingual]
Group = tuple[str | Bilingual, tuple[Choice, ...]]
Faults = dict[str, Problem]
"""What is wrong, by the id of the field."""
NOTE_LONGEST = 2000
_OLDEST_YEAR = 1900
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `choices` in groups for a select (one group without a name when there is nothing to group).

    `check(text, now)` raises the Problem of what was typed, also of nothing.
    """

    id: str
    label: Bilingual
    kind: Literal["select", "textarea", "date", "text"] = "text"
    groups: tuple[Group, ...] = ()
    hint: Bilingual | None = None
    required: bool = False
    longest: int = NOTE_LONGEST
    check: Callable[[str, datetime], object] | None = None


def select(
    id_: str,
    label: Bilingual,
    choices: Iterable[Choice],
    *,
    required: bool = True,
    hint: Bilingual | None = None,
) -> Field:
    """A list to choose one of."""
    return Field(id_, label, "select", (("", tuple(choices)),), hint, required)


def reasons(choices: Mapping[str, Bilingual], *, required: bool = True) -> Field:
    """The reason for an act."""
    return select("reason", Bilingual("Reason", "Rheswm"), choices.items(), required=required)


def note() -> Field:
    """Words that come with an act."""
    return Field(
        "note",
        Bilingual(
            "Note for colleagues (you can leave it empty)", "Nodyn i gydweithwyr (gallwch ei adael yn wag)"
        ),
        "textarea",
        hint=Bilingual("The person does not see it.", "Nid yw'r person yn ei weld."),
    )


def typed(request: HttpRequest, fields: Iterable[Field]) -> dict[str, str]:
    """What was typed, cut to what each field may hold."""
    return {one.id: request.POST.get(one.id, "").strip()[: one.longest] for one in fields}


def allowed(field: Field, value: str) -> bool:
    """Whether a select offers the value."""
    return any(value == code for _, choices in field.groups for code, _words in choices)


def faults(fields: Iterable[Field], given: Mapping[str, str], now: datetime) -> Faults:
    """Everything that is wrong with what was typed, each at its field, in the order of the fields."""
    found = {one.id: _fault(one, given[one.id], now) for one in fields}
    return {name: problem for name, problem in found.items() if problem is not None}


def _fault(field: Field, value: str, now: datetime) -> Problem | None:
    if field.kind == "select":
        wrong = (value or field.required) and not allowed(field, value)
        return ChooseFromList(field=field.label) if wrong else None
    if field.kind == "date" and (value or field.required) and day_typed(value) is None:
        return DayUnreadable()
    if field.required and not value:
        return WriteSomething(field=field.label)
    try:
        if field.check is not None:
            field.check(value, now)
    except Problem as problem:
        return problem
    return None


def day_typed(text: str) -> datetime | None:
    """The end of a day written as `2026-11-30` (what a date field sends) or `30/11/2026`; None for anything else."""
    for read in (date.fromisoformat, _by_slashes):
        try:
            return datetime.combine(read(text), time(23, 59), LONDON)
        except (ValueError, OverflowError):
            continue
    return None


def coming_day(text: str, now: datetime) -> datetime | None:
    """The day of an optional field, still to come; None where it is empty. Raises DayUnreadable."""
    if not text:
        return None
    day = day_typed(text)
    if day is None or day <= now:
        raise DayUnreadable
    return day


def moment_typed(text: str) -> datetime | None:
    """A day and a time of the clock in London, `30/11/2026 14:30` or `2026-11-30 14:30`. Raises MomentUnreadable."""
    if not text:
        return None
    day, _, clock = text.replace("T", " ").strip().rpartition(" ")
    found, hands = day_typed(day), _CLOCK.fullmatch(clock)
    if found is None or found.year < _OLDEST_YEAR or hands is None:
        raise MomentUnreadable
    try:
        return datetime.combine(found.date(), time(int(hands[1]), int(hands[2])), LONDON)
    except ValueError:
        raise MomentUnreadable from None


def _by_slashes(text: str) -> date:
    day, month, year = (int(part) for part in text.replace(" ", "").split("/"))
    return date(year, month, day)
