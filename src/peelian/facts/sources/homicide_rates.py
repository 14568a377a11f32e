"""ONS homicide offences per million people, three-year windows, by country, region and force (“Explore local statistics”).

A value marked `u` is suppressed. A force's rate that looks like a sum of its years among the file's yearly averages is
kept as `not_comparable` with the numbers that say so (`comparability`), never ranked and never thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import text_of
from peelian.facts.sources.comparability import reasons_against
from peelian.facts.sources.headers import find_header, wanted
from peelian.facts.sources.named_areas import NotAnArea, settle
from peelian.facts.sources.tables import TableRow, amount, has_table, head_rows, tables
from peelian.facts.sources.vintages import vintage
from peelian.facts.year_sums import Rates
from peelian.reference.periods import Period
from peelian.reference.problems import Problem

COLUMNS = {
    "code": wanted("areacd", "area_code", "code"),
    "name": wanted("areanm", "area_name", "name", required=False),
    "indicator": wanted("indicator", "measure", "indicator_name"),
    "measure": wanted("measure", required=False),
    "period": wanted("period", "time_period"),
    "value": wanted("observation", "value", "rate"),
    "unit": wanted("unit", "unit_of_measure", required=False),
    "lower": wanted("lci_95", "lower_ci", "lci", "lower", required=False),
    "upper": wanted("uci_95", "upper_ci", "uci", "upper", required=False),
    "status": wanted("status", "observation_status", "obs_status", required=False),
    "notes": wanted("notes", "note", required=False),
}
STATES = {
    "": "ok",
    "a": "ok",
    "r": "ok",
    "p": "provisional",
    "u": "suppressed",
    "c": "suppressed",
    "x": "no_data",
    "m": "no_data",
}


class HomicideRates(Adapter):
    id, kind = "homicide-rates", "recorded-crime"
    title = "Homicide offences per million people, three-year windows"
    publisher, licence = "Office for National Statistics", OGL
    address = "https://www.ons.gov.uk/explore-local-statistics/indicators/homicide-offences"
    datasets = ("homicide_rates",)

    def recognises(self, sample: Sample) -> float:
        if not has_table(sample, COLUMNS):
            return 0.0
        for rows in (
            [head_rows(sample.text)] if not sample.sheets else [sample.sheet(name) for name in sample.sheets]
        ):
            header = find_header(rows, COLUMNS)
            if header and any(
                "homicide" in text_of(header.cell(row, "indicator")).lower() for row in rows[header.row + 1 :]
            ):
                return 0.95
        return 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for table in tables(file, COLUMNS):
            rows = [
                row
                for row in table.rows()
                if isinstance(row, Reject) or "homicide" in row.text("indicator").lower()
            ]
            made = [row if isinstance(row, Reject) else _rate(row) for row in rows]
            rates = _rates([item.values for item in made if isinstance(item, Row)])
            yield from (_compared(item, rates) if isinstance(item, Row) else item for item in made)


def _factor(row: TableRow) -> float | None:
    """What turns the row's rate into one per million people, None when its unit is another."""
    words = f"{row.text('unit')} {row.text('measure')}".lower().replace(",", "")
    if "per 1000000" in words or "per million" in words or not words.strip():
        return 1.0
    return 10.0 if "per 100000" in words else None


def _rates(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Area id -> period -> rate, of every row with a value."""
    found: dict[str, dict[str, float]] = {}
    for values in rows:
        if values["value"] is not None:
            found.setdefault(values["area_id"], {})[values["period"]] = values["value"]
    return found


def _compared(row: Row, rates: Rates) -> Row:
    """The row, not comparable where the file's own figures say that it is none like the others."""
    values = row.values
    against = reasons_against("homicide_rates", rates, values["area_id"], values["period"])
    if not against or values["state"] not in {"ok", "provisional"}:
        return row
    marked = {**values, "state": "not_comparable", "note": " ".join(against)}
    return replace(row, values=marked)


def _rate(row: TableRow) -> Item:
    try:
        place, period = settle(row["code"], row["name"]), Period.parse(row.text("period")).id
    except NotAnArea as problem:
        return row.reject("code", str(problem))
    except Problem:
        return row.reject("period", "this is not a period such as 2020-04-01/P3Y")
    status, factor = row.text("status").lower(), _factor(row)
    if factor is None:
        return row.reject("unit", "the unit is not offences per million or per 100,000 people")
    found, bounds = amount(row, "value"), [amount(row, name) for name in ("lower", "upper")]
    for figure in (found, *bounds):
        if isinstance(figure, Reject):
            return figure
    values = [figure.value * factor if figure.value is not None else None for figure in (found, *bounds)]  # type: ignore[union-attr]
    state, note = _state(status, values[0], found.state)  # type: ignore[union-attr]
    return Row(
        "homicide_rates",
        {
            "area_kind": place.kind,
            "area_id": place.id,
            "period": period,
            "value": values[0],
            "lower": values[1],
            "upper": values[2],
            "state": state,
            "note": note or row.text("notes"),
        },
        line=row.line,
        sheet=row.sheet,
        columns={"value": row.header.heading("value")},
    )


def _state(status: str, value: float | None, printed: str) -> tuple[str, str]:
    if value is None:
        state = STATES.get(status, "no_data") if status else printed
        return ("no_data" if state == "ok" else state), (f"status {status} as published" if status else "")
    if status in STATES:
        return STATES[status], "" if status in {"", "a"} else f"status {status} as published"
    return "ok", f"status {status} as published"


ADAPTERS = (HomicideRates(),)
