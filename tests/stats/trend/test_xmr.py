"""The XmR chart: constants, limits by hand, rules, rebase, assurance; faults of NHSRplotthedots as regression tests."""

import math
from datetime import date
from itertools import pairwise
from statistics import mean

import numpy as np
import pytest

from peelian.reference.periods import Period
from peelian.stats.results import plain
from peelian.stats.trend import (
    RULES,
    BadTrendSetting,
    MixedPeriods,
    NoValues,
    Rebase,
    RebaseWithoutDate,
    RebaseWithoutReason,
    RepeatedPeriods,
    UnevenSeries,
    assurance,
    xmr,
)
from peelian.stats.trend.limits import NATURAL, RANGE


def months(n: int, first: int = 2019) -> list[str]:
    return [f"{first + k // 12}-{k % 12 + 1:02}" for k in range(n)]


def check(found: object, name: str) -> object:
    return next(look for look in found.checks if look.name == name)  # type: ignore[attr-defined]


def test_the_constants_come_from_the_range_of_two_normal_values() -> None:
    """|X - Y| of two standard normals has mean 2/sqrt(pi) = 1.128 and variance 2 - 4/pi."""
    d2 = 2 / math.sqrt(math.pi)
    d3 = math.sqrt(2 - 4 / math.pi)
    assert round(d2, 3) == 1.128
    assert round(3 / 1.128, 2) == NATURAL == 2.66
    assert pytest.approx(1 + 3 * d3 / d2, abs=0.0005) == RANGE == 3.267


def test_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    values = [10, 12, 11, 14, 9, 10, 13, 12]
    ranges = [2, 1, 3, 5, 1, 3, 1]
    found = xmr(months(8), values)
    assert found.mean == pytest.approx(mean(values))
    assert found.upper == pytest.approx(mean(values) + 2.66 * mean(ranges))
    assert found.lower == pytest.approx(mean(values) - 2.66 * mean(ranges))
    assert [p.moving_range for p in found.points] == [None, *ranges]
    assert found.segments[0].moving_range_limit == pytest.approx(3.267 * mean(ranges))


def test_screening_sets_aside_once_the_ranges_above_their_limit() -> None:
    values = [10, 11] * 8 + [60] + [10, 11] * 4
    ranges = [abs(b - a) for a, b in pairwise(values)]
    kept = [r for r in ranges if r <= 3.267 * mean(ranges)]
    assert len(ranges) - len(kept) == 2
    screened, plainly = xmr(months(25), values), xmr(months(25), values, screen=False)
    assert screened.segments[0].mean_moving_range == pytest.approx(mean(kept))
    assert screened.segments[0].screened == 2
    assert plainly.segments[0].mean_moving_range == pytest.approx(mean(ranges))
    assert screened.mean == plainly.mean, "only ranges are screened, never values"
    assert "above_limit" in screened.points[16].rules


def test_wide_steps_are_kept_when_more_than_one_in_ten_are_wide() -> None:
    values = [10.0, 10.1] * 3 + [20.0, 20.1] * 3 + [10.0, 10.1] * 3 + [20.0, 20.1] * 3 + [10.0, 10.1] * 3
    steps = [abs(b - a) for a, b in pairwise(values)]
    assert sum(step > RANGE * mean(steps) for step in steps) == 4  # of 29
    segment = xmr(months(30), values).segments[0]
    assert segment.screened == 0
    assert segment.mean_moving_range == pytest.approx(mean(steps))


def test_limits_can_be_cut_where_no_value_can_go() -> None:
    values = [97, 99, 92, 100, 95, 99, 90, 98]
    found = xmr(months(8), values, bounds=(0, 100))
    assert found.upper == 100
    assert found.lower > 0
    assert xmr(months(8), values).upper > 100


CALM = [10, 11, 9, 10.5, 9.5, 10.2, 9.8, 10.4, 9.6, 10.1, 9.9, 10.3]


def rules_at_the_end(tail: list[float]) -> set[str]:
    """What the rules say of the tail against limits from the calm start: mean 10.025, limits about 7.6 and 12.4."""
    found = xmr(months(12 + len(tail)), CALM + tail, baseline=12)
    return {rule for point in found.points[12:] for rule in point.rules}


