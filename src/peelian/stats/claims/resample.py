"""Chance by shuffling, doubt by drawing again, and what one unit does to the whole: numpy only.

Every draw depends on the seed alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from peelian.stats.claims.result import IntervalMethod, LeaveOneOut
from peelian.stats.results import Interval

Floats = NDArray[np.float64]
Orders = NDArray[np.int64]
KEPT_UNITS = 100  # draws of no more units than this are kept for the next test: 4 MB for 43 forces
_AS_LARGE = 1e-12  # equal coefficients that differ by rounding count as equal
_STRONGEST = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Permutation probabilities, each (1 + count) / (R + 1), and the middle of the simulated coefficients."""

    p: float
    p_low: float
    p_high: float
    by_chance: Interval


def chances(n: int, permutations: int, draws: int, seed: int) -> tuple[Orders, Floats]:
    """The orders and the resamples of a test of n units, from the seed alone; not to be written to.

    Tests of as many units with the same settings use the same draws, so the last ones made are kept.
    """
    return (_kept if n <= KEPT_UNITS else _drawn)(n, permutations, draws, seed)


def _drawn(n: int, permutations: int, draws: int, seed: int) -> tuple[Orders, Floats]:
    rng = default_rng(seed)
    made = shuffles(n, permutations, rng), resamples(n, draws, rng)
    for one in made:
        one.flags.writeable = False
    return made


_kept = lru_cache(maxsize=2)(_drawn)


def shuffles(n: int, times: int, rng: Generator) -> NDArray[np.int64]:
    """`times` random orders of n units; shape (times, n)."""
    return rng.permuted(np.broadcast_to(np.arange(n), (times, n)), axis=1)


def shuffled(found: float, simulated: Floats, level: float) -> Shuffled:
    """Compare a coefficient with those that chance made. Two-sided: by distance from zero, never one tail."""
    below, above = (1 - level) / 2, (1 + level) / 2
    low, high = quantiles(simulated, [below, above])
    return Shuffled(
        p=_share(np.abs(simulated) >= abs(found) - _AS_LARGE),
        p_low=_share(simulated <= found + _AS_LARGE),
        p_high=_share(simulated >= found - _AS_LARGE),
        by_chance=Interval(low, high, level),
    )


def quantiles(values: Floats, shares: Sequence[float]) -> list[float]:
    """Linear between order statistics, as `numpy.quantile` does by default, which would import masked arrays for it."""
    ordered, last = np.sort(values), values.size - 1
    found = []
    for share in shares:
        place = share * last
        before = min(int(place), last)
        after = min(before + 1, last)
        found.append(float(ordered[before] + (place - before) * (ordered[after] - ordered[before])))
    return found


def _share(as_extreme: NDArray[np.bool_]) -> float:
    return float((1 + as_extreme.sum()) / (as_extreme.size + 1))


def resamples(n: int, times: int, rng: Generator) -> Floats:
    """How often each unit stands in each of `times` draws of n units with replacement; shape (times, n)."""
    if n == 0:
        return np.empty((times, 0))
    drawn = rng.integers(0, n, (times, n)) + np.arange(times)[:, None] * n
    return np.bincount(drawn.ravel(), minlength=times * n).reshape(times, n).astype(float)


def bootstrap(
    found: float, draws: Floats, without: Floats, level: float, method: IntervalMethod
) -> Interval | None:
    """An interval from coefficients of resamples `draws` and of samples with one unit left out `without`.

    "bca": percentiles of the resamples, corrected for bias and for a spread that changes with the coefficient
    (Efron 1987, JASA 82:171), the default; "percentile": without the correction. None when the units are in
    perfect order, for then every resample is too.
    """
    draws = draws[np.isfinite(draws)]
    if draws.size < 2 or abs(found) > _STRONGEST:
        return None
    ends = [(1 - level) / 2, (1 + level) / 2]
    if method == "bca":
        ends = _corrected(found, draws, without, ends)
    low, high = quantiles(draws, ends)
    return Interval(low, high, level)


def _corrected(found: float, draws: Floats, without: Floats, ends: Sequence[float]) -> list[float]:
    normal = NormalDist()
    below = ((draws < found).sum() + 0.5 * (draws == found).sum()) / draws.size
    bias = normal.inv_cdf(min(max(float(below), 1 / draws.size), 1 - 1 / draws.size))
    pull = without[np.isfinite(without)].mean() - without[np.isfinite(without)]
    size = float((pull**2).sum()) ** 1.5
    bend = float((pull**3).sum()) / (6 * size) if size > 0 else 0.0
    shifted = (bias + normal.inv_cdf(end) for end in ends)
    return [normal.cdf(bias + shift / (1 - bend * shift)) for shift in shifted]


def leave_one_out(found: float, without: Floats, ids: Sequence[str]) -> LeaveOneOut | None:
    """The range over samples with one unit left out; None when too few of them have a coefficient."""
    held = np.flatnonzero(np.isfinite(without))
    if held.size < 4:
        return None
    low, high = held[np.argmin(without[held])], held[np.argmax(without[held])]
    most = held[np.argmax(np.abs(without[held] - found))]
    return LeaveOneOut(
        lowest=float(without[low]),
        lowest_without=ids[low],
        highest=float(without[high]),
        highest_without=ids[high],
        moves_most=ids[most],
        without_it=float(without[most]),
    )
