"""Runs one side of a measure on the engine and brings its groups home as `Part`s."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from peelian.facts import engine
from peelian.facts.measures.compiled import compile_sql, side_sql
from peelian.facts.measures.model import Measure, Side, Text
from peelian.facts.measures.vocabulary import STATES, WITHOUT_VALUE
from peelian.facts.store import Store
from peelian.reference.areas import area
from peelian.reference.problems import UnknownArea

Vintages = Literal["current", "all"]


@dataclass(slots=True)
class Part:
    """One group of one side. `source` is set only when every vintage keeps its own row.

    `blank`: the publisher left the cell empty without saying why.
    """

    area_kind: str
    area_id: str
    period: str
    dims: dict[str, str]
    value: float | None
    lower: float | None = None
    upper: float | None = None
    state: str = "ok"
    unit: str | None = None
    notes: tuple[Text, ...] = ()
    sources: frozenset[str] = field(default_factory=frozenset)
    source: str = ""
    derived: bool = False
    blank: bool = False


def gather(
    measure: Measure,
    name: str,
    store: Store,
    *,
    periods: Collection[str] | None = None,
    dims: Mapping[str, Collection[str]] | None = None,
    vintages: Vintages = "current",
) -> list[Part]:
    """The parts of the side called `name`, of these periods and dimension values (None: all)."""
    side = measure.sides[name]
    if not store.has(side.dataset):
        return []
    kept: dict[str, Collection[str]] = {"period": periods} if periods is not None else {}
    own = _dims_of(measure, side)
    kept |= {dim: values for dim, values in (dims or {}).items() if dim in own}
    by_source = vintages == "all"
    if engine.is_duckdb():
        rows = _by_sql(measure, name, store, kept, vintages)
    else:
        rows = by_ibis(measure, name, store, kept, vintages)
    return [_part(row, own, by_source) for row in rows]


def _dims_of(measure: Measure, side: Side) -> tuple[str, ...]:
    from peelian.facts.datasets import DATASETS

    names = DATASETS[side.dataset].names
    return tuple(dim.name for dim in measure.dims if dim.name in names)


def _by_sql(
    measure: Measure, name: str, store: Store, kept: Mapping[str, Collection[str]], vintages: Vintages
) -> Sequence[tuple[Any, ...]]:
    """The fast way: compiled SQL over the store's own SELECT, with no import but DuckDB."""
    import duckdb

    key = name + ("/by_source" if vintages == "all" else "")
    tests, values = _conditions(kept)

    def run(select: str) -> list[tuple[Any, ...]]:
        dataset = measure.sides[name].dataset
        query = f'WITH "{dataset}" AS ({store.sql(dataset, vintages)}) SELECT * FROM ({select}) AS "groups"{tests}'
        return engine.cursor(store.folder).execute(query, values).fetchall()

    try:
        return run(side_sql(measure, store.path)[key])
    except (KeyError, duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
        return run(compile_sql(measure)[key])


def _conditions(kept: Mapping[str, Collection[str]]) -> tuple[str, list[str]]:
    tests: list[str] = []
    values: list[str] = []
    for name, wanted in kept.items():
        places = ", ".join("?" for _ in wanted)
        tests.append(f'"{name}" IN ({places})' if places else "false")
        values.extend(wanted)
    return (f" WHERE {' AND '.join(tests)}" if tests else ""), values


def by_ibis(
    measure: Measure, name: str, store: Store, kept: Mapping[str, Collection[str]], vintages: Vintages
) -> list[tuple[Any, ...]]:
    """The general way: the expression itself, on whatever engine PEELIAN_ENGINE names."""
    from peelian.facts.measures.expression import columns, side_expression

    side = measure.sides[name]
    by_source = vintages == "all"
    table = store.table(side.dataset, backend=engine.backend(store.folder), vintages=vintages)
    expression = side_expression(measure, side, table, by_source)
    for column, wanted in kept.items():
        expression = expression.filter(expression[column].isin(list(wanted)))
    names = columns(measure, side, by_source)
    return [tuple(row[column] for column in names) for row in expression.to_pyarrow().to_pylist()]


@cache
def kind_of(area_id: str) -> str:
    """The kind of an area whose dataset does not say it: a force, or a special force."""
    try:
        return area(area_id).kind
    except UnknownArea:
        return "unknown"


def _part(row: tuple[Any, ...], dims: Sequence[str], by_source: bool) -> Part:
    kind, area, period, *rest = row
    source = rest.pop(0) if by_source else ""
    values = dict(zip(dims, rest[: len(dims)], strict=True))
    value, lower, upper, spread, worst, unit, notes, sources = rest[len(dims) :]
    part = Part(
        kind or kind_of(area), area, period, values, _settled(value), _settled(lower), _settled(upper),
        STATES[worst or 0], unit, _told(notes), frozenset(sources or ()), source,
    )  # fmt: skip
    if spread and abs(spread) > 1e-9:
        part.state = max(part.state, "not_comparable", key=STATES.index)
        part.notes = (*part.notes, _TWO_FIGURES)
    if part.state in WITHOUT_VALUE:
        part.value = part.lower = part.upper = None
    elif part.value is None:
        part.state, part.blank = "no_data", True
    return part


def _settled(number: float | None) -> float | None:
    """Without the noise of adding floats, which differs from engine to engine."""
    return None if number is None else round(number, 9)


def _told(notes: Sequence[str] | None) -> tuple[Text, ...]:
    """The publishers' own notes, which are in English only, as sentences."""
    written = sorted({note.strip() for note in notes or () if note and note.strip()})
    sentences = [note[0].upper() + note[1:] + ("" if note[-1] in ".!?" else ".") for note in written]
    return tuple(Text(note, note) for note in sentences)


_TWO_FIGURES = Text(
    "The data loaded holds two different figures for this; the higher is shown.",
    "Mae dau ffigur gwahanol ar gyfer hyn yn y data a lwythwyd; dangosir yr uchaf.",
)
