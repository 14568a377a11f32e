"""Two areas, or two periods: the difference, its interval, and what forbids it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from peelian.facts.compare import COLUMNS, Comparison, compare, compare_periods
from peelian.facts.compare.difference import ends
from peelian.facts.compare.problems import NoCommonPeriod, SameTwice, WhatToCompare
from peelian.facts.compare.wanted import comparison
from peelian.facts.league.problems import PeriodWithoutForces
from peelian.facts.league.words import difference_words
from peelian.facts.measures import definition
from peelian.facts.measures.model import LeagueRules
from peelian.facts.store import Store
from peelian.reference.problems import UnknownArea
from peelian.stats.intervals import wilson
from tests.facts.league.calls import counted, printed, table

STORE = Callable[..., Store]


def _checks(found: Comparison) -> dict[str, str]:
    return {one.name: one.outcome for one in found.checks}


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "lower", "upper"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0)],
)
def test_the_interval_of_a_difference_is_newcombes_tenth(
    a: int, m: int, b: int, n: int, lower: float, upper: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    (low, high) = wilson([b, a], [n, m])
    found = ends(b / n, (float(low[0]), float(high[0])), a / m, (float(low[1]), float(high[1])))
    assert found == pytest.approx((lower, upper), abs=5e-5)


def test_figures_without_variation_differ_by_a_point() -> None:
    assert ends(2.0, (2.0, 2.0), 5.0, (5.0, 5.0)) == (3.0, 3.0)


def test_the_difference_is_the_second_less_the_first_and_said_so(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(9500, 10000), essex=(6000, 10000))))
    found = compare("answered_under_10s", "kent", "Essex", "2023-11", store=store)
    (row,) = found.rows
    assert row.difference == pytest.approx(-0.35)
    assert row.lower is not None
    assert row.upper is not None
    assert row.lower < -0.35 < row.upper < 0
    assert row.told_apart is True
    assert "Essex (60.0%) is 35.0 percentage points lower than Kent (95.0%)" in found.sentence
    assert "Chance alone does not explain it" in found.sentence
    assert found.sentence.cy


def test_a_difference_that_chance_can_explain_says_so(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(90, 100), essex=(89, 100))))
    found = compare("answered_under_10s", "kent", "essex", store=store)
    assert found.rows[0].told_apart is False
    assert "Chance alone could explain it" in found.sentence


def test_an_area_that_cannot_be_compared_gives_its_reason_and_no_difference(published: Store) -> None:
    found = compare("homicide_rate", "cleveland", "south-yorkshire", "2020-04/P3Y", store=published)
    (row,) = found.rows
    assert (row.difference, row.lower, row.told_apart) == (None, None, None)
    assert row.reason is not None
    assert "three-year sum" in row.reason
    assert "swm tair blynedd" in row.reason.cy


def test_a_missing_area_is_not_nought(published: Store) -> None:
    found = compare("answered_under_10s", "kent", "essex", "2023-11", store=published)
    assert found.rows[0].difference is None
    assert "Missing is not zero" in found.sentence


def test_full_counts_differ_exactly_and_chance_is_left_out(published: Store) -> None:
    found = compare_periods("officers_fte", "2016-09-30", "2017-09-30", "West Midlands", store=published)
    (row,) = found.rows
    # Home Office, Police workforce, 30 September 2017, table 1: 6,880.00 to 6,534.50, the force and not the region.
    assert row.difference == pytest.approx(-345.5)
    assert row.relative == pytest.approx(-0.0502, abs=5e-5)
    assert _checks(found) == {"complete-count": "pass"}


def test_every_force_at_once_is_judged_at_once(published: Store) -> None:
    found = compare_periods("charge_rate", "2018-Q2", "2018-Q4", store=published)
    assert len(found.rows) == 43
    apart = [row for row in found.rows if row.told_apart]
    alone = [
        row
        for row in found.rows
        if row.lower is not None and row.upper is not None and not row.lower <= 0 <= row.upper
    ]
    assert 0 < len(apart) < len(alone), "fewer than one at a time would call different"
    assert _checks(found)["many-at-once"] == "pass"
    assert _checks(found)["season"] == "warn"


def test_periods_that_overlap_have_no_interval(published: Store) -> None:
    found = compare_periods("homicide_rate", "2018-04/P3Y", "2020-04/P3Y", "essex", store=published)
    assert _checks(found)["overlapping-periods"] == "fail"
    assert found.rows[0].difference is not None
    assert found.rows[0].lower is None
    assert found.rows[0].told_apart is None


def test_periods_that_do_not_overlap_have_one(published: Store) -> None:
    found = compare_periods(
        "homicide_rate", "2017-04/P3Y", "2020-04/P3Y", "greater-manchester", store=published
    )
    assert found.rows[0].told_apart is True, "the Arena attack of May 2017 lies in the first"


def test_another_basis_is_a_failed_check(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(90, 100)), printed("2022-11", kent=80)))
    found = compare_periods("answered_under_10s", "2022-11", "2023-11", "kent", store=store)
    assert _checks(found)["basis-changed"] == "fail"
    assert _checks(found)["no-interval"] == "fail"


def test_counts_of_periods_of_different_length_fail(store_of: STORE) -> None:
    calls = [*counted("2023-11", kent=(90, 100)), "kent | ye_2023_10 | 999 | calls | 1300"]
    found = compare_periods(
        "calls_999", "ye_2023_10", "2023-11", "kent", store=store_of(call_answering=table(calls))
    )
    assert _checks(found)["unequal-periods"] == "fail"


def test_a_change_of_what_is_counted_between_the_periods_is_told(published: Store) -> None:
    found = compare_periods("crime_severity_violence", "ye_2013_03", "ye_2019_03", store=published)
    assert _checks(found)["definition-changed"] == "warn"
    before = compare_periods("crime_severity_violence", "ye_2010_03", "ye_2013_03", store=published)
    assert "definition-changed" not in _checks(before)


def test_one_population_behind_two_rates_is_told(published: Store) -> None:
    found = compare_periods("officers_per_1000", "2016-09-30", "2017-09-30", store=published)
    assert _checks(found)["one-population"] == "warn"
    assert len([row for row in found.rows if row.reason]) == 1


def test_what_cannot_be_compared_is_refused(published: Store) -> None:
    with pytest.raises(SameTwice, match="Kent"):
        compare("officers_fte", "kent", "E23000032", store=published)
    with pytest.raises(SameTwice, match="30 September 2017"):
        compare_periods("officers_fte", "2017-09-30", "2017-09-30", store=published)
    with pytest.raises(PeriodWithoutForces, match="2016-09-30"):
        compare_periods("officers_fte", "2016-09-29", "2017-09-30", store=published)
    with pytest.raises(UnknownArea, match="Cleveland"):
        compare("officers_fte", "Cleavland", "kent", store=published)
    with pytest.raises(NoCommonPeriod, match="avon-and-somerset"):
        compare("mean_answer_time", "avon-and-somerset", "kent", store=published)
    for areas, periods in ((("kent",), ()), (("kent", "essex"), ("2016-09-30", "2017-09-30")), ((), ())):
        with pytest.raises(WhatToCompare):
            comparison("officers_fte", areas, periods=periods, store=published)


def test_printed_rows_have_the_agreed_columns(published: Store) -> None:
    found = compare("officers_fte", "kent", "essex", store=published)
    assert tuple(found.as_rows()[0])[: len(COLUMNS)] == COLUMNS


def test_a_row_that_differs_alone_and_not_among_all_says_both(store_of: STORE) -> None:
    """43 forces at once: Kent's 2 points (z about 2.2 of 10,000 calls each) do not stand at 1 in 860."""
    from peelian.facts.compare.printing import _line

    months = [
        *counted("2023-10", kent=(9000, 10000), essex=(9000, 10000), surrey=(9000, 10000)),
        *counted("2023-11", kent=(8905, 10000), essex=(8000, 10000), surrey=(9001, 10000)),
    ]
    store = store_of(call_answering=table(months))
    plain = replace(definition("answered_under_10s"), league=LeagueRules("proportion", "highest"))
    found = compare_periods(plain, "2023-10", "2023-11", store=store)
    told = {row.first.area_id: _line(row, found, "en")["apart"] for row in found.rows}
    assert told["essex"] == "yes"
    assert told["kent"] == "alone, yes; one of so many could be chance"
    assert told["surrey"] == "could be chance"


def test_no_figure_is_shown_as_minus_nought() -> None:
    share, rate = definition("answered_under_10s"), definition("homicide_rate")
    assert difference_words(-0.0002, share) == "0.0 percentage points"
    assert difference_words(-0.0006, share) == "-0.1 percentage points"
    assert difference_words(-0.004, rate) == "0.00"
