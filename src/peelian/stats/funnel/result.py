"""What a funnel hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peelian.stats.results import Check, Provenance

Kind = Literal["proportion", "rate"]
Side = Literal["high", "low", "inside"]


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One unit.

    `x` is its size (the denominator), `y` its value in the unit of the target. `z` and `z_adjusted` are counted in
    standard errors on the transformed scale, without and with over-dispersion. `outside_95` and `outside_998`
    refer to the inner and the outer of the two levels and to the exact limits; the `adjusted_` ones to the funnel
    widened for over-dispersion. `flagged`: still notable after adjusting, when the false discovery rate over all
    units is held. `p` is the two-sided exact probability, `p_adjusted` the one that the flag is made from (with the
    whole variance between units, `spread.whole_spread`).
    `side` is where it lies beyond the inner exact limit: "high", "low" or "inside".
    """

    id: str
    x: float
    y: float
    numerator: float
    z: float
    z_adjusted: float
    p: float
    p_adjusted: float
    outside_95: bool
    outside_998: bool
    adjusted_outside_95: bool
    adjusted_outside_998: bool
    flagged: bool
    side: Side


@dataclass(frozen=True, slots=True)
class FunnelCurve:
    """The two limits of one level over a grid of sizes `x`, exact and widened; all tuples of one length."""

    level: float
    x: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    adjusted_lower: tuple[float, ...]
    adjusted_upper: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every unit against one target, with the limits that chance allows.

    `target` is in the unit of `y`. `phi` is the winsorised over-dispersion factor; `tau2` the additive variance
    between units on the transformed scale (0 when there is none). `left_after_adjusting` names the units outside
    the inner exact limits that lie inside the widened ones, `left_after_adjusting_998` the same for the outer
    limits. `missing` names the units without figures.
    """

    points: tuple[FunnelPoint, ...]
    kind: Kind
    target: float
    target_given: bool
    scale: float
    levels: tuple[float, float]
    phi: float
    tau2: float
    curves: tuple[FunnelCurve, ...]
    left_after_adjusting: tuple[str, ...]
    left_after_adjusting_998: tuple[str, ...]
    missing: tuple[str, ...]
    checks: tuple[Check, ...]
    provenance: Provenance
