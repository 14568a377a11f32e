"""The kind of a measure's table where its file does not say: chance moves counts, not staff or money."""

from __future__ import annotations

from peelian.facts.measures.model import LeagueRules, Measure

_BY_UNIT = {
    "count": "count",
    "fte": "complete",
    "headcount": "complete",
    "people": "complete",
    "pounds": "complete",
    "pounds_per_head": "complete",
}


def rules_of(measure: Measure) -> LeagueRules:
    """The measure's own rules, else what its unit and its sides suggest."""
    if measure.league is not None:
        return measure.league
    kind = _BY_UNIT.get(measure.unit, "estimate")
    if measure.denominator is not None and measure.numerator.aggregate != "single":
        kind = "proportion" if measure.unit == "proportion" else kind
    return LeagueRules(kind, "lowest" if measure.direction == "lower_is_better" else "highest")
