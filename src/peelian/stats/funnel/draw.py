"""The smooth lines of a funnel."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from peelian.stats.funnel.limits import Floats, limits
from peelian.stats.funnel.result import FunnelCurve, Kind
from peelian.stats.funnel.spread import widened


def curve(
    kind: Kind, level: float, sizes: Floats, target: float, tau2: float, *, scale: float, points: int
) -> FunnelCurve:
    """One level over evenly spread sizes (on the square-root scale) from the smallest unit to the largest.

    The widened lines are never inside the exact ones, and equal to them when there is no over-dispersion.
    """
    grid = _grid(kind, sizes, points)
    lower, upper = limits(kind, level, grid, target)
    wide_lower, wide_upper = lower, upper
    if tau2 > 0:
        reach = widened(kind, NormalDist().inv_cdf((1 + level) / 2), grid, target, tau2)
        wide_lower, wide_upper = np.minimum(lower, reach[0]), np.maximum(upper, reach[1])
    lines = (lower, upper, wide_lower, wide_upper)
    return FunnelCurve(level, _plain(grid), *(_plain(line * scale) for line in lines))


def _grid(kind: Kind, sizes: Floats, points: int) -> Floats:
    grid = np.linspace(math.sqrt(sizes.min() * 0.8), math.sqrt(sizes.max() * 1.05), points) ** 2
    return np.unique(np.clip(np.rint(grid), 1, None)) if kind == "proportion" else grid


def _plain(line: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in line)
