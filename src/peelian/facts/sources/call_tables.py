"""Tables of 999 or 101 answering by force and month: counts and percentages in bands of seconds, mean and median.

Any set of such columns in any order, the month in a column (or several, “2021-11..2022-04”), a title, or the sheet's
name. Percentages may be written 0.939, 93.9 or 93.9%. A percentage that contradicts its own counts is refused; a
repeated line (the November 2023 press table prints Lancashire twice) is loaded once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peelian.facts.sources.base import (
    OGL,
    Adapter,
    Context,
    Item,
    Label,
    Reject,
    Row,
    Sample,
    SourceFile,
    Vintage,
)
from peelian.facts.sources.call_columns import UNITS, item_of, service_of
from peelian.facts.sources.cells import BadCell, Number, number
from peelian.facts.sources.dates import MONTH_YEAR, month_of, span_of
from peelian.facts.sources.headers import Header, find_header, wanted
from peelian.facts.sources.headers import Row as Cells
from peelian.facts.sources.named_areas import NotAnArea, Place, settle
from peelian.facts.sources.tables import FoundTable, TableRow, amount, best_score, own_name, tables
from peelian.facts.sources.vintages import cited, vintage

COLUMNS = {
    "force": wanted(
        "force_name", "force", "police_force", "police_force_area", "force_area", "area", "police_force_name"
    ),
    "code": wanted("geo_code", "geocode", "ons_code", required=False),
    "month": wanted(
        "month", "date", "month_year", "period", "reporting_month", "time_period", required=False
    ),
    "source": wanted("source", required=False),
    "service": wanted("service", "call_type", "line", required=False),
}
BANDS = ("under_10", "from_10_to_60", "over_60")
SHARES = {"pct_under_10": "under_10", "pct_10_to_60": "from_10_to_60", "pct_over_60": "over_60"}
AGREES = 0.15


class CallTables(Adapter):
    id, kind = "call-tables", "calls"
    title = "999 and 101 call answering by force"
    publisher, licence = "police.uk (National Police Chiefs' Council and BT)", OGL
    address = "https://www.police.uk/pu/your-area/performance/999-performance-data/"
    datasets = ("call_answering",)

    def recognises(self, sample: Sample) -> float:
        return best_score(sample, COLUMNS, _score)

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        found = list(tables(file, COLUMNS))
        days = cited(
            row.text("source") for table in found for row in table.rows() if isinstance(row, TableRow)
        )
        yield Vintage(days[-1]) if days else vintage(file)
        seen: dict[tuple[str, ...], tuple[float | None, int]] = {}
        for table in found:
            layout = _layout(table.header)
            if len(layout) < 2 or not _is_calls(layout):
                continue
            service = (
                service_of(table.title, " ".join(table.header.headings), table.sheet)
                or service_of(own_name(file))
                or "999"
            )
            yield Label("service", service)
            yield from _table(table, layout, service, seen)


def _layout(header: Header) -> dict[str, int]:
    """Items to the position of their column; the first column of an item counts."""
    taken = set(header.positions.values())
    layout: dict[str, int] = {}
    for spot, heading in enumerate(header.headings):
        item = item_of(heading) if spot not in taken else None
        if item:
            layout.setdefault(item, spot)
    return layout


def _is_calls(layout: Mapping[str, int]) -> bool:
    return bool({"under_10", "pct_under_10", "mean_s", "pct_abandoned", "median_s"} & set(layout))


def _score(rows: Sequence[Cells]) -> float:
    header = find_header(rows, COLUMNS)
    if header is None:
        return 0.0
    layout = _layout(header)
    if (
        len(layout) < 2
        or not _is_calls(layout)
        or not any(_speaks(header, row, layout) for row in rows[header.row + 1 :])
    ):
        return 0.0
    return 0.9 if {"under_10", "pct_under_10"} & set(layout) else 0.6


def _speaks(header: Header, row: Cells, layout: Mapping[str, int]) -> bool:
    """Whether the row names a force and holds a figure, so that prose with commas is no table."""
    try:
        settle(header.cell(row, "code"), header.cell(row, "force"), "force")
        return any(spot < len(row) and number(row[spot]).value is not None for spot in layout.values())
    except (NotAnArea, BadCell):
        return False


def _table(
    table: FoundTable,
    layout: Mapping[str, int],
    service: str,
    seen: dict[tuple[str, ...], tuple[float | None, int]],
) -> Iterator[Item]:
    header = Header(
        table.header.row, {**table.header.positions, **layout}, table.header.width, table.header.headings
    )
    rows = [
        TableRow(row.line, row.cells, header, row.sheet) if isinstance(row, TableRow) else row
        for row in table.rows()
    ]
    fractions = {item for item in layout if item.startswith("pct_") and _is_fraction(rows, item)}
    stated = _month_in(table.sheet) or _month_in(table.title)
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        line = _line(row, stated, service)
        if isinstance(line, Reject):
            yield line
        else:
            yield from _figures(row, line, layout, fractions, seen)


def _month_in(text: str) -> str | None:
    found = MONTH_YEAR.search(text)
    return month_of(found[0]) if found else None


def _is_fraction(rows: Sequence[TableRow | Reject], item: str) -> bool:
    """Whether a column of percentages is written as parts of one: no % sign and nothing above 1."""
    figures = [amount(row, item) for row in rows if isinstance(row, TableRow)]
    values = [f.value for f in figures if isinstance(f, Number) and f.value is not None]
    signed = any(isinstance(f, Number) and f.percent for f in figures)
    return bool(values) and not signed and max(values) <= 1.0 and sum(values) > 0


@dataclass(frozen=True, slots=True)
class _Line:
    place: Place
    period: str
    service: str


def _line(row: TableRow, stated: str | None, service: str) -> _Line | Reject:
    try:
        place = settle(row["code"], row["force"], "force")
    except NotAnArea as problem:
        return row.reject("force", str(problem))
    own = "month" in row.header.positions
    period = (month_of(row["month"]) or span_of(row["month"])) if own else stated
    if period is None:
        reason = (
            "this is neither a month such as 2023-11 nor months such as 2021-11..2022-04"
            if own
            else "the table does not say which month"
        )
        return row.reject("month", reason)
    named = service_of(row.text("service")) if row.text("service") else service
    return (
        row.reject("service", "this is neither 999 nor 101") if named is None else _Line(place, period, named)
    )


def _figures(
    row: TableRow,
    line: _Line,
    layout: Mapping[str, int],
    fractions: set[str],
    seen: dict[tuple[str, ...], tuple[float | None, int]],
) -> Iterator[Item]:
    found: dict[str, Number] = {}
    for item in layout:
        figure = amount(row, item)
        if isinstance(figure, Reject):
            yield figure
            continue
        scale = 100.0 if item in fractions and figure.value is not None else 1.0
        found[item] = Number(figure.value * scale if figure.value is not None else None, figure.state)
    for item, figure in found.items():
        fault = _fault(item, figure, found)
        if fault:
            yield row.reject(item, fault)
            continue
        key = (line.place.id, line.period, line.service, item)
        before = seen.setdefault(key, (figure.value, row.line))
        if before[1] != row.line:
            same = "repeats" if before[0] == figure.value else "contradicts"
            yield row.reject(
                item, f"the same force and month stand already in row {before[1]}, which this {same}"
            )
            continue
        values = {
            "area_kind": line.place.kind, "area_id": line.place.id, "period": line.period, "service": line.service,
            "item": item, "value": figure.value, "unit": UNITS[item], "state": figure.state, "note": "",
        }  # fmt: skip
        yield Row(
            "call_answering",
            values,
            line=row.line,
            sheet=row.sheet,
            columns={"value": row.header.heading(item)},
        )


def _fault(item: str, figure: Number, found: Mapping[str, Number]) -> str:
    value, calls = figure.value, found.get("calls", Number(None)).value
    if value is None:
        return ""
    if UNITS[item] == "percent" and value > 100:
        return "a percentage cannot be above 100"
    if UNITS[item] == "calls" and value != round(value):
        return "a count of calls should be a whole number"
    if item in BANDS and calls is not None and value > calls:
        return "more calls in the band than calls in all"
    part = found.get(SHARES.get(item, ""), Number(None)).value
    if part is not None and calls and abs(100 * part / calls - value) > AGREES:
        return f"the percentage disagrees with its own counts, which give {100 * part / calls:.2f}"
    return ""


ADAPTERS = (CallTables(),)
