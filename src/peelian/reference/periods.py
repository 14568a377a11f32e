"""The periods that statistics use, each with one canonical string.

| written | kind | means |
|---|---|---|
| `2017-09-30` | instant | a count on that day |
| `2023-11` | month | |
| `ye_2018_03` | year_ending | the twelve months to the end of March 2018 |
| `2018-Q3` | quarter | calendar quarter, July to September |
| `fy_2018_19` | financial_year | 1 April 2018 to 31 March 2019 |
| `2020-04/P3Y`, `2021-11/P6M` | span | from the first of that month, so many years or months |
| `2018` | year | calendar year |
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from peelian.reference.problems import BadPeriod

_MONTHS_CY = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]
_MONTHS_EN = list(calendar.month_name)[1:]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days `start` to `end`, both counted. Sorts by start, then end."""

    start: date
    end: date
    kind: str
    id: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads a canonical string, and `2020-04-01/P3Y` for a span; raises `BadPeriod`."""
        written = text.strip()
        for pattern, build in _FORMS:
            match = pattern.fullmatch(written)
            if match:
                try:
                    return build(*match.groups())
                except ValueError as error:
                    raise BadPeriod(text=text, why=str(error)) from None
        raise BadPeriod(text=text, why="it has none of the known forms")

    def __str__(self) -> str:
        return self.id

    @property
    def is_instant(self) -> bool:
        return self.kind == "instant"

    def contains(self, other: Period) -> bool:
        """True when every day of `other` is one of these days."""
        return self.start <= other.start and other.end <= self.end

    def label(self, lang: str = "en") -> str:
        """The period in words, English or Welsh."""
        return _label_cy(self) if lang == "cy" else _label_en(self)


def instant(day: date) -> Period:
    return Period(day, day, "instant", day.isoformat())


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), _month_end(year, number), "month", f"{year:04}-{number:02}")


def year_ending(year: int, number: int) -> Period:
    end = _month_end(year, number)
    return Period(_months_on(date(year, number, 1), -11), end, "year_ending", f"ye_{year:04}_{number:02}")


def quarter(year: int, number: int) -> Period:
    if not 1 <= number <= 4:
        raise ValueError("a year has quarters 1 to 4")
    first = date(year, 3 * number - 2, 1)
    return Period(first, _month_end(year, 3 * number), "quarter", f"{year:04}-Q{number}")


def financial_year(year: int) -> Period:
    """The year from 1 April of `year`."""
    name = f"fy_{year:04}_{(year + 1) % 100:02}"
    return Period(date(year, 4, 1), date(year + 1, 3, 31), "financial_year", name)


def calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04}")


def span(year: int, number: int, *, months: int) -> Period:
    """`months` whole months from the first of that month; whole years are written in years."""
    if months < 1:
        raise ValueError("a span lasts one month or more")
    first = date(year, number, 1)
    length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
    end = _months_on(first, months) - _DAY
    return Period(first, end, "span", f"{year:04}-{number:02}/P{length}")


def tiles(whole: Period, parts: Iterable[Period]) -> bool:
    """True when the parts cover the whole exactly once: no gap, no overlap. Instants tile nothing."""
    ordered = sorted(parts)
    if not ordered or whole.is_instant or any(part.is_instant for part in ordered):
        return False
    after = whole.start
    for part in ordered:
        if part.start != after:
            return False
        after = part.end + _DAY
    return after == whole.end + _DAY


def _month_end(year: int, number: int) -> date:
    if not 1 <= number <= 12:
        raise ValueError("month must be in 1..12")
    return date(year, number, calendar.monthrange(year, number)[1])


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, day.day)


def _read_financial(first: str, second: str) -> Period:
    if (int(first) + 1) % 100 != int(second):
        raise ValueError(f"{second} is not the year after {first}")
    return financial_year(int(first))


def _read_span(year: str, number: str, count: str, unit: str) -> Period:
    return span(int(year), int(number), months=int(count) * (12 if unit == "Y" else 1))


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"(\d{4}-\d\d-\d\d)", re.ASCII), lambda day: instant(date.fromisoformat(day))),
    (re.compile(r"(\d{4})-(\d\d)", re.ASCII), lambda y, m: month(int(y), int(m))),
    (re.compile(r"ye_(\d{4})_(\d\d)", re.ASCII), lambda y, m: year_ending(int(y), int(m))),
    (re.compile(r"(\d{4})-Q(\d)", re.ASCII), lambda y, q: quarter(int(y), int(q))),
    (re.compile(r"fy_(\d{4})_(\d\d)", re.ASCII), _read_financial),
    (re.compile(r"(\d{4})-(\d\d)(?:-01)?/P(\d{1,3})([YM])", re.ASCII), _read_span),
    (re.compile(r"(\d{4})", re.ASCII), lambda y: calendar_year(int(y))),
)


def _month_name(day: date, names: list[str]) -> str:
    return f"{names[day.month - 1]} {day.year}"


def _label_en(period: Period) -> str:
    first, last = _month_name(period.start, _MONTHS_EN), _month_name(period.end, _MONTHS_EN)
    if period.kind == "instant":
        return f"{period.start.day} {first}"
    if period.kind == "month":
        return first
    if period.kind == "year_ending":
        return f"year ending {last}"
    if period.kind == "financial_year":
        return f"financial year {period.start.year}/{period.end.year % 100:02}"
    if period.kind == "year":
        return str(period.start.year)
    return f"{first} to {last}"


def _label_cy(period: Period) -> str:
    first, last = _month_name(period.start, _MONTHS_CY), _month_name(period.end, _MONTHS_CY)
    if period.kind == "instant":
        return f"{period.start.day} {first}"
    if period.kind == "month":
        return first
    if period.kind == "year_ending":
        return f"y flwyddyn hyd at fis {last}"
    if period.kind == "financial_year":
        return f"blwyddyn ariannol {period.start.year}/{period.end.year % 100:02}"
    if period.kind == "year":
        return str(period.start.year)
    return f"{first} hyd at {last}"
