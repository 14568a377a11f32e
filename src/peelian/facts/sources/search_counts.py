"""Home Office stop-and-search open data: searches and arrests by force, year, power, reason and ethnicity.

Combinations that nobody could have filled are blank (or NA) in the file. Such a row is kept with no figure, so it is read
and counted, adds nothing to a sum, and a power with no figure at all for a force stays without one instead of becoming
zero. A row that is given twice is kept once. Home Office totals include British Transport Police, which keeps its own id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from peelian.facts.hit_slots import LABEL, written
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
)
from peelian.facts.sources.cells import Cell, text_of
from peelian.facts.sources.dates import year_ending
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import NotAnArea, possible, settle
from peelian.facts.sources.repeats import Repeats
from peelian.facts.sources.tables import TableRow, count, has_table, picker, tables
from peelian.facts.sources.vintages import vintage

COLUMNS = {
    "period": wanted("year_ending", "financial_year", "year"),
    "code": wanted("geo_code", "geocode", "pfa_code", "force_code", required=False),
    "force": wanted("force_name", "police_force_area", "police_force", "force"),
    "legislation": wanted("legislation", "power"),
    "reason": wanted("reason_for_search_arrest", "reason_for_search", "reason_for_arrest", "reason"),
    "group": wanted("ethnic_group_self_defined", "self_defined_ethnicity_group", "self_defined_ethnic_group", "ethnic_group",
                    required=False),
    "ethnicity": wanted("ethnicity_self_defined", "self_defined_ethnicity", "ethnicity", required=False),
    "searches": wanted("searches", "number_of_searches", "stops", "number_of_stops", "stop_and_searches",
                       "number_of_stop_and_searches"),
    "arrests": wanted("resultant_arrests", "number_of_resultant_arrests", "number_of_arrests", "arrests", required=False),
}  # fmt: skip
POWERS = (
    ("section_60", re.compile(r"\b(?:s|section) ?\.?60\b|\bcjpoa?\b", re.I)),
    ("section_44_47a", re.compile(r"\b44\b|47 ?a|\btact\b", re.I)),
    ("section_1", re.compile(r"\b(?:s|section) ?\.?1\b|\bpace\b", re.I)),
)


class SearchCounts(Adapter):
    id, kind = "search-counts", "search-counts"
    title = "Stop and search open data"
    publisher, licence = "Home Office", OGL
    address = "https://www.gov.uk/government/statistics/stop-and-search-open-data-tables"
    datasets = ("search_counts",)
    revision = 3

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        blank, lost, repeats = 0, set[tuple[str, str]](), Repeats("searches", "arrests")
        for table in tables(file, COLUMNS):
            where, who = picker(table.header, *_PLACE), picker(table.header, *_GROUP)
            for row in table.rows():
                if isinstance(row, Reject):
                    yield row
                    continue
                if again := repeats.find(row):
                    lost |= _slots(row) if again[1] else set()
                    yield again[0]
                    continue
                item = _searches(row, _place(*where(row)), _group(*who(row)))
                if isinstance(item, Reject):
                    lost |= _slots(row)
                elif item.values["searches"] is None:
                    blank += 1
                yield item
        if lost:
            yield Label(LABEL, written(lost))
        if blank:
            yield Note(
                f"{blank:,} rows give no number of searches (blank or NA); they are kept without a figure, not as zero."
            )


@lru_cache(maxsize=256)
def power(text: str) -> str | None:
    """The legislation's id, None for a power that the dataset has no place for."""
    return next((name for name, words in POWERS if words.search(text)), None)


_PLACE = ("period", "code", "force")
_GROUP = ("legislation", "reason", "group", "ethnicity")

Read = dict[str, str] | tuple[str, str]
"""Some of a row's values, or the column that is at fault and why."""


@lru_cache(maxsize=4096, typed=True)
def _place(when: Cell, code: Cell, name: Cell) -> Read:
    period = year_ending(when)
    if period is None:
        return "period", "this is not a year ending such as 2017-03-31 or 2016/17"
    try:
        place = settle(code, name, "force", strict=True)
    except NotAnArea as problem:
        return "force", str(problem)
    return {"area_kind": place.kind, "area_id": place.id, "period": period}


@lru_cache(maxsize=4096, typed=True)
def _group(law: Cell, reason: Cell, group: Cell, ethnicity: Cell) -> Read:
    legislation = power(text_of(law))
    if legislation is None:
        return "legislation", "this is not section 1, section 60 or section 44/47A"
    return {
        "legislation": legislation, "reason": text_of(reason), "ethnic_group": text_of(group) or "all",
        "ethnicity": text_of(ethnicity) or "all",
    }  # fmt: skip


def _searches(row: TableRow, place: Read, group: Read) -> Row | Reject:
    if isinstance(place, tuple):
        return row.reject(*place)
    if isinstance(group, tuple):
        return row.reject(*group)
    searches, arrests = count(row, "searches"), count(row, "arrests")
    if isinstance(searches, Reject):
        return searches
    if isinstance(arrests, Reject):
        return arrests
    values = {**place, **group, "searches": searches, "arrests": arrests}
    return Row("search_counts", values, line=row.line, sheet=row.sheet)


def _slots(row: TableRow) -> set[tuple[str, str]]:
    """The area and period that a refused row is missing from."""
    period = year_ending(row["period"])
    return {(area, period) for area in possible(row["code"], row["force"], "force")} if period else set()


ADAPTERS = (SearchCounts(),)
