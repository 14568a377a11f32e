"""The bank holidays of England and Wales: as published, and for other years as the rules make them.

Published years are data (`bank_holidays.toml`), with moved and extra days. Any other year is worked out from the
Banking and Financial Dealings Act 1971, schedule 1, the two common-law holidays (Good Friday, Christmas Day) and the
yearly proclamations (New Year's Day, early May, substitute days); such days are marked `published=False`, because a
proclamation can move or add a day.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from peelian.reference.calendars.easter import easter_sunday
from peelian.reference.problems import Bilingual, ReferenceProblem

FIRST_YEAR: Final = 1978
"""The first year with the early May holiday, from which the rules below hold."""
LAST_YEAR: Final = 2199
RULES: Final = "BFDA71"
_MONDAY: Final = 0
_SATURDAY: Final = 5


class OutsideCalendar(ReferenceProblem):
    code = "outside-calendar"
    en = "The calendar of bank holidays holds the years {first} to {last}, not {year}. Check the date."
    cy = "Mae'r calendr gwyliau banc yn dal y blynyddoedd {first} i {last}, nid {year}. Gwiriwch y dyddiad."


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """`kind`: usual, substitute (in lieu of a weekend day), moved or extra. `source`: the key of a citation."""

    day: date
    name: Bilingual
    kind: str
    published: bool
    source: str


@cache
def bank_holidays(year: int) -> tuple[BankHoliday, ...]:
    """The bank holidays of `year` in order of date. Raises OutsideCalendar."""
    listed = _published().get(year)
    return listed if listed is not None else computed_holidays(year)


def published_years() -> tuple[int, ...]:
    return tuple(sorted(_published()))


def computed_holidays(year: int) -> tuple[BankHoliday, ...]:
    """The bank holidays of `year` as the rules make them. Raises OutsideCalendar."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendar(year=year, first=FIRST_YEAR, last=LAST_YEAR)
    easter = easter_sunday(year)
    found = {
        easter - timedelta(days=2): ("good_friday", "usual"),
        easter + timedelta(days=1): ("easter_monday", "usual"),
        _first_monday(year, 5): ("early_may", "usual"),
        _last_monday(year, 5): ("spring", "usual"),
        _last_monday(year, 8): ("summer", "usual"),
    }
    fixed = (
        (date(year, 1, 1), "new_year"),
        (date(year, 12, 25), "christmas"),
        (date(year, 12, 26), "boxing"),
    )
    for usual, name in sorted(fixed, key=lambda one: (one[0].weekday() >= _SATURDAY, one[0])):
        _add(found, usual, name)
    return tuple(
        BankHoliday(day, _names()[name], kind, False, RULES) for day, (name, kind) in sorted(found.items())
    )


def _add(found: dict[date, tuple[str, str]], usual: date, name: str) -> None:
    """The day itself, or the next free weekday in lieu where it falls on a weekend."""
    day = usual
    while day.weekday() >= _SATURDAY or day in found:
        day += timedelta(days=1)
    found[day] = (name, "usual" if day == usual else "substitute")


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


@cache
def _document() -> dict[str, Any]:
    text = (files("peelian.reference.calendars") / "bank_holidays.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _names() -> dict[str, Bilingual]:
    return {name: Bilingual(words["en"], words["cy"]) for name, words in _document()["names"].items()}


@cache
def _published() -> dict[int, tuple[BankHoliday, ...]]:
    return {
        one["year"]: tuple(
            BankHoliday(day["on"], _names()[day["name"]], day.get("kind", "usual"), True, one["source"])
            for day in one["days"]
        )
        for one in _document()["years"]
    }
