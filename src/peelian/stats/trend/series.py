"""Periods in order with a value each: read, sorted, gaps named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.reference.periods import Period, instant
from peelian.reference.problems import Bilingual
from peelian.stats.trend.problems import (
    BadTrendSetting,
    MixedPeriods,
    NoValues,
    RepeatedPeriods,
    UnevenSeries,
)

Floats = NDArray[np.float64]
_DAY = timedelta(days=1)
_NO_NUMBER = Bilingual(
    "each is a number, or None where it is missing", "rhif yw pob un, neu None lle mae ar goll"
)


@dataclass(frozen=True, slots=True)
class Series:
    """Values in order of time. `follows[i]`: the period of value i comes right after that of value i - 1."""

    periods: tuple[Period, ...]
    values: Floats
    follows: NDArray[np.bool_]
    missing: tuple[str, ...]
    overlapping: bool

    def __len__(self) -> int:
        return len(self.periods)


def series(periods: Sequence[Any], values: Sequence[Any]) -> Series:
    """Sort by time; set missing values aside by name, also periods that are absent between the first and the last.

    A period is a `Period`, its written form, or a day. Raises `UnevenSeries`, `MixedPeriods`, `RepeatedPeriods`,
    `NoValues`, and `BadPeriod` for text that is no period.
    """
    read = [as_period(period) for period in periods]
    try:
        found = np.array(list(values), dtype=float)
    except (TypeError, ValueError):
        raise BadTrendSetting(name="values", value=list(values), why=_NO_NUMBER) from None
    if len(read) != found.size:
        raise UnevenSeries(periods=len(read), values=found.size)
    _hold(read)
    order = sorted(range(len(read)), key=lambda place: read[place])
    finite = np.isfinite(found)
    known = [place for place in order if finite[place]]
    if not known:
        raise NoValues()
    kept = tuple(read[place] for place in known)
    blank = [read[place].id for place in order if not finite[place]]
    absent = _absent([read[place] for place in order])
    usual = _usual_step([read[place] for place in order])
    listed = {place: number for number, place in enumerate(order)}
    neighbours = [listed[b] == listed[a] + 1 for a, b in pairwise(known)]
    steps = [near and adjacent(a, b, usual) for near, (a, b) in zip(neighbours, pairwise(kept), strict=True)]
    overlapping = any(b.start <= a.end for a, b in pairwise(kept))
    return Series(
        kept, found[known], np.array([False, *steps]), tuple(sorted([*blank, *absent])), overlapping
    )


def as_period(given: Any) -> Period:
    """A period as it is, from its written form, or a day as an instant."""
    if isinstance(given, Period):
        return given
    if isinstance(given, date):
        return instant(date(given.year, given.month, given.day))
    return Period.parse(str(given))


def adjacent(earlier: Period, later: Period, usual: float) -> bool:
    """True when nothing is left out between the two.

    Counts on a day and rolling years have no telling next one: there a step much longer than the `usual` is a gap.
    """
    if earlier.is_instant or later.start <= earlier.end:
        return (later.end - earlier.end).days <= 1.5 * usual
    return later.start == earlier.end + _DAY


def _usual_step(ordered: Sequence[Period]) -> float:
    return float(np.median([(b.end - a.end).days for a, b in pairwise(ordered)] or [0]))


def _hold(read: Sequence[Period]) -> None:
    kinds = sorted({period.kind for period in read})
    if len(kinds) > 1:
        raise MixedPeriods(kinds=", ".join(kind.replace("_", " ") for kind in kinds))
    names = [period.id for period in read]
    if len(set(names)) < len(names):
        raise RepeatedPeriods(names=", ".join(sorted({name for name in names if names.count(name) > 1})))


def _absent(ordered: Sequence[Period]) -> list[str]:
    """Months, quarters and years that should stand between their neighbours and do not."""
    found: list[str] = []
    for earlier, later in pairwise(ordered):
        if not earlier.is_instant:
            found.extend(_between(earlier, later))
    return found


def _between(earlier: Period, later: Period) -> list[str]:
    found: list[str] = []
    after = _next(earlier)
    while after is not None and after.end < later.start:
        found.append(after.id)
        after = _next(after)
    return found


def _next(period: Period) -> Period | None:
    start = period.end + _DAY
    match period.kind:
        case "month":
            return Period.parse(f"{start:%Y-%m}")
        case "quarter":
            return Period.parse(f"{start.year}-Q{(start.month + 2) // 3}")
        case "year":
            return Period.parse(f"{start.year}")
        case "financial_year":
            return Period.parse(f"fy_{start.year}_{(start.year + 1) % 100:02}")
    return None
