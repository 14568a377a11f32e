"""Peelian's own table for single published figures: any figure that a claim waits for, with where it was published.

One line per figure; `peelian data template figures` writes the headings. The figure is kept under its `series` with the
words in which it was printed. A line that lacks its source is refused: a figure without one settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peelian.facts.sources.base import (
    Adapter,
    Cited,
    Context,
    Item,
    Label,
    Reject,
    Row,
    Sample,
    SourceFile,
    Vintage,
)
from peelian.facts.sources.cells import BadCell, number
from peelian.facts.sources.dates import any_date
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import CODE, NotAnArea, Place, by_code, by_name
from peelian.facts.sources.tables import TableRow, has_table, tables
from peelian.reference.areas import area
from peelian.reference.periods import Period
from peelian.reference.problems import Problem

HEADINGS = (
    "series", "area", "period", "value", "unit", "quoted", "note", "title", "publisher", "address", "licence",
    "published_on",
)  # fmt: skip
COLUMNS = {name: wanted(name, required=name not in {"quoted", "note"}) for name in HEADINGS}
SERIES = re.compile(r"[a-z][a-z0-9_]{2,79}")
UNITS = (
    "arrests", "burglaries", "calls", "children", "count", "days", "deaths", "forces", "fte", "headcount", "homicides",
    "lines", "months", "offences", "officers", "outcomes", "pages", "people", "per 1,000", "per 100,000", "per million",
    "percent", "percentage points", "pounds", "rank", "referrals", "removals", "seconds", "searches", "tags", "tests",
    "years",
)  # fmt: skip


class FiguresTemplate(Adapter):
    id, kind = "figures-template", "figures-added"
    title = "Published figures, one by one"
    publisher, licence = "Each line names its publisher", "Each line names its licence"
    datasets = ("point_figures",)

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def near_miss(self, sample: Sample) -> str | None:
        if not has_table(sample, {name: COLUMNS[name] for name in ("series", "period", "value")}):
            return None
        lacking = [name for name in COLUMNS if not has_table(sample, {name: wanted(name)})]
        columns = ", ".join(f"“{name}”" for name in lacking if COLUMNS[name].required)
        return f"it looks like a table of published figures, but lacks the columns {columns}; see `peelian data template figures`."

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        rows = [row for table in tables(file, COLUMNS) for row in table.rows()]
        seen: dict[tuple[str, ...], int] = {}
        days: set[date] = set()
        for row in rows:
            item = row if isinstance(row, Reject) else _figure(row, seen, context.today)
            yield item
            if isinstance(item, Row) and isinstance(row, TableRow):
                days |= {day for day in [any_date(row["published_on"])] if day}
                yield Cited(*(row.text(name) for name in ("title", "publisher", "address", "licence")))
        if days:
            yield Vintage(min(days))
        if len(days) > 1:
            yield Label("vintage", "the oldest of the sources, so that no figure here displaces a better one")


def _figure(row: TableRow, seen: dict[tuple[str, ...], int], today: date) -> Row | Reject:
    """The figure of one line, or the first thing that is wrong with it."""
    place = _area(row.text("area"))
    fault = _fault(row, place, today)
    if fault or isinstance(place, str):
        return row.reject(*(fault or ("area", str(place))))
    found = _value(row)
    if isinstance(found, Reject):
        return found
    key = (row.text("series"), place.id, _period(row.text("period")), source_key(row))
    before = seen.setdefault(key, row.line)
    if before != row.line:
        return row.reject(
            "series", f"row {before} gives this figure of this publication already; the first is kept"
        )
    values = {
        "series": key[0], "area_kind": place.kind, "area_id": place.id, "period": key[2], "value": found,
        "unit": row.text("unit").lower(), "quoted": row.text("quoted") or row.text("value"), "note": row.text("note"),
        "source_key": key[3],
    }  # fmt: skip
    return Row("point_figures", values, line=row.line, sheet=row.sheet)


def _fault(row: TableRow, place: Place | str, today: date) -> tuple[str, str] | None:
    """The column that is at fault and why; None when every text of the line will do."""
    if not SERIES.fullmatch(row.text("series")):
        return "series", "write the series in small letters, digits and underscores, as the claim names it"
    if isinstance(place, str):
        return "area", place
    if not _period(row.text("period")):
        return (
            "period",
            "this is not a period such as 2018-04-09, 2018-04, 2018-Q2, fy_2018_19, ye_2018_03, 2018, 2018-04/P18M",
        )
    if row.text("unit").lower() not in UNITS:
        return (
            "unit",
            f"write one of: {', '.join(UNITS)}; and the figure in full, not in thousands or millions",
        )
    for name in ("title", "publisher", "licence"):
        if not row.text(name):
            return name, "a figure needs its source: this is empty"
    if not re.fullmatch(r"https?://[^\s/]+\.\S+", row.text("address")):
        return "address", "give the address at which the figure is published, beginning with https://"
    day = any_date(row["published_on"])
    if day is None:
        return "published_on", "this is not a date such as 2024-07-25"
    return ("published_on", "this day is still to come") if day > today else None


def _value(row: TableRow) -> float | Reject:
    """The figure itself; a change may be below zero. A percent sign stands only in a percentage."""
    try:
        found = number(row["value"], negative=True)
    except BadCell as problem:
        return row.reject("value", str(problem))
    if found.value is None:
        return row.reject("value", "there is no figure here")
    if found.percent and row.text("unit").lower() != "percent":
        return row.reject("value", "a percentage stands here, but the unit is not percent")
    return found.value


def source_key(row: TableRow) -> str:
    """The publication in a short form, the same in every file that cites it, whatever the day of its edition."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{row.text('publisher')} {row.text('title')}".lower()).strip("-")
    return words[:80].strip("-")


def _period(text: str) -> str:
    try:
        return Period.parse(text).id
    except Problem:
        return ""


def _area(text: str) -> Place | str:
    """The area of its id, its ONS code or its name, or why it is none."""
    try:
        found = area(text)
        return Place(found.kind, found.id)
    except Problem:
        pass
    try:
        return by_code(text) if CODE.fullmatch(text) else by_name(text)
    except NotAnArea as problem:
        return f"{problem}; an id such as metropolitan, or the ONS code, settles it"


ADAPTERS = (FiguresTemplate(),)
