"""The design effect of clustered counts: by hand, against simulation with a known truth, and at its edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import digamma, polygamma

from peelian.stats.design_effect import design_effect, dispersion, squeezed
from peelian.stats.intervals import BadCounts


def test_two_days_worked_by_hand() -> None:
    # 30 of 100 and 70 of 100: p = 0.5, residuals -20 and +20, variance 2 * 800 / 200^2 = 0.04,
    # independent 0.25 / 200 = 0.00125, design effect 32; 32 = 1 + 99 rho.
    found = design_effect([[30, 70]], [[100, 100]])
    assert found.raw[0] == pytest.approx(32.0)
    assert found.phi[0] == pytest.approx(32.0)
    assert found.size == (100.0,) and found.clusters == (2,)
    assert found.correlation == pytest.approx(31 / 99)


def test_equal_days_are_pearsons_chi_square_over_its_degrees_of_freedom() -> None:
    y = np.array([12.0, 15, 9, 20, 14])
    found = design_effect([y], [np.full(5, 40.0)])
    p = y.sum() / 200
    chi_square = ((y - 40 * p) ** 2 / (40 * p * (1 - p))).sum()
    assert found.raw[0] == pytest.approx(chi_square / 4)
    counts = dispersion([y])
    assert counts.raw[0] == pytest.approx(((y - y.mean()) ** 2).sum() / 4 / y.mean())


def test_the_correlation_of_simulated_days_is_found_again() -> None:
    random = np.random.default_rng(20)
    n = random.integers(100, 2000, (43, 1)) * np.ones((1, 30), dtype=int)
    rho, p = 0.05, 0.88
    daily = random.beta(p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho, n.shape)
    found = design_effect(random.binomial(n, daily), n)
    assert found.correlation == pytest.approx(rho, rel=0.15)
    np.testing.assert_allclose(found.phi, 1 + (n[:, 0] - 1) * rho, rtol=0.5)
    assert np.std(np.log(found.phi / n[:, 0])) < np.std(np.log(np.array(found.raw) / n[:, 0]))  # type: ignore[operator]


def test_independent_calls_have_a_design_effect_of_about_one() -> None:
    random = np.random.default_rng(21)
    n = np.full((43, 30), 500)
    found = design_effect(random.binomial(n, 0.9), n)
    assert max(found.phi) < 1.6 and min(found.phi) >= 1.0
    assert found.pooled == pytest.approx(1.0, abs=0.1)


def test_a_force_without_days_is_given_what_its_size_lets_expect() -> None:
    random = np.random.default_rng(22)
    n = np.full((21, 30), 400.0)
    y = random.binomial(400, random.beta(18, 2, n.shape)).astype(float)
    n[20, 1:], y[20, 1:] = np.nan, np.nan
    found = design_effect(y, n)
    assert found.raw[20] is None and found.clusters[20] == 1
    assert found.phi[20] == pytest.approx(np.median(found.phi[:20]), rel=0.25)
    assert next(check for check in found.checks if check.name == "clusters").outcome == "warn"


@pytest.mark.parametrize(("y", "n"), [([[5]], [[10]]), ([[0, 0, 0]], [[4, 4, 4]]), ([[0, 0]], [[0, 0]])])
def test_nothing_to_measure_from_is_no_design_effect_and_a_failed_check(
    y: list[list[int]], n: list[list[int]]
) -> None:
    found = design_effect(y, n)
    assert found.phi == (1.0,) and found.raw == (None,) and found.correlation is None
    assert found.checks[0].outcome == "fail"


def test_days_that_go_along_with_their_neighbours_are_noticed() -> None:
    wave = np.sin(np.arange(60) / 5)
    n = np.full((3, 60), 1000.0)
    slow = design_effect(np.round(n * (0.8 + 0.1 * wave)), n)
    mixed = design_effect(np.round(n * (0.8 + 0.1 * np.random.default_rng(1).permutation(wave))), n)
    alike = [next(c for c in found.checks if c.name == "neighbours-alike") for found in (slow, mixed)]
    assert [check.outcome for check in alike] == ["warn", "pass"]
    assert all(check.sentence.cy != str(check.sentence) for check in alike)


@given(degrees=st.integers(1, 60), common=st.floats(0.2, 5))
@settings(deadline=None)
def test_equal_figures_are_left_where_they_are(degrees: int, common: float) -> None:
    drawn = squeezed(np.full(8, common), np.full(8, float(degrees)))
    np.testing.assert_allclose(drawn, common)


def test_the_squeeze_is_that_of_smyth() -> None:
    # Smyth (2004), section 6.2, written out: solve the two moments by bisection instead of Newton's method.
    random = np.random.default_rng(5)
    degrees = np.full(400, 6.0)
    ratio = random.chisquare(6, 400) / 6 * 10 / random.chisquare(10, 400)
    logs = np.log(ratio) - digamma(3.0) + np.log(3.0)
    aim, low, high = logs.var(ddof=1) - polygamma(1, 3.0), 1e-3, 1e6
    for _ in range(200):
        middle = np.sqrt(low * high)
        low, high = (middle, high) if polygamma(1, middle / 2) > aim else (low, middle)
    common = np.exp(logs.mean() + digamma(low / 2) - np.log(low / 2))
    np.testing.assert_allclose(squeezed(ratio, degrees), (low * common + 6 * ratio) / (low + 6), rtol=1e-6)


def test_impossible_days_are_refused_with_their_row() -> None:
    with pytest.raises(BadCounts, match="row 1"):
        design_effect([[1, 2], [5, 1]], [[3, 3], [3, 3]])
    with pytest.raises(BadCounts):
        dispersion([[1, -2]])
