"""Population of force areas, regions and countries: one column per year, each headed by the year it counts.

“population_mid2020”, “Mid-2019”, “2021 census”, or a bare year beside ONS codes. A mid-year estimate is of 30 June, the
censuses of 27 March 2011 and 21 March 2021.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Reject, Row, Sample, SourceFile
from peelian.facts.sources.headers import Header, find_header, wanted
from peelian.facts.sources.headers import Row as Cells
from peelian.facts.sources.named_areas import NotAnArea, settle
from peelian.facts.sources.tables import TableRow, best_score, count, tables
from peelian.facts.sources.vintages import vintage

_YEARS = range(10, 40)
COLUMNS = {
    "code": wanted(*(f"pfa{year:02d}cd" for year in _YEARS), "pfacd", "area_code", "areacd", "code", "geo_code", "geography_code"),
    "name": wanted(*(f"pfa{year:02d}nm" for year in _YEARS), "pfanm", "area_name", "areanm", "name", "police_force_area",
                   "geography", required=False),
}  # fmt: skip
CENSUS_DAYS = {2001: date(2001, 4, 29), 2011: date(2011, 3, 27), 2021: date(2021, 3, 21)}
HEADING = re.compile(r"(?P<words>.*?)(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)", re.I)


class ForcePopulation(Adapter):
    id, kind = "force-population", "population"
    title = "Population of police force areas"
    publisher, licence = "Office for National Statistics", OGL
    address = "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates"
    datasets = ("population",)

    def recognises(self, sample: Sample) -> float:
        return best_score(sample, COLUMNS, _score)

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for table in tables(file, COLUMNS):
            years = _years(table.header, table.title)
            for row in table.rows() if years else ():
                yield from (row,) if isinstance(row, Reject) else _people(row, years)


def _years(header: Header, title: str = "") -> dict[int, tuple[date, str]]:
    """Column position to the day and the basis, for headings that speak of population or are a bare year."""
    found: dict[int, tuple[date, str]] = {}
    about = "population" in title.lower()
    for spot, heading in enumerate(header.headings):
        match = HEADING.fullmatch(heading.strip())
        if match is None or spot in header.positions.values():
            continue
        words, year = match["words"].lower(), int(match["year"])
        if not about and not re.search(r"popul|mid[-_ ]?$|census|residents", words):
            continue
        census = "census" in words
        if census and year not in CENSUS_DAYS:
            continue
        found[spot] = (CENSUS_DAYS[year], "census") if census else (date(year, 6, 30), "estimate")
    return found


def _score(rows: Sequence[Cells]) -> float:
    header = find_header(rows, COLUMNS)
    if header is None:
        return 0.0
    title = " ".join(str(cell) for row in rows[: header.row] for cell in row)
    if not _years(header, title):
        return 0.0
    codes = [str(header.cell(row, "code") or "") for row in rows[header.row + 1 :]]
    return 0.9 if any(re.fullmatch(r"[EW](?:23|15|12|92|04)\d{6}", code.strip()) for code in codes) else 0.0


def _people(row: TableRow, years: dict[int, tuple[date, str]]) -> Iterator[Item]:
    try:
        place = settle(row["code"], row["name"])
    except NotAnArea as problem:
        yield row.reject("code", str(problem))
        return
    for spot, (day, basis) in years.items():
        positions = {**row.header.positions, "value": spot}
        header = Header(row.header.row, positions, row.header.width, row.header.headings)
        cell = TableRow(row.line, row.cells, header, row.sheet)
        people = count(cell, "value")
        if isinstance(people, Reject):
            yield people
        elif people is not None:
            values = {
                "area_kind": place.kind, "area_id": place.id, "as_at": day, "value": people, "basis": basis, "note": "",
            }  # fmt: skip
            yield Row(
                "population",
                values,
                line=row.line,
                sheet=row.sheet,
                columns={"value": header.heading("value")},
            )


ADAPTERS = (ForcePopulation(),)
