"""The league table: what every row must hold whatever is given, and the cases where tables go wrong."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.stats.intervals import BadCounts, BadLevel
from peelian.stats.league import BadLeague, League, league
from peelian.stats.results import plain, worst


def names(how_many: int) -> list[str]:
    return [f"force-{place:02}" for place in range(how_many)]


def outcome(table: League, name: str) -> str | None:
    return next((check.outcome for check in table.checks if check.name == name), None)


kinds = st.sampled_from(["proportion", "rate", "estimate"])
counted = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 5000)).map(lambda pair: (pair[0], sum(pair))),
    min_size=0,
    max_size=9,
)


@given(
    units=counted,
    kind=kinds,
    first=st.sampled_from(["highest", "lowest"]),
    phi=st.sampled_from([None, 1.0, 30.0]),
)
@settings(deadline=None, max_examples=150)
def test_whatever_is_counted_every_row_is_in_order(
    units: list[tuple[int, int]], kind: str, first: str, phi: float | None
) -> None:
    successes, n = [y for y, _ in units], [size for _, size in units]
    value = [float(y) for y in successes] if kind == "estimate" else None
    table = league(
        names(len(units)), value, kind=kind, numerator=successes, denominator=n, phi=phi, scale=100.0,
        se=[size / 50 for size in n], first=first, draws=200, tau=3,
    )  # fmt: skip
    places = [row.rank for row in table.rows]
    assert places == sorted(places)
    assert len(table.rows) == (len(units) if kind == "estimate" else sum(size > 0 for size in n))
    worse = {row.id: sum(other.rank > row.rank for other in table.rows) for row in table.rows}
    for row in table.rows:
        assert row.rank_low is not None and row.alone_low is not None and row.lower is not None
        assert row.rank_low <= row.alone_low <= row.rank <= row.alone_high <= row.rank_high <= len(table.rows)
        assert row.lower <= row.value <= row.upper
        assert row.shrunk_lower <= row.shrunk <= row.shrunk_upper
        assert 0 <= row.chance_last <= 1
        assert row.could_be_first == (row.rank_low <= 3)
        assert row.could_be_last == (row.rank_high > len(table.rows) - 3)
        assert row.could_be_last or worse[row.id] >= 3
    assert [name for tier in table.tiers for name in tier] == [row.id for row in table.rows]
    json.dumps(plain(table), allow_nan=False)


def test_a_table_of_one_and_of_two() -> None:
    (alone,) = league(["x"], kind="rate", numerator=[3], denominator=[2], first="highest").rows
    assert (alone.rank, alone.rank_low, alone.rank_high, alone.tier) == (1, 1, 1, 1)
    both = league(
        ["x", "y"], kind="proportion", numerator=[10, 9000], denominator=[10_000, 10_000], first="lowest"
    )
    assert [(row.id, row.rank_low, row.rank_high, row.tier) for row in both.rows] == [
        ("x", 1, 1, 1),
        ("y", 2, 2, 2),
    ]


def test_an_empty_table_says_so() -> None:
    table = league([], kind="rate", numerator=[], denominator=[], first="highest")
    assert table.rows == () and outcome(table, "no-units") == "fail"
    gaps = league(["x"], [None], kind="estimate", se=[1.0], first="highest")
    assert gaps.rows == () and outcome(gaps, "values-missing") == "warn"


@pytest.mark.parametrize("y", [0, 7, 500])
def test_when_all_are_equal_nobody_is_told_apart(y: int) -> None:
    table = league(names(6), kind="proportion", numerator=[y] * 6, denominator=[500] * 6, first="highest")
    assert {(row.rank, row.rank_low, row.rank_high) for row in table.rows} == {(1, 1, 6)}
    assert table.tiers == (tuple(names(6)),)
    assert outcome(table, "told-apart") == "warn"


def test_no_event_in_a_small_force_is_no_proof_that_it_is_the_safest() -> None:
    table = league(
        ["small", *names(5)], kind="rate", numerator=[0, 12, 14, 11, 13, 15], denominator=[0.05, 1, 1, 1, 1, 1],
        first="lowest",
    )  # fmt: skip
    small = table.rows[0]
    assert (small.id, small.rank, small.rank_low, small.rank_high) == ("small", 1, 1, 6)
    assert small.lower == 0.0 and small.upper == pytest.approx(3.689 / 0.05, rel=1e-3)
    assert outcome(table, "small-counts") == "warn"


def test_a_force_without_counts_is_ranked_without_a_set_and_widens_the_others() -> None:
    value, n = [90.0, 80.0, 70.0, 60.0], [40_000, 40_000, 40_000, 40_000]
    whole = league(names(4), value, kind="proportion", denominator=n, scale=100, first="highest")
    table = league(names(4), value, kind="proportion", denominator=[*n[:3], None], scale=100, first="highest")
    last = table.rows[3]
    assert (last.rank, last.rank_low, last.rank_high, last.lower, last.shrunk) == (4, None, None, None, None)
    assert [row.rank_high for row in whole.rows] == [1, 2, 3, 4]
    assert [row.rank_high for row in table.rows[:3]] == [2, 3, 4]
    assert outcome(table, "counts-missing") == "fail" and worst(table.checks) == "fail"


def test_a_full_count_has_ranks_and_no_chance() -> None:
    table = league(["a", "b", "c"], [10, 30, 30], kind="complete", first="highest", tau=1)
    assert [(row.id, row.rank, row.tier) for row in table.rows] == [("b", 1, 1), ("c", 1, 1), ("a", 3, 2)]
    assert all(row.lower is row.rank_low is row.alone_high is row.chance_last is None for row in table.rows)
    assert [row.could_be_last for row in table.rows] == [False, False, True]
    assert outcome(table, "complete-count") == "pass" and table.phi is None


def test_known_exactly_and_unknown_stand_in_one_table() -> None:
    table = league(["a", "b", "c"], [1.0, 2.0, 9.0], kind="estimate", se=[0.0, 0.0, None], first="lowest")
    assert [(row.rank_low, row.rank_high) for row in table.rows] == [(1, 2), (2, 3), (None, None)]
    assert table.rows[0].lower == table.rows[0].upper == 1.0


def test_a_design_effect_widens_every_interval_and_every_set() -> None:
    n, y = [20_000] * 8, [18_400, 18_200, 18_000, 17_800, 17_600, 17_400, 17_200, 17_000]
    tables = [
        league(names(8), kind="proportion", numerator=y, denominator=n, first="highest", phi=phi)
        for phi in (1.0, 40.0)
    ]
    for narrow, wide in zip(*(table.rows for table in tables), strict=True):
        assert wide.lower < narrow.lower and narrow.upper < wide.upper
        assert wide.rank_low <= narrow.rank_low and narrow.rank_high <= wide.rank_high
    assert len(tables[0].tiers) > len(tables[1].tiers)
    assert (tables[0].phi, tables[1].phi) == (1.0, 40.0)


def test_without_a_design_effect_the_table_warns() -> None:
    given = {"kind": "proportion", "numerator": [5, 6], "denominator": [10, 10], "first": "highest"}
    assert outcome(league(names(2), **given), "design-effect") == "warn"
    assert outcome(league(names(2), phi=[3.0, 5.0], **given), "design-effect") == "pass"
    assert league(names(2), phi=[0.2, 0.3], **given).phi == 1.0


def test_no_two_of_a_tier_can_be_told_apart_and_its_first_differs_from_one_above() -> None:
    random = np.random.default_rng(11)
    n = random.integers(2000, 30_000, 40)
    y = random.binomial(n, random.uniform(0.8, 0.93, 40))
    table = league(names(40), kind="proportion", numerator=y, denominator=n, first="highest", phi=2)
    place = {row.id: row for row in table.rows}
    assert 1 < len(table.tiers) < 40
    for tier in table.tiers:
        lowest = min(place[name].rank_high for name in tier)
        assert place[tier[-1]].rank <= lowest + len(tier)


def test_the_order_of_the_rows_given_changes_nothing() -> None:
    random = np.random.default_rng(3)
    n, ids = random.integers(5, 900, 12), names(12)
    y = random.binomial(n, 0.4)
    shuffled = random.permutation(12)
    options = {"kind": "proportion", "first": "highest", "draws": 300}
    table = league(ids, numerator=y, denominator=n, **options)
    moved = league([ids[i] for i in shuffled], numerator=y[shuffled], denominator=n[shuffled], **options)
    assert plain(table) == plain(moved)


def test_a_value_that_its_counts_do_not_give_is_named() -> None:
    # Northamptonshire in November 2023: 91.9 in the text of the report, 10,159 of 11,111 calls in its table.
    table = league(
        ["northamptonshire", "suffolk"], [91.9, 91.4], kind="proportion", numerator=[10_159, 8526],
        denominator=[11_111, 9328], scale=100, first="highest",
    )  # fmt: skip
    (check,) = [check for check in table.checks if check.name == "counts-disagree"]
    assert "northamptonshire" in check.sentence and "suffolk" not in check.sentence


def test_a_value_agrees_with_its_counts_within_half_a_step_of_its_last_digit() -> None:
    # 154 and 156 of 1,000 are 15.4% and 15.6%: the first rounds to 15%, the second does not.
    table = league(
        ["a", "b"],
        [0.15, 0.15],
        kind="proportion",
        numerator=[154, 156],
        denominator=[1000, 1000],
        first="highest",
    )
    (check,) = [check for check in table.checks if check.name == "counts-disagree"]
    assert check.number == 1
    assert check.sentence.startswith("The value is not what the counts give for: b.")


def test_pooled_is_all_events_over_all_sizes_never_a_mean_of_percentages() -> None:
    table = league(
        ["a", "b"], [50.0, 100.0], kind="proportion", numerator=[500, 10], denominator=[1000, 10], scale=100,
        first="highest",
    )  # fmt: skip
    assert table.pooled == pytest.approx(100 * 510 / 1010)
    assert league(["a"], [1.0], kind="estimate", se=[1.0], first="highest").pooled is None


def test_every_sentence_is_there_in_welsh_too() -> None:
    table = league(
        names(4), [90.0, 80.0, 70.0, None], kind="proportion", numerator=[9, 3, None, 1],
        denominator=[10, 10, None, 2], scale=100, first="highest",
    )  # fmt: skip
    assert {check.name for check in table.checks} >= {"told-apart", "counts-missing", "small-counts"}
    for check in table.checks:
        assert check.sentence.cy != str(check.sentence)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ids": ["a", "a"]},
        {"kind": "odds"},
        {"first": "best"},
        {"tau": 0},
        {"draws": 0},
        {"scale": 0.0},
        {"numerator": [1]},
        {"phi": [1.0, float("nan")]},
    ],
)
def test_what_cannot_be_a_table_is_refused(wrong: dict[str, object]) -> None:
    right = {
        "ids": ["a", "b"], "kind": "rate", "numerator": [1, 2], "denominator": [1, 1], "first": "highest",
    }  # fmt: skip
    with pytest.raises(BadLeague):
        league(**(right | wrong))  # type: ignore[arg-type]


def test_impossible_counts_and_levels_are_refused() -> None:
    with pytest.raises(BadCounts):
        league(["a"], kind="proportion", numerator=[3], denominator=[2], first="highest")
    with pytest.raises(BadCounts):
        league(["a"], kind="rate", numerator=[-3], denominator=[2], first="highest")
    with pytest.raises(BadLevel):
        league(["a"], kind="rate", numerator=[3], denominator=[2], first="highest", level=95)


def test_a_full_share_given_as_a_percentage_is_all_and_not_a_hair_more() -> None:
    sizes = list(range(1, 400))
    table = league([str(n) for n in sizes], [100.0] * 399, kind="proportion", denominator=sizes, scale=100.0,
                   first="highest", draws=50)  # fmt: skip
    assert {row.upper for row in table.rows} == {100.0} and {row.rank for row in table.rows} == {1}
    with pytest.raises(BadCounts):
        league(["a"], [101.0], kind="proportion", denominator=[50], scale=100.0, first="highest")


def test_columns_may_be_arrays_and_one_design_effect_may_be_an_array_scalar() -> None:
    lists = league(["a", "b"], kind="rate", numerator=[5, 9], denominator=[1.0, 1.0], phi=3, first="lowest")
    arrays = league(
        np.array(["a", "b"]), kind="rate", numerator=np.array([5, 9]), denominator=np.ones(2), phi=np.int64(3),
        first="lowest",
    )  # fmt: skip
    assert plain(lists) == plain(arrays)
