"""Home Office police recorded crime open data: offences by force, financial quarter and offence.

One sheet per financial year, or one long CSV. Financial quarter 1 is April to June. A count is of offences recorded in
the quarter and falls below zero where a force took more offences back than it recorded; it is kept so. A blank is no
figure, never zero. British Transport Police keeps its own id; frauds recorded by national bodies belong to no force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Sample, SourceFile
from peelian.facts.sources.cells import Cell, key, text_of
from peelian.facts.sources.crime_counts import counts, group_name, subgroup_name
from peelian.facts.sources.dates import year_pair
from peelian.facts.sources.headers import Wanted, find_header, wanted
from peelian.facts.sources.recorded_outcomes import period_of
from peelian.facts.sources.tables import FoundTable, TableRow, has_table, head_rows
from peelian.facts.sources.vintages import vintage

COLUMNS = {
    "year": wanted("financial_year", "year", required=False),
    "quarter": wanted("financial_quarter", "quarter", required=False),
    "code": wanted("geo_code", "geocode", "force_code", "pfa_code", "ons_code", required=False),
    "force": wanted("force_name", "police_force", "police_force_area", "police_force_name", "force"),
    "offence": wanted("offence_description", "offence"),
    "group": wanted("offence_group"),
    "subgroup": wanted("offence_subgroup", "offence_sub_group", required=False),
    "offence_code": wanted("offence_code", required=False),
    "count": wanted("number_of_offences", "offence_count", "number_of_recorded_offences", "offences_recorded"),
}  # fmt: skip
PARTNERSHIP = wanted("csp_name", "community_safety_partnership", "community_safety_partnership_name")
#: What a table of these offences has whatever its count is called.
UNCOUNTED = {name: column for name, column in COLUMNS.items() if name != "count"} | {
    "quarter": wanted("financial_quarter", "quarter"),
    "offence_code": wanted("offence_code"),
}
OUTCOME = wanted("outcome_type", "outcome_description", "outcome")


class RecordedCrime(Adapter):
    id, kind = "recorded-crime", "recorded-crime"
    title = "Police recorded crime open data, by force"
    publisher, licence = "Home Office", OGL
    address = "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"
    datasets = ("recorded_crime",)

    def recognises(self, sample: Sample) -> float:
        if not has_table(sample, COLUMNS):
            return 0.0
        return 0.0 if _also(sample, *PARTNERSHIP.names, *OUTCOME.names) else 0.95

    def near_miss(self, sample: Sample) -> str | None:
        if has_table(sample, COLUMNS) and _also(sample, *PARTNERSHIP.names):
            return (
                "these are recorded offences by community safety partnership; Peelian takes the table by police force "
                "area, as some offences belong to no partnership."
            )
        if has_table(sample, UNCOUNTED) and not _also(sample, *OUTCOME.names, columns=UNCOUNTED):
            return "it looks like recorded offences by police force, but the column “Number of Offences” is missing."
        return None

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        yield from counts(file, COLUMNS, _when, _what)


def _also(sample: Sample, *names: str, columns: Mapping[str, Wanted] = COLUMNS) -> bool:
    """Whether a table with our columns has one of these headings too."""
    heads = [sample.sheet(name) for name in sample.sheets] if sample.sheets else [head_rows(sample.text)]
    found = [header for head in heads if (header := find_header(head, columns))]
    return any(key(heading) in names for header in found for heading in header.headings)


def _when(row: TableRow, table: FoundTable) -> tuple[str | None, str]:
    """A row's quarter, or its financial year where there are no quarters; the sheet's name may give the year."""
    stated = row.text("year") or ("" if "year" in table.header.positions else table.sheet)
    period = _period(stated, row["quarter"])
    if period is not None:
        return period, ""
    column = "quarter" if year_pair(stated) else "year"
    return None, f"{column}: this is not a financial year such as 2018/19 with a quarter from 1 to 4"


@lru_cache(maxsize=1024, typed=True)
def _period(year: str, quarter: Cell) -> str | None:
    return period_of(year, text_of(quarter))


def _what(row: TableRow) -> dict[str, str]:
    return _offence(row["offence_code"], row["offence"], row["group"], row["subgroup"])


@lru_cache(maxsize=4096, typed=True)
def _offence(code: Cell, offence: Cell, group: Cell, subgroup: Cell) -> dict[str, str]:
    return {
        "offence_code": text_of(code), "offence": text_of(offence), "offence_group": group_name(text_of(group)),
        "offence_subgroup": subgroup_name(text_of(subgroup)),
    }  # fmt: skip


ADAPTERS = (RecordedCrime(),)
