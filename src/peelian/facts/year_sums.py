"""Finds a rate that looks like a sum over the years of its window where the others are yearly averages.

Four witnesses, all from the figures themselves: windows of the same area that together cover its years and add up to
less (then it cannot be a yearly average at all); its own overlapping windows; the country's rate; and the rate of its
region. Where the region's rate is held it decides: a figure that fits it is never suspected, however high it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf, sqrt
from statistics import median

from peelian.reference.areas import ENGLAND_AND_WALES
from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces
from peelian.reference.periods import Period

#: Area id -> period id -> cases per million residents a year.
Rates = Mapping[str, Mapping[str, float]]
#: Area id -> period id -> cases of one known incident in that window, which are no sign of a sum.
Incidents = Mapping[str, Mapping[str, float]]

PER = 1_000_000
#: No window of a real area stands so far above its own; half of the sums do even where the area's rate has fallen.
OWN_TIMES = 2.2
#: Above its own windows, or above the country, by so much the region's rate alone may speak against a figure.
DOUBTFUL_OWN = 1.5
DOUBTFUL_COUNTRY = 1.2
#: "Far outside chance", in standard errors of the counts.
OWN_ERRORS = 3.0
COUNTRY_ERRORS = 4.0
#: Residents change between windows, so covering windows may fall short of the covered one by so much.
SLACK = 1.1
#: The forces' rates give their region's to within a quarter of a per cent; a sum of a small force moves it by five.
REGION_OFF = 0.05
REGION_FITS = 0.02
#: A region is looked at when the forces with a rate hold this much of its residents.
REGION_HELD = 0.99
#: Where the country has no rate, so many areas must have one for the middle one to stand in.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why one figure is suspected. What was not held is None.

    `country`: the rate of all areas. `own`: the middle of its other overlapping windows, and `covering`: what two that
    hold all its years add up to; both only where they speak against it, incidents taken off.
    `region`: the region's published rate, and what it would be of the forces' with the figure, and with its `share`.
    """

    value: float
    years: int
    country: float | None
    own: float | None
    covering: float | None
    region: tuple[float, float, float] | None

    @property
    def share(self) -> float:
        """One year's part, if the figure is the sum."""
        return self.value / self.years

    @property
    def fitting(self) -> float | None:
        """What the figure would have to be for the forces' rates to give the region's; None without a region."""
        if self.region is None:
            return None
        published, mean, with_share = self.region
        weight = (mean - with_share) / (self.value - self.share)
        return self.value - (mean - published) / weight


def suspicion(
    rates: Rates, area: str, period: str, from_country_times: float, incidents: Incidents | None = None
) -> Suspicion | None:
    """Whether the figure of a force looks like a sum; None when not, or when nothing can tell.

    `from_country_times`: how many times the country's rate a figure must be for the country alone to accuse it.
    """
    years = years_of(period)
    value = rates.get(area, {}).get(period)
    people = residents().get(area)
    if years < 2 or not value or people is None:
        return None
    region, country = _region(rates, area, period, years), _country(rates, period)
    if region is not None and _fits(region):
        return None
    own = _without_incidents(rates[area], (incidents or {}).get(area, {}), people, years)
    rest, size = own[period], people * years / PER
    middle, covering = _own(own, period), _covering(own, period)
    jumps = _above(rest, middle, OWN_TIMES, OWN_ERRORS / sqrt(size), both_counted=True)
    overflows = covering is not None and rest > SLACK * covering
    accused = jumps or overflows or _above(rest, country, from_country_times, COUNTRY_ERRORS / sqrt(size))
    doubtful = _above(rest, middle, DOUBTFUL_OWN, 0.0) or _above(rest, country, DOUBTFUL_COUNTRY, 0.0)
    if not accused and not (doubtful and _mends_most(rates, area, period, years)):
        return None
    shown = middle if jumps or _above(rest, middle, DOUBTFUL_OWN, 0.0) else None
    return Suspicion(value, years, country, shown, covering if overflows else None, region)


@cache
def years_of(period: str) -> int:
    """How many whole years a period has."""
    one = Period.parse(period)
    return round(((one.end - one.start).days + 1) / 365.25)


