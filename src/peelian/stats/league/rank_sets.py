"""Which ranks a unit may truly have: confidence sets for ranks.

Method: Mogstad, Romano, Shaikh and Wilhelm (2024), "Inference for Ranks with Applications to Mobility across
Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91(1). Every ordered pair of
units gives a one-sided hypothesis "a is not better than b". All of them are tested together: a parametric bootstrap
gives the critical value of the largest standardised difference, rejected hypotheses leave the family, and the step
is taken again until nothing more is rejected. A unit's set runs from 1 + the units shown better than it to
p - the units shown worse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.intervals import Array, checked_level
from peelian.stats.league import pairs
from peelian.stats.league.result import BadLeague, First

SEED: Final = 20181109
DRAWS: Final = 2000
Draw = Callable[
    [np.random.Generator, int], Array
]  # (generator, draws) -> draws x units, errors of the estimates


@dataclass(frozen=True, slots=True, eq=False)
class RankSets:
    """Arrays in the order of the input: `rank` (ties share the lower), `low` and `high`. For simultaneous sets
    `better[a, b]` says that a is shown to be better than b; marginal sets have a family of their own for each unit and
    no such table. `critical` is the last critical value: one for all, or one for each unit."""

    rank: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    better: NDArray[np.bool_] | None
    critical: Array


def rank_sets(
    estimates: ArrayLike,
    se: ArrayLike | None = None,
    *,
    cov: ArrayLike | None = None,
    apart: ArrayLike | None = None,
    draw: Draw | None = None,
    first: First = "highest",
    level: float = 0.95,
    simultaneous: bool = True,
    step_down: bool = True,
    draws: int = DRAWS,
    seed: int = SEED,
) -> RankSets:
    """Sets of ranks that hold the true ranks with probability `level`: for all units together, or each by itself.

    `se` are the standard errors of independent estimates, or `cov` their covariance; `se` may be 0 (known exactly)
    or infinite (nothing known). `apart[a, b]` says by how many standard errors a is above b where that is known better
    than by (a - b) / se. Errors are normal unless `draw` makes them (draws x units, in the order of the input). The
    draws depend on `seed` and their number only, and the result on the estimates, not on the order they were given in
    (with `draw`: on both).
    """
    x = np.asarray(estimates, float) * (1.0 if first == "highest" else -1.0)
    spread, between = _spreads(x, se, cov)
    order = np.lexsort((spread, -x)) if draw is None and cov is None else np.argsort(-x, kind="stable")
    in_order = np.ix_(order, order)
    errors = _errors(spread, cov, draw, order, (seed, draws)) * (1.0 if first == "highest" else -1.0)
    tests = _Tests.of(
        _observed(x, between, apart, first)[in_order],
        between[in_order],
        errors,
        checked_level(level),
        step_down,
    )
    back = np.argsort(order)
    if simultaneous:
        better, critical = tests.together()
        better = better[np.ix_(back, back)]
        return RankSets(ranks(x), 1 + better.sum(axis=0), len(x) - better.sum(axis=1), better, critical)
    above, below, each = (counts[back] for counts in tests.each())
    return RankSets(ranks(x), 1 + above.astype(int), len(x) - below.astype(int), None, each)


def ranks(x: ArrayLike) -> NDArray[np.int64]:
    """Ranks from 1 for the largest; ties share the lower number."""
    values = np.asarray(x, float)
    return 1 + np.searchsorted(np.sort(-values), -values, side="left")


def tau_best(sets: RankSets, tau: int) -> NDArray[np.bool_]:
    """Who may be among the first `tau`: by projection of simultaneous sets (section 3.3 of the paper)."""
    return np.asarray(sets.low <= tau)


def tau_worst(sets: RankSets, tau: int) -> NDArray[np.bool_]:
    """Who may be among the last `tau`."""
    return np.asarray(sets.high > len(sets.high) - tau)


def _spreads(x: Array, se: ArrayLike | None, cov: ArrayLike | None) -> tuple[Array, Array]:
    """Standard error of every estimate, and of every difference between two."""
    if (se is None) == (cov is None) or not np.isfinite(x).all():
        raise BadLeague(
            why=Bilingual(
                "the estimates need either standard errors or a covariance, and no gaps",
                "mae ar yr amcangyfrifon angen naill ai cyfeiliornadau safonol neu gydamrywiant, heb fylchau",
            ),
            mend=Bilingual(
                "Give one of `se` and `cov`, and leave out the units without an estimate.",
                "Rhowch un o `se` a `cov`, a gadewch allan yr unedau heb amcangyfrif.",
            ),
        )
    if cov is not None:
        matrix = np.asarray(cov, float)
        variance = np.diag(matrix)
        apart = variance[:, None] + variance[None, :] - 2 * matrix
        return np.sqrt(variance), np.sqrt(np.maximum(apart, 0.0))
    spread = np.broadcast_to(np.asarray(se, float), x.shape)
    if np.isnan(spread).any() or (spread < 0).any():
        raise BadLeague(
            why=Bilingual(
                "a standard error is missing or negative",
                "mae cyfeiliornad safonol ar goll neu’n negatif",
            ),
            mend=Bilingual(
                "Give 0 for an estimate known exactly and infinity for one of which nothing is known.",
                "Rhowch 0 ar gyfer amcangyfrif cwbl hysbys ac anfeidredd lle na wyddys dim.",
            ),
        )
    return spread, np.hypot(spread[:, None], spread[None, :])


def _observed(x: Array, between: Array, apart: ArrayLike | None, first: First) -> Array:
    """By how many standard errors row is better than column; 0 for ties."""
    gap = x[:, None] - x[None, :]
    if apart is not None:
        return np.asarray(apart, float) * (1.0 if first == "highest" else -1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(gap == 0, 0.0, gap / between)


def _errors(
    spread: Array,
    cov: ArrayLike | None,
    draw: Draw | None,
    order: NDArray[np.intp],
    size: tuple[int, int],
) -> Array:
    """Errors of the estimates in the given order, draws x units, for `size` = (seed, draws)."""
    seed, draws = size
    random = np.random.default_rng(seed)
    if draw is not None:
        return np.nan_to_num(draw(random, draws), posinf=0.0, neginf=0.0)[:, order]
    normal = random.standard_normal((draws, len(spread)))
    if cov is None:
        return normal * np.where(np.isfinite(spread), spread, 0.0)[order]
    values, vectors = np.linalg.eigh(np.asarray(cov, float)[np.ix_(order, order)])
    return np.asarray(normal @ (vectors * np.sqrt(np.maximum(values, 0.0))).T)


@dataclass(frozen=True, slots=True, eq=False)
class _Tests:
    """All pairs of units, best first: observed statistics, and what the draws need."""

    observed: Array  # units x units: (x_a - x_b) / se, above the diagonal >= 0
    usable: pairs.Mask  # pairs whose difference has a finite, positive standard error
    noise: pairs.Noise
    weight: pairs.Noise
    level: float
    step_down: bool

    @staticmethod
    def of(observed: Array, between: Array, errors: Array, level: float, step_down: bool) -> _Tests:
        usable = np.isfinite(between) & (between > 0)
        scale = max((float(between[usable].max()) if usable.any() else 1.0), np.finfo(float).tiny)
        with np.errstate(divide="ignore", invalid="ignore"):
            weight = np.where(usable, scale / between, 0.0).astype(np.float32)
        noise = np.ascontiguousarray((errors / scale).T, dtype=np.float32)
        return _Tests(observed, usable, noise, weight, level, step_down)

    def together(self) -> tuple[pairs.Mask, Array]:
        """One family of all ordered pairs."""
        upper = np.triu(np.ones_like(self.usable), 1)
        forward, backward = pairs.largest_both(self.noise, self.weight, self.usable & upper)
        better = np.zeros_like(self.usable)
        while True:
            critical = self._critical(np.maximum(forward, backward))
            found = upper & (self.observed > critical)
            if not self.step_down or (found == better).all():
                return found, np.array(critical)
            better = found
            forward = pairs.largest_forward(self.noise, self.weight, self.usable & upper & ~better)

    def each(self) -> tuple[Array, Array, Array]:
        """One family for each unit, of its pairs in both directions: units shown better, shown worse, and the
        critical value."""
        units = range(len(self.observed))
        better, worse, critical = np.array([self._alone(unit) for unit in units]).reshape(-1, 3).T
        return better, worse, critical

    def _alone(self, unit: int) -> tuple[float, float, float]:
        others = np.arange(len(self.observed)) != unit
        behind = np.arange(len(self.observed)) > unit
        observed = np.where(behind, self.observed[unit], -self.observed[unit])
        family = np.flatnonzero(self.usable[unit] & others)
        errors = pairs.errors_of(self.noise, self.weight, unit, family)
        found, forward, backward = (
            np.zeros_like(others),
            pairs.largest(errors),
            pairs.largest_opposite(errors),
        )
        while True:
            critical = self._critical(np.maximum(forward, backward))
            now = others & (observed > critical)
            if not self.step_down or (now == found).all():
                return float(np.sum(now & ~behind)), float(np.sum(now & behind)), critical
            found = now
            forward = pairs.largest(errors[~found[family]])

    def _critical(self, largest: pairs.Noise) -> float:
        if not len(largest) or np.isneginf(largest).all():
            return 0.0
        return max(float(np.quantile(largest, self.level, method="higher")), 0.0)
