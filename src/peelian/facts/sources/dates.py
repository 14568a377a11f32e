"""Dates and periods as official tables write them: “30 September 2017”, “Sep-17”, “2018/19”, “Apr '02 to Mar '03”.

A title's year often carries a footnote number (“30 September 20171”), so a fifth digit after a year is dropped.
"""

import calendar
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from peelian.reference.periods import Period
from peelian.reference.periods import span as whole_months
from peelian.reference.problems import BadPeriod

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2}|'?\d{2}(?!\d))"
DAY_MONTH_YEAR = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}[ ,-]*{_YEAR}", re.I)
MONTH_YEAR = re.compile(rf"\b{_MONTH}[ -]*{_YEAR}", re.I)
YEAR_PAIR = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d{2})\s*(?:[/–_-]|to)\s*(?P<second>\d{4}|\d{2})(?!\d)")
SPAN = re.compile(
    rf"{_MONTH}[ ]*{_YEAR}\s*(?:to|-|–)\s*{_MONTH.replace('month', 'month2')}[ ]*{_YEAR.replace('year', 'year2')}",
    re.I,
)
EXCEL_EPOCH = date(1899, 12, 30)


def _year(text: str) -> int:
    digits = int(text.lstrip("'"))
    if digits >= 100:
        return digits
    return digits + (1900 if digits >= 70 else 2000)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_name_date(text: str) -> date | None:
    """The date if the whole text is one written with a month's name, else None; “Sep-17” is that month's end."""
    text = text.strip()
    found = DAY_MONTH_YEAR.match(text)
    if found and len(text) - found.end() <= 2 and not text[found.end() :].strip("0123456789"):
        return _safe(_year(found["year"]), MONTHS[found["month"].lower()], int(found["day"]))
    found = MONTH_YEAR.fullmatch(text)
    return month_end(_year(found["year"]), MONTHS[found["month"].lower()]) if found else None


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in(text: str) -> list[date]:
    """Every “30 September 2017” in a sentence, in order; impossible dates are left out."""
    found = (
        _safe(_year(m["year"]), MONTHS[m["month"].lower()], int(m["day"]))
        for m in DAY_MONTH_YEAR.finditer(text)
    )
    return [day for day in found if day is not None]


@lru_cache(maxsize=4096)
def any_date(cell: object) -> date | None:
    """A cell as a date: a date cell, ISO, day first with slashes, or a month's name; None when it is none of these."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = " ".join(str(cell or "").split())
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text)
    if iso:
        return _safe(int(iso[1]), int(iso[2]), int(iso[3]))
    slashed = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?", text)
    if slashed:
        return _safe(int(slashed[3]), int(slashed[2]), int(slashed[1]))
    return month_name_date(re.sub(r"^as at:?\s*", "", text, flags=re.I))


def census_day(day: date) -> date:
    """The day a count was taken: workforce files write 1 March where they mean 31 March, so a first is a month's end."""
    return month_end(day.year, day.month) if day.day == 1 else day


def excel_day(serial: float) -> date | None:
    """An Excel day number as a date when it lies in 1990-2100, else None."""
    return (
        EXCEL_EPOCH + timedelta(days=int(serial))
        if 32874 <= serial < 73415 and serial == int(serial)
        else None
    )


def year_pair(text: str) -> tuple[int, int] | None:
    """“2018/19”, “2018-2019” -> (2018, 2019) when the second follows the first, else None."""
    for found in YEAR_PAIR.finditer(text):
        first = int(found["first"])
        second = (
            int(found["second"]) if len(found["second"]) == 4 else first // 100 * 100 + int(found["second"])
        )
        second += 100 if len(found["second"]) == 2 and second < first else 0
        if second == first + 1:
            return first, second
    return None


@lru_cache(maxsize=1024)
def year_ending(cell: object) -> str | None:
    """A twelve months as `ye_YYYY_MM`: its last day, “Apr '02 to Mar '03”, “year ending March 2019”, “2018/19”."""
    day = any_date(cell)
    text = " ".join(str(cell or "").split())
    if day is None and (span := SPAN.search(text)):
        day = month_end(_year(span["year2"]), MONTHS[span["month2"].lower()])
        first = date(_year(span["year"]), MONTHS[span["month"].lower()], 1)
        if (day.year - first.year) * 12 + day.month - first.month != 11:
            return None
    if (
        day is None
        and re.search(r"(year|12 months) (ending|to)", text, re.I)
        and (m := MONTH_YEAR.search(text))
    ):
        day = month_end(_year(m["year"]), MONTHS[m["month"].lower()])
    if day is None and (pair := year_pair(text)):
        day = date(pair[1], 3, 31)
    return f"ye_{day.year}_{day.month:02d}" if day else None


def span_of(cell: object) -> str | None:
    """Whole months from one to another as a canonical period: “2021-11..2022-04”, “November 2021 to April 2022”.

    A canonical string of a longer period, such as “2021-11/P6M” or “ye_2024_10”, stands for itself. None for all else.
    """
    text = " ".join(str(cell or "").split())
    ends = re.fullmatch(r"(.+?)\s*(?:\.\.|–|\bto\b|\s-\s)\s*(.+)", text)
    first, last = (month_of(ends[1]), month_of(ends[2])) if ends else (None, None)
    if not first or not last:
        return _canonical(text)
    (year, number), (end, to) = (map(int, one.split("-")) for one in (first, last))
    months = (end - year) * 12 + to - number + 1
    if months < 2:
        return None
    return f"ye_{end}_{to:02d}" if months == 12 else whole_months(year, number, months=months).id


def _canonical(text: str) -> str | None:
    if not re.search(r"/P|^ye_|^fy_|-Q", text):
        return None
    try:
        return Period.parse(text).id
    except BadPeriod:
        return None


def month_of(cell: object) -> str | None:
    """A calendar month as `YYYY-MM`: “2023-11”, “November 2023”, “Nov-23”, “202311”, any day in it."""
    text = " ".join(str(cell or "").split())
    plain = re.fullmatch(r"(\d{4})[-/]?(\d{2})", text)
    if plain and 1 <= int(plain[2]) <= 12 and 1900 <= int(plain[1]) < 2100:
        return f"{plain[1]}-{plain[2]}"
    day = any_date(cell)
    return f"{day.year}-{day.month:02d}" if day else None
