"""Overlap of the extremes against scipy's hypergeometric distribution and every way of breaking ties."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from peelian.stats.claims import BadSetting, extremes_overlap
from peelian.stats.claims.overlap import hypergeometric


@pytest.mark.parametrize("overlap", range(11))
def test_the_probability_of_an_overlap_is_hypergeometric_43_choose_10(overlap: int) -> None:
    low, high = hypergeometric(43, 10, overlap)
    assert low == pytest.approx(stats.hypergeom.cdf(overlap, 43, 10, 10), rel=1e-9)
    assert high == pytest.approx(stats.hypergeom.sf(overlap - 1, 43, 10, 10), rel=1e-9)


def test_the_largest_falls_that_are_the_largest_rises() -> None:
    officers = list(range(-43, 0))
    violence = [43 - i for i in range(43)]
    found = extremes_overlap(officers, violence, ids=[f"f{i}" for i in range(43)])
    assert found.overlap == found.overlap_low == found.overlap_high == 10
    assert found.falls == tuple(f"f{i}" for i in range(10)) == found.rises == found.both
    assert found.expected == pytest.approx(100 / 43)
    assert found.p_high == pytest.approx(1 / 1_917_334_783)  # 43 choose 10
    assert found.p == pytest.approx(2 * found.p_high)


def test_no_overlap_at_all_is_not_rare_among_43() -> None:
    found = extremes_overlap(list(range(43)), list(range(43)))
    assert found.overlap == 0
    assert found.p_low == pytest.approx(stats.hypergeom.cdf(0, 43, 10, 10))
    assert 0.04 < found.p_low < 0.06


@given(st.data())
@settings(deadline=None)
def test_ties_at_the_edge_are_told_as_the_range_over_every_way_to_break_them(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 7))
    x = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    y = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    k = data.draw(st.integers(1, n))

    def ways(key: list[int]) -> list[set[int]]:
        lowest = sum(sorted(key)[:k])
        return [set(c) for c in combinations(range(n), k) if sum(key[i] for i in c) == lowest]

    overlaps = [len(a & b) for a in ways(x) for b in ways([-value for value in y])]
    found = extremes_overlap(x, y, k)
    assert (found.overlap_low, found.overlap_high) == (min(overlaps), max(overlaps))
    assert found.overlap_low <= found.overlap <= found.overlap_high
    tied = next(check for check in found.checks if check.name == "ties")
    assert tied.outcome == ("warn" if min(overlaps) < max(overlaps) else "pass")


def test_a_largest_fall_that_is_a_rise_is_told() -> None:
    found = extremes_overlap([-3, -2, 1, 4], [5, -1, -2, -3], k=3)
    signs = next(check for check in found.checks if check.name == "signs")
    assert (signs.outcome, signs.number) == ("warn", 3)  # one "fall" of +1, two "rises" of -1 and -2
    assert signs.sentence.cy != str(signs.sentence)


def test_missing_forces_are_left_out_by_name_and_k_must_fit_the_rest() -> None:
    found = extremes_overlap([1, 2, None], [3, 2, 1], k=1, ids=["a", "b", "c"])
    assert found.n == 2
    assert found.missing == ("c",)
    with pytest.raises(BadSetting, match="2 units"):
        extremes_overlap([1, 2, None], [3, 2, 1], k=3)
    with pytest.raises(BadSetting):
        extremes_overlap([1, 2], [3, 2], k=0)
