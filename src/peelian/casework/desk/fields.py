"""The fields of the desk's forms, as plain values that one template draws; and reading what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from django.http import HttpRequest

from peelian.accounts.days import LONDON
from peelian.casework.desk.problems import DayUnreadable
from peelian.reference.problems import Bilingual

Choice = tuple[str, str | Bilingual]
Group = tuple[str | Bilingual, tuple[Choice, ...]]
NOTE_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `choices` in groups for a select (one group without a name when there is nothing to group)."""

    id: str
    label: Bilingual
    kind: Literal["select", "textarea", "date", "text"] = "text"
    groups: tuple[Group, ...] = ()
    hint: Bilingual | None = None
    required: bool = False
    longest: int = NOTE_LONGEST


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


def _by_slashes(text: str) -> date:
    day, month, year = (int(part) for part in text.replace(" ", "").split("/"))
    return date(year, month, day)
