"""Intervals for one proportion or one rate, widened by a design effect where events come in clusters.

Both take arrays. `phi` is the design effect: the variance is `phi` times that of independent events, so that `n`
events tell as much as `n / phi` independent ones (Kish 1965).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv, ndtri

from peelian.stats.results import StatsProblem

Array = NDArray[np.float64]


class BadCounts(StatsProblem):
    code = "bad-counts"
    en = "{what}: {why}. Look at the row {row} of the numbers that were given."
    cy = "{what}: {why}. Edrychwch ar res {row} y rhifau a roddwyd."


class BadLevel(StatsProblem):
    code = "bad-level"
    en = "The level {level!r} is not a fraction between 0 and 1. Write 0.95 for 95%."
    cy = "Nid yw’r lefel {level!r} yn ffracsiwn rhwng 0 ac 1. Ysgrifennwch 0.95 am 95%."


def wilson(
    successes: ArrayLike, n: ArrayLike, level: float = 0.95, phi: ArrayLike = 1.0
) -> tuple[Array, Array]:
    """Wilson's score interval for a proportion: lower and upper ends as fractions, shaped as the input.

    Wilson (1927), the recommended method of Newcombe (1998). Where `n` is 0 nothing is known: [0, 1].
    Raises `BadCounts` for a negative number or more successes than trials, `BadLevel` for a level outside (0, 1).
    """
    y, size, factor = np.broadcast_arrays(*(np.asarray(a, float) for a in (successes, n, phi)))
    _refuse(y, (y < 0) | (y > size), "Successes", "must lie between 0 and the number of trials")
    _refuse(factor, ~(factor > 0), "A design effect", "must be above 0")
    z2 = float(ndtri(0.5 + checked_level(level) / 2)) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        share, k = y / size, z2 * factor / size
        middle = (share + k / 2) / (1 + k)
        half = np.sqrt(k * share * (1 - share) + k * k / 4) / (1 + k)
        lower = np.where(y == 0, 0.0, np.clip(middle - half, 0.0, 1.0))
        upper = np.where(y == size, 1.0, np.clip(middle + half, 0.0, 1.0))
    return np.where(size == 0, 0.0, lower), np.where(size == 0, 1.0, upper)


def garwood(
    count: ArrayLike, exposure: ArrayLike = 1.0, level: float = 0.95, phi: ArrayLike = 1.0
) -> tuple[Array, Array]:
    """Garwood's (1936) exact interval for a Poisson rate: lower and upper ends per unit of exposure.

    With a design effect the count and the exposure are both divided by it. A count of 0 gives [0, 3.689 / exposure]
    at 95%. Where the exposure is 0 nothing is known: [0, inf]. Raises `BadCounts` and `BadLevel`.
    """
    y, size, factor = np.broadcast_arrays(*(np.asarray(a, float) for a in (count, exposure, phi)))
    _refuse(y, (y < 0) | (size < 0), "Counts and exposures", "must not be negative")
    _refuse(factor, ~(factor > 0), "A design effect", "must be above 0")
    tail = (1 - checked_level(level)) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(y > 0, gammaincinv(y / factor, tail), 0.0) * factor / size
        upper = gammaincinv(y / factor + 1, 1 - tail) * factor / size
    return np.where(size == 0, 0.0, lower), np.where(size == 0, np.inf, upper)


def checked_level(level: Any) -> float:
    """The level as a float strictly between 0 and 1, else `BadLevel`."""
    if isinstance(level, int | float) and 0 < level < 1:
        return float(level)
    raise BadLevel(level=level)


def _refuse(values: NDArray[Any], bad: NDArray[Any], what: str, why: str) -> None:
    if np.any(bad):
        row = int(np.flatnonzero(np.atleast_1d(bad))[0])
        raise BadCounts(what=what, why=f"{why} (found {np.atleast_1d(values).flat[row]:g})", row=row)
