"""Over-dispersion: units differ by more than chance for reasons that nobody asked about.

Spiegelhalter 2005 (Quality and Safety in Health Care 14:347): z-scores on a scale where the variance hardly depends
on the value (square root for rates, arcsine of the square root for proportions), the most extreme tenth at each end
pulled in (winsorised), phi = sum z² / I, and an additive variance tau² between units when I phi > I - 1.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.stats.funnel.result import Kind

Floats = NDArray[np.float64]


def transformed(kind: Kind, value: ArrayLike) -> Floats:
    """The value on its variance-stabilised scale."""
    root = np.sqrt(np.asarray(value, float))
    return np.asarray(np.arcsin(np.clip(root, 0, 1)) if kind == "proportion" else root, dtype=np.float64)


def returned(kind: Kind, scaled: ArrayLike) -> Floats:
    """Back from the variance-stabilised scale; beyond its ends the value is 0 (or 1 for a proportion)."""
    wide = np.asarray(scaled, float)
    if kind == "proportion":
        return np.asarray(np.sin(np.clip(wide, 0, math.pi / 2)) ** 2, dtype=np.float64)
    return np.asarray(np.clip(wide, 0, None) ** 2, dtype=np.float64)


def standard_error(size: ArrayLike) -> Floats:
    """1 / (2 sqrt(size)) on either scale."""
    return np.asarray(0.5 / np.sqrt(np.asarray(size, float)), dtype=np.float64)


def scores(kind: Kind, value: Floats, size: Floats, target: float, tau2: float = 0.0) -> Floats:
    """Distance from the target in standard errors; with `tau2` the adjusted z."""
    distance = transformed(kind, value) - transformed(kind, target)
    return np.asarray(distance / np.sqrt(standard_error(size) ** 2 + tau2), dtype=np.float64)


def winsorised(z: Floats, share: float) -> Floats:
    """The scores with the outermost `share` at each end set to that quantile."""
    if not z.size or share <= 0:
        return z
    low, high = np.quantile(z, [share, 1 - share])
    return np.asarray(np.clip(z, low, high), dtype=np.float64)


def overdispersion(z: Floats, size: Floats, share: float) -> tuple[float, float]:
    """phi and tau² (0 unless the scores vary by more than chance)."""
    phi = float(np.mean(winsorised(z, share) ** 2))
    return phi, _between(phi, size)


def whole_spread(phi: float, size: Floats, share: float) -> float:
    """tau² from phi before winsorising took its part: of a normal spread, a tenth at each end leaves only 0.68.

    The published tau² leaves that out, so that its 95% limits leave out about 11% of units that differ normally;
    flags that are to hold a rate of false discoveries need the whole.
    """
    return _between(phi / kept_by_winsorising(share), size)


def kept_by_winsorising(share: float) -> float:
    """The variance of a standard normal with the outermost `share` at each end set to that quantile."""
    if share <= 0:
        return 1.0
    normal = NormalDist()
    end = normal.inv_cdf(1 - share)
    return 2 * share * end**2 + (1 - 2 * share) - 2 * end * normal.pdf(end)


def _between(phi: float, size: Floats) -> float:
    weight = standard_error(size) ** -2.0
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    excess = size.size * phi - (size.size - 1)
    return excess / room if excess > 0 and room > 0 else 0.0


def widened(kind: Kind, z: float, size: ArrayLike, target: float, tau2: float) -> tuple[Floats, Floats]:
    """Limits with both sources of variation, z standard errors from the target, as values."""
    centre = transformed(kind, target)
    reach = z * np.sqrt(standard_error(size) ** 2 + tau2)
    return returned(kind, centre - reach), returned(kind, centre + reach)