@cache
def residents() -> Mapping[str, float]:
    """Force id -> residents of the newest packaged day: for the size of counts and as weights, not for rates."""
    newest: dict[str, tuple[str, float]] = {}
    for row in figure_rows("population"):
        newest[row["area_id"]] = max(
            newest.get(row["area_id"], ("", 0.0)), (row["as_at"], float(row["value"]))
        )
    return {area: people for area, (_, people) in newest.items()}


def _without_incidents(
    own: Mapping[str, float], known: Mapping[str, float], people: float, years: int
) -> dict[str, float]:
    """The rates less the cases of known incidents, which a sum or an average would hold alike."""
    return {
        period: max(value - known.get(period, 0.0) * PER / people / years, 0.0)
        for period, value in own.items()
    }


def _above(
    value: float, middle: float | None, times: float, errors: float, *, both_counted: bool = False
) -> bool:
    """At least so many times as high, and further off than `errors` times the root of the rate: chance in the counts."""
    if not middle or value < times * middle:
        return False
    return value - middle >= errors * sqrt(value + middle if both_counted else middle)


def _country(rates: Rates, period: str) -> float | None:
    """England and Wales, or the middle of at least ten forces."""
    published = rates.get(ENGLAND_AND_WALES, {}).get(period)
    if published is not None:
        return published
    held = [rates[area][period] for area in residents() if period in rates.get(area, {})]
    return median(held) if len(held) >= FEWEST else None


def _own(own: Mapping[str, float], period: str) -> float | None:
    """The middle of the other windows of the same length that share a year with this one."""
    shared = [value for other, value in own.items() if other != period and _shared_years(period, other) > 0]
    return median(shared) if shared else None


def _shared_years(period: str, other: str) -> int:
    """Years that two windows of one length share; 0 where the lengths differ."""
    if years_of(period) != years_of(other):
        return 0
    return max(years_of(period) - abs(_apart(period, other)), 0)


def _apart(period: str, other: str) -> int:
    return round((_start(other) - _start(period)).days / 365.25)


@cache
def _start(period: str) -> date:
    return Period.parse(period).start


def _covering(own: Mapping[str, float], period: str) -> float | None:
    """The least that an earlier and a later window add up to which together hold every year of this one."""
    years = years_of(period)
    before = [
        (_shared_years(period, other), value) for other, value in own.items() if _apart(period, other) < 0
    ]
    after = [
        (_shared_years(period, other), value) for other, value in own.items() if _apart(period, other) > 0
    ]
    sums = [a + b for held, a in before for kept, b in after if held and kept and held + kept >= years]
    return min(sums, default=None)


def _region(rates: Rates, area: str, period: str, years: int) -> tuple[float, float, float] | None:
    """The region's published rate, the mean of its forces weighted by residents, and that with one year's part."""
    region = _region_of().get(area, "")
    published = rates.get(region, {}).get(period)
    inside = [one for one, of in _region_of().items() if of == region]
    held = {one: rates[one][period] for one in inside if period in rates.get(one, {})}
    people = sum(residents().get(one, 0.0) for one in held)
    if not published or people < REGION_HELD * sum(residents().get(one, 0.0) for one in inside):
        return None
    mean = sum(residents()[one] * rate for one, rate in held.items()) / people
    return published, mean, mean - residents()[area] * held[area] * (1 - 1 / years) / people


@cache
def _region_of() -> Mapping[str, str]:
    return {one.id: one.region_id for one in forces()}


def _fits(region: tuple[float, float, float]) -> bool:
    """Whether the region's rate is nearer with the figure as it stands than with one year's part."""
    published, as_it_stands, with_share = region
    return abs(as_it_stands - published) <= abs(with_share - published)


def _mends_most(rates: Rates, area: str, period: str, years: int) -> bool:
    """Whether the region's rate is far off, and one year's part of this force mends it.

    Where that of another force would mend it too, the one that stands higher above its own windows or the country is meant.
    """
    mending: dict[str, float] = {}
    for one in (other for other, of in _region_of().items() if of == _region_of()[area]):
        found = _region(rates, one, period, years) if period in rates.get(one, {}) else None
        if found is None or abs(found[1] / found[0] - 1) < REGION_OFF:
            continue
        if abs(found[2] / found[0] - 1) <= REGION_FITS:
            own, country = _own(rates[one], period) or inf, _country(rates, period) or inf
            mending[one] = max(rates[one][period] / own, rates[one][period] / country)
    return max(mending, key=lambda one: mending[one], default=None) == area
