"""ONS Crime Severity Score: one row per area, offence group and year, or a sheet with the years across.

The score weighs each offence by the sentence it draws; it is not a count. City of London has none (“:”).
"""

from __future__ import annotations

from collections.abc import Iterator

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import BadCell, label, number, text_of
from peelian.facts.sources.dates import year_ending
from peelian.facts.sources.headers import Wanted, wanted
from peelian.facts.sources.named_areas import NotAnArea, settle
from peelian.facts.sources.tables import FoundTable, TableRow, amount, has_table, tables
from peelian.facts.sources.vintages import vintage

_NAME = wanted("name", "area_name", "areanm", "police_force_area", "force_name", "police_force", "area")
_CODE = wanted("code", "area_code", "areacd", "geo_code", "geocode", required=False)
LONG: dict[str, Wanted] = {
    "name": _NAME,
    "code": _CODE,
    "group": wanted("offence_group", "offence", "crime_type"),
    "score": wanted("severity_score", "crime_severity_score", "css"),
    "ending": wanted("year_ending", "period_ending", "date", required=False),
    "year": wanted("year", "period", "time_period", required=False),
}
WIDE: dict[str, Wanted] = {
    "name": _NAME,
    "code": wanted(*_CODE.names),
    "group": wanted("offence_group", "offence", required=False),
}
GROUPS = (
    "Violence against the person", "Sexual offences", "Robbery", "Theft offences", "Criminal damage and arson",
    "Other crimes against society", "Total recorded crime",
)  # fmt: skip


class SeverityScores(Adapter):
    id, kind = "severity-scores", "recorded-crime"
    title = "Crime Severity Score (experimental statistics)"
    publisher, licence = "Office for National Statistics", OGL
    address = (
        "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
        "crimeseverityscoreexperimentalstatistics"
    )
    datasets = ("severity_scores",)

    def recognises(self, sample: Sample) -> float:
        if has_table(sample, LONG):
            return 0.95
        return 0.8 if has_table(sample, WIDE) and any(_is_wide(table) for table in _wide(sample)) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        found = False
        for table in tables(file, LONG):
            found = True
            for row in table.rows():
                yield row if isinstance(row, Reject) else _long(row)
        if found:
            return
        for table in tables(file, WIDE):
            if _is_wide(table):
                for row in table.rows():
                    yield from (row,) if isinstance(row, Reject) else _wide_row(row, table)


def _wide(sample: Sample) -> list[FoundTable]:
    return list(tables(sample.file, WIDE)) if sample.file and (sample.sheets or sample.header) else []


def _years(table: FoundTable) -> dict[int, str]:
    taken = set(table.header.positions.values())
    found = {
        spot: year_ending(label(text)) for spot, text in enumerate(table.header.headings) if spot not in taken
    }
    return {spot: period for spot, period in found.items() if period}


def _is_wide(table: FoundTable) -> bool:
    return (
        "severity" in f"{table.title} {table.sheet} {' '.join(table.header.headings)}".lower()
        and len(_years(table)) > 1
    )


def _group(text: str) -> str:
    """The group as ONS spells it when only case or a footnote mark differs."""
    bare = label(text)
    return next((group for group in GROUPS if group.lower() == bare.lower()), bare)


def _place_or_reject(row: TableRow) -> tuple[str, str] | Reject:
    try:
        place = settle(row["code"], row["name"])
    except NotAnArea as problem:
        return row.reject("name", str(problem))
    return place.kind, place.id


def _long(row: TableRow) -> Item:
    place, found = _place_or_reject(row), amount(row, "score")
    if isinstance(place, Reject):
        return place
    if isinstance(found, Reject):
        return found
    period = year_ending(row["ending"]) or year_ending(row["year"])
    if period is None:
        return row.reject("ending" if row.text("ending") else "year", "this is not a year ending")
    if not row.text("group"):
        return row.reject("group", "the offence group is missing")
    values = _values(place, period, _group(row.text("group")), found.value, found.state)
    return Row("severity_scores", values, line=row.line, sheet=row.sheet)


def _wide_row(row: TableRow, table: FoundTable) -> Iterator[Item]:
    place = _place_or_reject(row)
    titled = next((group for group in GROUPS if group.lower() in table.title.lower()), "Total recorded crime")
    group = _group(row.text("group")) or titled
    for spot, period in _years(table).items():
        cell = row.cells[spot] if spot < len(row.cells) else None
        if isinstance(place, Reject):
            yield place
            return
        try:
            found = number(cell)
        except BadCell as problem:
            yield Reject(row.line, table.header.headings[spot], str(problem), text_of(cell), row.sheet)
            continue
        values = _values(place, period, group, found.value, found.state)
        yield Row("severity_scores", values, line=row.line, sheet=row.sheet)


def _values(
    place: tuple[str, str], period: str, group: str, value: float | None, state: str
) -> dict[str, object]:
    return {
        "area_kind": place[0], "area_id": place[1], "period": period, "offence_group": group, "value": value,
        "state": state, "note": "not available, as published" if value is None else "",
    }  # fmt: skip


ADAPTERS = (SeverityScores(),)
