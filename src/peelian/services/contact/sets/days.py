"""A day as people type it: day, month and year in three fields, the month as a number or a name in either language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import Answers

MONTHS: Final = (
    Bilingual("January", "Ionawr"),
    Bilingual("February", "Chwefror"),
    Bilingual("March", "Mawrth"),
    Bilingual("April", "Ebrill"),
    Bilingual("May", "Mai"),
    Bilingual("June", "Mehefin"),
    Bilingual("July", "Gorffennaf"),
    Bilingual("August", "Awst"),
    Bilingual("September", "Medi"),
    Bilingual("October", "Hydref"),
    Bilingual("November", "Tachwedd"),
    Bilingual("December", "Rhagfyr"),
)
_PARTS: Final = ("day", "month", "year")
_PART_NAMES: Final[Mapping[str, Bilingual]] = {
    "day": Bilingual("a day", "diwrnod"),
    "month": Bilingual("a month", "mis"),
    "year": Bilingual("a year", "blwyddyn"),
}
_AND: Final = Bilingual(" and ", " a ")
_FIRST_YEAR: Final = 1900
_SHORTEST_NAME: Final = 3


def words_of(day: date) -> Bilingual:
    """`21 November 2026`."""
    month = MONTHS[day.month - 1]
    return Bilingual(f"{day.day} {month} {day.year}", f"{day.day} {month.cy} {day.year}")


def day_of(answers: Answers, id_: str, prefix: str = "") -> date | None:
    """The day in the fields `id.day`, `id.month`, `id.year`, if they make one."""
    day, month, year = (_one(answers, f"{id_}.{prefix}{part}") for part in _PARTS)
    number = _month(month)
    if not (_figures(day, 2) and number and _figures(year, 4) and int(year) >= _FIRST_YEAR):
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def day_fault(
    answers: Answers, id_: str, *, on: date, prefix: str = "", missing: Bilingual | None = None
) -> tuple[str, Bilingual] | None:
    """The first field with a fault and its words. `missing`: what is said if nothing is filled in; None: that is fine."""
    fields = {part: f"{id_}.{prefix}{part}" for part in _PARTS}
    empty = [part for part in _PARTS if not _one(answers, fields[part])]
    if len(empty) == len(_PARTS):
        return (fields["day"], missing) if missing is not None else None
    if empty:
        listed = [_PART_NAMES[part] for part in empty]
        return fields[empty[0]], Bilingual(
            f"The date must include {_AND.join(listed)}",
            f"Rhaid i'r dyddiad gynnwys {_AND.cy.join(one.cy for one in listed)}",
        )
    year = _one(answers, fields["year"])
    if not _figures(year, 4) or len(year) != 4 or int(year) < _FIRST_YEAR:
        return fields["year"], Bilingual(
            f"The year must have 4 figures and be {_FIRST_YEAR} or later",
            f"Rhaid i'r flwyddyn fod â 4 ffigur a bod yn {_FIRST_YEAR} neu'n hwyrach",
        )
    found = day_of(answers, id_, prefix)
    if found is None:
        wrong = "month" if _month(_one(answers, fields["month"])) is None else "day"
        return fields[wrong], Bilingual(
            "The date must be a real date, like 27 3 2026",
            "Rhaid i'r dyddiad fod yn ddyddiad go iawn, fel 27 3 2026",
        )
    if found > on:
        return fields["day"], Bilingual(
            "The date must be today or in the past", "Rhaid i'r dyddiad fod heddiw neu yn y gorffennol"
        )
    return None


def _month(text: str) -> int | None:
    """1 to 12 for a number or the beginning of a name; a beginning of two names is none."""
    if _figures(text, 2):
        return int(text) if 1 <= int(text) <= len(MONTHS) else None
    key = text.casefold().rstrip(".")
    if len(key) < _SHORTEST_NAME:
        return None
    found = {
        number
        for number, name in enumerate(MONTHS, start=1)
        if any(word.casefold().startswith(key) for word in (str(name), name.cy))
    }
    return found.pop() if len(found) == 1 else None


def _figures(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most


def _one(answers: Answers, field: str) -> str:
    return next(iter(answers.get(field, ())), "").strip()
