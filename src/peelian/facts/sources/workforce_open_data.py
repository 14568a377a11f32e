"""Home Office police workforce open data: one row per date, force, sex, rank and worker type, with heads and FTE.

CSV or workbook, columns by name in any order. The files write 1 March where they mean 31 March (the count is on the last
day), so a first of the month is read as its end. Each record gives two rows, one per basis; a record that
is given twice is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator

from peelian.facts.hit_slots import LABEL, written
from peelian.facts.sources.base import OGL, Adapter, Context, Item, Label, Reject, Row, Sample, SourceFile
from peelian.facts.sources.dates import any_date, census_day
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import NotAnArea, possible, settle
from peelian.facts.sources.repeats import Repeats
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
    revision = 3

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        lost, repeats = set[tuple[str, str]](), Repeats("headcount", "fte")
        for table in tables(file, COLUMNS):
            for row in table.rows():
                if isinstance(row, Reject):
                    yield row
                    continue
                if again := repeats.find(row):
                    lost |= _slots(row) if again[1] else set()
                    yield again[0]
                    continue
                for item in _figures(row, table):
                    if isinstance(item, Reject):
                        lost |= _slots(row)
                    yield item
        if lost:
            yield Label(LABEL, written(lost))


def _figures(row: TableRow, table: FoundTable) -> Iterator[Item]:
    day, kind = any_date(row["date"]), worker_type(row.text("worker_type"))
    if day is None:
        yield row.reject("date", "this is not a date")
        return
    if kind is None:
        yield row.reject("worker_type", "this is not a worker type that Peelian knows")
        return
    try:
        place = settle(row["code"], row["force"], "force", strict=True)
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


def _slots(row: TableRow) -> set[tuple[str, str]]:
    """The areas and the date that a refused row is missing from: both areas where its code and name disagree."""
    day = any_date(row["date"])
    if day is None:
        return set()
    return {(area, census_day(day).isoformat()) for area in possible(row["code"], row["force"], "force")}


ADAPTERS = (WorkforceOpenData(),)
