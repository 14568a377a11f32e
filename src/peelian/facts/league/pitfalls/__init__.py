"""The pitfalls of a table, found by rule from its data, then those that the measure always has.

A rule takes what was `Seen` and gives the pitfalls that the figures call for, with those figures. A new rule is a
function in the module of its subject and a line in `RULES`.
"""

from __future__ import annotations

from typing import Final

from peelian.facts.league.pitfalls import denominators, order, period, rows, sources
from peelian.facts.league.pitfalls.seen import Rule, Seen
from peelian.facts.league.table import Pitfall
from peelian.facts.league.words import both
from peelian.reference.problems import Bilingual

RULES: Final[tuple[Rule, ...]] = (
    order.flips,
    order.sibling_missing,
    rows.missing_forces,
    rows.small_numbers,
    rows.ties,
    rows.provisional,
    period.one_month,
    period.leader_changes,
    period.definition_changed,
    sources.two_figures,
    sources.printed_otherwise,
    sources.remarks,
    sources.mixed_bases,
    sources.mixed_editions,
    denominators.population_days,
    denominators.few_residents,
    denominators.follows_size,
)


def pitfalls(seen: Seen) -> tuple[Pitfall, ...]:
    """Every pitfall that applies, the found ones first."""
    found = [pitfall for rule in RULES for pitfall in rule(seen)]
    standing = [
        Pitfall(f"standing-{number}", both(text), Bilingual(""))
        for number, text in enumerate(seen.measure.pitfalls, start=1)
    ]
    return (*found, *standing)


__all__ = ["RULES", "Seen", "pitfalls"]
