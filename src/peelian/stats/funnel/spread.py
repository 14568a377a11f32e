"""Over-dispersion: units differ by more than chance for reasons that nobody asked about.

Spiegelhalter 2005 (Quality and Safety in Health Care 14:347): z-scores on a scale where the variance hardly depends
on the value (square root for rates, arcsine of the square root for proportions), the most extreme tenth at each end
pulled in (winsorised), phi = sum z² / I, and an additive variance tau² between units when I phi > I - 1.
"""

from __future__ import annotations

import math

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
    units = z.size
    phi = float(np.mean(winsorised(z, share) ** 2))
    weight = standard_error(size) ** -2.0
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    excess = units * phi - (units - 1)
    return phi, excess / room if excess > 0 and room > 0 else 0.0


def widened(kind: Kind, z: float, size: ArrayLike, target: float, tau2: float) -> tuple[Floats, Floats]:
    """Limits with both sources of variation, z standard errors from the target, as values."""
    centre = transformed(kind, target)
    reach = z * np.sqrt(standard_error(size) ** 2 + tau2)
    return returned(kind, centre - reach), returned(kind, centre + reach)
