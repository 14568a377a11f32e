"""One side of a measure as an Ibis expression, valid on DuckDB and on Spark.

Rows of a dataset are additive within a slot, so a group's figure is their sum; a group takes the worst state of its
rows, and rows without a value (`suppressed`, `no_data`) add nothing.
"""

import functools
import operator
from collections.abc import Mapping
from typing import Any

import ibis
from ibis import _

from peelian.facts.datasets import DATASETS
from peelian.facts.measures.model import Measure, Side
from peelian.facts.measures.vocabulary import STATES, WITHOUT_VALUE

NOT_STATED = "not stated"

#: The columns of every expression after the dimensions, in order.
FIGURE_COLUMNS = ("value", "lower", "upper", "spread", "worst", "unit", "notes", "sources")
AREA_COLUMNS = ("area_kind", "area_id", "period")


def side_dims(measure: Measure, side: Side) -> tuple[str, ...]:
    """The measure's dimensions that this side's dataset has."""
    columns = {column.name for column in DATASETS[side.dataset].columns}
    return tuple(dim.name for dim in measure.dims if dim.name in columns)


def columns(measure: Measure, side: Side, by_source: bool) -> tuple[str, ...]:
    """The names of the expression's columns, in order; with `by_source` the source is a key too."""
    source = ("source_id",) if by_source else ()
    return (*AREA_COLUMNS, *source, *side_dims(measure, side), *FIGURE_COLUMNS)


def unbound(side: Side) -> Any:
    """The side's dataset as a table of no engine, for compiling."""
    return ibis.table(ibis.schema(DATASETS[side.dataset].ibis_schema()), name=side.dataset)


def side_expression(measure: Measure, side: Side, table: Any, by_source: bool = False) -> Any:
    """The aggregate of one side over `table`, one row per area, period and dimension value."""
    layout = {column.name for column in DATASETS[side.dataset].columns}
    kept = _filtered(side, table, layout)
    keys = _keys(measure, side, kept, layout, by_source)
    if side.latest_by:
        kept = _latest(side, kept, keys)
        keys = _keys(measure, side, kept, layout, by_source)
    grouped = kept.group_by(**keys).aggregate(**_figures(side, kept, layout))
    return grouped.select(*columns(measure, side, by_source))


def _filtered(side: Side, table: Any, layout: set[str]) -> Any:
    """The rows that form groups: those that `where` accepts, or with `zeros` every row."""
    area = "area_id" if "area_id" in layout else "force_id"
    tests = [table[area].notnull(), table[side.period].notnull()]
    return table.filter(*tests, *(() if side.zeros else _accepted(side, table)))


def _accepted(side: Side, table: Any) -> list[Any]:
    return [table[name].isin(list(values)) for name, values in side.where.items()]


def _keys(measure: Measure, side: Side, table: Any, layout: set[str], by_source: bool) -> Mapping[str, Any]:
    by_area = "area_id" in layout
    keys = {
        "area_kind": table["area_kind"] if by_area else ibis.literal(""),
        "area_id": table["area_id"] if by_area else table["force_id"],
        "period": table[side.period].cast("string"),
    }
    if by_source:
        keys["source_id"] = table["source_id"]
    for name in side_dims(measure, side):
        keys[name] = table[name].cast("string").fill_null(NOT_STATED)
    return keys


def _latest(side: Side, table: Any, keys: Mapping[str, Any]) -> Any:
    """Only the rows of each group with the latest date: a revised amount replaces, it does not add."""
    dated = table[side.latest_by].cast("string").fill_null("")
    marked = table.mutate(latest_=dated.max().over(ibis.window(group_by=list(keys.values()))), dated_=dated)
    return marked.filter(_.dated_ == _.latest_).drop("latest_", "dated_")


def _figures(side: Side, table: Any, layout: set[str]) -> Mapping[str, Any]:
    added = _added(side, table, layout)
    nothing = ibis.null("float64")
    if side.value is None:
        value, spread = table.count(where=added).cast("float64"), ibis.literal(0.0)
    else:
        number = table[side.value].cast("float64")
        single = side.aggregate in ("single", "agreed")
        value = number.max(where=added) if single else number.sum(where=added)
        spread = value - number.min(where=added) if single else ibis.literal(0.0)
    if side.zeros:
        value = value.fill_null(0.0)
    return {
        "value": value * side.scale,
        "lower": table[side.lower].cast("float64").max(where=added) * side.scale if side.lower else nothing,
        "upper": table[side.upper].cast("float64").max(where=added) * side.scale if side.upper else nothing,
        "spread": spread * side.scale,
        "worst": _worst(table) if "state" in layout else ibis.literal(0),
        "unit": table[side.unit].max() if side.unit else ibis.null("string"),
        "notes": table["note"].collect(distinct=True) if "note" in layout else ibis.null("array<string>"),
        "sources": table["source_id"].collect(distinct=True),
    }


def _added(side: Side, table: Any, layout: set[str]) -> Any:
    """Which rows of a group are added up: those with a value and, where all rows form groups, those accepted."""
    tests = _accepted(side, table) if side.zeros else []
    if "state" in layout:
        tests.append(~table["state"].fill_null("ok").isin(list(WITHOUT_VALUE)))
    return functools.reduce(operator.and_, tests) if tests else None


def _worst(table: Any) -> Any:
    """The worst state of a group, as its place in STATES."""
    state = table["state"].fill_null("ok")
    return ibis.cases(*((state == name, place) for place, name in enumerate(STATES)), else_=0).max()
