"""How much wider than independent events: the design effect of calls or counts that come in surges.

One unit (a force) gives counts for clusters (days, hours, months). The variance of its proportion is taken from how
the clusters scatter about it (the ratio estimator of survey practice: Kish 1965; Rao and Scott 1992), over the
variance that independent events would have. A few weeks of days give a rough figure only, so the units help each
other in two steps:

1. One correlation within clusters, rho, is pooled over all units: phi = 1 + (m - 1) rho, where m is the size of a
   unit's clusters (sum n^2 / sum n). So a force with ten times the calls is expected to have about ten times the excess.
   For counts without a number of trials it is 1 + m rho: rho is then the squared coefficient of variation of the rate.
2. Each unit's own figure, over what step 1 expects of it, is drawn towards the others' with the weight that its number
   of clusters deserves (Smyth 2004: scaled F, moments of log variances).

A design effect below 1 is taken as 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, polygamma

from peelian import __version__
from peelian.reference.problems import Bilingual
from peelian.stats.intervals import Array, BadCounts
from peelian.stats.results import Check, Provenance

FEW: Final = 10
ALIKE: Final = 0.2


@dataclass(frozen=True, slots=True)
class DesignEffect:
    """One entry for each unit, in the order of the input.

    `phi`: to use. `raw`: the unit's own figure before pooling, None where it has fewer than two clusters or no variation
    to measure. `size`: mean events in a cluster, weighted by size. `clusters`: how many it had. `correlation`: the pooled rho
    (None where nothing could be measured). `pooled`: the median of `phi`. `swing`: `raw` of all units together, by their
    degrees of freedom, and `freedom` the sum of these; it may lie below 1 (None where nothing could be measured).
    """

    phi: tuple[float, ...]
    raw: tuple[float | None, ...]
    size: tuple[float, ...]
    clusters: tuple[int, ...]
    pooled: float
    swing: float | None
    freedom: float
    correlation: float | None
    checks: tuple[Check, ...]
    provenance: Provenance


def design_effect(successes: ArrayLike, n: ArrayLike) -> DesignEffect:
    """From counts by cluster: `successes` of `n`, units x clusters; NaN or n = 0 for a cluster without data.

    Clusters stand in order of time: a check looks whether neighbours are alike. Raises `BadCounts`.
    """
    y, size, there = _table(successes, n)
    if (y > size).any():
        raise BadCounts(
            what="Successes",
            why="must not be more than the trials",
            row=int(np.argmax((y > size).any(axis=1))),
        )
    total, k = size.sum(axis=1), there.sum(axis=1)
    share = np.divide(y.sum(axis=1), total, out=np.zeros(len(y)), where=total > 0)
    rest = np.where(there, y - share[:, None] * size, 0.0)
    return _pooled(rest, total * share * (1 - share), size, k, own=1.0)


def dispersion(counts: ArrayLike, exposure: ArrayLike = 1.0, *, lost: float = 0.0) -> DesignEffect:
    """The same for counts without a number of trials: their variance by cluster over that of a Poisson count.

    `counts` and `exposure` are units x clusters; NaN or exposure 0 for a cluster without data. `lost`: the degrees of
    freedom that finding the exposure in these counts took from each unit. Raises `BadCounts`.
    """
    y, size, there = _table(counts, exposure)
    total, k = size.sum(axis=1), there.sum(axis=1)
    rate = np.divide(y.sum(axis=1), total, out=np.zeros(len(y)), where=total > 0)
    expected = rate[:, None] * size
    return _pooled(np.where(there, y - expected, 0.0), y.sum(axis=1), expected, k, own=0.0, lost=lost)


def _table(counts: ArrayLike, sizes: ArrayLike) -> tuple[Array, Array, Any]:
    y = np.atleast_2d(np.asarray(counts, float))
    size = np.broadcast_to(np.atleast_2d(np.asarray(sizes, float)), y.shape)
    there = np.isfinite(y) & (size > 0)
    y, size = np.where(there, y, 0.0), np.where(there, size, 0.0)
    if (y < 0).any():
        row = int(np.argmax((y < 0).any(axis=1)))
        raise BadCounts(what="Counts by cluster", why="must not be negative", row=row)
    return y, size, there


def _pooled(
    rest: Array, independent: Array, size: Array, k: Any, *, own: float, lost: float = 0.0
) -> DesignEffect:
    """`rest`: cluster residuals; `independent`: the variance of their sum if events were independent. An event of
    a cluster of size m has m - `own` others that it may go along with."""
    usable = (k - 1 > lost) & (independent > 0)
    degrees = np.where(usable, k - 1 - lost, 0.0)
    correction = np.divide(k, degrees, out=np.zeros(len(k)), where=usable)
    raw = np.where(usable, correction * np.square(rest).sum(axis=1), np.nan)
    raw = np.divide(raw, independent, out=np.full(len(k), np.nan), where=usable)
    total = size.sum(axis=1)
    weight = np.divide(np.square(size).sum(axis=1), total, out=np.ones(len(k)), where=total > 0)
    rho = _correlation(raw, degrees, weight - own)
    expected = np.maximum(1 + (weight - own) * (rho or 0.0), 1.0)
    phi = np.maximum(expected * squeezed(raw / expected, degrees), 1.0)
    return DesignEffect(
        phi=tuple(phi.tolist()),
        raw=tuple(one if np.isfinite(one) else None for one in raw.tolist()),
        size=tuple(weight.tolist()),
        clusters=tuple(int(one) for one in k),
        pooled=float(np.median(phi)) if len(phi) else 1.0,
        swing=float((degrees * np.nan_to_num(raw)).sum() / degrees.sum()) if degrees.any() else None,
        freedom=float(degrees.sum()),
        correlation=rho,
        checks=_checks(rest, k, usable),
        provenance=Provenance(
            "Design effect by ratio estimation, pooled over units",
            "Kish (1965); Rao and Scott (1992); Smyth (2004)",
            rows=len(phi),
            version=__version__,
        ),
    )


def _correlation(raw: Array, degrees: Array, others: Array) -> float | None:
    known = degrees > 0
    room = float((degrees * others)[known].sum())
    if room <= 0:
        return None
    return max(0.0, float((degrees * (raw - 1))[known].sum()) / room)


def squeezed(ratio: Array, degrees: Array) -> Array:
    """Variance ratios with their degrees of freedom, drawn towards each other; the common one where `degrees` is 0.

    Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3(1), section 6.2.
    """
    known = (degrees > 0) & (ratio > 0)
    if not known.any():
        return np.ones_like(ratio)
    half = degrees[known] / 2
    logs = np.log(ratio[known]) - digamma(half) + np.log(half)
    middle = float(logs.mean())
    spread = float(logs.var(ddof=1) - polygamma(1, half).mean()) if known.sum() > 1 else 0.0
    if spread <= 0:
        common = float((degrees * np.nan_to_num(ratio)).sum() / degrees.sum())
        return np.full_like(ratio, common)
    prior = 2 * _trigamma_inverse(spread)
    common = float(np.exp(middle + digamma(prior / 2) - np.log(prior / 2)))
    own = np.where(degrees > 0, np.nan_to_num(ratio), 0.0)
    return np.asarray((prior * common + degrees * own) / (prior + degrees))


def _trigamma_inverse(value: float) -> float:
    """x with trigamma(x) = value, by Newton's method on 1 / trigamma (Smyth 2004, appendix)."""
    if value < 1e-6:
        return 1 / value
    x = 0.5 + 1 / value
    for _ in range(50):
        now = float(polygamma(1, x))
        step = now * (1 - now / value) / float(polygamma(2, x))
        x += step
        if -step / x < 1e-10:
            break
    return x


