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
    in_group = times.T[order]  # a unit a row: sums along the samples run through memory in order
    if first.size < values.size:
        in_group = np.add.reduceat(in_group, first, axis=0)
    ranks = np.cumsum(in_group, axis=0)
    ranks -= in_group
    ranks += (in_group + 1) / 2
    if first.size < values.size:
        ranks = np.repeat(ranks, np.diff(np.r_[first, values.size]), axis=0)
    found = np.empty_like(ranks)
    found[order] = ranks
    return found.T


def correlations(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Weighted Pearson correlation along the last axis; NaN where a column has no variation."""
    total = weight.sum(axis=-1)
    dx = x - (_summed(weight, x) / total)[..., None]
    dy = y - (_summed(weight, y) / total)[..., None]
    wx = weight * dx
    sxx, syy, sxy = _summed(wx, dx), _summed(weight * dy, dy), _summed(wx, dy)
    return _ratio(sxy, sxx, syy, _tiny(x, weight), _tiny(y, weight))


def shuffled_correlations(x: Floats, y: Floats, weight: Floats, orders: NDArray[np.int64]) -> Floats:
    """The weighted correlation of x with y in each order, a row of `orders`; weights stay with x."""
    share = weight / weight.sum()
    dx, centred = x - share @ x, y - share @ y
    dy = centred[orders]
    cross, spread_x = dy @ (share * dx), np.full(len(orders), float(share @ (dx * dx)))
    if (weight == weight[0]).all():  # then no order changes the mean of y or its spread
        spread_y = np.full(len(orders), float(share @ (centred * centred)))
    else:
        mean = dy @ share
        spread_y = (dy * dy) @ share - mean * mean
    tiny_x, tiny_y = 1e-20 * float(share @ (x * x)), 1e-20 * float(share @ (y * y))
    return _ratio(cross, spread_x, spread_y, tiny_x, tiny_y)


def spearmans(x: Floats, y: Floats, times: Floats) -> Floats:
    """Spearman's coefficient of each sample, re-ranked within it; shape (B,)."""
    return correlations(weighted_midranks(x, times), weighted_midranks(y, times), times)


def _tiny(values: Floats, weight: Floats) -> Floats:
    """Below this a sum of squares is rounding, not variation."""
    return 1e-20 * _summed(weight, values * values)


def _summed(one: Floats, other: Floats) -> Floats:
    """The sum of products along the last axis."""
    return np.asarray(np.einsum("...i,...i->...", one, other), dtype=np.float64)


def _ratio(cross: Floats, sxx: Floats, syy: Floats, tiny_x: float | Floats, tiny_y: float | Floats) -> Floats:
    varies = (sxx > tiny_x) & (syy > tiny_y)
    scale = np.sqrt(np.where(varies, sxx * syy, 1.0))
    return np.where(varies, np.clip(cross / scale, -1.0, 1.0), np.nan)
