"""One side of a measure as an Ibis expression, valid on DuckDB and on Spark.

The expression only filters, groups and adds. State, unit, note and source stay as keys, so that what a group holds is
never hidden by adding it up; `gathering` puts the few rows of one figure together. (Collecting distinct notes and
sources in the engine took five times as long on the packaged figures.)
"""

import functools
import operator
from collections.abc import Mapping
from typing import Any

import ibis
from ibis import _

from peelian.facts.datasets import DATASETS
from peelian.facts.measures.layout import KEYS, NUMBERS, side_columns, side_dims
from peelian.facts.measures.model import Measure, Side

NOT_STATED = "not stated"


def unbound(side: Side) -> Any:
    """The side's dataset as a table of no engine, for compiling."""
    return ibis.table(ibis.schema(DATASETS[side.dataset].ibis_schema()), name=side.dataset)


def side_expression(measure: Measure, side: Side, table: Any) -> Any:
    """The groups of one side over `table`, with the columns of `layout.side_columns`."""
    layout = set(DATASETS[side.dataset].names)
    kept = _filtered(side, table, layout)
    keys = _keys(measure, side, kept, layout)
    if side.latest_by:
        kept = _latest(side, kept, keys)
        keys = _keys(measure, side, kept, layout)
    labels = {name: _label(side, kept, name, layout) for name in KEYS}
    grouped = kept.group_by(**keys, **labels).aggregate(**_figures(side, kept))
    return grouped.select(*side_columns(measure, side))


def _filtered(side: Side, table: Any, layout: set[str]) -> Any:
    """The rows that form groups: those that `where` accepts, or with `zeros` every row that holds a value."""
    area = "area_id" if "area_id" in layout else "force_id"
    tests = [table[area].notnull(), table[side.period].notnull()]
    if side.zeros and side.value:
        tests.append(table[side.value].notnull())
    return table.filter(*tests, *(() if side.zeros else _accepted(side, table)))


def _accepted(side: Side, table: Any) -> list[Any]:
    return [table[name].isin(list(values)) for name, values in side.where.items()]


def _keys(measure: Measure, side: Side, table: Any, layout: set[str]) -> Mapping[str, Any]:
    by_area = "area_id" in layout
    keys = {
        "area_kind": table["area_kind"] if by_area else ibis.literal(""),
        "area_id": table["area_id"] if by_area else table["force_id"],
        "period": table[side.period].cast("string"),
    }
    for name in side_dims(measure, side):
        keys[name] = table[name].cast("string").fill_null(NOT_STATED)
    return keys


def _label(side: Side, table: Any, name: str, layout: set[str]) -> Any:
    """One of the keys that describe a figure; empty where the dataset has no such column."""
    column = {"source_": "source_id", "state_": "state", "note_": "note", "unit_": side.unit}[name]
    if column is None or column not in layout:
        return ibis.literal("")
    return table[column].fill_null("")


def _latest(side: Side, table: Any, keys: Mapping[str, Any]) -> Any:
    """Only the rows of each group with the latest date: a revised amount replaces, it does not add."""
    dated = table[side.latest_by].cast("string").fill_null("")
    marked = table.mutate(latest_=dated.max().over(ibis.window(group_by=list(keys.values()))), dated_=dated)
    return marked.filter(_.dated_ == _.latest_).drop("latest_", "dated_")


def _figures(side: Side, table: Any) -> Mapping[str, Any]:
    added = functools.reduce(operator.and_, _accepted(side, table)) if side.zeros and side.where else None
    figures = dict.fromkeys(NUMBERS, ibis.null("float64"))
    if side.value is None:
        return figures | {"value": table.count(where=added).cast("float64")}
    number = table[side.value].cast("float64")
    if side.aggregate == "sum":
        total = number.sum(where=added)
        return figures | {"value": total.fill_null(0.0) if side.zeros else total}
    figures |= {"value": number.max(where=added), "least": number.min(where=added)}
    ends = {name: column for name, column in (("lower", side.lower), ("upper", side.upper)) if column}
    return figures | {name: table[column].cast("float64").max() for name, column in ends.items()}
