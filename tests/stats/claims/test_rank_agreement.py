"""Rank agreement against scipy's independent Spearman, full enumeration, and samples drawn out in full."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from peelian.stats.claims import BadSetting, BadWeights, RepeatedUnits, UnevenPairs, rank_agreement
from peelian.stats.claims.ranks import correlations, midranks, shuffled_correlations, spearmans
from peelian.stats.results import plain

values = st.lists(st.integers(-5, 5), min_size=3, max_size=30)


def forces(n: int = 43, seed: int = 3, lean: float = 0.4) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    return x, lean * x + rng.normal(size=n)


@given(values)
@settings(deadline=None)
def test_midranks_are_those_of_scipy(numbers: list[int]) -> None:
    assert list(midranks(np.array(numbers, float))) == list(stats.rankdata(numbers))


@given(st.data())
@settings(deadline=None)
def test_a_resample_is_ranked_as_if_it_were_written_out(data: st.DataObject) -> None:
    n = data.draw(st.integers(4, 15))
    x = np.array(data.draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)), float)
    y = np.array(data.draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)), float)
    times = np.array(data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)))
    written_x, written_y = np.repeat(x, times), np.repeat(y, times)
    found = spearmans(x, y, times[None, :].astype(float))[0] if times.sum() else math.nan
    if len(set(written_x)) < 2 or len(set(written_y)) < 2:
        assert math.isnan(found)
    else:
        assert found == pytest.approx(stats.spearmanr(written_x, written_y).statistic, abs=1e-12)


@pytest.mark.parametrize("rounded", [8, 0])
def test_the_coefficient_is_spearmans_with_ties_by_mid_ranks(rounded: int) -> None:
    x, y = (column.round(rounded) for column in forces())
    found = rank_agreement(x, y)
    assert found.n == 43
    assert found.spearman.value == pytest.approx(stats.spearmanr(x, y).statistic)
    tied = next(check for check in found.checks if check.name == "ties")
    assert tied.outcome == ("warn" if rounded == 0 else "pass")


def test_the_permutation_p_is_that_of_all_720_orders_of_six_units() -> None:
    x, y = [1.0, 2, 3, 4, 5, 6], [2.0, 1, 4, 3, 6, 5]
    found = rank_agreement(x, y, permutations=20_000)
    every = [stats.spearmanr(x, order).statistic for order in permutations(y)]
    two_sided = np.mean(np.abs(every) >= abs(found.spearman.value) - 1e-9)
    assert found.spearman.p == pytest.approx(two_sided, abs=4 * math.sqrt(two_sided / 20_000))
    assert found.spearman.p_high == pytest.approx(two_sided / 2, abs=4 * math.sqrt(two_sided / 40_000))


def test_p_is_one_and_the_count_over_one_and_the_permutations() -> None:
    x = list(range(43))
    found = rank_agreement(x, x, permutations=999).spearman
    assert found.p == found.p_high == 1 / 1000
    assert found.p_low == 1.0
    assert found.interval is None, "in perfect order every resample is too, so nothing can be said of doubt"


@pytest.mark.parametrize("lean", [-0.6, -0.2, 0.0, 0.2, 0.6])
def test_the_two_sided_p_is_never_the_smaller_tail_undoubled(lean: float) -> None:
    found = rank_agreement(*forces(lean=lean)).spearman
    smaller = min(found.p_low, found.p_high)
    assert found.p == pytest.approx(min(1.0, 2 * smaller), rel=0.25)
    assert found.p > 1.5 * smaller


def test_by_chance_is_where_shuffled_orders_lie() -> None:
    """Under chance the coefficient's variance is 1 / (n - 1), whatever the values."""
    by_chance = rank_agreement(*forces()).spearman.by_chance
    assert by_chance.upper == pytest.approx(1.96 / math.sqrt(42), abs=0.02)
    assert by_chance.lower == pytest.approx(-1.96 / math.sqrt(42), abs=0.02)


def test_the_same_seed_gives_the_same_answer_and_another_one_nearly() -> None:
    x, y = forces()
    first, again, other = (rank_agreement(x, y, seed=seed).spearman for seed in (1, 1, 2))
    assert first == again
    assert other.p == pytest.approx(first.p, abs=0.02)
    assert other.value == first.value


def test_the_weighted_correlation_is_that_of_numpys_weighted_covariance() -> None:
    x, y = forces()
    weights = np.random.default_rng(9).integers(300_000, 9_000_000, 43)
    cov = np.cov(x, y, aweights=weights)
    found = rank_agreement(x, y, weights).weighted
    assert found.value == pytest.approx(cov[0, 1] / math.sqrt(cov[0, 0] * cov[1, 1]))


def test_shuffling_in_one_stroke_is_shuffling_one_by_one() -> None:
    x, y = forces(12)
    weight = np.linspace(1, 9, 12)
    orders = np.array([np.random.default_rng(s).permutation(12) for s in range(30)])
    one_by_one = [correlations(x, y[order], weight) for order in orders]
    assert shuffled_correlations(x, y, weight, orders) == pytest.approx(np.array(one_by_one))


