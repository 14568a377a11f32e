"""Each pitfall is found by its rule in the figures, and not found where the figures do not call for it."""

from collections.abc import Callable

from peelian.facts.league import LeagueTable, Pitfall, league_table
from peelian.facts.store import Store
from tests.facts.league.calls import counted, printed, table

STORE = Callable[..., Store]


def _found(tested: LeagueTable) -> dict[str, Pitfall]:
    return {one.id: one for one in tested.pitfalls}


def _of(store: Store, period: str = "2023-11", measure: str = "answered_under_10s") -> dict[str, Pitfall]:
    return _found(league_table(measure, period, store=store))


SHARES = {"kent": 95.0, "essex": 60.0, "surrey": 40.0}


def test_the_last_on_one_measure_and_not_on_the_other_is_named_with_both_figures(store_of: STORE) -> None:
    means = {"kent": 5.0, "essex": 30.0, "surrey": 12.5}
    store = store_of(
        call_answering=table(printed("2023-11", **SHARES), printed("2023-11", "mean_s", **means))
    )
    flips = _of(store)["order-flips"]
    assert "Surrey is last on" in flips.because
    assert "(40.0%)" in flips.because
    assert "12.5 seconds, place 2 of 3" in flips.because
    assert "olaf" in flips.because.cy
    assert "Essex is last on" in _of(store, measure="mean_answer_time")["order-flips"].because


def test_where_both_measures_agree_nothing_is_said(store_of: STORE) -> None:
    means = {"kent": 5.0, "essex": 12.5, "surrey": 30.0}
    store = store_of(
        call_answering=table(printed("2023-11", **SHARES), printed("2023-11", "mean_s", **means))
    )
    assert "order-flips" not in _of(store)
    assert "sibling-missing" not in _of(store)


def test_where_the_last_share_the_last_place_on_the_other_measure_nothing_is_said(store_of: STORE) -> None:
    means = {"kent": 5.0, "essex": 16.1, "surrey": 16.1}
    shares = printed("2023-11", kent=91.3, essex=70.5, surrey=70.5)
    store = store_of(call_answering=table(shares, printed("2023-11", "mean_s", **means)))
    assert "order-flips" not in _of(store)
    assert "order-flips" not in _of(store, measure="mean_answer_time")


def test_a_sibling_that_is_not_published_for_the_period_is_told(store_of: STORE) -> None:
    other = printed("2023-12", "mean_s", kent=5, essex=6, surrey=7)
    store = store_of(call_answering=table(printed("2023-11", **SHARES), other))
    assert "0 of the 3 ranked" in _of(store)["sibling-missing"].because


def test_missing_forces_are_counted_and_named(published: Store) -> None:
    told = _found(league_table("answered_under_10s", "2023-11", store=published))["missing-forces"]
    assert "31 of 43 forces are ranked" in told.because
    assert "Avon and Somerset" in told.because
    assert len(told.areas) == 12


def test_nobody_missing_nothing_said(published: Store) -> None:
    assert "missing-forces" not in _found(league_table("officers_fte", "2017-09-30", store=published))


def test_small_forces_are_named_by_the_measures_own_limit(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(90, 99), essex=(90, 100))))
    assert _of(store)["small-numbers"].areas == ("kent",)


def test_one_month_is_told_and_six_are_not(store_of: STORE) -> None:
    store = store_of(call_answering=table(printed("2023-11", **SHARES), printed("2021-11/P6M", **SHARES)))
    assert "30 days" in _of(store)["one-month"].because
    assert "one-month" not in _of(store, "2021-11/P6M")


def test_another_leader_at_another_time_is_named(store_of: STORE) -> None:
    five = {"kent": 95.0, "essex": 60.0, "surrey": 40.0, "dorset": 30.0, "durham": 20.0}
    turned = {name: 100 - value for name, value in five.items()}
    store = store_of(call_answering=table(printed("2023-11", **five), printed("2023-12", **turned)))
    told = _of(store)["leader-changes"]
    assert "Here Kent is first; Durham in December 2023 (80.0%)" in told.because


def test_the_same_leader_in_every_period_is_no_pitfall(store_of: STORE) -> None:
    five = {"kent": 95.0, "essex": 60.0, "surrey": 40.0, "dorset": 30.0, "durham": 20.0}
    store = store_of(call_answering=table(printed("2023-11", **five), printed("2023-12", **five)))
    assert "leader-changes" not in _of(store)


