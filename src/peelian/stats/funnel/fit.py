"""The funnel itself: who lies outside what chance allows, and who still does when units are allowed to differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.reference.problems import Bilingual
from peelian.stats.funnel.checks import look
from peelian.stats.funnel.discovery import discoveries
from peelian.stats.funnel.draw import curve
from peelian.stats.funnel.limits import Floats, limits, tails
from peelian.stats.funnel.problems import FunnelInput, FunnelTarget
from peelian.stats.funnel.result import Funnel, FunnelPoint, Kind, Side
from peelian.stats.funnel.rows import Rows, rows
from peelian.stats.funnel.spread import overdispersion, scores, whole_spread
from peelian.stats.results import Provenance

CITATION = (
    "Spiegelhalter 2005, Statistics in Medicine 24:1185 and Quality and Safety in Health Care 14:347; "
    "Benjamini and Hochberg 1995, JRSS B 57:289"
)
LEVELS = (0.95, 0.998)
Flags = NDArray[np.bool_]


def funnel(
    ids: Sequence[Any],
    numerator: Sequence[Any],
    denominator: Sequence[Any],
    *,
    kind: Kind,
    target: float | None = None,
    levels: tuple[float, float] = LEVELS,
    winsorise: float = 0.1,
    false_discovery: float = 0.05,
    scale: float = 1.0,
    curve_points: int = 101,
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> Funnel:
    """Compare units with one target.

    `numerator` is a count, `denominator` the trials of a "proportion" or the exposure of a "rate" (residents, or an
    expected count for a ratio). `target` is in the unit of the result (value × `scale`), by default the pooled
    value. `levels`: inner and outer. Raises `FunnelInput`, `FunnelTarget` or `NothingToCompare`.
    """
    if kind not in ("proportion", "rate") or not 0 < levels[0] < levels[1] < 1 or not 0 <= winsorise < 0.5:
        told = f"kind={kind!r}, levels={levels!r}, winsorise={winsorise!r}"
        raise FunnelInput(
            faults=Bilingual(f"settings that do not fit ({told})", f"gosodiadau nad ydynt yn ffitio ({told})")
        )
    read = rows(ids, numerator, denominator, kind)
    theta = _target(read, kind, target, scale)
    z = scores(kind, read.count / read.size, read.size, theta)
    phi, tau2 = overdispersion(z, read.size, winsorise)
    spread = whole_spread(phi, read.size, winsorise)
    judged = _judge(read, kind, theta, tau2, spread, levels=levels, rate=false_discovery)
    lines = (curve(kind, level, read.size, theta, tau2, scale=scale, points=curve_points) for level in levels)
    return Funnel(
        points=_points(read, z, judged, scale),
        kind=kind,
        target=theta * scale,
        target_given=target is not None,
        scale=scale,
        levels=levels,
        phi=phi,
        tau2=tau2,
        curves=tuple(lines),
        left_after_adjusting=_names(read, judged.inner & ~judged.wide_inner),
        left_after_adjusting_998=_names(read, judged.outer & ~judged.wide_outer),
        missing=read.missing,
        checks=look(read, phi, tau2, _names(read, judged.on_the_line)),
        provenance=Provenance("funnel", CITATION, source_ids, as_at, rows=len(read.ids)),
    )


def _target(read: Rows, kind: Kind, given: float | None, scale: float) -> float:
    theta = float(read.count.sum() / read.size.sum()) if given is None else float(given) / scale
    if given is not None and not (0 <= theta <= 1 or (kind == "rate" and 0 <= theta < math.inf)):
        where = (
            Bilingual(f"between 0 and {scale:g}", f"rhwng 0 a {scale:g}")
            if kind == "proportion"
            else Bilingual("at zero or above", "ar sero neu’n uwch")
        )
        raise FunnelTarget(target=given, kind=_KINDS[kind], where=where)
    return theta


_KINDS: dict[Kind, Bilingual] = {
    "proportion": Bilingual("shares", "gyfrannau"),
    "rate": Bilingual("rates", "gyfraddau"),
}


@dataclass(frozen=True, slots=True)
class _Judged:
    z_adjusted: Floats
    p: Floats
    p_adjusted: Floats
    high: Flags
    inner: Flags
    outer: Flags
    wide_inner: Flags
    wide_outer: Flags
    flagged: Flags
    on_the_line: Flags


def _judge(
    read: Rows,
    kind: Kind,
    theta: float,
    tau2: float,
    spread: float,
    *,
    levels: tuple[float, float],
    rate: float,
) -> _Judged:
    count = np.rint(read.count)
    low, high = tails(kind, count, read.size, theta)
    smaller = np.minimum(low, high)
    p = np.minimum(1.0, 2 * smaller)
    adjusted = scores(kind, read.count / read.size, read.size, theta, tau2)
    # Adjusting only ever widens: near zero the transformed score is bolder than the exact tail.
    whole = scores(kind, read.count / read.size, read.size, theta, spread)
    p_adjusted = np.maximum(p, 2 * special.ndtr(-np.abs(whole))) if spread > 0 else p
    inner, outer = (smaller < (1 - level) / 2 for level in levels)
    reach = [NormalDist().inv_cdf((1 + level) / 2) if tau2 > 0 else 0.0 for level in levels]
    far = np.abs(adjusted)
    return _Judged(
        z_adjusted=adjusted,
        p=p,
        p_adjusted=p_adjusted,
        high=np.asarray(high < low),
        inner=inner,
        outer=outer,
        wide_inner=inner & (far > reach[0]),
        wide_outer=outer & (far > reach[1]),
        flagged=discoveries(p_adjusted, rate),
        on_the_line=_on_the_line(kind, read, theta, levels, (inner, outer)),
    )


def _on_the_line(
    kind: Kind, read: Rows, theta: float, levels: tuple[float, float], outside: tuple[Flags, Flags]
) -> Flags:
    count, size = np.rint(read.count), read.size
    found = np.zeros(count.size, dtype=bool)
    for level, out in zip(levels, outside, strict=True):
        lower, upper = limits(kind, level, size, theta)
        drawn = (count < lower * size - 1e-9) | (count > upper * size + 1e-9)
        found |= drawn & ~out
    return found


def _points(read: Rows, z: Floats, judged: _Judged, scale: float) -> tuple[FunnelPoint, ...]:
    return tuple(
        FunnelPoint(
            id=read.ids[i],
            x=float(read.size[i]),
            y=float(read.count[i] / read.size[i] * scale),
            numerator=float(read.count[i]),
            z=float(z[i]),
            z_adjusted=float(judged.z_adjusted[i]),
            p=float(judged.p[i]),
            p_adjusted=float(judged.p_adjusted[i]),
            outside_95=bool(judged.inner[i]),
            outside_998=bool(judged.outer[i]),
            adjusted_outside_95=bool(judged.wide_inner[i]),
            adjusted_outside_998=bool(judged.wide_outer[i]),
            flagged=bool(judged.flagged[i]),
            side=_side(bool(judged.inner[i]), bool(judged.high[i])),
        )
        for i in range(len(read.ids))
    )


def _side(outside: bool, high: bool) -> Side:
    if not outside:
        return "inside"
    return "high" if high else "low"


def _names(read: Rows, chosen: Flags) -> tuple[str, ...]:
    return tuple(name for name, use in zip(read.ids, chosen, strict=True) if use)
