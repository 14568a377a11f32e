"""A measure as a pandas DataFrame, for notebooks: forgiving about names, strict about what is not there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from peelian.facts.measures.asking import rows
from peelian.facts.measures.catalogue import definition
from peelian.facts.measures.faults import near
from peelian.facts.measures.minding import mind_values
from peelian.facts.measures.model import Measure, MeasureRow, dim_column
from peelian.facts.measures.problems import PeriodNotHeld
from peelian.facts.measures.vocabulary import STATES
from peelian.facts.store import Store
from peelian.reference.areas import area, area_for
from peelian.reference.periods import Period
from peelian.reference.problems import UnknownArea

if TYPE_CHECKING:
    from pandas import DataFrame

_CATEGORIES = ("measure", "area_kind", "area_id", "area_name", "unit", "basis", "basis_cy")
_NUMBERS = ("value", "numerator", "denominator", "lower", "upper")
_DAYS = ("as_at", "vintage")
_FIRST = ("area_name", "area_kind", "area_id", "period")


def frame(
    id: str,
    *,
    by: str | None = None,
    period: str | Iterable[str] | None = None,
    areas: str | Iterable[str] | None = None,
    where: Mapping[str, str | Sequence[str]] | None = None,
    vintages: str = "current",
    store: Store | None = None,
) -> "DataFrame":
    """One row a figure, with the columns of `MeasureRow` and one for each dimension.

    `areas` takes ids, ONS codes and names as they are written; a bare "West Midlands" needs `by`. Numbers are
    nullable Float64 (a missing figure is <NA>, never 0), states and names categories, days datetime64. `attrs` holds
    measure, title, why, basis, unit, direction, pitfalls, store_version and the sources with their addresses.
    Raises UnknownMeasure, BadBreakdown, BadVintages, BadPeriod, PeriodNotHeld, UnknownArea, AmbiguousArea,
    UnknownDimension, UnknownValue, each with what exists or is near.
    """
    from peelian.facts.home import prepare

    measure = definition(id)
    store = store or prepare()
    found = rows(
        measure,
        by=by,
        periods=period,
        areas=None if areas is None else _area_ids(areas, by),
        where=where,
        vintages=cast(Literal["current", "all"], vintages),
        store=store,
    )
    _mind_periods(measure, period, found, by, store)
    mind_values(measure, where, found, store)
    return _frame(measure, found, store)


def _area_ids(areas: str | Iterable[str], by: str | None) -> list[str]:
    kind = by if by in ("force", "region", "country") else None
    return [_area_id(text, kind) for text in ([areas] if isinstance(areas, str) else areas)]


def _area_id(text: str, kind: str | None) -> str:
    """An id or a code as it stands; else a name, of the kind asked for when that is said."""
    try:
        return area(text).id
    except UnknownArea:
        pass
    try:
        return area_for(text, kind=kind).id
    except UnknownArea:
        return area_for(text).id


def _mind_periods(
    measure: Measure,
    period: str | Iterable[str] | None,
    found: list[MeasureRow],
    by: str | None,
    store: Store,
) -> None:
    if period is None:
        return
    held = {row.period for row in found}
    for text in [period] if isinstance(period, str) else period:
        wanted = Period.parse(str(text)).id
        if wanted not in held:
            known = list(dict.fromkeys(row.period for row in rows(measure, by=by, store=store)))
            raise PeriodNotHeld(
                measure=measure.id, text=wanted, hint=near(wanted, known), known=", ".join(known) or "none"
            )


def _frame(measure: Measure, found: list[MeasureRow], store: Store) -> "DataFrame":
    import pandas as pd

    columns = _columns(measure, found)
    dims = [dim_column(measure.id, dim.name) for dim in measure.dims]
    table = pd.DataFrame([row.flat() for row in found], columns=columns)
    for name in columns:
        if name in _NUMBERS:
            table[name] = table[name].astype("Float64")
        elif name in _DAYS:
            table[name] = pd.to_datetime(table[name])
        elif name == "state":
            table[name] = pd.Categorical(table[name], categories=list(STATES))
        elif name in (*_CATEGORIES, *dims):
            table[name] = table[name].astype("category")
    table.attrs.update(_attributes(measure, found, store))
    return table


def _columns(measure: Measure, found: list[MeasureRow]) -> list[str]:
    """The row's columns with the dimensions that any row kept after the period."""
    kept = {name for row in found for name in row.dims}
    dims = [dim_column(measure.id, dim.name) for dim in measure.dims if dim.name in kept]
    rest = [name for name in MeasureRow.__dataclass_fields__ if name not in (*_FIRST, "dims", "measure")]
    return [*_FIRST, *dims, *rest, "measure"]


def _attributes(measure: Measure, found: list[MeasureRow], store: Store) -> dict[str, Any]:
    used = {source for row in found for source in row.source_ids}
    shown = ("id", "title", "publisher", "address", "licence", "vintage")
    return {
        "measure": measure.id,
        "title": measure.title.en,
        "title_cy": measure.title.cy,
        "why": measure.why.en,
        "basis": measure.basis.en,
        "unit": measure.unit,
        "direction": measure.direction,
        "pitfalls": [text.en for text in measure.pitfalls],
        "store_version": store.version,
        "sources": [
            {name: getattr(one, name) for name in shown} for one in store.sources() if one.id in used
        ],
    }
