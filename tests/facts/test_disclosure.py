"""What is published tells nobody apart: small counts are hidden, and cannot be worked out from the rest (threat T-24)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.facts.disclosure import SMALLEST, Controlled, Count, control

ALL = "K04000001"
counted = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))
tables = st.lists(counted, min_size=1, max_size=8)


def made(pairs: list[tuple[int, int]], measure: str = "m", period: str = "2026-10") -> list[Count]:
    return [Count(measure, "b", f"area{n}", period, part, whole) for n, (part, whole) in enumerate(pairs)]


def published(pairs: list[tuple[int, int]]) -> tuple[list[Controlled], Controlled]:
    *rows, total = control(made(pairs), total_area=ALL)
    return rows, total


# --- by hand --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        ([(10, 20), (12, 30)], [(10, 20), (12, 30)]),
        ([(0, 20), (12, 30)], [(0, 20), (12, 30)]),
        ([(20, 20), (12, 30)], [(20, 20), (12, 30)]),
        ([(0, 0), (12, 30)], [(0, 0), (12, 30)]),
        ([(3, 20), (12, 30), (14, 40)], [(None, 20), (None, 30), (14, 40)]),
        ([(17, 20), (12, 30), (14, 40)], [(None, 20), (None, 30), (14, 40)]),
        ([(1, 3), (12, 30), (14, 40)], [(None, None), (None, None), (14, 40)]),
        ([(1, 2), (1, 3), (14, 40), (20, 50)], [(None, None), (None, None), (None, None), (20, 50)]),
    ],
    ids=[
        "large counts are shown",
        "none is shown as 0",
        "all is shown",
        "an area without any is shown as 0",
        "a small count takes the next smallest with it",
        "so does a small rest",
        "a small base hides both, in two areas",
        "two small ones that give each other away take a third",
    ],
)
def test_what_is_hidden(pairs: list[tuple[int, int]], shown: list[tuple[int | None, int | None]]) -> None:
    rows, _ = published(pairs)
    assert [(row.numerator, row.denominator) for row in rows] == shown


def test_where_nothing_else_can_be_hidden_the_total_is() -> None:
    rows, total = published([(1, 3), (0, 0)])
    assert [row.state for row in rows] == ["suppressed", "ok"]
    assert (total.numerator, total.denominator, total.state) == (None, None, "suppressed")


def test_measures_of_one_base_hide_the_same_bases() -> None:
    pairs = [(6, 12), (8, 20), (3, 4)]
    found = control([*made(pairs, "one"), *made([(0, 12), (20, 20), (4, 4)], "two")], total_area=ALL)
    bases: dict[str, set[int | None]] = {}
    for row in found:
        bases.setdefault(row.area, set()).add(row.denominator)
    assert bases == {"area0": {None}, "area1": {20}, "area2": {None}, ALL: {36}}


def test_a_percentile_is_shown_when_enough_lie_beyond_it() -> None:
    tails = {0.5: 10.0, 0.9: 40.0, 0.99: 90.0}
    rows = [
        Count("m", "b", f"a{n}", "2026-10", of, of, tails) for n, of in enumerate((9, 10, 49, 50, 499, 500))
    ]
    found = control(rows)
    shown = [[share for share, value in row.tails.items() if value is not None] for row in found]
    assert shown == [[], [0.5], [0.5], [0.5, 0.9], [0.5, 0.9], [0.5, 0.9, 0.99]]


def test_a_percentile_of_a_hidden_count_is_hidden_with_it() -> None:
    """3 and 10 of 13 in all: a median beside the second alone would say that it is 10 or more, the first 3 or less."""
    rows = [
        Count("m", "b", area, "2026-10", part, 20, {0.5: 7.0})
        for area, part in (("a", 3), ("b", 10), ("c", 12))
    ]
    *found, total = control(rows, total_area=ALL, total_tails={("m", "2026-10"): {0.5: 7.0}})
    assert [(row.numerator, dict(row.tails)) for row in found] == [
        (None, {0.5: None}),
        (None, {0.5: None}),
        (12, {0.5: 7.0}),
    ]
    assert (total.numerator, dict(total.tails)) == (25, {0.5: 7.0})


@pytest.mark.parametrize("pair", [(3, 2), (-1, 2)])
def test_a_count_that_is_no_part_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no part"):
        control(made([pair]))


def test_two_denominators_of_one_base_are_refused() -> None:
    with pytest.raises(ValueError, match="two numbers"):
        control([*made([(1, 8)], "one"), *made([(1, 9)], "two")])


# --- whatever is counted --------------------------------------------------------------------------------
@given(tables)
def test_no_small_count_is_shown(pairs: list[tuple[int, int]]) -> None:
    rows, total = published(pairs)
    for row in [*rows, total]:
        shown = [row.numerator, row.denominator]
        if None not in shown:
            shown.append(row.denominator - row.numerator)  # type: ignore[operator]
        assert not [count for count in shown if count is not None and 0 < count < SMALLEST]


@given(tables)
def test_what_is_shown_is_what_was_counted(pairs: list[tuple[int, int]]) -> None:
    rows, total = published(pairs)
    for row, (part, whole) in zip(rows, pairs, strict=True):
        assert row.numerator in (None, part)
        assert row.denominator in (None, whole)
    assert total.numerator in (None, sum(part for part, _ in pairs))
    assert total.denominator in (None, sum(whole for _, whole in pairs))


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(pairs: list[tuple[int, int]], random: object) -> None:
    rows = made(pairs)
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert set(_flat(control(rows, total_area=ALL))) == set(_flat(control(mixed, total_area=ALL)))


def _flat(found: tuple[Controlled, ...]) -> list[tuple[object, ...]]:
    return [(row.area, row.numerator, row.denominator) for row in found]


few = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair))),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(few)
def test_a_reader_who_tries_every_table_cannot_pin_a_hidden_base_down(pairs: list[tuple[int, int]]) -> None:
    """The reader knows the total, what is shown, and that a hidden base is at least 1. Nothing else is assumed."""
    rows, total = published(pairs)
    hidden = [n for n, row in enumerate(rows) if row.denominator is None]
    if not hidden or total.denominator is None:
        return
    rest = total.denominator - sum(row.denominator or 0 for row in rows)
    fitting = [one for one in product(range(1, rest + 1), repeat=len(hidden)) if sum(one) == rest]
    for place in range(len(hidden)):
        assert len({one[place] for one in fitting}) >= SMALLEST


@settings(max_examples=150, deadline=None)
@given(few)
def test_nor_a_hidden_part(pairs: list[tuple[int, int]]) -> None:
    """Where the base is shown, the reader knows that the part and the rest are at least 1 each."""
    rows, total = published(pairs)
    hidden = [n for n, row in enumerate(rows) if row.numerator is None]
    if not hidden or total.numerator is None:
        return
    rest = total.numerator - sum(row.numerator or 0 for row in rows)
    spans = [
        range(rest + 1) if rows[n].denominator is None else range(1, rows[n].denominator or 0) for n in hidden
    ]
    fitting = [one for one in product(*spans) if sum(one) == rest]
    assert rest == 0 or rest >= SMALLEST, "what is hidden is itself no small count"
    for place in range(len(hidden)):
        could_be = {one[place] for one in fitting}
        assert len(could_be) >= min(SMALLEST, *(len(span) for span in spans))
