"""The scale on which units are compared: estimates, standard errors and, for small counts, errors that are not normal.

A proportion is compared as 2 arcsin(sqrt(p)), a rate as 2 sqrt(rate): on these scales the standard error,
sqrt(phi / n), does not hang on the estimate (Bartlett 1947), so that 0 out of 50 is no certain zero. A unit with fewer
than `SMALL` events (or non-events, for a proportion) is drawn from its posterior under Jeffreys' prior instead:
Gamma(y + 1/2, exposure) or Beta(y + 1/2, n - y + 1/2), with counts divided by the design effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv

from peelian.stats.league.rank_sets import Array, Draw

SMALL: Final = 10
_MIDDLES: Final = (np.arange(400) + 0.5) / 400


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """Estimates and standard errors on the scale of comparison; `draw` where some errors are not normal."""

    x: Array
    se: Array
    draw: Draw | None = None
    small: int = 0


def of_proportion(y: Array, n: Array, phi: Array) -> Scaled:
    """Successes `y` of `n`; NaN counts give an infinite standard error."""
    known = np.isfinite(y) & (n > 0)
    share = np.where(known, y / np.where(known, n, 1.0), 0.5)
    a, b = (y + 0.5) / phi, (n - y + 0.5) / phi
    return _with_small(
        x=2 * np.arcsin(np.sqrt(share)),
        se=np.where(known, np.sqrt(phi / np.where(known, n, 1.0)), np.inf),
        small=known & (np.minimum(y, n - y) / phi < SMALL),
        quantile=lambda at, few: 2 * np.arcsin(np.sqrt(betaincinv(a[few], b[few], at))),
        sample=lambda random, size, few: 2 * np.arcsin(np.sqrt(random.beta(a[few], b[few], size))),
    )


def of_rate(y: Array, exposure: Array, phi: Array) -> Scaled:
    """Counts `y` over `exposure`; NaN counts give an infinite standard error."""
    known = np.isfinite(y) & (exposure > 0)
    size = np.where(known, exposure, 1.0)
    shape = (y + 0.5) / phi
    return _with_small(
        x=2 * np.sqrt(np.where(known, y, 0.0) / size),
        se=np.where(known, np.sqrt(phi / size), np.inf),
        small=known & (y / phi < SMALL),
        quantile=lambda at, few: 2 * np.sqrt(gammaincinv(shape[few], at) * (phi / size)[few]),
        sample=lambda random, many, few: (
            2 * np.sqrt(random.standard_gamma(shape[few], many) * (phi / size)[few])
        ),
    )


def of_estimate(value: Array, se: Array) -> Scaled:
    """Estimates as they are; a missing standard error is an infinite one."""
    return Scaled(value, np.where(np.isnan(se), np.inf, se))


def _with_small(x: Array, se: Array, small: NDArray[np.bool_], quantile: object, sample: object) -> Scaled:
    """Replace the estimate and standard error of the small units by the mean and deviation of their posterior."""
    few = np.flatnonzero(small)
    if not len(few):
        return Scaled(x, se)
    assert callable(quantile) and callable(sample)
    posterior = quantile(_MIDDLES[:, None], few)
    x, se = x.copy(), se.copy()
    x[few], se[few] = posterior.mean(axis=0), posterior.std(axis=0)

    def draw(random: np.random.Generator, draws: int) -> Array:
        normal, other = random.spawn(2)
        errors = normal.standard_normal((draws, len(x))) * np.where(np.isfinite(se), se, 0.0)
        errors[:, few] = sample(other, (draws, len(few)), few) - x[few]
        return errors

    return Scaled(x, se, draw, len(few))
