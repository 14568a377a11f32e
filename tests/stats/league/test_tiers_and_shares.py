"""Tiers by their rule, and exact sets of ranks for shares of one total."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.stats.intervals import BadCounts
from peelian.stats.league import multinomial_rank_sets
from peelian.stats.league.multinomial import more_common
from peelian.stats.league.tiers import tiers_of


def table(size: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    better = np.zeros((size, size), dtype=bool)
    for a, b in pairs:
        better[a, b] = True
    return better


def test_a_new_tier_opens_where_somebody_above_in_the_tier_is_shown_better() -> None:
    assert tiers_of(table(4, [])).tolist() == [1, 1, 1, 1]
    assert tiers_of(table(4, [(0, 2), (0, 3)])).tolist() == [1, 1, 2, 2]
    assert tiers_of(table(4, [(1, 2)])).tolist() == [1, 1, 2, 2]
    assert tiers_of(table(4, [(0, 3), (1, 3), (2, 3)])).tolist() == [1, 1, 1, 2]
    assert tiers_of(table(3, [(0, 1), (0, 2), (1, 2)])).tolist() == [1, 2, 3]


counts = st.lists(st.integers(0, 30), min_size=1, max_size=6)


@given(x=counts)
@settings(deadline=None)
def test_the_chance_of_one_category_being_ahead_is_counted_exactly(x: list[int]) -> None:
    p_values = more_common(np.array(x, float))
    for a, one in enumerate(x):
        for b, other in enumerate(x):
            if a != b:
                total = one + other
                ways = sum(comb(total, k) for k in range(one, total + 1))
                assert p_values[a, b] == pytest.approx(float(Fraction(ways, 2**total)), rel=1e-9)


@given(x=counts)
@settings(deadline=None)
def test_sets_of_shares_hold_the_rank_and_turn_round(x: list[int]) -> None:
    down, up = multinomial_rank_sets(x), multinomial_rank_sets(x, first="lowest")
    for sets in (down, up):
        assert (sets.low <= sets.rank).all() and (sets.rank <= sets.high).all()
    assert (down.low + up.high == len(x) + 1).all()


def test_large_counts_have_one_rank_and_equal_ones_none_of_their_own() -> None:
    sets = multinomial_rank_sets([9000, 5000, 5000, 100])
    assert sets.low.tolist() == [1, 2, 2, 4] and sets.high.tolist() == [1, 3, 3, 4]


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(BadCounts):
        multinomial_rank_sets([1.5, 2])
