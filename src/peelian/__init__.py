"""Peelian runs a crime plan in the open: its services, and the evidence whether they work.

    import peelian
    peelian.measure("officers_fte", by="force")     # a pandas DataFrame with states and sources
    peelian.check(["C01", "C02"])                   # claims, each with its working

Importing this loads nothing heavy; the engine and pandas are loaded when a function is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame

    from peelian.facts.measures.model import Measure
    from peelian.facts.store import Store
    from peelian.notebook import ShownComparison, ShownLeague
    from peelian.reference.forces import Force

__version__ = "0.1.0"

__all__ = ["__version__", "check", "compare", "forces", "league", "measure", "measures"]


def measure(
    id: str,
    *,
    by: str | None = None,
    period: str | Iterable[str] | None = None,
    areas: str | Iterable[str] | None = None,
    where: Mapping[str, str | Sequence[str]] | None = None,
    vintages: str = "current",
    store: Store | None = None,
) -> DataFrame:
    """The figures of a measure as a pandas DataFrame; see `peelian.facts.measures.frame.frame`."""
    from peelian.facts.measures.frame import frame

    return frame(id, by=by, period=period, areas=areas, where=where, vintages=vintages, store=store)


def measures() -> dict[str, Measure]:
    """Every measure that exists, by id: title, why it matters, unit, basis, pitfalls."""
    from peelian.facts.measures import definitions

    return definitions()


def forces() -> tuple[Force, ...]:
    """The 43 territorial forces of England and Wales, in id order."""
    from peelian.reference.forces import forces as territorial

    return territorial()


def check(ids: Iterable[str] | None = None, **options: Any) -> list[Any]:
    """Check claims against the data loaded; see `peelian.plan.check`."""
    from peelian.plan import check as check_claims

    return list(check_claims(ids, **options))


def league(
    measure: str,
    *,
    period: str | None = None,
    where: Mapping[str, str | Sequence[str]] | None = None,
    areas: str | Iterable[str] | None = None,
    level: float = 0.95,
    first: str | None = None,
    region: str | None = None,
    store: Store | None = None,
) -> ShownLeague:
    """The forces ranked on a measure, with ranges, missing list and pitfalls; `.frame()`, `.chart()`.

    See `peelian.facts.league.league_table` for the entries and errors.
    """
    from peelian.facts.league import league_table
    from peelian.notebook import ShownLeague

    table = league_table(
        measure, period, where=where, areas=areas, level=level, first=first, region=region, store=store
    )
    return ShownLeague(table)


def compare(
    measure: str,
    *areas: str,
    period: str | None = None,
    area: str | None = None,
    periods: Sequence[str] = (),
    where: Mapping[str, str | Sequence[str]] | None = None,
    level: float = 0.95,
    store: Store | None = None,
) -> ShownComparison:
    """Two areas (`compare(m, "kent", "essex")`) or two periods (`compare(m, area="kent", periods=(p, q))`).

    The difference comes with its interval and with what forbids it; `.frame()`, `.chart()`. See
    `peelian.facts.compare` for errors.
    """
    from peelian.facts.compare.wanted import comparison
    from peelian.notebook import ShownComparison

    found = comparison(
        measure,
        areas,
        period=period or "",
        area=area or "",
        periods=periods,
        where=where,
        level=level,
        store=store,
    )
    return ShownComparison(found)
