"""A question about a league table, checked: which rows of which period, for which forces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from peelian.facts.home import prepare
from peelian.facts.league.kinds import rules_of
from peelian.facts.league.periods import TOLD, newest, not_held
from peelian.facts.league.problems import BadFirst, NoForces, NotRanked
from peelian.facts.measures.asking import rows
from peelian.facts.measures.catalogue import definition
from peelian.facts.measures.minding import mind_values
from peelian.facts.measures.model import LeagueRules, Measure, MeasureRow
from peelian.facts.measures.request import Where
from peelian.facts.measures.vocabulary import FIRST
from peelian.facts.store import Store
from peelian.reference.areas import ENGLAND, ENGLAND_AND_WALES, WALES, area, area_for
from peelian.reference.forces import forces
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual, UnknownArea

_WIDER = ("region", "nation", "country")
#: At most so many values of a dimension are named in a refusal.
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, checked. `held`: the rows of every period; `here`: those of the period, for the areas asked."""

    measure: Measure
    rules: LeagueRules
    period: str
    chosen: Bilingual | None
    first: str
    level: float
    where: Where | None
    region: str | None
    held: Sequence[MeasureRow]
    here: Sequence[MeasureRow]
    store: Store


def asked(
    measure: str | Measure,
    period: str | Period | None,
    *,
    where: Where | None = None,
    areas: Iterable[str] | str | None = None,
    level: float = 0.95,
    first: str | None = None,
    region: str | None = None,
    store: Store | None = None,
) -> Asked:
    """See `league_table` for the entries and the errors."""
    one = definition(measure) if isinstance(measure, str) else measure
    rules = rules_of(one)
    if first is not None and first not in FIRST:
        raise BadFirst(text=first)
    store = store or prepare()
    wanted = wanted_forces(areas, region)
    found = rows(one, by="force", where=where, store=store)
    mind_values(one, where, found, store)
    held = of_forces(found, wanted)
    mind_one_figure(one, held)
    chosen = None
    if period is None:
        when, chosen = newest(one, held, len(forces()) if wanted is None else len(wanted))
        here = [row for row in held if row.period == when]
    else:
        when = Period.parse(str(period)).id
        here = of_period(one, when, held, wanted=wanted, where=where, store=store)
    return Asked(
        one, rules, when, chosen, first or rules.first, level, where, region_id(region), held, here, store
    )


def wanted_forces(areas: Iterable[str] | str | None, region: str | None = None) -> frozenset[str] | None:
    """The force ids asked for; None for all. Raises NoForces, UnknownArea."""
    named: set[str] | None = None
    if areas is not None:
        named = {area_for(one, kind="force").id for one in ([areas] if isinstance(areas, str) else areas)}
    if region is not None:
        wanted = region_id(region)
        inside = {
            one.id for one in forces() if wanted in (one.region_id, _nation(one.region_id), ENGLAND_AND_WALES)
        }
        named = inside if named is None else named & inside
    if named is not None and not named:
        raise NoForces(text=region or "")
    return None if named is None else frozenset(named)


def region_id(region: str | None) -> str | None:
    """The id of a region, a nation or England and Wales, named or coded. Raises UnknownArea."""
    if region is None:
        return None
    with suppress(UnknownArea):
        if (coded := area(region.strip())).kind in _WIDER:
            return coded.id
    for kind in _WIDER:
        try:
            return area_for(region, kind=kind).id
        except UnknownArea:
            continue
    return area_for(region, kind="region").id


def _nation(region: str) -> str:
    return WALES if region == WALES else ENGLAND


def of_forces(found: Iterable[MeasureRow], wanted: frozenset[str] | None) -> list[MeasureRow]:
    """The rows of the forces asked for."""
    return [row for row in found if wanted is None or row.area_id in wanted]


def mind_one_figure(measure: Measure, held: Sequence[MeasureRow]) -> None:
    """A table ranks one figure an area. Raises NotRanked with the values that `where` may name."""
    seen: set[tuple[str, str]] = set()
    for row in held:
        if (row.area_id, row.period) in seen:
            raise NotRanked(measure=measure.id, known=_several(held))
        seen.add((row.area_id, row.period))


def _several(held: Sequence[MeasureRow]) -> str:
    values = {name: list(dict.fromkeys(one.dims[name] for one in held)) for name in held[0].dims}
    several = {name: found for name, found in values.items() if len(found) > 1}
    return "; ".join(f"{name} = {', '.join(found[:MOST_VALUES])}" for name, found in several.items())


def of_period(
    measure: Measure,
    period: str,
    held: Sequence[MeasureRow],
    *,
    wanted: frozenset[str] | None,
    where: Where | None,
    store: Store,
) -> list[MeasureRow]:
    """The rows of one period, which may be summed from parts. Raises PeriodWithoutForces where none says anything."""
    here = [row for row in held if row.period == period]
    if not any(row.state in TOLD for row in here):
        here = of_forces(rows(measure, by="force", periods=[period], where=where, store=store), wanted)
    if not any(row.state in TOLD for row in here):
        raise not_held(measure, period, held)
    return here
