"""From a period's ranked rows to what the methods say of them, with every check in words that name forces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelian.facts.league.clustering import DesignEffect, design_effect
from peelian.facts.league.exposure import WorkedOut, worked_out
from peelian.facts.league.question import Asked
from peelian.facts.league.sizes import Sizes, sizes
from peelian.facts.league.without import without_it
from peelian.facts.league.words import said
from peelian.facts.measures.model import MeasureRow
from peelian.stats.results import Check

if TYPE_CHECKING:
    from peelian.stats.funnel import Funnel
    from peelian.stats.league import League

#: Below this number of forces a funnel says nothing.
FEWEST_POINTS = 5
#: Checks of the method that this room tells better: it knows names, and why a size is missing.
_OWN = frozenset({"counts-missing", "values-missing", "design-effect", "no-units", "counts-disagree"})


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the methods made of the ranked rows. `sizes_made`: exposures worked out for a rate without counts."""

    league: League
    funnel: Funnel | None
    sizes_made: WorkedOut | None
    checks: tuple[Check, ...]


def ranking(asked: Asked, ranked: Sequence[MeasureRow]) -> Ranking:
    """Rank the rows, with ranges as far as the sizes behind them are known."""
    rules, made = asked.rules, worked_out(asked.measure, asked.period, asked.store)
    given = sizes(asked.measure, rules, ranked, made)
    effect = design_effect(rules.kind, asked.period, asked.held, ranked, rules.clustering)
    result = _league(asked, ranked, given, [effect.factors[row.area_id] for row in ranked])
    checks = _checks(result, given, made, effect)
    if given.known and effect.widens:
        checks = (*checks, *without_it(result, _league(asked, ranked, given, [1.0] * len(ranked))))
    return Ranking(result, _funnel(ranked, given, rules.kind), made, checks)


def _league(asked: Asked, ranked: Sequence[MeasureRow], given: Sizes, phi: Sequence[float]) -> League:
    from peelian.stats.league import league

    options: dict[str, Any] = {}
    if given.counted:
        options = {
            "numerator": given.numerator,
            "denominator": given.denominator,
            "scale": given.scale,
            "phi": phi,
        }
    return league(
        [row.area_id for row in ranked],
        [row.value for row in ranked],
        kind=given.kind,  # type: ignore[arg-type]
        first=asked.first,  # type: ignore[arg-type]
        level=asked.level,
        source_ids=sorted({source for row in ranked for source in row.source_ids}),
        **options,
    )


def _funnel(ranked: Sequence[MeasureRow], given: Sizes, kind: str) -> Funnel | None:
    """A funnel where values have sizes of their own: shares and rates, not bare counts."""
    held = [place for place, size in enumerate(given.denominator) if size]
    if kind not in ("proportion", "rate") or len(held) < FEWEST_POINTS:
        return None
    if not any(given.numerator[place] for place in held):
        return None
    from peelian.stats.funnel import funnel

    return funnel(
        [ranked[place].area_id for place in held],
        [given.numerator[place] for place in held],
        [given.denominator[place] for place in held],
        kind=given.kind,  # type: ignore[arg-type]
        scale=given.scale,
    )


def _checks(result: League, given: Sizes, made: WorkedOut | None, effect: DesignEffect) -> tuple[Check, ...]:
    """The method's checks, with those that this room tells better in their place."""
    found = [check for check in result.checks if check.name not in _OWN]
    if effect.widens:  # the method then counts events after thinning, which a reader would not recognise
        found = [check for check in found if check.name != "small-counts"]
    if given.kind == "complete":
        return tuple(found)
    if made is not None:
        found += made.checks
    elif given.known < len(given.denominator):
        found = [check for check in found if given.known or check.name != "told-apart"]
        found.append(_without_counts(given))
    if given.known:
        found.append(effect.check)
    return tuple(found)


def _without_counts(given: Sizes) -> Check:
    lacking, of = len(given.denominator) - given.known, len(given.denominator)
    if given.kind == "estimate":
        return Check(
            "no-interval",
            "fail",
            float(lacking),
            said(
                "The figure is published without anything that tells how far chance could move it, so there is no "
                "interval and no range of ranks: the order stands by the figures alone.",
                "Cyhoeddir y ffigur heb ddim sy'n dweud pa mor bell y gallai hap ei symud, felly nid oes cyfwng nac "
                "ystod o safleoedd: mae'r drefn yn sefyll ar y ffigurau'n unig.",
            ),
        )
    return Check(
        "no-interval",
        "fail",
        float(lacking),
        said(
            "{lacking} of the {of} figures are published without the counts behind them, and no counts are worked out "
            "from them: those have no interval and no range of ranks, and are ranked by the figure alone.",
            "Cyhoeddir {lacking} o'r {of} ffigur heb y cyfrifon y tu ôl iddynt, ac ni chyfrifir rhai ohonynt: nid oes "
            "i'r rheini gyfwng nac ystod o safleoedd, ac fe'u rhestrir yn ôl y ffigur yn unig.",
            lacking=lacking,
            of=of,
        ),
    )
