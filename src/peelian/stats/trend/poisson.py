"""What events that know nothing of one another look like: on how many days five of them, how often a clear week.

A cluster is news only when it is rarer than this. Plain Poisson arithmetic (Spiegelhalter and Barnett 2009,
Significance 6:5, on London murders), `math` only.
"""

from __future__ import annotations

import math

from peelian.reference.problems import Bilingual
from peelian.stats.trend.problems import BadTrendSetting

DAYS_A_YEAR = 365.25
_NOT_BELOW = Bilingual("it is a number, not below zero", "rhif ydyw, nid islaw sero")


def exactly(mean: float, count: int) -> float:
    """P(exactly `count` events) when `mean` are expected."""
    _hold(mean=mean, count=count)
    if mean == 0:
        return 1.0 if count == 0 else 0.0
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def at_least(mean: float, count: int) -> float:
    """P(`count` events or more) when `mean` are expected; the far tail is summed itself, not taken from 1."""
    _hold(mean=mean, count=count)
    if count <= mean:
        return 1.0 - math.fsum(exactly(mean, below) for below in range(count))
    parts: list[float] = []
    here = count
    while not parts or parts[-1] > 1e-17 * parts[0]:
        parts.append(exactly(mean, here))
        here += 1
    return math.fsum(parts)


def days_with(per_day: float, days: float, count: int, *, or_more: bool = False) -> float:
    """Expected number among `days` days on which exactly `count` events fall, or that many or more."""
    _hold(days=days)
    return days * (at_least(per_day, count) if or_more else exactly(per_day, count))


def years_between_days_with(per_year: float, count: int) -> float:
    """Years from one day with `count` events or more to the next, on average; infinite when it never comes."""
    _hold(per_year=per_year)
    a_year = days_with(per_year / DAYS_A_YEAR, DAYS_A_YEAR, count, or_more=True)
    return 1 / a_year if a_year > 0 else math.inf


def clear_runs_a_year(per_year: float, days: int = 7) -> float:
    """How often a year a run of `days` days or more without an event begins."""
    _hold(per_year=per_year, days=days)
    clear = math.exp(-per_year / DAYS_A_YEAR)
    return DAYS_A_YEAR * (1 - clear) * clear**days


def _hold(**given: float) -> None:
    for name, value in given.items():
        if not (math.isfinite(value) and value >= 0):
            raise BadTrendSetting(name=name, value=value, why=_NOT_BELOW)
