"""Exact prediction limits around a target, and how likely a count is if the unit is on target.

Spiegelhalter 2005 (Statistics in Medicine 24:1185), appendix A.1: r_p is the smallest count with P(R <= r_p) >= p,
alpha = (P(R <= r_p) - p) / (P(R <= r_p) - P(R <= r_p - 1)), and the limit is r_p - alpha. Interpolating makes a
smooth line to draw. To decide, a count is outside only when its own tail is smaller than the level allows: the
interpolated line alone flags high counts more often than it says, and low ones less often.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.stats.funnel.result import Kind

Floats = NDArray[np.float64]


def cumulative(kind: Kind, count: ArrayLike, size: ArrayLike, target: float) -> Floats:
    """P(R <= count) for a unit of this size on target: binomial of `size` trials, or Poisson of mean size × target."""
    r, n = np.broadcast_arrays(np.floor(np.asarray(count, float)), np.asarray(size, float))
    inside = np.clip(r, 0, None)
    if kind == "rate":
        found = special.pdtr(inside, n * target)
    else:
        beyond = np.clip(n - inside, 1e-300, None)
        found = np.where(inside >= n, 1.0, special.betaincc(inside + 1, beyond, target))
    return np.asarray(np.where(r < 0, 0.0, found), dtype=np.float64)


def quantile(kind: Kind, p: float, size: ArrayLike, target: float) -> Floats:
    """The smallest count r with P(R <= r) >= p, for each size, found by halving."""
    n = np.asarray(size, float)
    mean = n * target
    reach = 12 * np.sqrt(mean) + 60
    low, high = np.floor(np.clip(mean - reach, 0, None)) - 1, np.ceil(mean + reach)
    if kind == "proportion":
        high = np.minimum(high, n)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        enough = cumulative(kind, middle, n, target) >= p
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.asarray(high, dtype=np.float64)


def interpolated(kind: Kind, p: float, size: ArrayLike, target: float) -> Floats:
    """The limit r_p - alpha as a count (Spiegelhalter 2005), not below zero."""
    r = quantile(kind, p, size, target)
    at, below = cumulative(kind, r, size, target), cumulative(kind, r - 1, size, target)
    step = at - below
    alpha = np.divide(at - p, step, out=np.zeros_like(step), where=step > 0)
    return np.asarray(np.clip(r - alpha, 0.0, None), dtype=np.float64)


def limits(kind: Kind, level: float, size: ArrayLike, target: float) -> tuple[Floats, Floats]:
    """Lower and upper interpolated limit as a value (count / size); the target itself is never outside."""
    n = np.asarray(size, float)
    tail = (1 - level) / 2
    lower = interpolated(kind, tail, n, target) / n
    upper = interpolated(kind, 1 - tail, n, target) / n
    return np.minimum(lower, target), np.maximum(upper, target)


def tails(kind: Kind, count: Floats, size: Floats, target: float) -> tuple[Floats, Floats]:
    """P(R <= count) and P(R >= count) for a unit on target."""
    low: Any = cumulative(kind, count, size, target)
    if kind == "rate":
        high: Any = np.where(count > 0, special.gammainc(np.clip(count, 1e-300, None), size * target), 1.0)
    else:
        beyond = np.clip(size - count + 1, 1e-300, None)
        high = np.where(count > 0, special.betainc(np.clip(count, 1e-300, None), beyond, target), 1.0)
    return low, high
