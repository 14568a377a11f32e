"""What the design effect does to a table: the ranges of ranks with it and without it, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelian.facts.league.words import name_of, said
from peelian.stats.results import Check

if TYPE_CHECKING:
    from peelian.stats.league import League, LeagueRow


def without_it(widened: League, plain: League) -> tuple[Check, ...]:
    """One check that compares the ranges; none where no row has a range."""
    twin = {row.id: row for row in plain.rows}
    pairs = [(row, twin[row.id]) for row in widened.rows if _places(row) and _places(twin[row.id])]
    if not pairs:
        return ()
    wide = sum(_places(row) for row, _ in pairs) / len(pairs)
    narrow = sum(_places(row) for _, row in pairs) / len(pairs)
    row, bare = next((pair for pair in pairs if _places(pair[0]) != _places(pair[1])), pairs[0])
    return (
        Check(
            "ranges-without-design-effect",
            "pass" if wide - narrow < 1 else "warn",
            narrow,
            said(
                "What the design effect does: with it a range of ranks spans {wide:.1f} places on average, without it "
                "{narrow:.1f}. {name} could be {low} to {high}; without it, {bare_low} to {bare_high}.",
                "Yr hyn a wna'r effaith ddylunio: gyda hi mae ystod o safleoedd yn cwmpasu {wide:.1f} lle ar "
                "gyfartaledd, hebddi {narrow:.1f}. Gallai {name} fod yn {low} i {high}; hebddi, {bare_low} i {bare_high}.",
                wide=wide, narrow=narrow, name=name_of(row.id), low=row.rank_low, high=row.rank_high,
                bare_low=bare.rank_low, bare_high=bare.rank_high,
            ),
        ),
    )  # fmt: skip


def _places(row: LeagueRow) -> int:
    """How many places a range spans; 0 where there is none."""
    if row.rank_low is None or row.rank_high is None:
        return 0
    return row.rank_high - row.rank_low + 1
