"""The scale on which units are compared: estimates, standard errors, and how far apart every pair is.

A proportion is placed at 2 arcsin(sqrt(p)), a rate at 2 sqrt(rate): there the standard error, sqrt(phi / n), does not
hang on the estimate (Bartlett 1947), so that 0 out of 50 is no certain zero. That gives the joint errors of a whole
table. How far apart two units are is read from the likelihood itself: the signed root of the ratio for "both are
equal", with the larger share lowered and the smaller raised by half an event (a continuity correction). It stays true
in the tails for counts of 0, 1, 2, where square roots call too many pairs different (tests/calibration/
test_league_ranks.py prints how many); draws from a Gamma(y + 1/2) posterior were tried too and held the truth of 91%
of leagues with a mean count of 10 where 95% were promised. A design effect divides counts and sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import rel_entr

from peelian.stats.intervals import Array

SMALL: Final = 10


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """Estimates and standard errors on the scale of comparison, and `apart[a, b]`: by how many standard errors a is
    above b (None: by the difference over its standard error). `small`: units with fewer than `SMALL` events."""

    x: Array
    se: Array
    apart: Array | None = None
    small: int = 0


def of_proportion(y: Array, n: Array, phi: Array) -> Scaled:
    """Successes `y` of `n`; NaN counts give an infinite standard error."""
    known = np.isfinite(y) & (n > 0)
    events, size = np.where(known, y / phi, 0.5), np.where(known, n / phi, 1.0)
    misses = size - events
    (higher, lower), both = _nudged(events, size)
    ratio = _ratio(higher, lower, size, both) + _ratio(
        size[:, None] - higher, size[None, :] - lower, size, 1 - both
    )
    return Scaled(
        x=2 * np.arcsin(np.sqrt(np.clip(events / size, 0.0, 1.0))),
        se=np.where(known, 1 / np.sqrt(size), np.inf),
        apart=_signed(events / size, higher / size[:, None] - lower / size[None, :], ratio, known),
        small=int((known & (np.minimum(events, misses) * phi < SMALL)).sum()),
    )


def of_rate(y: Array, exposure: Array, phi: Array) -> Scaled:
    """Counts `y` over `exposure`; NaN counts give an infinite standard error."""
    known = np.isfinite(y) & (exposure > 0)
    events, size = np.where(known, y / phi, 0.0), np.where(known, exposure / phi, 1.0)
    (higher, lower), both = _nudged(events, size, cap=False)
    return Scaled(
        x=2 * np.sqrt(events / size),
        se=np.where(known, 1 / np.sqrt(size), np.inf),
        apart=_signed(
            events / size,
            higher / size[:, None] - lower / size[None, :],
            _ratio(higher, lower, size, both),
            known,
        ),
        small=int((known & (events * phi < SMALL)).sum()),
    )


def of_estimate(value: Array, se: Array) -> Scaled:
    """Estimates as they are; a missing standard error is an infinite one."""
    return Scaled(value, np.where(np.isnan(se), np.inf, se))


def _nudged(events: Array, size: Array, cap: bool = True) -> tuple[tuple[Array, Array], Array]:
    """For every pair the events of row and column, moved half an event towards each other, and the common rate."""
    towards = np.sign(events[:, None] / size[:, None] - events[None, :] / size[None, :]) / 2
    row, column = events[:, None] - towards, events[None, :] + towards
    most = size if cap else np.full_like(size, np.inf)
    row, column = np.clip(row, 0.0, most[:, None]), np.clip(column, 0.0, most[None, :])
    return (row, column), (row + column) / (size[:, None] + size[None, :])


def _ratio(row: Array, column: Array, size: Array, rate: Array) -> Array:
    """Half the log likelihood ratio of two counts against one common rate."""
    return np.asarray(rel_entr(row, size[:, None] * rate) + rel_entr(column, size[None, :] * rate))


def _signed(rate: Array, nudged: Array, ratio: Array, known: NDArray[np.bool_]) -> Array:
    """The signed root; 0 for pairs that the nudge has brought past each other, and where a size is not known."""
    sign = np.sign(rate[:, None] - rate[None, :])
    distance = sign * np.sqrt(2 * np.maximum(np.nan_to_num(ratio), 0.0))
    told = (sign == np.sign(nudged)) & known[:, None] & known[None, :]
    return np.where(told, distance, 0.0)
