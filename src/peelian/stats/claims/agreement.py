"""Do the units stand in the same order on two measures? Rank agreement with everything needed to doubt it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.claims.checks import agreement_checks
from peelian.stats.claims.pairs import Pairs, pairs
from peelian.stats.claims.problems import BadSetting
from peelian.stats.claims.ranks import Floats, correlations, midranks, shuffled_correlations, spearmans
from peelian.stats.claims.resample import bootstrap, chances, leave_one_out, shuffled
from peelian.stats.claims.result import Agreement, IntervalMethod, RankAgreement
from peelian.stats.results import Provenance

SEED = 20181109
MOST_UNITS = 2000  # every shuffle is held at once: 160 MB at this many
Orders = NDArray[np.int64]
CITATION = (
    "Spearman 1904, American Journal of Psychology 15:72; permutation p as Phipson and Smyth 2010, "
    "Statistical Applications in Genetics and Molecular Biology 9:39; bootstrap as Efron 1987, JASA 82:171"
)


def rank_agreement(
    x: Sequence[Any],
    y: Sequence[Any],
    weights: Sequence[Any] | None = None,
    permutations: int = 9999,
    seed: int = SEED,
    *,
    ids: Sequence[Any] | None = None,
    level: float = 0.95,
    draws: int = 1999,
    interval: IntervalMethod = "bca",
    start: Sequence[Any] | None = None,
    shared_denominator: bool | None = None,
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> RankAgreement:
    """Spearman's coefficient of x and y, and with `weights` the weighted correlation of their values.

    `ids` name the units. `start` is what y was before, when y is a change: the check for regression to the mean
    needs it. `interval`: "bca" (the default) or "percentile". `shared_denominator`: whether both are ratios over the same figure (None: not said). A unit without
    a value in each column is left out and named. Raises `UnevenPairs`, `RepeatedUnits`, `BadWeights`, `BadSetting`.
    """
    settings = _Settings(permutations, draws, level, interval)
    read = pairs(x, y, ids=ids, weights=weights, start=start)
    if len(read.ids) > MOST_UNITS:
        raise BadSetting(name="n", value=len(read.ids), why=_TOO_MANY)
    orders, times = chances(len(read.ids), permutations, draws, seed)
    spearman = _spearman(read, orders, times, settings)
    weighted = None if read.weight is None else _weighted(read, orders, times, settings)
    return RankAgreement(
        n=len(read.ids),
        spearman=spearman,
        weighted=weighted,
        ids=read.ids,
        missing=read.missing,
        permutations=permutations,
        checks=agreement_checks(read, spearman, weighted, shared_denominator),
        provenance=Provenance(
            "rank agreement", CITATION, source_ids, as_at, rows=len(read.ids), seed=seed, draws=draws
        ),
    )


@dataclass(frozen=True, slots=True)
class _Settings:
    permutations: int
    draws: int
    level: float
    interval: IntervalMethod

    def __post_init__(self) -> None:
        if self.permutations < 99 or self.draws < 99:
            raise BadSetting(name="permutations", value=min(self.permutations, self.draws), why=_TOO_FEW)
        if not 0 < self.level < 1:
            raise BadSetting(name="level", value=self.level, why=_NO_SHARE)
        if self.interval not in ("bca", "percentile"):
            raise BadSetting(name="interval", value=repr(self.interval), why=_NO_METHOD)


_TOO_FEW = Bilingual("fewer than 99 tell nothing at 5%", "nid yw llai na 99 yn dweud dim ar 5%")
_TOO_MANY = Bilingual(
    f"this test is for forces and the like, up to {MOST_UNITS} of them; add small areas up first",
    f"prawf ar gyfer heddluoedd a’u tebyg yw hwn, hyd at {MOST_UNITS} ohonynt; adiwch ardaloedd bach yn gyntaf",
)
_NO_METHOD = Bilingual("it is bca or percentile", "bca neu percentile ydyw")
_NO_SHARE = Bilingual(
    "it is a share between 0 and 1, such as 0.95", "cyfran rhwng 0 ac 1 ydyw, er enghraifft 0.95"
)


def _spearman(read: Pairs, orders: Orders, times: Floats, settings: _Settings) -> Agreement:
    if len(read.ids) < 2:
        return _unknown(settings)
    x, y = midranks(read.x), midranks(read.y)
    even = np.ones(len(read.ids))
    return _agreement(
        read,
        found=correlations(x, y, even),
        simulated=lambda: shuffled_correlations(x, y, even, orders),
        resampled=lambda samples: spearmans(read.x, read.y, samples),
        times=times,
        settings=settings,
    )


def _weighted(read: Pairs, orders: Orders, times: Floats, settings: _Settings) -> Agreement:
    if len(read.ids) < 2 or read.weight is None:
        return _unknown(settings)
    weight = read.weight
    return _agreement(
        read,
        found=correlations(read.x, read.y, weight),
        simulated=lambda: shuffled_correlations(read.x, read.y, weight, orders),
        resampled=lambda samples: correlations(read.x, read.y, weight * samples),
        times=times,
        settings=settings,
    )


def _agreement(
    read: Pairs,
    *,
    found: Floats,
    simulated: Callable[[], Floats],
    resampled: Callable[[Floats], Floats],
    times: Floats,
    settings: _Settings,
) -> Agreement:
    value = float(found)
    if not np.isfinite(value):
        return _unknown(settings)
    by_chance = shuffled(value, simulated(), settings.level)
    without = resampled(1.0 - np.eye(len(read.ids))) if len(read.ids) > 2 else np.empty(0)
    return Agreement(
        value=value,
        p=by_chance.p,
        p_low=by_chance.p_low,
        p_high=by_chance.p_high,
        interval=bootstrap(value, resampled(times), without, settings.level, settings.interval),
        interval_method=settings.interval,
        by_chance=by_chance.by_chance,
        leave_one_out=leave_one_out(value, without, read.ids),
    )


def _unknown(settings: _Settings) -> Agreement:
    return Agreement(None, None, None, None, None, settings.interval, None, None)
