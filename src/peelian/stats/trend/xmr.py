"""The XmR chart: is it changing, and can it be relied on to meet its target?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peelian.reference.problems import Bilingual
from peelian.stats.results import Provenance
from peelian.stats.trend.checks import xmr_checks
from peelian.stats.trend.limits import Floats, Limits, moving_ranges, natural_limits
from peelian.stats.trend.problems import BadTrendSetting
from peelian.stats.trend.rebase import Stretch, stretches
from peelian.stats.trend.result import Assurance, Better, Rebase, Segment, Xmr, XmrPoint
from peelian.stats.trend.rules import apply, signal
from peelian.stats.trend.series import Series, series

CITATION = (
    "Wheeler 1993, Understanding Variation; rules and screening as NHS England, Making Data Count; "
    "constants d2 = 1.128 and D4 = 3.267 for pairs"
)


def xmr(
    periods: Sequence[Any],
    values: Sequence[Any],
    *,
    target: float | None = None,
    better: Better = "neither",
    rebase: Sequence[Rebase] = (),
    baseline: int | None = None,
    screen: bool = True,
    bounds: tuple[float | None, float | None] = (None, None),
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> Xmr:
    """Individual values over time with limits from their moving range.

    `periods` are `Period`s, their written forms or days; None or NaN is a missing value: named, never filled in.
    `better`: which direction is good. `rebase`: where limits start afresh, each with a reason. `baseline`: only the
    first so many values of each segment set its limits. `screen`: set aside moving ranges above 3.267 times their
    mean, once. `bounds`: values that cannot be passed, such as (0, 100). Raises subclasses of `TrendProblem`.
    """
    _hold(better, baseline)
    read = series(periods, values)
    parts = stretches(read, rebase)
    follows = read.follows.copy()
    follows[[part.start for part in parts]] = False
    ranges = moving_ranges(read.values, follows)
    found = [_limits(read, ranges, part, baseline, screen=screen, bounds=bounds) for part in parts]
    points = tuple(
        point
        for number, (part, limits) in enumerate(zip(parts, found, strict=True))
        for point in _points(read, ranges, part, limits, better=better, number=number)
    )
    last = found[-1]
    assured = assurance(target, better, last.lower, last.upper)
    segments = tuple(
        _segment(read, part, limits, number, baseline)
        for number, (part, limits) in enumerate(zip(parts, found, strict=True))
    )
    return Xmr(
        points=points,
        variation=points[-1].signal,
        assurance=assured,
        mean=last.mean,
        lower=last.lower,
        upper=last.upper,
        target=target,
        better=better,
        segments=segments,
        missing=read.missing,
        checks=xmr_checks(read, points, segments, assured),
        provenance=Provenance("xmr", CITATION, source_ids, as_at, rows=len(read)),
    )


def assurance(
    target: float | None, better: Better, lower: float | None, upper: float | None
) -> Assurance | None:
    """Whether a steady process meets its target: always, never, or now and then."""
    if target is None or better == "neither" or lower is None or upper is None:
        return None
    if lower <= target <= upper:
        return "may_or_may_not"
    return "will_pass" if (target < lower) == (better == "higher") else "will_fail"


def _hold(better: Better, baseline: int | None) -> None:
    if better not in ("higher", "lower", "neither"):
        why = Bilingual("it is higher, lower or neither", "higher, lower neu neither ydyw")
        raise BadTrendSetting(name="better", value=repr(better), why=why)
    if baseline is not None and baseline < 2:
        why = Bilingual("limits need two values or more", "mae angen dau werth neu fwy ar derfynau")
        raise BadTrendSetting(name="baseline", value=baseline, why=why)


def _limits(
    read: Series,
    ranges: Floats,
    part: Stretch,
    baseline: int | None,
    *,
    screen: bool,
    bounds: tuple[float | None, float | None],
) -> Limits:
    stop = part.stop if baseline is None else min(part.stop, part.start + baseline)
    inside = slice(part.start, stop)
    return natural_limits(read.values[inside], ranges[inside], screen=screen, bounds=bounds)


def _points(
    read: Series, ranges: Floats, part: Stretch, limits: Limits, *, better: Better, number: int
) -> list[XmrPoint]:
    inside = slice(part.start, part.stop)
    values, follows = read.values[inside], [bool(after) for after in read.follows[inside]]
    rules = apply(values, follows, limits.mean, limits.lower, limits.upper)
    return [
        XmrPoint(
            period=read.periods[part.start + place].id,
            value=float(values[place]),
            mean=limits.mean,
            lower=limits.lower,
            upper=limits.upper,
            moving_range=float(step) if (step := ranges[part.start + place]) >= 0 else None,
            rules=rules[place],
            signal=signal(rules[place], better),
            segment=number,
        )
        for place in range(part.stop - part.start)
    ]


def _segment(read: Series, part: Stretch, limits: Limits, number: int, baseline: int | None) -> Segment:
    n = part.stop - part.start
    return Segment(
        number=number,
        first=read.periods[part.start].id,
        last=read.periods[part.stop - 1].id,
        n=n,
        baseline=n if baseline is None else min(n, baseline),
        mean=limits.mean,
        lower=limits.lower,
        upper=limits.upper,
        mean_moving_range=limits.mean_moving_range,
        moving_range_limit=limits.moving_range_limit,
        screened=limits.screened,
        reason=part.reason,
    )
