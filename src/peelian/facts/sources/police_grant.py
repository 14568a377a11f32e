"""Home Office Police Grant allocations: one amount per force for a financial year, in pounds or in millions.

The year is read from the heading, the title, the sheet's or the file's name. A bare copy that states none is dated by its
amounts: when nearly all of them are those of a published year, it is that year's table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from peelian.facts.problems import FileProblem
from peelian.facts.sources.base import (
    OGL,
    Adapter,
    Context,
    Item,
    Label,
    Note,
    Reject,
    Row,
    Sample,
    SourceFile,
    Vintage,
)
from peelian.facts.sources.dates import year_pair
from peelian.facts.sources.headers import Header, find_header, wanted
from peelian.facts.sources.headers import Row as Cells
from peelian.facts.sources.named_areas import NotAnArea, settle
from peelian.facts.sources.tables import FoundTable, TableRow, amount, best_score, own_name, tables
from peelian.facts.sources.vintages import vintage
from peelian.reference.figures import figure_rows
from peelian.reference.forces import force

COLUMNS = {
    "force": wanted(
        "force", "force_name", "police_force", "police_force_area", "pcc_area", "local_policing_body", "pcc"
    ),
    "code": wanted("geo_code", "geocode", "ons_code", "pfa_code", required=False),
}
AMOUNT = re.compile(r"budget|grant|allocation|central funding|gbp|£", re.I)
NOT_TOTAL = re.compile(r"change|%|per ?cent|per head|rank|capital|note", re.I)
TOTAL = re.compile(r"^(?:grand )?total\b|^england\b|^wales$", re.I)


class PoliceGrant(Adapter):
    id, kind = "police-grant", "funding"
    title = "Police Grant allocations by force"
    publisher, licence = "Home Office", OGL
    address = "https://www.gov.uk/government/collections/police-finance"
    datasets = ("funding",)

    def recognises(self, sample: Sample) -> float:
        return best_score(sample, COLUMNS, _score)

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        for table in tables(file, COLUMNS):
            column = _amount_column(table.header)
            if column is not None:
                yield from _table(table, column, file)
                return


def _amount_column(header: Header) -> int | None:
    """The one column of total amounts: of several, the one called total; None when it stays open."""
    spots = [
        spot for spot, heading in enumerate(header.headings)
        if AMOUNT.search(heading) and not NOT_TOTAL.search(heading) and spot not in header.positions.values()
    ]  # fmt: skip
    totals = [spot for spot in spots if re.search(r"total", header.headings[spot], re.I)]
    return spots[0] if len(spots) == 1 else totals[0] if len(totals) == 1 else None


def _score(rows: Sequence[Cells]) -> float:
    header = find_header(rows, COLUMNS)
    if header is None or (column := _amount_column(header)) is None:
        return 0.0
    named = 0
    for row in rows[header.row + 1 :]:
        try:
            settle(header.cell(row, "code"), header.cell(row, "force"), "force")
            named += column < len(row)
        except NotAnArea:
            continue
    words = " ".join(str(cell) for row in rows[: header.row + 1] for cell in row).lower()
    if named < 3 or (header.width > 3 and "grant" not in words):
        return 0.0
    return 0.8 if "grant" in words or "budget_gbp" in words else 0.5


def _table(table: FoundTable, column: int, file: SourceFile) -> Iterator[Item]:
    header = Header(
        table.header.row,
        {**table.header.positions, "amount": column},
        table.header.width,
        table.header.headings,
    )
    every = [
        TableRow(row.line, row.cells, header, row.sheet) if isinstance(row, TableRow) else row
        for row in table.rows()
    ]
    totals = [row for row in every if isinstance(row, TableRow) and _is_total(row)]
    rows = [row for row in every if isinstance(row, Reject) or not _is_total(row)]
    items = [row if isinstance(row, Reject) else _grant(row, _scale(table, column)) for row in rows]
    found = [item for item in items if isinstance(item, Row)]
    year, why = _year(table, column, file, found)
    period = f"fy_{year}_{(year + 1) % 100:02d}"
    stated = vintage(file)
    dated = stated.published if isinstance(stated, Vintage) else _announced(period)
    yield Vintage(dated) if dated else stated
    yield Label("financial year", f"{period} ({why})")
    for item in items:
        if isinstance(item, Row):
            yield Row("funding", {**item.values, "period": period, "dated": dated}, line=item.line, sheet=item.sheet,
                      columns={"amount_pence": header.heading("amount")})  # fmt: skip
        else:
            yield item
    total = sum(item.values["amount_pence"] or 0 for item in found) / 100
    yield Note(f"The {len(found)} amounts add up to £{total:,.0f}.")
    if totals:
        yield Note(_left_out(totals))


def _is_total(row: TableRow) -> bool:
    return bool(TOTAL.search(row.text("force"))) and row.text("force").lower() != "wales police"


def _left_out(totals: list[TableRow]) -> str:
    """The lines that are neither kept nor quarantined, because they sum the others."""
    named = ", ".join(f"{row.text('force')} (line {row.line})" for row in totals[:3])
    more = " and others" if len(totals) > 3 else ""
    lines = (
        "1 total was left out and is" if len(totals) == 1 else f"{len(totals)} totals were left out and are"
    )
    return f"{lines} not among the rows read: {named}{more}."


def _scale(table: FoundTable, column: int) -> int:
    """Pounds per unit of the column: a million where its heading or the title says so."""
    words = f"{table.header.headings[column]} {table.title}"
    return 1_000_000 if re.search(r"£ ?m\b|£ ?million|\bmillions?\b|gbp[ _]?m\b", words, re.I) else 1


def _grant(row: TableRow, scale: int) -> Row | Reject:
    try:
        place = settle(row["code"], row["force"], "force")
    except NotAnArea as problem:
        return row.reject("force", str(problem))
    found = amount(row, "amount")
    if isinstance(found, Reject):
        return found
    if found.value is None or found.percent:
        return row.reject("amount", "there is no amount of money here")
    values = {
        "area_kind": place.kind, "area_id": place.id, "recipient": force(place.id).name, "fund": "police_grant",
        "stage": "allocated", "amount_pence": round(found.value * scale * 100),
        "precision": "exact" if scale == 1 else "rounded", "note": "",
    }  # fmt: skip
    return Row("funding", values, line=row.line, sheet=row.sheet)


def _year(table: FoundTable, column: int, file: SourceFile, found: list[Row]) -> tuple[int, str]:
    for text, why in (
        (table.header.headings[column], "the column's heading says so"), (table.title, "the title says so"),
        (table.sheet, "the sheet's name says so"), (own_name(file), "the file's name says so"),
    ):  # fmt: skip
        pair = year_pair(text)
        if pair:
            return pair[0], why
    amounts = {str(item.values["area_id"]): item.values["amount_pence"] for item in found}
    for period, published in _published().items():
        same = sum(1 for area, pence in amounts.items() if published.get(area) == pence)
        if same >= 0.9 * len(amounts) and same >= 3:
            return int(period[3:7]), "the file names no year; its amounts are those published for it"
    raise FileProblem(
        path=file.name,
        why="the grants are for no year that the file states.",
        mend="Write the financial year above the table or in the file's name, for example police-grant-2025-26.csv.",
    )


@cache
def _published() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in figure_rows("funding"):
        if row["fund"] == "police_grant" and row["amount_pence"] and row["area_id"]:
            found.setdefault(row["period"], {})[row["area_id"]] = int(row["amount_pence"])
    return found


def _announced(period: str) -> date | None:
    """The day that the packaged grants of the year were announced, so that a copy of the table fills the same slots."""
    days = Counter(
        row["dated"]
        for row in figure_rows("funding")
        if row["fund"] == "police_grant" and row["period"] == period
    )
    return date.fromisoformat(days.most_common(1)[0][0]) if days and days.most_common(1)[0][0] else None


ADAPTERS = (PoliceGrant(),)
