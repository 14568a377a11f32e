"""The largest standardised difference between any two units, draw by draw: the one heavy loop of a league table.

Units stand in order, best first. For the pair (a, b) with a before b, `noise[a] - noise[b]` over the standard error
of the difference is the error of "a is better than b"; its negative is the error of the opposite.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Noise = NDArray[np.float32]  # units x draws
Mask = NDArray[np.bool_]  # units x units; only the part above the diagonal is read


def largest_forward(noise: Noise, weight: Noise, kept: Mask) -> Noise:
    """For every draw the largest error of "a is better than b" over the kept pairs; -inf where none is kept."""
    largest = np.full(noise.shape[1], -np.inf, noise.dtype)
    for a in range(len(noise) - 1):
        others = np.flatnonzero(kept[a, a + 1 :]) + a + 1
        if others.size:
            errors = noise[a] - noise[_run(others)]
            errors *= weight[a, _run(others), None]
            np.maximum(largest, errors.max(axis=0), out=largest)
    return largest


def largest_both(noise: Noise, weight: Noise, kept: Mask) -> tuple[Noise, Noise]:
    """As `largest_forward`, and beside it the largest error of the opposite statements."""
    forward = np.full(noise.shape[1], -np.inf, noise.dtype)
    backward = forward.copy()
    for a in range(len(noise) - 1):
        others = np.flatnonzero(kept[a, a + 1 :]) + a + 1
        if others.size:
            errors = noise[a] - noise[_run(others)]
            errors *= weight[a, _run(others), None]
            np.maximum(forward, errors.max(axis=0), out=forward)
            np.maximum(backward, -errors.min(axis=0), out=backward)
    return forward, backward


def errors_of(noise: Noise, weight: Noise, unit: int, others: NDArray[np.intp]) -> Noise:
    """The errors of "the better placed is better" for the pairs of one unit: others x draws."""
    signed = np.where(others > unit, weight[unit, others], -weight[unit, others])
    return np.asarray((noise[unit] - noise[others]) * signed[:, None])


def largest(errors: Noise) -> Noise:
    """For every draw the largest error over the rows; -inf where there is none."""
    return np.asarray(errors.max(axis=0, initial=-np.inf))


def largest_opposite(errors: Noise) -> Noise:
    """For every draw the largest error of the opposite statements."""
    return np.asarray(-errors.min(axis=0, initial=np.inf))


def _run(places: NDArray[np.intp]) -> slice | NDArray[np.intp]:
    """Places in a row as a slice, which numpy reads without copying."""
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == len(places) else places
