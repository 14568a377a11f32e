"""Runs one side of a measure on the engine and puts its groups together as `Part`s.

Rows of a dataset are additive within a slot, so a part's value is the sum of its rows; it takes their worst state, and
rows without a value (`suppressed`, `no_data`) leave the whole without one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from peelian.facts import engine
from peelian.facts.measures.compiled import compile_sql, side_sql
from peelian.facts.measures.layout import side_columns, side_dims
from peelian.facts.measures.model import Measure, Side, Text
from peelian.facts.measures.remarks import remarks
from peelian.facts.measures.remembering import Remembered
from peelian.facts.measures.unused_rows import marked
from peelian.facts.measures.vocabulary import STATES, WITHOUT_VALUE
from peelian.facts.problems import StoreProblem
from peelian.facts.store import Store
from peelian.reference.areas import area
from peelian.reference.problems import UnknownArea

Vintages = Literal["current", "all"]
Kept = Mapping[str, Collection[str]]

#: Datasets of at most so many rows are read whole, once for each version of the store.
SMALL = 250_000

TWO_FIGURES = Text(
    "The data loaded holds two different figures for this; the higher is shown.",
    "Mae dau ffigur gwahanol ar gyfer hyn yn y data a lwythwyd; dangosir yr uchaf.",
)


@dataclass(slots=True)
class Part:
    """One group of one side. `source` is set only when every vintage keeps its own row.

    `blank`: the publisher left the cell empty without saying why. `remarks`: those of the notes that a publisher made.
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
    remarks: tuple[Text, ...] = ()
    sources: frozenset[str] = field(default_factory=frozenset)
    source: str = ""
    derived: bool = False
    blank: bool = False


_REMEMBERED: Remembered[tuple[Part, ...]] = Remembered(64)


def gather(
    measure: Measure,
    name: str,
    store: Store,
    *,
    periods: Collection[str] | None = None,
    dims: Kept | None = None,
    vintages: Vintages = "current",
) -> list[Part]:
    """The parts of the side called `name`, of these periods and dimension values (None: all).

    The list is the caller's own; the parts are shared and never changed.
    """
    side = measure.sides[name]
    if not store.has(side.dataset):
        return []
    own = side_dims(measure, side)
    kept: dict[str, Collection[str]] = {"period": periods} if periods is not None else {}
    kept |= {dim: values for dim, values in (dims or {}).items() if dim in own}
    run = by_sql if engine.is_duckdb() else by_ibis

    def parts(kept: Kept) -> tuple[Part, ...]:
        found = parts_of(side, own, run(measure, name, store, kept, vintages), vintages == "all")
        return tuple(marked(part, store) for part in found)

    if _size(store, side.dataset) > SMALL:
        return list(parts(kept))
    # Measures share sides: the calls answered are a count, a denominator and a weight.
    key = (store.path, store.version, engine.engine_name(), repr(side), tuple(own), vintages)
    return [part for part in _REMEMBERED.get(key, lambda: parts({})) if _is_kept(part, kept)]


def _size(store: Store, dataset: str) -> int:
    return sum(part.total for part in store.manifest.parts if part.dataset == dataset)


def _is_kept(part: Part, kept: Kept) -> bool:
    return all(
        (part.period if name == "period" else part.dims[name]) in values for name, values in kept.items()
    )