def test_a_printed_percentage_that_its_counts_do_not_give_is_told(store_of: STORE) -> None:
    calls = counted("2023-11", kent=(10159, 11111), essex=(8000, 10000))
    store = store_of(call_answering=table(calls, printed("2023-11", kent=91.9, essex=80.0)))
    told = _of(store)["printed-otherwise"]
    assert told.areas == ("kent",)
    assert "printed 91.9%, counts give 91.4%" in told.because


def test_rounding_is_not_a_conflict(published: Store) -> None:
    assert "printed-otherwise" not in _found(league_table("answered_under_10s", "2023-11", store=published))


def test_what_the_source_remarks_is_passed_on(published: Store) -> None:
    told = _found(league_table("answered_under_10s", "2023-11", store=published))["source-remarks"]
    assert set(told.areas) == {"lancashire", "northamptonshire"}
    assert "Printed twice, ranks 15 and 16" in told.because


def test_counts_and_bare_percentages_in_one_table_are_told(store_of: STORE) -> None:
    calls = counted("2023-11", kent=(90, 100), essex=(80, 100))
    store = store_of(call_answering=table(calls, printed("2023-11", surrey=70)))
    assert _of(store)["mixed-bases"].areas == ("surrey",)


def test_a_change_of_what_is_counted_inside_the_period_is_told(published: Store) -> None:
    def breaks(period: str) -> set[str]:
        found = league_table("section_60_searches", period, store=published).pitfalls
        return {str(one.because) for one in found if one.id.startswith("definition-changed")}

    assert any("1 August 2014" in text for text in breaks("ye_2015_03"))
    assert not breaks("ye_2014_03")
    assert not breaks("ye_2017_03")


WORKFORCE = """
area_id | as_at      | worker_type     | basis | value
kent    | 2020-03-31 | police_officers | fte   | 3000
essex   | 2020-03-31 | police_officers | fte   | 2900
gwent   | 2020-03-31 | police_officers | fte   | 1200
"""
PEOPLE = """
area_id | as_at      | value   | basis
kent    | 2020-06-30 | 1868199 | estimate
essex   | 2020-06-30 | 1856000 | estimate
gwent   | {day} | 594164 | {basis}
"""


def test_populations_of_several_days_in_one_table_are_told(store_of: STORE) -> None:
    store = store_of(workforce=WORKFORCE, population=PEOPLE.format(day="2021-03-21", basis="census"))
    told = _of(store, "2020-03-31", "officers_per_1000")["populations-mixed"]
    assert told.areas == ("gwent",)
    assert "1 of 21 March 2021 (census)" in told.because


def test_populations_of_one_day_are_no_pitfall(store_of: STORE) -> None:
    store = store_of(workforce=WORKFORCE, population=PEOPLE.format(day="2020-06-30", basis="estimate"))
    found = _of(store, "2020-03-31", "officers_per_1000")
    assert "populations-mixed" not in found
    assert "population-far" not in found


def test_residents_of_years_ago_are_told(published: Store) -> None:
    found = _found(league_table("police_grant_per_head", "fy_2025_26", store=published))
    assert "30 June 2020, 5.3 years" in found["population-far"].because


def test_an_area_with_few_residents_is_named_for_rates_alone(published: Store) -> None:
    rates = _found(league_table("officers_per_1000", "2017-09-30", store=published))
    assert rates["few-residents"].areas == ("city-of-london",)
    assert "9,721 residents" in rates["few-residents"].because
    assert "few-residents" not in _found(league_table("officers_fte", "2017-09-30", store=published))


def test_a_bare_count_that_follows_size_says_so_and_a_rate_does_not(published: Store) -> None:
    assert "follows-size" in _found(league_table("officers_fte", "2017-09-30", store=published))
    assert "follows-size" not in _found(league_table("officers_per_1000", "2017-09-30", store=published))


def test_the_measures_own_pitfalls_stand_after_those_found(published: Store) -> None:
    tested = league_table("answered_under_10s", "2023-11", store=published)
    standing = [one for one in tested.pitfalls if one.id.startswith("standing-")]
    assert tuple(str(one.text) for one in standing) == tuple(text.en for text in tested.measure.pitfalls)
    assert tested.pitfalls[-len(standing) :] == tuple(standing)
    assert all(one.text.cy for one in tested.pitfalls)
