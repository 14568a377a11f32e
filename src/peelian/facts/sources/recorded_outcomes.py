"""Home Office crime outcomes open data: offences and outcomes by force, quarter, offence and outcome.

Two counts stand beside each other. `for_offences` is the outcomes of offences recorded in the quarter, so summed over all
outcomes it gives the offences recorded, as then known; `recorded` is the outcomes given in the quarter, whenever the
offence was recorded. Both fall below zero where a force took offences or outcomes back, and are kept so. A blank is no
figure, never zero. Financial quarter 1 is April to June.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Reject, Row, Sample, SourceFile
from peelian.facts.sources.dates import year_pair
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import NotAnArea, settle
from peelian.facts.sources.tables import TableRow, count, has_table, tables
from peelian.facts.sources.vintages import vintage

COLUMNS = {
    "year": wanted("financial_year", "year"),
    "quarter": wanted("financial_quarter", "quarter", required=False),
    "code": wanted("geo_code", "geocode", "force_code", "ons_code", required=False),
    "force": wanted("force_name", "police_force", "force", "police_force_area"),
    "offence_code": wanted("offence_code"),
    "offence": wanted("offence_description", "offence"),
    "group": wanted("offence_group"),
    "subgroup": wanted("offence_subgroup", "offence_sub_group", required=False),
    "outcome": wanted("outcome_description", "outcome"),
    "outcome_type": wanted("outcome_type", "outcome_number", "outcome_code"),
    "for_offences": wanted("force_outcomes_for_offences_recorded_in_quarter", "outcomes_for_offences_recorded_in_quarter",
                           "force_outcomes_for_offences_recorded_in_year"),
    "recorded": wanted("force_outcomes_recorded_in_quarter", "outcomes_recorded_in_quarter",
                       "force_outcomes_recorded_in_year", required=False),
}  # fmt: skip


class RecordedOutcomes(Adapter):
    id, kind = "recorded-outcomes", "recorded-crime"
    title = "Crime outcomes open data"
    publisher, licence = "Home Office", OGL
    address = "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"
    datasets = ("recorded_outcomes",)

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for table in tables(file, COLUMNS):
            for row in table.rows():
                yield row if isinstance(row, Reject) else _outcome(row)


@lru_cache(maxsize=256)
def period_of(year: str, quarter: str) -> str | None:
    """“2018/19” and “3” (October to December) -> `2018-Q4`; without a quarter the financial year; None if neither."""
    pair = year_pair(year)
    if pair is None:
        return None
    if not quarter:
        return f"fy_{pair[0]}_{pair[1] % 100:02d}"
    found = re.fullmatch(r"(?:q(?:uarter)?\s*)?([1-4])(?:\.0)?", quarter.strip(), re.I)
    if found is None:
        return None
    number = int(found[1])
    return f"{pair[0]}-Q{number + 1}" if number < 4 else f"{pair[1]}-Q1"


@lru_cache(maxsize=256)
def outcome_type(text: str) -> str | None:
    """The number of an outcome type without its leading zero, with its letter if it has one; None for anything else."""
    found = re.fullmatch(r"(\d{1,2})([A-Za-z]?)(?:\.0)?", text)
    return f"{int(found[1])}{found[2].upper()}" if found and int(found[1]) <= 30 else None


def _outcome(row: TableRow) -> Item:
    period = period_of(row.text("year"), row.text("quarter"))
    if period is None:
        column = "quarter" if year_pair(row.text("year")) else "year"
        return row.reject(column, "this is not a financial year such as 2018/19 with a quarter from 1 to 4")
    try:
        place = settle(row["code"], row["force"], "force")
    except NotAnArea as problem:
        return row.reject("force", str(problem))
    kind = outcome_type(row.text("outcome_type"))
    if kind is None:
        return row.reject("outcome_type", "this is not the number of an outcome type")
    counts = {name: count(row, name, negative=True) for name in ("for_offences", "recorded")}
    for found in counts.values():
        if isinstance(found, Reject):
            return found
    values = {
        "area_kind": place.kind, "area_id": place.id, "period": period, "offence_code": row.text("offence_code"),
        "offence": row.text("offence"), "offence_group": row.text("group"), "offence_subgroup": row.text("subgroup"),
        "outcome_type": kind, "outcome": row.text("outcome"), **counts,
    }  # fmt: skip
    return Row("recorded_outcomes", values, line=row.line, sheet=row.sheet)


ADAPTERS = (RecordedOutcomes(),)
