"""Values drawn towards the pooled one: conjugate answers, simulation with a known truth, and the edges."""

import numpy as np
import pytest

from peelian.stats import shrinkage


def test_the_smaller_a_unit_the_further_it_is_drawn() -> None:
    y, n = np.array([90.0, 9, 700, 60]), np.array([100.0, 10, 1000, 100])
    drawn = shrinkage.of_proportions(y, n, np.ones(4), 2000, 1)
    raw = y / n
    assert raw[0] == raw[1] == 0.9
    assert 0.7 < drawn.mean[1] < drawn.mean[0] < 0.9


def test_units_that_differ_by_no_more_than_chance_are_drawn_nearly_together() -> None:
    random = np.random.default_rng(2)
    n = np.full(43, 200.0)
    y = random.binomial(200, 0.8, 43).astype(float)
    drawn = shrinkage.of_proportions(y, n, np.ones(43), 2000, 1)
    assert np.std(drawn.mean) < 0.5 * np.std(y / n)
    lower, upper = drawn.ends(0.95)
    assert (lower < drawn.mean).all() and (drawn.mean < upper).all()


@pytest.mark.parametrize("kind", ["proportions", "rates", "estimates"])
def test_drawn_values_are_nearer_to_the_truth_and_their_ends_hold_it(kind: str) -> None:
    random = np.random.default_rng(3)
    misses, raw_misses, held, units = 0.0, 0.0, 0, 0
    for seed in range(60):
        size = random.uniform(20, 400, 43).round()
        if kind == "proportions":
            truth = random.beta(40, 8, 43)
            y = random.binomial(size.astype(int), truth).astype(float)
            drawn, raw = shrinkage.of_proportions(y, size, np.ones(43), 1000, seed), y / size
        elif kind == "rates":
            truth = random.gamma(6, 0.02, 43)
            y = random.poisson(truth * size).astype(float)
            drawn, raw = shrinkage.of_rates(y, size, np.ones(43), 1000, seed), y / size
        else:
            truth, se = random.normal(10, 2, 43), 20 / np.sqrt(size)
            raw = random.normal(truth, se)
            drawn = shrinkage.of_estimates(raw, se, 1000, seed)
        lower, upper = drawn.ends(0.95)
        misses += float(np.square(drawn.mean - truth).sum())
        raw_misses += float(np.square(raw - truth).sum())
        held, units = held + int(((lower <= truth) & (truth <= upper)).sum()), units + 43
    assert misses < 0.8 * raw_misses
    assert 0.93 <= held / units <= 0.97


def test_with_many_units_the_mean_is_the_conjugate_one() -> None:
    # Beta(40, 8): with 4,000 units the prior is as good as known, and the posterior mean is (40 + y) / (48 + n).
    random = np.random.default_rng(4)
    n = np.full(4000, 60.0)
    y = random.binomial(60, random.beta(40, 8, 4000)).astype(float)
    drawn = shrinkage.of_proportions(y, n, np.ones(4000), 1, 1)
    np.testing.assert_allclose(drawn.mean, (40 + y) / (48 + n), atol=0.01)


def test_the_chance_to_be_among_the_last_adds_up_to_their_number() -> None:
    random = np.random.default_rng(5)
    drawn = shrinkage.of_estimates(random.normal(size=20), np.full(20, 0.5), 2000, 1)
    for first in ("highest", "lowest"):
        assert drawn.chance_last(5, first).sum() == pytest.approx(5.0)
    assert drawn.chance_last(5, "highest").argmax() == drawn.mean.argmin()
    assert drawn.chance_last(5, "lowest").argmax() == drawn.mean.argmax()
    assert (drawn.chance_last(20, "highest") == 1.0).all() and (drawn.chance_last(99, "highest") == 1.0).all()


def test_values_known_exactly_stay_and_values_of_which_nothing_is_known_become_the_middle() -> None:
    exact = shrinkage.of_estimates(np.array([1.0, 2.0, 9.0]), np.zeros(3), 100, 1)
    assert exact.mean.tolist() == [1.0, 2.0, 9.0]
    mixed = shrinkage.of_estimates(
        np.array([1.0, 2.0, 3.0, 999.0]), np.array([0.0, 0.1, 0.1, np.inf]), 100, 1
    )
    assert mixed.mean[0] == pytest.approx(1.0) and 1.0 < mixed.mean[3] < 3.0


def test_no_event_anywhere_is_answered_with_small_values_not_with_a_fault() -> None:
    for drawn in (
        shrinkage.of_rates(np.zeros(5), np.full(5, 2.0), np.ones(5), 500, 1),
        shrinkage.of_proportions(np.zeros(5), np.full(5, 50.0), np.ones(5), 500, 1),
    ):
        lower, upper = drawn.ends(0.95)
        assert np.isfinite(drawn.draws).all() and (lower >= 0).all() and (drawn.mean > 0).all()
        assert (drawn.mean < upper).all()


def test_a_draw_hangs_on_the_seed_and_its_number_only() -> None:
    y, n = np.array([3.0, 50, 700]), np.array([10.0, 90, 900])
    for model in (shrinkage.of_proportions, shrinkage.of_rates, shrinkage.of_estimates):
        given = (y, n) if model is shrinkage.of_estimates else (y, n, np.ones(3))
        few, many, other = (model(*given, draws, seed).draws for draws, seed in ((50, 1), (500, 1), (50, 2)))
        assert (few == many[:50]).all() and not (few == other).any()
