"""Do the same months of different years resemble each other, and does one value lean on the last?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.stats.trend.series import Series

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Season:
    """`share` of the variation within years that the month explains, the `p` of its F test, and the extreme months."""

    share: float
    p: float
    highest: int
    lowest: int


def season(read: Series, segment: NDArray[np.int64]) -> Season | None:
    """Same-month comparison: months (or quarters) against the level of their year and segment.

    None without months or quarters over at least two years in which enough repeat, or without variation.
    """
    if {period.kind for period in read.periods} - {"month", "quarter"} or len(read) < 8:
        return None
    months = np.array([period.start.month for period in read.periods])
    levels = np.array([period.start.year for period in read.periods]) * 1000 + segment
    plain, full = _dummies(levels), np.hstack([_dummies(levels), _dummies(months)[:, 1:]])
    rank_plain, rank_full = (int(np.linalg.matrix_rank(design)) for design in (plain, full))
    spare, used = len(read) - rank_full, rank_full - rank_plain
    if spare < max(4, used // 2) or not used:
        return None
    left_plain, left_full = _left(plain, read.values), _left(full, read.values)
    if left_plain <= 1e-18 * float(read.values @ read.values):
        return None
    from scipy import special

    ratio = (left_plain - left_full) / used / max(left_full / spare, 1e-300)
    effect = _effects(read.values, levels, months)
    return Season(
        share=1 - left_full / left_plain,
        p=float(special.fdtrc(used, spare, ratio)),
        highest=max(effect, key=lambda month: effect[month]),
        lowest=min(effect, key=lambda month: effect[month]),
    )


def leaning(read: Series, residual: Floats, follows: NDArray[np.bool_]) -> float | None:
    """Correlation of each value's distance from its mean with the one before; None when nothing varies."""
    total = float(residual @ residual)
    if total <= 1e-18 * float(read.values @ read.values):
        return None
    later = np.flatnonzero(follows)
    return float(residual[later] @ residual[later - 1]) / total


def _dummies(labels: NDArray[np.int64]) -> Floats:
    return np.asarray(labels[:, None] == np.unique(labels)[None, :], dtype=np.float64)


def _left(design: Floats, values: Floats) -> float:
    fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return float(((values - fitted) ** 2).sum())


def _effects(values: Floats, levels: NDArray[np.int64], months: NDArray[np.int64]) -> dict[int, float]:
    rest = values.copy()
    for level in np.unique(levels):
        rest[levels == level] -= rest[levels == level].mean()
    return {int(month): float(rest[months == month].mean()) for month in np.unique(months)}
