"""Home Office police workforce open data: one row per date, force, sex, rank and worker type, with heads and FTE.

CSV or workbook, columns by name in any order. The files write 1 March where they mean 31 March (the count is on the last
day), so a first of the month is read as its end. Each record gives two rows, one per basis.
"""

from __future__ import annotations

from collections.abc import Iterator

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Reject, Row, Sample, SourceFile
from peelian.facts.sources.dates import any_date, census_day
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import NotAnArea, settle
from peelian.facts.sources.tables import FoundTable, TableRow, amount, has_table, tables
from peelian.facts.sources.vintages import vintage
from peelian.facts.sources.worker_types import worker_type

COLUMNS = {
    "date": wanted("date", "as_at_date", "as_at", "date_as_at", "snapshot_date"),
    "code": wanted("geo_code", "geocode", "ons_code", "pfa_code", "force_code", "area_code", required=False),
    "force": wanted("force_name", "police_force", "police_force_area", "force"),
    "sex": wanted("sex", "gender"),
    "rank": wanted("rank_description", "rank"),
    "worker_type": wanted("worker_type", "worker_group"),
    "headcount": wanted("total_headcount", "headcount", "total_head_count", "total_heads", required=False),
    "fte": wanted(
        "total_fte",
        "fte",
        "full_time_equivalent",
        "full_time_equivalents",
        "total_full_time_equivalent",
        required=False,
    ),
}


class WorkforceOpenData(Adapter):
    id, kind = "workforce-open-data", "workforce"
    title = "Police workforce open data"
    publisher, licence = "Home Office", OGL
    address = "https://www.gov.uk/government/statistics/police-workforce-open-data-tables"
    datasets = ("workforce",)

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for table in tables(file, COLUMNS):
            for row in table.rows():
                yield from (row,) if isinstance(row, Reject) else _figures(row, table)


def _figures(row: TableRow, table: FoundTable) -> Iterator[Item]:
    day, kind = any_date(row["date"]), worker_type(row.text("worker_type"))
    if day is None:
        yield row.reject("date", "this is not a date")
        return
    if kind is None:
        yield row.reject("worker_type", "this is not a worker type that Peelian knows")
        return
    try:
        place = settle(row["code"], row["force"], "force")
    except NotAnArea as problem:
        yield row.reject("force", str(problem))
        return
    for basis in ("headcount", "fte"):
        if basis not in table.header.positions:
            continue
        found = amount(row, basis)
        if isinstance(found, Reject):
            yield found
            continue
        values = {
            "area_kind": place.kind, "area_id": place.id, "as_at": census_day(day), "worker_type": kind,
            "sex": row.text("sex") or "not stated", "rank": row.text("rank") or "not stated", "basis": basis,
            "value": found.value, "state": found.state, "note": "",
        }  # fmt: skip
        yield Row(
            "workforce",
            values,
            line=row.line,
            sheet=row.sheet,
            columns={"value": table.header.heading(basis)},
        )


ADAPTERS = (WorkforceOpenData(),)
