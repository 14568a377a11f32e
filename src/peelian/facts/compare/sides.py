"""The figures of one side of a comparison, each with the interval that its size gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peelian.facts.compare.difference import Ends
from peelian.facts.league.clustering import DesignEffect, design_effect
from peelian.facts.league.exposure import WorkedOut, worked_out
from peelian.facts.league.sizes import Sizes, sizes
from peelian.facts.measures.model import LeagueRules, Measure, MeasureRow
from peelian.facts.store import Store


@dataclass(frozen=True, slots=True)
class Side:
    """Rows of one period. `ends`: area id -> interval at the level asked; `strict`: at the level for all pairs at once."""

    rows: Mapping[str, MeasureRow]
    ends: Mapping[str, Ends]
    strict: Mapping[str, Ends]
    effect: DesignEffect
    made: WorkedOut | None
    given: Sizes


def side(
    measure: Measure,
    rules: LeagueRules,
    found: Sequence[MeasureRow],
    held: Sequence[MeasureRow],
    store: Store,
    *,
    levels: tuple[float, float],
) -> Side:
    """The side that these rows of one period make; `held` are the rows of every period, to see clustering in."""
    period = found[0].period
    valued = [row for row in found if row.value is not None]
    made = worked_out(measure, period, store)
    given = sizes(measure, rules, valued, made)
    effect = design_effect(rules.kind, period, held, valued, rules.clustering)
    loose, strict = (_ends(valued, given, level, effect) for level in levels)
    return Side({row.area_id: row for row in found}, loose, strict, effect, made, given)


def _ends(valued: Sequence[MeasureRow], given: Sizes, level: float, effect: DesignEffect) -> dict[str, Ends]:
    """Intervals of those whose size is known; none for full counts and bare estimates."""
    known = [place for place, size in enumerate(given.denominator) if size]
    if not given.counted or not known:
        return {}
    from peelian.stats.intervals import garwood, wilson

    interval = wilson if given.kind == "proportion" else garwood
    cases = [_cases(given, place) for place in known]
    sized = [given.denominator[place] or 0.0 for place in known]
    ids = [valued[place].area_id for place in known]
    lower, upper = interval(cases, sized, level, [effect.factors[one] for one in ids])
    scale = given.scale
    return {
        one: (float(low) * scale, float(high) * scale)
        for one, low, high in zip(ids, lower, upper, strict=True)
    }


def _cases(given: Sizes, place: int) -> float:
    return given.numerator[place] or 0.0
