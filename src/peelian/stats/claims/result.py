"""What the tests of a claim hand back. None of them says why anything happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peelian.stats.results import Check, Interval, Provenance

Base = Literal["before", "after", "both"]
IntervalMethod = Literal["bca", "percentile"]


@dataclass(frozen=True, slots=True)
class Change:
    """From `before` to `after`.

    `difference` is after - before in the unit given. `relative` is the difference as a fraction of the stated base
    (0.22 for 22%), None when the base is zero or not stated; `on_before` and `on_after` give both. `ratio` is
    after / before.
    """

    before: float
    after: float
    base: Base
    difference: float
    relative: float | None
    on_before: float | None
    on_after: float | None
    ratio: float | None
    checks: tuple[Check, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """The same coefficient with each unit left out in turn.

    `lowest` is found without the unit `lowest_without`, `highest` without `highest_without`; `moves_most` is the
    unit whose absence moves the coefficient furthest, to `without_it`.
    """

    lowest: float
    lowest_without: str
    highest: float
    highest_without: str
    moves_most: str
    without_it: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """One coefficient with everything needed to judge it.

    `value` lies between -1 and 1 (None when a column has no variation). `p` is the two-sided permutation
    probability, (1 + #{|simulated| >= |found|}) / (R + 1); `p_low` and `p_high` are the one-sided ones for a
    value this low or lower, this high or higher. `interval` is the bootstrap interval, `by_chance` where the
    coefficient lies when only chance orders the units. `leave_one_out` is None with fewer than four units.
    """

    value: float | None
    p: float | None
    p_low: float | None
    p_high: float | None
    interval: Interval | None
    interval_method: IntervalMethod
    by_chance: Interval | None
    leave_one_out: LeaveOneOut | None


@dataclass(frozen=True, slots=True)
class RankAgreement:
    """Do the units stand in the same order on both measures?

    `spearman` is on mid-ranks; `weighted` is the correlation of the values themselves, each unit weighted (by
    population), None without weights. `ids` are the units used, `missing` those without both values.
    """

    n: int
    spearman: Agreement
    weighted: Agreement | None
    ids: tuple[str, ...]
    missing: tuple[str, ...]
    permutations: int
    checks: tuple[Check, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ExtremesOverlap:
    """How many of the k largest falls of x are also among the k largest rises of y.

    `overlap` units are in `both`, where ties at the edge are broken by the order of the rows; `overlap_low` and
    `overlap_high` are what other ways of breaking them would give. `expected` is k² / n. `p_high` is the
    hypergeometric probability of this many or more, `p_low` of this many or fewer, `p` two-sided (twice the
    smaller, at most 1).
    """

    n: int
    k: int
    overlap: int
    overlap_low: int
    overlap_high: int
    expected: float
    p: float
    p_low: float
    p_high: float
    falls: tuple[str, ...]
    rises: tuple[str, ...]
    both: tuple[str, ...]
    missing: tuple[str, ...]
    checks: tuple[Check, ...]
    provenance: Provenance
