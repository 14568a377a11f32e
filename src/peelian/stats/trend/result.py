"""What the charts over time hand back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual
from peelian.stats.results import Check, Provenance

Better = Literal["higher", "lower", "neither"]
Variation = Literal["improving", "worsening", "changing", "steady"]
Assurance = Literal["will_pass", "will_fail", "may_or_may_not"]
Model = Literal["poisson", "negative_binomial"]


@dataclass(frozen=True, slots=True)
class Rebase:
    """From the first period that starts on `at` or later, limits start afresh, because of `reason`.

    `at` is a day, a period of the series or its written form. The reason is shown with the chart.
    """

    at: date | Period | str
    reason: str | Bilingual


@dataclass(frozen=True, slots=True)
class XmrPoint:
    """One period. `rules` are ids of `RULES` that it is part of, `signal` what they mean for the better direction.

    `moving_range` is the distance from the period just before (None at the start of a segment and after a gap).
    `lower` and `upper` are None when the segment has too few values for limits.
    """

    period: str
    value: float
    mean: float
    lower: float | None
    upper: float | None
    moving_range: float | None
    rules: tuple[str, ...]
    signal: Variation
    segment: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with one set of limits; the first is number 0 and has no reason.

    `n` values, of which the first `baseline` set the limits. `moving_range_limit` is 3.267 times the mean moving
    range; `screened` moving ranges above it were set aside before the limits were worked out again.
    """

    number: int
    first: str
    last: str
    n: int
    baseline: int
    mean: float
    lower: float | None
    upper: float | None
    mean_moving_range: float | None
    moving_range_limit: float | None
    screened: int
    reason: Bilingual | None


@dataclass(frozen=True, slots=True)
class Xmr:
    """A chart of individual values with limits from their moving range.

    `mean`, `lower`, `upper` are those of the last segment. `variation` is what the rules say of the latest point,
    `assurance` whether the limits of the last segment lie beyond the target (None without target, direction or
    limits). `missing` names the periods without a value: nothing is filled in.
    """

    points: tuple[XmrPoint, ...]
    variation: Variation
    assurance: Assurance | None
    mean: float
    lower: float | None
    upper: float | None
    target: float | None
    better: Better
    segments: tuple[Segment, ...]
    missing: tuple[str, ...]
    checks: tuple[Check, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CountPoint:
    """One period of a count chart; `lower` None where no count would be low enough to tell. `p` is two-sided."""

    period: str
    count: int
    exposure: float
    expected: float
    lower: int | None
    upper: int
    p: float
    rules: tuple[str, ...]
    signal: Variation


@dataclass(frozen=True, slots=True)
class CountChart:
    """Counts against exact limits. A count is outside when it is below `lower` or above `upper`.

    `rate` is the mean count per unit of exposure, `dispersion` the variance over what Poisson expects, `model` the
    distribution that the limits come from, `level` the share of periods inside when nothing changes (at least).
    """

    points: tuple[CountPoint, ...]
    variation: Variation
    rate: float
    dispersion: float
    model: Model
    level: float
    better: Better
    missing: tuple[str, ...]
    checks: tuple[Check, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class GapPoint:
    """The time from one event to the next, in days. `rules` as in `RULES`; "low" is closer together than chance."""

    since: str
    until: str
    days: float
    rules: tuple[str, ...]
    signal: Variation


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """A chart of days between events: sees a fall in rare events that a chart of counts cannot.

    `median`, `lower` and `upper` are in days (`lower` None where no gap would be short enough to tell). `open_days`
    is the time from the last event to the end of watching, None when that end is not given; `open_unusual` says
    that it is already longer than the upper limit.
    """

    points: tuple[GapPoint, ...]
    model: Literal["geometric", "exponential"]
    mean: float
    median: float
    lower: float | None
    upper: float
    level: float
    open_days: float | None
    open_unusual: bool
    variation: Variation
    better: Better
    checks: tuple[Check, ...]
    provenance: Provenance