def _checks(rest: Array, k: Any, usable: Any) -> tuple[Check, ...]:
    fewest = int(k[usable].min()) if usable.any() else 0
    clusters = Check(
        "clusters",
        "fail" if not usable.any() else "warn" if fewest < FEW or not usable.all() else "pass",
        float(fewest),
        Bilingual(
            f"{int(usable.sum())} of {len(k)} units have repeats to measure from; the fewest are {fewest} days (or hours, or "
            "months). The others are given what the pooled figure expects of their size.",
            f"Mae gan {int(usable.sum())} o’r {len(k)} uned ailadroddiadau i fesur ohonynt; {fewest} diwrnod (neu awr, neu "
            "fis) yw’r nifer leiaf. Rhoddir i’r lleill yr hyn y mae’r ffigur cyfun yn ei ddisgwyl o’u maint.",
        ),
    )
    square = float(np.square(rest).sum())
    if square == 0 or rest.shape[1] < 3:
        return (clusters,)
    alike = float((rest[:, 1:] * rest[:, :-1]).sum()) / square
    if alike > ALIKE:
        words = Bilingual(
            f"Neighbouring days (or hours, or months) are alike (correlation {alike:.2f}): the design effect is too small. "
            "Measure it from longer clusters, such as weeks.",
            f"Mae diwrnodau (neu oriau, neu fisoedd) cyfagos yn debyg i’w gilydd (cydberthyniad {alike:.2f}): mae’r effaith "
            "ddylunio’n rhy fach. Mesurwch hi o glystyrau hwy, megis wythnosau.",
        )
    else:
        words = Bilingual(
            f"Neighbouring days (or hours, or months) are hardly alike (correlation {alike:.2f}).",
            f"Prin y mae diwrnodau (neu oriau, neu fisoedd) cyfagos yn debyg i’w gilydd (cydberthyniad {alike:.2f}).",
        )
    return (clusters, Check("neighbours-alike", "warn" if alike > ALIKE else "pass", alike, words))
