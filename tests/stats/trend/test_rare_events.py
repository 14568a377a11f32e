"""Counts and gaps of rare events against scipy's distributions; the London arithmetic against its published figures."""

import datetime as dt
import math
from statistics import mean

import numpy as np
import pytest
from scipy import stats

from peelian.stats.trend import (
    BadTrendSetting,
    clear_runs_a_year,
    count_chart,
    days_between,
    days_with,
    years_between_days_with,
)
from peelian.stats.trend.poisson import at_least, exactly
from peelian.stats.trend.rare import CountLaw, GapLaw

TAILS = [0.00135, 0.025, 0.1]


def months(n: int, first: int = 2015) -> list[str]:
    return [f"{first + k // 12}-{k % 12 + 1:02}" for k in range(n)]


def check(found: object, name: str) -> object:
    return next(look for look in found.checks if look.name == name)  # type: ignore[attr-defined]


def test_1_78_homicides_a_day_give_27_5_days_with_five_in_1096() -> None:
    """evidence.md 3.3: 27.5 by plain Poisson (published 27, observed 26)."""
    assert days_with(1.78, 1096, 5) == pytest.approx(27.5, abs=0.05)
    assert days_with(1.78, 1096, 5) == pytest.approx(1096 * stats.poisson.pmf(5, 1.78))


def test_170_a_year_in_london_give_four_in_a_day_every_two_years_and_five_clear_weeks_a_year() -> None:
    """evidence.md 3.3: 2.0 years and 5.2 a year by plain Poisson (published: 2 to 3 years, 5 to 6 a year)."""
    assert years_between_days_with(170, 4) == pytest.approx(2.0, abs=0.05)
    assert clear_runs_a_year(170) == pytest.approx(5.2, abs=0.05)


def test_clear_weeks_are_counted_as_a_simulated_century_counts_them() -> None:
    days = np.random.default_rng(1).poisson(170 / 365.25, 365_250)
    runs = "".join("x" if day else "." for day in days).split("x")
    assert sum(len(run) >= 7 for run in runs) / 1000 == pytest.approx(clear_runs_a_year(170), rel=0.05)


@pytest.mark.parametrize("rate", [0.001, 0.5, 4.0, 80.0])
@pytest.mark.parametrize("count", [0, 1, 4, 30, 120])
def test_poisson_probabilities_are_scipys_also_far_out(rate: float, count: int) -> None:
    assert exactly(rate, count) == pytest.approx(stats.poisson.pmf(count, rate), rel=1e-9)
    assert at_least(rate, count) == pytest.approx(stats.poisson.sf(count - 1, rate), rel=1e-9)


def test_never_is_never() -> None:
    assert days_with(0, 100, 0) == 100
    assert years_between_days_with(0, 1) == math.inf
    with pytest.raises(BadTrendSetting, match="not below zero"):
        days_with(-1, 100, 2)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("mu", [0.05, 0.4, 1.7, 4.9, 30.0])
def test_poisson_limits_leave_at_most_the_tail_outside_and_one_count_nearer_leaves_more(
    mu: float, tail: float
) -> None:
    lower, upper = CountLaw(mu).limits(tail)
    peer = stats.poisson(mu)
    assert peer.sf(upper) <= tail < peer.sf(upper - 1)
    assert peer.cdf((lower or 0) - 1) <= tail < peer.cdf(lower or 0)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(("mu", "spread"), [(0.4, 2.0), (2.0, 0.5), (4.9, 0.02), (30.0, 1.0)])
def test_negative_binomial_limits_are_those_of_scipy(mu: float, spread: float, tail: float) -> None:
    lower, upper = CountLaw(mu, spread).limits(tail)
    peer = stats.nbinom(1 / spread, 1 / (1 + mu * spread))
    assert peer.sf(upper) <= tail < peer.sf(upper - 1)
    assert peer.cdf((lower or 0) - 1) <= tail < peer.cdf(lower or 0)
    assert CountLaw(mu, spread).two_sided(7) == pytest.approx(min(1, 2 * min(peer.cdf(7), peer.sf(6))))


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("average", [0.3, 4.0, 60.0, 900.0])
def test_gap_limits_are_those_of_scipys_geometric_and_exponential(average: float, tail: float) -> None:
    lower, upper = GapLaw(average, whole_days=True).limits(tail)
    peer = stats.geom(1 / (1 + average), loc=-1)  # days from 0
    assert peer.sf(upper) <= tail < peer.sf(upper - 1)
    assert peer.cdf((lower or 0) - 1) <= tail < peer.cdf(lower or 0)
    assert GapLaw(average, whole_days=True).median() == peer.median()
    assert GapLaw(average, whole_days=True).longer(12) == pytest.approx(peer.sf(12))
    timed = stats.expon(scale=average)
    assert GapLaw(average, whole_days=False).limits(tail) == pytest.approx((timed.ppf(tail), timed.isf(tail)))
    assert GapLaw(average, whole_days=False).longer(12) == pytest.approx(timed.sf(12))


def test_homicides_of_a_small_force_are_judged_by_exact_poisson_limits() -> None:
    counts = [1, 0, 2, 1, 0, 0, 1, 3, 0, 1, 1, 0] * 3
    found = count_chart(months(36), counts)
    mu = mean(counts)
    assert found.rate == pytest.approx(mu)
    assert found.model == "poisson"
    point = found.points[0]
    assert stats.poisson.sf(point.upper, mu) <= 0.00135 < stats.poisson.sf(point.upper - 1, mu)
    assert point.lower is None
    assert not any(p.rules for p in found.points)
    assert check(found, "can_see_a_fall").outcome == "warn"


