"""Prediction limits against an enumeration of their own: the pmf summed here, term by term, with `math` only."""

import math
from statistics import NormalDist, median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from peelian.stats.funnel import funnel
from peelian.stats.funnel.limits import interpolated, limits, quantile, tails


def poisson(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def binomial(count: int, trials: int, share: float) -> float:
    return math.comb(trials, count) * share**count * (1 - share) ** (trials - count)


def interpolated_by_hand(chances: list[float], p: float) -> float:
    """Spiegelhalter 2005, appendix A.1.1, as evidence.md 3.2 writes it."""
    reached = 0.0
    for count, chance in enumerate(chances):
        if reached + chance >= p:
            return max(0.0, count - (reached + chance - p) / chance)
        reached += chance
    raise AssertionError("the pmf was cut too early")


@pytest.mark.parametrize("p", [0.001, 0.025, 0.5, 0.975, 0.999])
@pytest.mark.parametrize("mean", [0.02, 0.7, 3.0, 11.4, 49.0])
def test_a_poisson_limit_is_the_interpolated_quantile_of_the_enumerated_pmf(mean: float, p: float) -> None:
    chances = [poisson(count, mean) for count in range(200)]
    assert interpolated("rate", p, [mean], 1.0)[0] == pytest.approx(
        interpolated_by_hand(chances, p), abs=1e-9
    )


@pytest.mark.parametrize("p", [0.001, 0.025, 0.5, 0.975, 0.999])
@pytest.mark.parametrize(("trials", "share"), [(1, 0.3), (12, 0.074), (40, 0.5), (250, 0.93), (800, 0.074)])
def test_a_binomial_limit_is_the_interpolated_quantile_of_the_enumerated_pmf(
    trials: int, share: float, p: float
) -> None:
    chances = [binomial(count, trials, share) for count in range(trials + 1)]
    found = interpolated("proportion", p, [trials], share)[0]
    assert found == pytest.approx(interpolated_by_hand(chances, p), abs=1e-6)


def upper_false_alarms(expected: float, limit: float, *, at_least: bool) -> float:
    """P(O > limit), or P(O >= limit), of a Poisson with that mean, summed term by term."""
    first = math.ceil(limit) if at_least else math.floor(limit) + 1
    return 1 - math.fsum(poisson(count, expected) for count in range(first))


EXPECTED = [1 + 0.02 * step for step in range(2451)]  # 1 to 50


def test_false_alarms_above_the_95_limits_are_those_of_seaton_and_manktelow() -> None:
    """Seaton & Manktelow 2012, E <= 50, median in-control rate of the upper tail: 0.0301 Wald, 0.0121 exact
    confidence interval, 0.0201 prediction limits. The first two, computed here, show that the sum is theirs."""
    prediction = quantile("rate", 0.975, EXPECTED, 1.0)
    wald = [e + 1.96 * math.sqrt(e) for e in EXPECTED]
    confidence = [stats.chi2.ppf(0.975, 2 * (e + 1)) / 2 for e in EXPECTED]
    rates = [
        [upper_false_alarms(e, limit, at_least=False) for e, limit in zip(EXPECTED, lines, strict=True)]
        for lines in (wald, confidence, prediction)
    ]
    assert [round(median(rate), 3) for rate in rates] == [0.030, 0.012, 0.020]
    assert median(rates[2]) == pytest.approx(0.0201, abs=0.0002)
    assert max(rates[2]) <= 0.025


def test_the_line_as_drawn_would_alarm_more_often_above_than_it_says_so_it_does_not_decide() -> None:
    drawn = [
        upper_false_alarms(e, interpolated("rate", 0.975, [e], 1.0)[0] + 1e-12, at_least=True)
        for e in EXPECTED
    ]
    assert median(drawn) > 0.028
    assert min(drawn) > 0.025


@pytest.mark.parametrize(("level", "tail"), [(0.95, 0.025), (0.998, 0.001)])
@pytest.mark.parametrize("expected", [0.3, 1.0, 4.0, 9.7, 25.0, 50.0])
def test_a_unit_on_target_is_outside_no_more_often_than_each_tail_allows(
    expected: float, level: float, tail: float
) -> None:
    counts = list(range(160))
    found = funnel(counts, counts, [expected] * 160, kind="rate", target=1.0)
    outside = [p for p in found.points if (p.outside_95 if level == 0.95 else p.outside_998)]
    high = math.fsum(poisson(int(p.numerator), expected) for p in outside if p.side == "high")
    low = math.fsum(poisson(int(p.numerator), expected) for p in outside if p.side == "low")
    assert high <= tail
    assert low <= tail
    edge = min(int(p.numerator) for p in outside if p.side == "high")
    assert high + poisson(edge - 1, expected) > tail, (
        "one count less would be outside by chance more often than allowed"
    )


@pytest.mark.parametrize("kind", ["rate", "proportion"])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_limits_of_a_huge_unit_are_the_target_plus_and_minus_z_standard_errors(
    kind: str, level: float
) -> None:
    size, target = 1e10, 0.2
    error = math.sqrt((target if kind == "rate" else target * (1 - target)) / size)
    lower, upper = limits(kind, level, [size], target)
    z = NormalDist().inv_cdf((1 + level) / 2)
    assert (target - lower[0]) / error == pytest.approx(z, abs=1e-3)
    assert (upper[0] - target) / error == pytest.approx(z, abs=1e-3)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(1, 50), st.sampled_from(["rate", "proportion"]))
@settings(deadline=None)
def test_a_unit_exactly_on_target_is_never_outside(count: int, size: int, times: int, kind: str) -> None:
    count = min(count, size) if kind == "proportion" else count
    found = funnel(["on", "other"], [count * times, 0], [size * times, 1], kind=kind, target=count / size)
    point = found.points[0]
    assert not (point.outside_95 or point.outside_998 or point.adjusted_outside_95 or point.flagged)
    assert point.side == "inside"
    for line in found.curves:
        assert max(line.lower) <= found.target + 1e-12
        assert min(line.upper) >= found.target - 1e-12


def test_tails_of_an_extreme_count_keep_their_digits() -> None:
    """P(R >= 60) for a mean of 10 is about 1e-27: taken from 1 it would be zero."""
    _, high = tails("rate", np.array([60.0]), np.array([10.0]), 1.0)
    assert high[0] == pytest.approx(math.fsum(poisson(count, 10.0) for count in range(60, 200)), rel=1e-9)


def test_twelve_million_calls_have_limits_as_close_as_they_should_be() -> None:
    lower, upper = limits("proportion", 0.95, [12_000_000], 0.71)
    half = 1.959964 * math.sqrt(0.71 * 0.29 / 12_000_000)
    assert upper[0] - lower[0] == pytest.approx(2 * half, rel=2e-3)