@pytest.mark.parametrize(
    ("tail", "rules"),
    [
        ([13.5], {"above_limit"}),
        ([6.5], {"below_limit"}),
        ([10.1, 10.3, 10.1, 10.3, 10.1, 10.3], {"run_above"}),  # with the last calm value, 10.3, seven
        ([10.1, 10.3, 10.1, 10.3, 10.1], set()),
        ([9.5, 9.9, 9.5, 9.9, 9.5, 9.9, 9.5], {"run_below"}),
        ([9.0, 9.4, 9.8, 10.2, 10.6, 11.0], {"rising"}),
        ([9.4, 9.8, 10.2, 10.6, 11.0], set()),
        ([11.0, 10.6, 10.2, 9.8, 9.4, 9.0], {"falling"}),
        ([11.9, 10.0, 11.9], {"near_upper"}),
        ([8.1, 8.2], {"near_lower"}),
        ([11.9, 10.0, 10.0, 11.9], set()),
        ([11.9, 8.1], set()),
    ],
)
def test_each_rule_fires_when_it_should_and_one_value_less_does_not(
    tail: list[float], rules: set[str]
) -> None:
    """The last case: two near opposite limits are not two near one (NHSRplotthedots issue 143)."""
    assert rules_at_the_end(tail) == rules


@pytest.mark.parametrize("way", [1, -1])
def test_a_trend_of_six_fires_in_either_direction(way: int) -> None:
    """NHSRplotthedots issues 195 (six in a row not flagged) and 167 (falling not flagged)."""
    values = [5.5 + 0.5 * way * (-1) ** (k + 1) for k in range(8)] + [
        5.5 + way * 0.02 * (k - 2) for k in range(6)
    ]
    found = xmr(months(14), values)
    rule = "rising" if way > 0 else "falling"
    assert all(rule in point.rules for point in found.points[-6:])
    assert not any(rule in point.rules for point in found.points[:-6])


def test_a_trend_is_judged_by_its_direction_not_by_its_side_of_the_mean() -> None:
    """NHSRplotthedots issue 171: a rise below the mean was coloured as if it were low."""
    values = [18, 24, 18, 24, 18, 24, 18, 24, 15, 15.5, 16, 16.5, 17, 17.5]
    found = xmr(months(14), values, better="higher", screen=False)
    last = found.points[-1]
    assert last.value < last.mean
    assert last.rules == ("rising",)
    assert found.variation == "improving"
    assert xmr(months(14), values, better="lower", screen=False).variation == "worsening"
    assert xmr(months(14), values, screen=False).variation == "changing"


def test_patterns_that_point_both_ways_are_a_change_and_neither_good_nor_bad() -> None:
    found = xmr(
        months(20), [5.0, 5.1] * 6 + [9, 8.8, 8.6, 8.4, 8.2, 8.0, 7.8, 7.6], baseline=12, better="higher"
    )
    assert {"run_above", "falling"} <= set(found.points[-1].rules)
    assert found.variation == "changing"


def test_the_assurance_after_a_rebase_is_that_of_the_last_limits() -> None:
    """NHSRplotthedots issue 172: target 90%, twenty values failing it, then limits that straddle it."""
    failing = [0.5 + 0.01 * ((7 * k) % 20) for k in range(20)]
    after = [0.86, 0.95, 0.88, 0.93, 0.9, 0.96, 0.87, 0.94, 0.89, 0.92, 0.9, 0.95, 0.88]
    when = months(33)
    before = xmr(when[:20], failing, target=0.9, better="higher")
    whole = xmr(
        when,
        failing + after,
        target=0.9,
        better="higher",
        rebase=[Rebase(when[20], "New call handling system")],
    )
    assert before.assurance == "will_fail"
    assert whole.segments[1].lower < 0.9 < whole.segments[1].upper
    assert whole.assurance == "may_or_may_not"
    assert (whole.lower, whole.upper) == (whole.segments[1].lower, whole.segments[1].upper)


@pytest.mark.parametrize(
    ("target", "better", "told"),
    [
        (5, "higher", "will_pass"), (5, "lower", "will_fail"), (15, "higher", "will_fail"), (15, "lower", "will_pass"),
        (10, "higher", "may_or_may_not"), (10, "lower", "may_or_may_not"), (15, "neither", None), (None, "higher", None),
    ],
)  # fmt: skip
def test_a_target_beyond_the_limits_is_always_or_never_met(
    target: float | None, better: str, told: str | None
) -> None:
    assert xmr(months(12), CALM, target=target, better=better).assurance == told  # type: ignore[arg-type]


@pytest.mark.parametrize("target", [8, 12])
@pytest.mark.parametrize("better", ["higher", "lower"])
def test_a_target_on_a_limit_is_met_at_some_times(target: float, better: str) -> None:
    assert assurance(target, better, 8, 12) == "may_or_may_not"  # type: ignore[arg-type]


def test_a_promise_of_limits_that_are_not_steady_is_warned_about() -> None:
    found = xmr(months(20), [5.0, 5.1] * 6 + [9.0, 9.1] * 4, target=4, better="higher")
    assert found.assurance is not None
    assert check(found, "steady_enough_for_assurance").outcome == "warn"


