"""Population of small areas (LSOAs, with the Scottish and Northern Irish zones where a file has them).

The plain form has two columns and says neither year nor geography. The geography follows from how many areas of England
and Wales there are (34,753 in 2011, 35,672 in 2021), and the year from the file's words or name, else from the England and
Wales total, when that is a published estimate's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peelian.facts.problems import FileProblem
from peelian.facts.sources.base import OGL, Adapter, Context, Item, Label, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import key
from peelian.facts.sources.headers import Header, find_header, wanted
from peelian.facts.sources.tables import FoundTable, TableRow, count, has_table, head_rows, own_name, tables
from peelian.facts.sources.vintages import vintage

COLUMNS = {
    "code": wanted("lsoa", "lsoa11cd", "lsoa21cd", "lsoa_code", "lsoa_code_2011", "lsoa_code_2021", "lsoa_2021_code",
                   "lsoa_2011_code", "area_code"),
    "people": wanted("pop", "population", "all_ages", "total", "total_population", "all_persons", "persons"),
}  # fmt: skip
SMALL_AREA = re.compile(r"[EW]01\d{6}|S01\d{6}|N?\d{2}[A-Z]{2}\d{2}[A-Z]\d{1,2}|N2\d{7}")
TOTAL = re.compile(r"total|grand", re.I)
AREAS_OF_2011, AREAS_OF_2021 = 34_753, 35_672
# ONS mid-year estimates of England and Wales, as published with each set of small-area estimates.
PUBLISHED_TOTALS = {
    59_439_840: date(2019, 6, 30),
    59_719_724: date(2020, 6, 30),
    59_115_809: date(2018, 6, 30),
}


class SmallAreaPopulation(Adapter):
    id, kind = "small-area-population", "population"
    title = "Population of small areas"
    publisher, licence = "Office for National Statistics", OGL
    address = (
        "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates/datasets/"
        "lowersuperoutputareamidyearpopulationestimates"
    )
    datasets = ("small_area_population",)

    def recognises(self, sample: Sample) -> float:
        if not has_table(sample, COLUMNS):
            return 0.0
        for rows in (
            [head_rows(sample.text)] if not sample.sheets else [sample.sheet(name) for name in sample.sheets]
        ):
            header = find_header(rows, COLUMNS)
            codes = (
                [str(header.cell(row, "code") or "").strip() for row in rows[header.row + 1 :]]
                if header
                else []
            )
            if any(SMALL_AREA.fullmatch(code) for code in codes):
                return 0.85
        return 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for table in tables(file, COLUMNS):
            yield from _table(table, file)
            return


def _table(table: FoundTable, file: SourceFile) -> Iterator[Item]:
    items = [row if isinstance(row, Reject) else _area(row) for row in table.rows()]
    rows = [item for item in items if isinstance(item, Row)]
    ours = [row for row in rows if str(row.values["area_code"])[:3] in {"E01", "W01"}]
    geography = _geography(table.header, len(ours), file)
    day = _day(table, sum(row.values["value"] for row in ours), file)
    yield Label("geography", geography)
    for item in items:
        if isinstance(item, Row):
            yield Row(
                item.dataset,
                {**item.values, "geography": geography, "as_at": day},
                line=item.line,
                sheet=item.sheet,
            )
        elif item is not None:
            yield item


def _area(row: TableRow) -> Row | Reject | None:
    code = row.text("code")
    if TOTAL.search(code):
        return None
    if not SMALL_AREA.fullmatch(code):
        return row.reject("code", "this is not the code of a small area")
    people = count(row, "people")
    if isinstance(people, Reject):
        return people
    if people is None:
        return row.reject("people", "there is no number of people here")
    return Row("small_area_population", {"area_code": code, "value": people}, line=row.line, sheet=row.sheet)


def _geography(header: Header, areas: int, file: SourceFile) -> str:
    heading = key(header.heading("code"))
    for year in ("21", "11"):
        if re.search(rf"lsoa(?:_code)?_?(?:20)?{year}", heading):
            return f"lsoa{year}"
    if areas in {AREAS_OF_2011, AREAS_OF_2021}:
        return "lsoa11" if areas == AREAS_OF_2011 else "lsoa21"
    named = re.search(r"lsoa(?:20)?(11|21)", own_name(file), re.I)
    return f"lsoa{named[1]}" if named else ("lsoa11" if areas <= AREAS_OF_2011 else "lsoa21")


def _day(table: FoundTable, total: int, file: SourceFile) -> date:
    for text in (table.header.heading("people"), table.title, table.sheet, own_name(file)):
        found = re.search(r"mid[-_ ]?(20\d\d)", text, re.I)
        if found:
            return date(int(found[1]), 6, 30)
    if total in PUBLISHED_TOTALS:
        return PUBLISHED_TOTALS[total]
    raise FileProblem(
        path=file.name,
        why="the file does not say of which year its population is.",
        mend="Write it in the file's name, for example lsoa-population-mid-2019.csv.",
    )


ADAPTERS = (SmallAreaPopulation(),)
