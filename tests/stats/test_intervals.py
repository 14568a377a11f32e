"""Wilson's and Garwood's intervals against published tables and against their own definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammainc, ndtri

from peelian.stats.intervals import BadCounts, BadLevel, garwood, wilson

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: printed to four places.
NEWCOMBE = {
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0000, 0.1611),
    (1, 29): (0.0061, 0.1718),
}
# Garwood (1936), Biometrika 28, 437-442: 95% limits of a Poisson mean, as in every later table.
GARWOOD = {0: (0.0, 3.689), 1: (0.0253, 5.572), 5: (1.623, 11.67), 10: (4.795, 18.39), 100: (81.36, 121.6)}


@pytest.mark.parametrize(("counts", "printed"), NEWCOMBE.items())
def test_wilson_gives_the_published_limits(counts: tuple[int, int], printed: tuple[float, float]) -> None:
    lower, upper = wilson(*counts)
    assert (round(float(lower), 4), round(float(upper), 4)) == printed


@pytest.mark.parametrize(("count", "printed"), GARWOOD.items())
def test_garwood_gives_the_published_limits(count: int, printed: tuple[float, float]) -> None:
    lower, upper = garwood(count)
    assert float(f"{lower:.4g}") == pytest.approx(printed[0], rel=1e-3)
    assert float(f"{upper:.4g}") == pytest.approx(printed[1], rel=1e-3)


sizes = st.integers(1, 10**7)
levels = st.sampled_from([0.5, 0.8, 0.95, 0.998])


@given(n=sizes, share=st.floats(0, 1), level=levels, phi=st.floats(1, 500))
@settings(deadline=None)
def test_at_each_end_of_wilson_the_score_test_is_on_the_edge(
    n: int, share: float, level: float, phi: float
) -> None:
    y = round(share * n)
    lower, upper = (float(end) for end in wilson(y, n, level, phi))
    assert 0 <= lower <= y / n <= upper <= 1
    for end in (lower, upper):
        if 1e-9 < end < 1 - 1e-9:
            z = abs(y / n - end) / np.sqrt(phi * end * (1 - end) / n)
            assert z == pytest.approx(ndtri(0.5 + level / 2), rel=1e-5)


@given(count=st.integers(0, 10**6), exposure=st.floats(0.01, 1e6), level=levels)
@settings(deadline=None)
def test_at_each_end_of_garwood_a_tail_of_the_count_has_its_share(
    count: int, exposure: float, level: float
) -> None:
    lower, upper = (float(end) * exposure for end in garwood(count, exposure, level))
    tail = (1 - level) / 2
    assert 1 - gammainc(count + 1, upper) == pytest.approx(tail, rel=1e-6)  # P(count or fewer | upper)
    if count:
        assert gammainc(count, lower) == pytest.approx(tail, rel=1e-6)  # P(count or more | lower)
    else:
        assert lower == 0


@given(n=sizes, share=st.floats(0, 1), phi=st.floats(1, 100))
@settings(deadline=None)
def test_a_design_effect_is_the_same_as_so_many_times_fewer_independent_events(
    n: int, share: float, phi: float
) -> None:
    y = round(share * n)
    np.testing.assert_allclose(wilson(y, n, phi=phi), wilson(y / phi, n / phi), atol=1e-12)
    np.testing.assert_allclose(garwood(y, n, phi=phi), garwood(y / phi, n / phi), rtol=1e-9)


def test_where_nothing_was_counted_nothing_is_known() -> None:
    assert [float(end) for end in wilson(0, 0)] == [0.0, 1.0]
    assert [float(end) for end in garwood(0, 0)] == [0.0, np.inf]


def test_no_success_has_a_lower_end_of_exactly_zero_and_all_an_upper_end_of_one() -> None:
    lower, upper = wilson([0, 50], [50, 50])
    assert lower[0] == 0 < upper[0]
    assert upper[1] == 1 > lower[1]


def test_arrays_are_answered_in_their_shape() -> None:
    lower, upper = wilson(np.ones((3, 2)), np.full((3, 2), 4.0))
    assert lower.shape == upper.shape == (3, 2)


@pytest.mark.parametrize(("y", "n"), [([1, 5], [2, 4]), ([-1], [4])])
def test_impossible_counts_are_refused_with_their_row(y: list[float], n: list[float]) -> None:
    with pytest.raises(BadCounts, match=f"row {len(y) - 1}"):
        wilson(y, n)


def test_a_negative_count_and_a_design_effect_of_nothing_are_refused() -> None:
    with pytest.raises(BadCounts):
        garwood(-1)
    with pytest.raises(BadCounts):
        wilson(1, 2, phi=0)


@pytest.mark.parametrize("level", [0, 1, 95, float("nan"), "0.95"])
def test_a_level_that_is_no_fraction_is_refused_in_both_languages(level: object) -> None:
    with pytest.raises(BadLevel) as refused:
        wilson(1, 2, level)  # type: ignore[arg-type]
    assert "0.95" in refused.value.message("en") and "0.95" in refused.value.message("cy")