def test_a_rebase_and_a_fixed_baseline_work_together() -> None:
    """NHSRplotthedots issue 93: forty values, a rebase in the middle, limits from the first twelve of each part."""
    values = [10.0, 11.0] * 10 + [20.0, 22.0] * 6 + [30.0] * 8
    when = months(40)
    found = xmr(when, values, rebase=[Rebase(when[20], "new definition")], baseline=12)
    assert [s.baseline for s in found.segments] == [12, 12]
    assert found.segments[1].mean == pytest.approx(21)
    assert all("above_limit" in p.rules for p in found.points[-8:])
    assert [p.segment for p in found.points] == [0] * 20 + [1] * 20
    assert found.points[20].moving_range is None, "no moving range reaches over a rebase"


@pytest.mark.parametrize("at", ["2020-03", date(2020, 3, 1), date(2020, 2, 11), Period.parse("2020-03")])
def test_a_rebase_takes_a_period_or_a_day_and_shows_its_reason(at: object) -> None:
    found = xmr(months(30), [5.0, 6.0] * 15, rebase=[Rebase(at, "new records system")])  # type: ignore[arg-type]
    assert found.segments[1].first == "2020-03"
    assert "new records system" in check(found, "rebase").sentence
    assert "new records system" in check(found, "rebase").sentence.cy


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_a_rebase_without_a_reason_is_refused_in_both_languages(reason: str) -> None:
    with pytest.raises(RebaseWithoutReason) as refused:
        xmr(months(30), [5.0, 6.0] * 15, rebase=[Rebase("2020-03", reason)])
    assert "without a reason" in refused.value.message("en")
    assert "heb reswm" in refused.value.message("cy")
    assert refused.value.code == "trend-rebase-reason"


@pytest.mark.parametrize("at", [None, "", "soon", "2018-06", "2019-01", "2031-01"])
def test_a_rebase_without_a_date_in_the_series_is_refused(at: str) -> None:
    with pytest.raises(RebaseWithoutDate):
        xmr(months(30), [5.0, 6.0] * 15, rebase=[Rebase(at, "because")])


def test_two_rebases_at_one_value_are_refused() -> None:
    with pytest.raises(RebaseWithoutDate, match="same value"):
        xmr(months(30), [5.0, 6.0] * 15, rebase=[Rebase("2020-03", "a"), Rebase("2020-03", "b")])


def test_missing_months_are_named_and_never_filled_in() -> None:
    """April is None, June is not there at all."""
    when = ["2020-01", "2020-02", "2020-03", "2020-04", "2020-05", "2020-07", "2020-08"]
    found = xmr(when, [5, 6, 5, None, 6, 5, 7])
    assert found.missing == ("2020-04", "2020-06")
    assert [p.period for p in found.points] == [
        "2020-01",
        "2020-02",
        "2020-03",
        "2020-05",
        "2020-07",
        "2020-08",
    ]
    assert [p.moving_range for p in found.points] == [None, 1, 1, None, None, 2]
    assert found.segments[0].mean_moving_range == pytest.approx(4 / 3)
    assert "June 2020" in check(found, "missing").sentence


def test_no_pattern_reaches_over_a_gap() -> None:
    rising = [5, 6, 5, 6, 5, 6, 5, 6, 4.0, 4.3, 4.6, 4.9, 5.2, 5.5]
    assert "rising" in xmr(months(14), rising).points[-1].rules
    gap = [*months(11), *months(15)[12:]]
    assert not any("rising" in p.rules for p in xmr(gap, rising).points)


@pytest.mark.parametrize(
    "when",
    [
        ["ye_2018_03", "ye_2018_06", "ye_2018_09", "ye_2018_12", "ye_2019_03"],
        ["2017-03-31", "2017-09-30", "2018-03-31", "2018-09-30", "2019-03-31"],
    ],
)
def test_rolling_years_and_counts_on_a_day_have_gaps_too(when: list[str]) -> None:
    """Whether the missing one is told as None or is not there at all, no range reaches over it."""
    values = [5.0, 6.0, 7.0, 5.0, 6.0]
    whole = xmr(when, values)
    assert [p.moving_range for p in whole.points] == [None, 1, 1, 2, 1]
    told = xmr(when, [5.0, 6.0, None, 5.0, 6.0])
    absent = xmr(when[:2] + when[3:], [5.0, 6.0, 5.0, 6.0])
    assert (
        [p.moving_range for p in told.points] == [p.moving_range for p in absent.points] == [None, 1, None, 1]
    )
    assert told.missing == (when[2],)


def test_order_of_the_rows_does_not_matter() -> None:
    when, values = months(12), CALM
    shuffled = np.random.default_rng(1).permutation(12)
    assert xmr([when[i] for i in shuffled], [values[i] for i in shuffled]) == xmr(when, values)


