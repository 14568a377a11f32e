"""Mid-ranks and correlations of many weighted samples at once, in plain numpy.

A resample or a sample with a unit left out is one row of whole-number weights over the same units, so that ranking
it needs no sorting: only running sums along the one order of the values.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def midranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of their places."""
    ranks: Floats = weighted_midranks(values, np.ones((1, values.size)))[0]
    return ranks


def weighted_midranks(values: Floats, times: Floats) -> Floats:
    """Mid-ranks of each unit when it stands `times[b, i]` times in sample b; shape (B, n)."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    in_group = np.add.reduceat(times[:, order], first, axis=1)
    before = np.cumsum(in_group, axis=1) - in_group
    group = np.repeat(np.arange(first.size), np.diff(np.r_[first, values.size]))
    found = np.empty_like(times)
    found[:, order] = (before + (in_group + 1) / 2)[:, group]
    return found


def correlations(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Weighted Pearson correlation along the last axis; NaN where a column has no variation."""
    total = weight.sum(axis=-1, keepdims=True)
    dx = x - (weight * x).sum(axis=-1, keepdims=True) / total
    dy = y - (weight * y).sum(axis=-1, keepdims=True) / total
    wx = weight * dx
    sxx, syy = (wx * dx).sum(axis=-1), (weight * dy * dy).sum(axis=-1)
    return _ratio((wx * dy).sum(axis=-1), sxx, syy, _tiny(x, weight), _tiny(y, weight))


def shuffled_correlations(x: Floats, y: Floats, weight: Floats, orders: NDArray[np.int64]) -> Floats:
    """The weighted correlation of x with y in each order, a row of `orders`; weights stay with x."""
    share = weight / weight.sum()
    dx, dy = x - share @ x, (y - share @ y)[orders]
    cross, mean, square = dy @ (share * dx), dy @ share, (dy * dy) @ share
    tiny_x, tiny_y = 1e-20 * float(share @ (x * x)), 1e-20 * float(share @ (y * y))
    spread = np.full(cross.size, float(share @ (dx * dx)))
    return _ratio(cross, spread, square - mean * mean, tiny_x, tiny_y)


def spearmans(x: Floats, y: Floats, times: Floats) -> Floats:
    """Spearman's coefficient of each sample, re-ranked within it; shape (B,)."""
    return correlations(weighted_midranks(x, times), weighted_midranks(y, times), times)


def _tiny(values: Floats, weight: Floats) -> Floats:
    """Below this a sum of squares is rounding, not variation."""
    return np.asarray(1e-20 * (weight * values * values).sum(axis=-1), dtype=np.float64)


def _ratio(cross: Floats, sxx: Floats, syy: Floats, tiny_x: float | Floats, tiny_y: float | Floats) -> Floats:
    varies = (sxx > tiny_x) & (syy > tiny_y)
    scale = np.sqrt(np.where(varies, sxx * syy, 1.0))
    return np.where(varies, np.clip(cross / scale, -1.0, 1.0), np.nan)