def test_leaving_out_one_unit_at_a_time_names_the_one_that_moves_it_most() -> None:
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=20), rng.normal(size=20)
    x, y = np.append(x, 8.0), np.append(y, 9.0)
    names = [*(f"force-{i}" for i in range(20)), "metropolitan"]
    without = [stats.spearmanr(np.delete(x, i), np.delete(y, i)).statistic for i in range(21)]
    population = [1.0] * 20 + [9.0]
    found = rank_agreement(x, y, population, ids=names)
    alone = found.spearman.leave_one_out
    assert (alone.lowest, alone.highest) == pytest.approx((min(without), max(without)))
    assert (alone.lowest_without, alone.highest_without) == (
        names[np.argmin(without)],
        names[np.argmax(without)],
    )
    assert found.weighted.leave_one_out.moves_most == "metropolitan"
    weights = next(check for check in found.checks if check.name == "weights")
    assert weights.outcome == "warn"
    assert "metropolitan carries 31% of the weight" in weights.sentence


def test_the_bca_interval_is_scipys() -> None:
    x, y = forces(43, seed=11, lean=0.8)
    found = rank_agreement(x, y, draws=9999).spearman
    peer = stats.bootstrap(
        (x, y),
        lambda a, b: stats.spearmanr(a, b).statistic,
        paired=True,
        vectorized=False,
        n_resamples=3000,
        method="BCa",
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert (found.interval.lower, found.interval.upper) == pytest.approx((peer.low, peer.high), abs=0.03)
    assert found.interval_method == "bca"


def test_the_percentile_interval_can_be_asked_for_and_is_named() -> None:
    found = rank_agreement(*forces(), interval="percentile").spearman
    assert found.interval_method == "percentile"
    assert found.interval.lower < found.value < found.interval.upper


def test_units_without_both_values_are_left_out_by_name() -> None:
    found = rank_agreement([1, 2, None, 4, 5], [2, 1, 3, None, 9], ids=["a", "b", "c", "d", "e"])
    assert found.ids == ("a", "b", "e")
    assert found.missing == ("c", "d")
    assert {check.name: check.outcome for check in found.checks}["missing"] == "warn"
    assert {check.name: check.outcome for check in found.checks}["units"] == "fail"


@pytest.mark.parametrize("x", [[], [1], [None, None], [2, 2, 2, 2]])
def test_without_an_order_there_is_no_coefficient_but_a_failed_check(x: list[float | None]) -> None:
    found = rank_agreement(x, list(range(len(x))), [1] * len(x))
    assert found.spearman.value is None
    assert found.spearman.p is None
    assert {check.name: check.outcome for check in found.checks}["variation"] == "fail"


def test_nearly_equal_values_are_no_variation() -> None:
    found = rank_agreement([0.1 + 0.2, 0.3, 0.3, 0.3], [1, 2, 3, 4], [1, 1, 1, 1])
    assert found.weighted.value is None


def test_ratios_over_the_same_figure_are_warned_about_when_said() -> None:
    x, y = forces()
    said = {
        s: rank_agreement(x, y, permutations=99, shared_denominator=s).checks for s in (True, False, None)
    }
    outcomes = {
        s: [c.outcome for c in checks if c.name == "shared_denominator"] for s, checks in said.items()
    }
    assert outcomes == {True: ["warn"], False: ["pass"], None: []}


def test_a_change_that_goes_back_to_the_usual_is_warned_about() -> None:
    rng = np.random.default_rng(2)
    usual = rng.normal(100, 3, 43)
    before, after = usual + rng.normal(0, 10, 43), usual + rng.normal(0, 10, 43)
    x = rng.normal(size=43)
    warned = rank_agreement(x, after - before, start=before)
    calm = rank_agreement(x, usual + 5 * x, start=before)
    outcome = [
        next(c.outcome for c in r.checks if c.name == "regression_to_the_mean") for r in (warned, calm)
    ]
    assert outcome == ["warn", "pass"]


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(UnevenPairs, match="3, 3, 2"):
        rank_agreement([1, 2, 3], [1, 2])
    with pytest.raises(BadSetting, match="each value is a number"):
        rank_agreement([1, 2, "low"], [1, 2, 3])
    with pytest.raises(RepeatedUnits, match="kent"):
        rank_agreement([1, 2, 3], [1, 2, 3], ids=["kent", "kent", "essex"])
    with pytest.raises(BadWeights):
        rank_agreement([1, 2, 3], [1, 2, 3], [1, -1, 1])
    with pytest.raises(BadWeights):
        rank_agreement([1, 2, 3], [1, 2, 3], [1, 0, 0])
    with pytest.raises(BadSetting, match="99"):
        rank_agreement([1, 2, 3], [1, 2, 3], permutations=10)
    with pytest.raises(BadSetting, match="bca or percentile"):
        rank_agreement([1, 2, 3], [1, 2, 3], interval="normal")  # type: ignore[arg-type]
    with pytest.raises(BadSetting, match="up to 2000"):
        rank_agreement(range(2001), range(2001))
    with pytest.raises(BadSetting, match="between 0 and 1"):
        rank_agreement([1, 2, 3], [1, 2, 3], level=95)


def test_every_check_speaks_welsh_and_the_result_is_plain() -> None:
    x, y = forces()
    found = rank_agreement([*x, None], [*y, 1], [*range(1, 45)], start=[*y, 1], shared_denominator=True)
    assert len(found.checks) >= 7
    for check in found.checks:
        assert check.sentence.cy != str(check.sentence)
    assert plain(found)["weighted"]["leave_one_out"]["moves_most"]