@pytest.mark.parametrize("value", [0.0, 0.1, 1e9, -3.3])
def test_values_that_never_change_are_steady(value: float) -> None:
    """The mean of many 0.1 differs from 0.1 by rounding: that must not be a run on one side."""
    found = xmr(months(30), [value] * 30)
    assert found.variation == "steady"
    assert not any(p.rules for p in found.points)


def test_a_month_that_repeats_every_year_is_found_and_named() -> None:
    rng = np.random.default_rng(5)
    season = [100 + {0: -30, 6: 30}.get(k % 12, 0) + rng.normal(0, 4) for k in range(48)]
    noise = list(rng.normal(100, 8, 48))
    found, calm = (check(xmr(months(48), values), "seasonality") for values in (season, noise))
    assert found.outcome == "warn"
    assert "highest July, lowest January" in found.sentence
    assert "uchaf Gorffennaf, isaf Ionawr" in found.sentence.cy
    assert calm.outcome == "pass"


def test_a_trend_over_years_alone_is_not_taken_for_a_season() -> None:
    rng = np.random.default_rng(6)
    steps = [50 * (k // 12) + rng.normal(0, 5) for k in range(60)]
    assert check(xmr(months(60), steps), "seasonality").outcome == "pass"


def test_values_that_lean_on_the_last_are_told() -> None:
    rng = np.random.default_rng(7)
    walk = np.cumsum(rng.normal(size=60))
    assert check(xmr(months(60), walk), "autocorrelation").outcome == "warn"
    assert check(xmr(months(60), walk), "autocorrelation").number > 0.6
    assert check(xmr(months(60), rng.normal(size=60)), "autocorrelation").outcome == "pass"


def test_few_points_are_provisional_and_one_has_no_limits() -> None:
    assert check(xmr(months(13), [*CALM, 10]), "enough_points").outcome == "pass"
    assert check(xmr(months(12), CALM), "enough_points").outcome == "warn"
    alone = xmr(["2020-01"], [5.0], target=3, better="higher")
    assert check(alone, "enough_points").outcome == "fail"
    assert (alone.lower, alone.upper, alone.assurance, alone.variation) == (None, None, None, "steady")


def test_rolling_years_overlap_and_the_chart_says_that_its_limits_are_wrong() -> None:
    when = ["ye_2018_03", "ye_2018_06", "ye_2018_09", "ye_2018_12"]
    assert check(xmr(when, [5, 6, 5, 6]), "overlap").outcome == "fail"
    assert check(xmr(["fy_2018_19", "fy_2019_20", "fy_2021_22"], [5, 6, 5]), "overlap").outcome == "pass"
    assert xmr(["fy_2018_19", "fy_2019_20", "fy_2021_22"], [5, 6, 5]).missing == ("fy_2020_21",)


def test_small_counts_are_sent_to_the_chart_that_judges_them() -> None:
    assert check(xmr(months(12), [0, 1, 2, 0, 1, 3, 0, 1, 1, 0, 2, 1]), "small_counts").outcome == "warn"
    assert check(xmr(months(12), CALM), "small_counts").outcome == "pass"


def test_what_cannot_be_charted_is_refused() -> None:
    with pytest.raises(UnevenSeries, match="2 periods and 1 values"):
        xmr(["2020-01", "2020-02"], [1])
    with pytest.raises(BadTrendSetting, match="each is a number"):
        xmr(["2020-01", "2020-02"], ["few", 1])
    with pytest.raises(MixedPeriods, match="month, year"):
        xmr(["2020-01", "2020"], [1, 2])
    with pytest.raises(RepeatedPeriods, match="2020-01"):
        xmr(["2020-01", "2020-01"], [1, 2])
    with pytest.raises(NoValues):
        xmr(["2020-01"], [None])
    with pytest.raises(NoValues):
        xmr([], [])
    with pytest.raises(BadTrendSetting):
        xmr(["2020-01"], [1], better="more")  # type: ignore[arg-type]
    with pytest.raises(BadTrendSetting):
        xmr(["2020-01"], [1], baseline=1)


def test_every_rule_and_check_speaks_welsh() -> None:
    found = xmr(
        [*months(30), "2021-09"],
        [*[5.0, 6.0] * 15, 7],
        target=5,
        better="lower",
        rebase=[Rebase("2020-03", "x")],
    )
    assert len(found.checks) >= 8
    for sentence in [*(look.sentence for look in found.checks), *RULES.values()]:
        assert sentence.cy != str(sentence)
    assert plain(found)["segments"][1]["reason"] == {"en": "x", "cy": "x"}