def test_a_month_with_many_is_above_the_limit_and_worse() -> None:
    counts = [1, 0, 2, 1, 0, 0, 1, 3, 0, 1, 1, 0] * 4
    found = count_chart(months(49), [*counts, 6], model="poisson")
    assert found.points[-1].rules == ("above_limit",)
    assert found.variation == "worsening"
    assert found.points[-1].p < 0.0027
    assert count_chart(months(49), [*counts, 6], model="poisson", better="neither").variation == "changing"


def test_counts_that_vary_more_than_poisson_get_wider_limits_and_a_warning() -> None:
    counts = [0, 0, 9, 0, 8, 0, 0, 10, 1, 0, 0, 7] * 3
    found = count_chart(months(36), counts)
    assert found.model == "negative_binomial"
    assert found.dispersion == pytest.approx(np.var(counts, ddof=1) / np.mean(counts))
    assert check(found, "dispersion").outcome == "warn"
    assert found.points[0].upper > count_chart(months(36), counts, model="poisson").points[0].upper


def test_an_exposure_moves_the_limits_with_it() -> None:
    found = count_chart(["2019", "2020", "2021", "2022"], [4, 8, 12, 4], [1, 2, 3, 1])
    assert [p.expected for p in found.points] == pytest.approx([4, 8, 12, 4])
    one, two, three, again = (p.upper for p in found.points)
    assert one < two < three
    assert again == one


def test_exposure_stays_with_its_period_when_rows_are_out_of_order_or_missing() -> None:
    found = count_chart(["2021", "2019", "2020"], [30, 10, None], [3, 1, 2])
    assert [(p.period, p.exposure) for p in found.points] == [("2019", 1), ("2021", 3)]
    assert found.missing == ("2020",)


def test_no_event_at_all_is_a_chart_without_alarm() -> None:
    found = count_chart(months(24), [0] * 24)
    assert found.rate == 0
    assert not any(p.rules for p in found.points)


def test_counts_that_are_none_are_refused() -> None:
    with pytest.raises(BadTrendSetting, match="whole numbers"):
        count_chart(months(2), [1.5, 2])
    with pytest.raises(BadTrendSetting, match="whole numbers"):
        count_chart(months(2), [-1, 2])
    with pytest.raises(BadTrendSetting, match="above zero"):
        count_chart(months(2), [1, 2], [0, 1])


def days(*offsets: int) -> list[dt.date]:
    return [dt.date(2018, 1, 1) + dt.timedelta(days=int(k)) for k in np.cumsum(offsets)]


def test_days_between_sees_rare_events_become_rarer() -> None:
    found = days_between(days(0, *[20, 35, 9, 28, 14, 40, 22] * 4, 500))
    assert found.points[-1].rules == ("above_limit",)
    assert found.variation == "improving"
    assert found.mean == pytest.approx((168 * 4 + 500) / 29)
    assert (found.points[0].since, found.points[0].until, found.points[0].days) == (
        "2018-01-01",
        "2018-01-21",
        20,
    )


def test_seven_gaps_shorter_than_the_median_are_a_cluster() -> None:
    found = days_between(days(0, *[40, 60, 90, 35, 70, 55] * 3, *[3] * 7))
    assert [("run_below" in p.rules) for p in found.points] == [False] * 18 + [True] * 7
    assert found.variation == "worsening"


def test_the_time_since_the_last_event_counts_too() -> None:
    events = days(0, *[20, 35, 9, 28, 14, 40, 22] * 2)
    quiet = days_between(events, until=events[-1] + dt.timedelta(days=400))
    assert (quiet.open_days, quiet.open_unusual) == (400, True)
    assert check(quiet, "since_the_last").outcome == "warn"
    assert not days_between(events, until=events[-1]).open_unusual
    assert days_between(events).open_days is None
    with pytest.raises(BadTrendSetting, match="cannot end before"):
        days_between(events, until=dt.date(2017, 1, 1))


def test_times_of_day_make_a_t_chart_in_parts_of_days() -> None:
    moments = [dt.datetime(2020, 1, 1, 6), dt.datetime(2020, 1, 1, 18), dt.datetime(2020, 1, 4, 18)]
    found = days_between(moments)
    assert found.model == "exponential"
    assert [p.days for p in found.points] == [0.5, 3.0]
    assert found.lower == pytest.approx(stats.expon(scale=1.75).ppf(0.00135), rel=1e-3)


def test_events_that_belong_together_are_told() -> None:
    found = days_between(days(0, 0, 0, 12, 0, 5))
    assert check(found, "same_moment").outcome == "warn"
    assert check(found, "same_moment").number == 3


def test_one_event_has_no_days_between() -> None:
    with pytest.raises(BadTrendSetting, match="two events"):
        days_between([dt.date(2020, 1, 1)])


def test_every_check_speaks_welsh() -> None:
    found = [
        count_chart(months(12), [0, 9] * 6),
        count_chart(months(14), [5, 4] * 7),
        days_between(days(0, 3, 4), until=dt.date(2024, 1, 1)),
        days_between(days(0, 3, 4)),
    ]
    for look in (look for result in found for look in result.checks):
        assert look.sentence.cy != str(look.sentence)
