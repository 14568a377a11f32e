"""`compare` and `compare_periods`: two figures of a measure side by side, with what chance and method leave of the gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.facts.compare.checks import Seen, checks
from peelian.facts.compare.pairing import paired
from peelian.facts.compare.problems import NoCommonPeriod, SameTwice
from peelian.facts.compare.sides import Side, side
from peelian.facts.compare.table import CompareRow, Comparison
from peelian.facts.compare.telling import sentence
from peelian.facts.home import prepare
from peelian.facts.league.kinds import rules_of
from peelian.facts.league.periods import TOLD, forces_by_period, not_held
from peelian.facts.league.question import mind_one_figure
from peelian.facts.league.table import Pitfall
from peelian.facts.league.words import both
from peelian.facts.measures.asking import rows
from peelian.facts.measures.catalogue import definition
from peelian.facts.measures.minding import mind_values
from peelian.facts.measures.model import LeagueRules, Measure, MeasureRow
from peelian.facts.measures.request import Where
from peelian.facts.measures.summing import force_ids, period_of
from peelian.facts.store import Store
from peelian.reference.areas import Area, area, area_for
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual, UnknownArea


@dataclass(frozen=True, slots=True)
class _Asked:
    measure: Measure
    rules: LeagueRules
    where: Where | None
    level: float
    store: Store


def compare(
    measure: str | Measure,
    a: str,
    b: str,
    period: str | Period | None = None,
    *,
    where: Where | None = None,
    level: float = 0.95,
    store: Store | None = None,
) -> Comparison:
    """Two areas in one period: the difference is `b` less `a`.

    Areas by id, code or name (a bare "West Midlands" is the force). `period` None takes the newest that both have.
    Raises UnknownMeasure, UnknownArea, BadPeriod, PeriodWithoutForces, NoCommonPeriod, SameTwice, NotRanked.
    """
    asked = _question(measure, where, level, store)
    first, second = area_named(a), area_named(b)
    if first.id == second.id:
        raise SameTwice(text=first.name)
    ids = [first.id, second.id]
    held = rows(asked.measure, where=where, areas=ids, store=asked.store)
    mind_one_figure(asked.measure, held)
    chosen = _newest_of_both(asked.measure, held, ids) if period is None else Period.parse(str(period)).id
    found = _figures(asked, held, ids, chosen)
    one = side(asked.measure, asked.rules, found, held, asked.store, levels=(level, level))
    pairs = paired(asked.measure, [(one.rows[ids[0]], one.rows[ids[1]])], one, one, asked.store)
    return _comparison(asked, "areas", pairs, (one, one))


def compare_periods(
    measure: str | Measure,
    first: str | Period,
    second: str | Period,
    area: str | None = None,
    *,
    where: Where | None = None,
    level: float = 0.95,
    store: Store | None = None,
) -> Comparison:
    """One period with another, for one area or (None) every force: the difference is the second less the first.

    With many areas a difference is only told apart when chance cannot explain it for all of them together
    (Bonferroni). Raises UnknownMeasure, UnknownArea, BadPeriod, PeriodWithoutForces, SameTwice, NotRanked.
    """
    asked = _question(measure, where, level, store)
    periods = [Period.parse(str(one)).id for one in (first, second)]
    if periods[0] == periods[1]:
        raise SameTwice(text=period_of(periods[0]).label())
    ids = sorted(force_ids()) if area is None else [area_named(area).id]
    held = rows(asked.measure, where=where, areas=ids, store=asked.store)
    mind_one_figure(asked.measure, held)
    strict = 1 - (1 - level) / len(ids)
    sides = [
        side(
            asked.measure,
            asked.rules,
            _figures(asked, held, ids, one),
            held,
            asked.store,
            levels=(level, strict),
        )
        for one in periods
    ]
    couples = [(sides[0].rows[one], sides[1].rows[one]) for one in ids]
    pairs = paired(asked.measure, couples, sides[0], sides[1], asked.store)
    return _comparison(asked, "periods", pairs, (sides[0], sides[1]))


def _question(measure: str | Measure, where: Where | None, level: float, store: Store | None) -> _Asked:
    one = definition(measure) if isinstance(measure, str) else measure
    store = store or prepare()
    if where:
        mind_values(one, where, rows(one, where=where, store=store), store)
    return _Asked(one, rules_of(one), where, level, store)


def area_named(text: str) -> Area:
    """The area with this id, code or name; a name that a force and a region share is the force."""
    try:
        return area(text)
    except UnknownArea:
        pass
    try:
        return area_for(text, kind="force")
    except UnknownArea:
        return area_for(text)


def _newest_of_both(measure: Measure, held: Sequence[MeasureRow], ids: Sequence[str]) -> str:
    told: dict[str, set[str]] = {}
    for row in held:
        if row.value is not None:
            told.setdefault(row.period, set()).add(row.area_id)
    common = [period for period, areas in told.items() if areas >= set(ids)]
    if not common:
        raise NoCommonPeriod(measure=measure.id, areas=" + ".join(ids))
    return max(common, key=lambda period: (period_of(period).end, period_of(period).start))


def _figures(asked: _Asked, held: Sequence[MeasureRow], ids: Sequence[str], period: str) -> list[MeasureRow]:
    """A row for each area, said to be missing where there is none; the period may be summed from parts."""
    found = {row.area_id: row for row in held if row.period == period}
    if len(found) < len(ids):
        summed = rows(asked.measure, where=asked.where, areas=ids, periods=[period], store=asked.store)
        found = {row.area_id: row for row in summed} | found
    if not any(row.state in TOLD for row in found.values()):
        everybody = rows(asked.measure, by="force", where=asked.where, store=asked.store)
        own = held if forces_by_period(held) else everybody
        raise not_held(asked.measure, period, own, counted=own is everybody)
    return [found.get(one) or _absent(asked.measure, one, period) for one in ids]


def _absent(measure: Measure, area_id: str, period: str) -> MeasureRow:
    from peelian.facts.measures.finishing import MISSING

    one = area(area_id)
    return MeasureRow(
        measure=measure.id, area_kind=one.kind, area_id=area_id, area_name=one.name, period=period, dims={}, value=None,
        numerator=None, denominator=None, unit=measure.unit, basis=measure.basis.en, as_at=None, vintage=None,
        state="no_data", note=MISSING.en, source_ids=(), note_cy=MISSING.cy, basis_cy=measure.basis.cy,
    )  # fmt: skip


def _comparison(asked: _Asked, of: str, pairs: Sequence[CompareRow], sides: tuple[Side, Side]) -> Comparison:
    used = {source for row in pairs for one in (row.first, row.second) for source in one.source_ids}
    standing = [
        Pitfall(f"standing-{number}", both(text), Bilingual(""))
        for number, text in enumerate(asked.measure.pitfalls, start=1)
    ]
    return Comparison(
        measure=asked.measure,
        of=of,
        rows=tuple(pairs),
        checks=checks(Seen(asked.measure, asked.rules, of, pairs, sides, asked.store)),
        pitfalls=tuple(standing),
        sources=tuple(source for source in asked.store.sources() if source.id in used),
        sentence=sentence(asked.measure, of, pairs, asked.level),
        level=asked.level,
        where={name: str(value) for name, value in (asked.where or {}).items()},
        store_version=asked.store.version,
    )
