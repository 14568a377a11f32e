"""Limits of individual values from their moving range.

Two neighbouring values of a steady normal process differ by 1.128 standard deviations on average, so three standard
deviations are 3 / 1.128 = 2.66 mean moving ranges; a moving range above 3.267 times the mean is itself unusual
(Shewhart's constants d2 and D4 for pairs). Screening sets such ranges aside once, as NHSRplotthedots does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NATURAL = 2.66
RANGE = 3.267


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and limits in the unit of the values; None where there is no moving range to judge by."""

    mean: float
    lower: float | None
    upper: float | None
    mean_moving_range: float | None
    moving_range_limit: float | None
    screened: int


def moving_ranges(values: Floats, follows: NDArray[np.bool_]) -> Floats:
    """Distance from the value just before; NaN at the start and after a gap."""
    ranges = np.full(values.size, np.nan)
    ranges[1:] = np.abs(np.diff(values))
    ranges[~follows] = np.nan
    return ranges


def _screened(known: Floats) -> Floats:
    """Without the ranges above their limit; all of them where more than one in ten lie there.

    A few odd steps may be set aside. Many are the spread itself, and limits without them would call nearly every
    value unusual.
    """
    kept = known[known <= RANGE * known.mean()]
    return kept if known.size - kept.size <= max(1.0, known.size / 10) else known


def natural_limits(
    values: Floats, ranges: Floats, *, screen: bool, bounds: tuple[float | None, float | None] = (None, None)
) -> Limits:
    """mean ± 2.66 mean moving range, cut to the bounds that a value cannot pass."""
    mean = float(np.mean(values))
    known = ranges[np.isfinite(ranges)]
    if not known.size:
        return Limits(mean, None, None, None, None, 0)
    kept = _screened(known) if screen else known
    average = float(kept.mean())
    lower, upper = mean - NATURAL * average, mean + NATURAL * average
    least, most = bounds
    return Limits(
        mean=mean,
        lower=lower if least is None else max(lower, least),
        upper=upper if most is None else min(upper, most),
        mean_moving_range=average,
        moving_range_limit=RANGE * average,
        screened=int(known.size - kept.size),
    )
