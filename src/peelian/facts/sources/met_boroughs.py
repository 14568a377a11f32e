"""The Metropolitan Police's recorded crime by borough: a row per class and borough, a column per month (202403).

Published on the London Datastore as CSV; a Parquet copy of it is read alike. The classes are the force's own and not the
Home Office's, so these counts lie in a dataset of their own. “Unknown” and the airports stand among the boroughs and
belong to the force's total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from peelian.facts.sources.base import Adapter, Context, Item, Label, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import BadCell, Cell, key, number, text_of, whole
from peelian.facts.sources.crime_counts import group_name

MAJOR, MINOR = ("majortext", "major_text", "major_category"), ("minortext", "minor_text", "minor_category")
BOROUGH = ("boroughname", "lookup_boroughname", "borough_name", "borough")
SMALLER = ("lsoa", "lsoa_code", "lsoa_name", "ward", "wardname", "ward_name", "wardcode")
MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
FORCE = "metropolitan"


class MetBoroughs(Adapter):
    id, kind = "met-boroughs", "met-crime"
    title = "Recorded crime by borough"
    publisher, licence = "Metropolitan Police Service (London Datastore)", "Open Government Licence v2.0"
    address = "https://data.london.gov.uk/dataset/recorded_crime_summary"
    datasets = ("met_crimes",)

    def recognises(self, sample: Sample) -> float:
        headings = sample.header or sample.columns
        names = {key(heading) for heading in headings}
        has = all(not names.isdisjoint(wanted) for wanted in (MAJOR, MINOR, BOROUGH))
        months = any(MONTH.fullmatch(heading.strip()) for heading in headings)
        return 0.95 if has and months and names.isdisjoint(SMALLER) else 0.0

    def near_miss(self, sample: Sample) -> str | None:
        names = {key(heading) for heading in sample.header or sample.columns}
        if names.isdisjoint(SMALLER) or names.isdisjoint(MAJOR) or names.isdisjoint(MINOR):
            return None
        return "these are the Metropolitan Police’s counts by ward or small area; Peelian takes the table by borough."

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield Label("vintage", "the file does not say when it was published; the day it was added counts")
        seen: dict[tuple[str, ...], int] = {}
        for found in _records(file):
            if isinstance(found, Reject):
                yield found
            else:
                yield from _months(*found, seen)


def _records(file: SourceFile) -> Iterator[tuple[int, Mapping[str, Cell]] | Reject]:
    """Each row with its number, its cells by heading."""
    if file.container == "parquet":
        import pyarrow.parquet as pq

        yield from enumerate(pq.read_table(file.path).to_pylist(), start=1)
        return
    for record in file.records():
        yield record if isinstance(record, Reject) else (record.line, record)


def _months(line: int, cells: Mapping[str, Any], seen: dict[tuple[str, ...], int]) -> Iterator[Item]:
    """The counts of one row, a month each."""
    major, minor, borough = (_named(cells, names) for names in (MAJOR, MINOR, BOROUGH))
    if not major or not borough:
        yield Reject(line, "MajorText" if not major else "BoroughName", "this is empty", "")
        return
    before = seen.setdefault((major, minor, borough), line)
    if before != line:
        yield Reject(
            line, "MajorText", f"row {before} gives this class and borough already; the first is kept", major
        )
        return
    same = {
        "area_kind": "force",
        "area_id": FORCE,
        "borough": borough,
        "offence_group": _words(major),
        "offence": _words(minor),
    }
    for heading, cell in cells.items():
        month = heading.strip()
        if MONTH.fullmatch(month):
            yield _count(line, month, cell, same)


def _count(line: int, month: str, cell: Cell, same: dict[str, str]) -> Row | Reject:
    try:
        offences = whole(number(cell))
    except BadCell as problem:
        return Reject(line, month, str(problem), text_of(cell))
    return Row("met_crimes", {**same, "period": f"{month[:4]}-{month[4:]}", "offences": offences}, line=line)


def _named(cells: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text_of(cell) for heading, cell in cells.items() if key(heading) in names), "")


@lru_cache(maxsize=512)
def _words(text: str) -> str:
    """A class in small letters with a capital: the force prints them all in capitals."""
    return group_name(text.capitalize())


ADAPTERS = (MetBoroughs(),)
