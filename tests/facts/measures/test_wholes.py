"""Longer periods made of months: counts added, means weighted by calls, and both before what somebody printed.

Rule: domain/calls.md, "Combine months by summing counts; combine means weighted by calls. Never average percentages."
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from peelian.facts.league import league_table
from peelian.facts.measures import rows
from peelian.facts.measures.model import MeasureRow
from peelian.facts.store import Store
from tests.facts.league.calls import counted, printed, table
from tests.support.small_store import small_store

MONTHS = ("2021-11", "2021-12", "2022-01", "2022-02", "2022-03", "2022-04")
SPAN = "2021-11/P6M"


@pytest.fixture
def store_of(tmp_path: Path) -> Callable[..., Store]:
    def make(*parts: list[str]) -> Store:
        return small_store(tmp_path, {"call_answering": table(*parts)})

    return make


def _row(store: Store, measure: str, area: str, period: str = SPAN) -> MeasureRow:
    (row,) = [one for one in rows(measure, by="force", periods=[period], store=store) if one.area_id == area]
    return row


def _means(values: list[float], calls: list[int], **others: float) -> list[str]:
    """Humberside's mean and calls month by month."""
    lines: list[str] = []
    for month, value, number in zip(MONTHS, values, calls, strict=False):
        lines += printed(month, "mean_s", humberside=value, **others) + counted(month, humberside=(0, number))
    return lines


def test_counts_of_all_six_months_stand_before_a_printed_percentage(store_of: Callable[..., Store]) -> None:
    months = [line for month in MONTHS for line in counted(month, humberside=(705, 1000), kent=(910, 1000))]
    store = store_of(months, printed(SPAN, humberside=2.2, durham=41))
    row = _row(store, "answered_under_10s", "humberside")
    assert (row.numerator, row.denominator, row.value) == (4230, 6000, pytest.approx(0.705))
    assert "Derived: summed from 6 parts" in row.note
    durham = _row(store, "answered_under_10s", "durham")
    assert (durham.value, durham.numerator) == (pytest.approx(0.41), None), "no counts: the percentage stays"


def test_a_league_and_a_look_without_a_period_see_the_same_counts(store_of: Callable[..., Store]) -> None:
    months = [line for month in MONTHS for line in counted(month, humberside=(705, 1000), kent=(910, 1000))]
    store = store_of(months, printed(SPAN, humberside=2.2))
    ranked = league_table("answered_under_10s", SPAN, store=store).ranked
    assert [(row.area_id, row.numerator, row.lower is None) for row in ranked] == [
        ("kent", 5460, False),
        ("humberside", 4230, False),
    ]
    held = {(r.area_id, r.period): r.value for r in rows("answered_under_10s", store=store)}
    assert held["humberside", SPAN] == pytest.approx(0.705)
    assert held["kent", SPAN] == pytest.approx(0.91)


def test_five_of_six_months_leave_the_printed_percentage(store_of: Callable[..., Store]) -> None:
    months = [line for month in MONTHS[:5] for line in counted(month, humberside=(705, 1000))]
    row = _row(store_of(months, printed(SPAN, humberside=2.2)), "answered_under_10s", "humberside")
    assert (row.value, row.numerator) == (pytest.approx(0.022), None)


def test_calls_printed_for_the_year_are_not_divided_into_the_sum_of_the_months(
    store_of: Callable[..., Store],
) -> None:
    """A press figure of all calls (here 7,000, rounded) and counts of the months: the pair comes from the months."""
    months = [line for month in MONTHS for line in counted(month, humberside=(705, 1000), kent=(910, 1000))]
    store = store_of(months, printed(SPAN, "calls", humberside=7000))
    row = _row(store, "answered_under_10s", "humberside")
    assert (row.numerator, row.denominator) == (4230, 6000)
    assert _row(store, "answered_under_10s", "kent").value == pytest.approx(0.91)


def test_counts_that_a_source_gives_for_the_whole_period_stay(store_of: Callable[..., Store]) -> None:
    months = [line for month in MONTHS for line in counted(month, humberside=(705, 1000))]
    row = _row(store_of(months, counted(SPAN, humberside=(4300, 6010))), "answered_under_10s", "humberside")
    assert (row.numerator, row.denominator) == (4300, 6010)


def test_the_mean_of_six_months_is_weighted_by_their_calls(store_of: Callable[..., Store]) -> None:
    values, calls = [10.0, 20.0, 30.0, 10.0, 10.0, 10.0], [100, 300, 600, 1000, 1000, 1000]
    row = _row(store_of(_means(values, calls)), "mean_answer_time", "humberside")
    # (10*100 + 20*300 + 30*600 + 3*10*1000) / 4000 = 55000 / 4000; unweighted it would be 15.
    assert row.value == pytest.approx(13.75)
    assert "weighted by its calls" in row.note
    assert "wedi'i bwysoli" in row.note_cy
    assert (row.numerator, row.denominator) == (None, None)


def test_a_month_without_its_calls_or_its_mean_gives_no_mean_and_is_named(
    store_of: Callable[..., Store],
) -> None:
    whole = _means([10.0] * 5, [100] * 5)
    no_calls = store_of(whole, printed("2022-04", "mean_s", humberside=10))
    row = _row(no_calls, "mean_answer_time", "humberside")
    assert (row.value, row.state) == (None, "no_data")
    assert "April 2022" in row.note
    assert "Ebrill 2022" in row.note_cy


def test_a_month_of_counts_without_a_mean_gives_no_mean(store_of: Callable[..., Store]) -> None:
    """Never from the bands: the counts of April are there, its mean is not."""
    row = _row(
        store_of(_means([10.0] * 5, [100] * 5), counted("2022-04", humberside=(60, 100))),
        "mean_answer_time",
        "humberside",
    )
    assert (row.value, row.state) == (None, "no_data")
    assert "April 2022" in row.note


def test_the_months_stand_before_a_printed_mean_and_the_row_tells_it(store_of: Callable[..., Store]) -> None:
    store = store_of(_means([16.1] * 6, [100] * 6), printed(SPAN, "mean_s", humberside=20.5, durham=22.8))
    row = _row(store, "mean_answer_time", "humberside")
    assert row.value == pytest.approx(16.1)
    assert "prints 20.5 for the whole period" in row.note
    assert _row(store, "mean_answer_time", "durham").value == pytest.approx(22.8)


def test_a_printed_mean_that_agrees_when_rounded_is_no_remark(store_of: Callable[..., Store]) -> None:
    store = store_of(_means([16.14] * 6, [100] * 6), printed(SPAN, "mean_s", humberside=16.1))
    assert "prints" not in _row(store, "mean_answer_time", "humberside").note


def test_the_pitfall_speaks_for_any_six_months_made_of_months(store_of: Callable[..., Store]) -> None:
    lines: list[str] = []
    for month in ("2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07"):
        lines += counted(month, dorset=(50, 1000), kent=(900, 1000), essex=(700, 1000))
        lines += printed(month, "mean_s", dorset=13.2, kent=6, essex=25)
    told = {
        one.id: one
        for one in league_table("answered_under_10s", "2024-02/P6M", store=store_of(lines)).pitfalls
    }
    assert "Dorset is last on" in told["order-flips"].because
    assert "13.2 seconds, place 2 of 3" in told["order-flips"].because
    assert "sibling-missing" not in told