def by_sql(
    measure: Measure, name: str, store: Store, kept: Kept, vintages: Vintages
) -> Sequence[tuple[Any, ...]]:
    """The fast way: compiled SQL over the store's own SELECT, with no import but DuckDB. Raises StoreProblem."""
    duckdb = engine.library()
    dataset = measure.sides[name].dataset
    tests, values = _conditions(kept)

    def run(select: str) -> list[tuple[Any, ...]]:
        query = f'WITH "{dataset}" AS ({store.sql(dataset, vintages)}) SELECT * FROM ({select}) AS "groups"{tests}'
        return engine.cursor(store.folder).execute(query, values).fetchall()

    try:
        try:
            return run(side_sql(measure, store.path)[name])
        except (KeyError, duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
            return run(compile_sql(measure)[name])
    except duckdb.Error as error:
        why = f"a part of {dataset} cannot be read ({str(error).splitlines()[0]})."
        raise StoreProblem(path=store.path, why=why, mend="Run `peelian data verify`.") from error


def _conditions(kept: Kept) -> tuple[str, list[str]]:
    tests: list[str] = []
    values: list[str] = []
    for name, wanted in kept.items():
        places = ", ".join("?" for _ in wanted)
        tests.append(f'"{name}" IN ({places})' if places else "false")
        values.extend(wanted)
    return (f" WHERE {' AND '.join(tests)}" if tests else ""), values


def by_ibis(
    measure: Measure, name: str, store: Store, kept: Kept, vintages: Vintages
) -> list[tuple[Any, ...]]:
    """The general way: the expression itself, on whatever engine PEELIAN_ENGINE names."""
    from peelian.facts.measures.expression import side_expression

    side = measure.sides[name]
    table = store.table(side.dataset, backend=engine.backend(store.folder), vintages=vintages)
    expression = side_expression(measure, side, table)
    for column, wanted in kept.items():
        expression = expression.filter(expression[column].isin(list(wanted)))
    names = side_columns(measure, side)
    return [tuple(row[column] for column in names) for row in expression.to_pyarrow().to_pylist()]


def parts_of(side: Side, dims: Sequence[str], rows: Iterable[tuple[Any, ...]], by_source: bool) -> list[Part]:
    """The query's rows as parts: those that differ only in source, state, unit or note belong to one figure."""
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    width = 3 + len(dims)
    for row in rows:
        key = row[: width + 1] if by_source else row[:width]
        groups.setdefault(key, []).append(row[width:])
    return [_part(side, dims, key, held) for key, held in groups.items()]


def _part(side: Side, dims: Sequence[str], key: tuple[Any, ...], held: list[tuple[Any, ...]]) -> Part:
    kind, area_id, period, *rest = key
    part = Part(kind or kind_of(area_id), area_id, period, dict(zip(dims, rest, strict=False)), None)
    part.source = rest[len(dims)] if len(rest) > len(dims) else ""
    sources, states, units, notes, values, leasts, lowers, uppers = zip(*held, strict=True)
    part.sources = frozenset(filter(None, sources))
    part.state = max((state or "ok" for state in states), key=STATES.index)
    part.unit = next(filter(None, units), None)
    part.notes = part.remarks = remarks(notes)
    part.lower, part.upper = _scaled(side, lowers), _scaled(side, uppers)
    part.value = _value(side, values)
    if side.aggregate in ("single", "agreed") and _differ(values, leasts):
        part.state = max(part.state, "not_comparable", key=STATES.index)
        part.notes = (*part.notes, TWO_FIGURES)
    return _settled(part)


def _value(side: Side, values: Sequence[float | None]) -> float | None:
    """The sum, or for published figures the highest; rounded, because the noise of adding differs by engine."""
    held = [value for value in values if value is not None]
    if not held:
        return None
    return round((max(held) if side.aggregate in ("single", "agreed") else sum(held)) * side.scale, 9)


def _scaled(side: Side, values: Sequence[float | None]) -> float | None:
    held = [value for value in values if value is not None]
    return round(max(held) * side.scale, 9) if held else None


def _differ(values: Sequence[float | None], leasts: Sequence[float | None]) -> bool:
    held = [value for value in (*values, *leasts) if value is not None]
    return bool(held) and max(held) - min(held) > 1e-9


def _settled(part: Part) -> Part:
    if part.state in WITHOUT_VALUE:
        part.value = part.lower = part.upper = None
    elif part.value is None:
        part.state, part.blank = "no_data", True
    return part


@cache
def kind_of(area_id: str) -> str:
    """The kind of an area whose dataset does not say it: a force, or a special force."""
    try:
        return area(area_id).kind
    except UnknownArea:
        return "unknown"
