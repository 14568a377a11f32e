"""Home Office crime outcomes open data: offences and outcomes by force, quarter, offence and outcome.

Two counts stand beside each other. `for_offences` is the outcomes of offences recorded in the quarter, so summed over all
outcomes it gives the offences recorded, as then known; `recorded` is the outcomes given in the quarter, whenever the
offence was recorded. Both fall below zero where a force took offences or outcomes back, and are kept so. A blank is no
figure, never zero; a row that is given twice is kept once. Financial quarter 1 is April to June.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from peelian.facts.hit_slots import LABEL, written
from peelian.facts.sources.base import OGL, Adapter, Context, Item, Label, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import Cell, text_of
from peelian.facts.sources.dates import year_pair
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import NotAnArea, possible, settle
from peelian.facts.sources.repeats import Repeats
from peelian.facts.sources.tables import TableRow, count, has_table, picker, tables
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
    revision = 3

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        lost, repeats = set[tuple[str, str]](), Repeats("for_offences", "recorded")
        for table in tables(file, COLUMNS):
            pick = [picker(table.header, *names) for names in (_PLACE, _OFFENCE, _OUTCOME)]
            for row in table.rows():
                if isinstance(row, Reject):
                    yield row
                    continue
                if again := repeats.find(row):
                    lost |= _slots(row) if again[1] else set()
                    yield again[0]
                    continue
                item = _counts(row, _place(*pick[0](row)), _offence(*pick[1](row)), _outcome(*pick[2](row)))
                if isinstance(item, Reject):
                    lost |= _slots(row)
                yield item
        if lost:
            yield Label(LABEL, written(lost))


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


_PLACE = ("year", "quarter", "code", "force")
_OFFENCE = ("offence_code", "offence", "group", "subgroup")
_OUTCOME = ("outcome_type", "outcome")

Read = dict[str, str] | tuple[str, str]
"""Some of a row's values, or the column that is at fault and why."""


@lru_cache(maxsize=4096, typed=True)
def _place(year: Cell, quarter: Cell, code: Cell, name: Cell) -> Read:
    """Area and period: a few hundred combinations in a file of a hundred thousand rows."""
    period = period_of(text_of(year), text_of(quarter))
    if period is None:
        column = "quarter" if year_pair(text_of(year)) else "year"
        return column, "this is not a financial year such as 2018/19 with a quarter from 1 to 4"
    try:
        place = settle(code, name, "force", strict=True)
    except NotAnArea as problem:
        return "force", str(problem)
    return {"area_kind": place.kind, "area_id": place.id, "period": period}


@lru_cache(maxsize=4096, typed=True)
def _offence(code: Cell, offence: Cell, group: Cell, subgroup: Cell) -> dict[str, str]:
    return {
        "offence_code": text_of(code), "offence": text_of(offence), "offence_group": text_of(group),
        "offence_subgroup": text_of(subgroup),
    }  # fmt: skip


@lru_cache(maxsize=1024, typed=True)
def _outcome(number: Cell, outcome: Cell) -> Read:
    kind = outcome_type(text_of(number))
    if kind is None:
        return "outcome_type", "this is not the number of an outcome type"
    return {"outcome_type": kind, "outcome": text_of(outcome)}


def _counts(row: TableRow, place: Read, offence: dict[str, str], outcome: Read) -> Row | Reject:
    if isinstance(place, tuple):
        return row.reject(*place)
    if isinstance(outcome, tuple):
        return row.reject(*outcome)
    given, recorded = count(row, "for_offences", negative=True), count(row, "recorded", negative=True)
    if isinstance(given, Reject):
        return given
    if isinstance(recorded, Reject):
        return recorded
    values = {**place, **offence, **outcome, "for_offences": given, "recorded": recorded}
    return Row("recorded_outcomes", values, line=row.line, sheet=row.sheet)


def _slots(row: TableRow) -> set[tuple[str, str]]:
    """The area and period that a refused row is missing from."""
    period = period_of(row.text("year"), row.text("quarter"))
    return {(area, period) for area in possible(row["code"], row["force"], "force")} if period else set()


ADAPTERS = (RecordedOutcomes(),)
