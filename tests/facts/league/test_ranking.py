"""Who is ranked, with which interval and range, and who is listed without a rank and why."""

import math
from collections.abc import Callable
from statistics import NormalDist

import pytest

from peelian.facts.league import COLUMNS, LeagueTable, league_table
from peelian.facts.measures import definitions
from peelian.facts.store import Store
from tests.facts.league.calls import counted, printed, table

STORE = Callable[..., Store]


def _names(tested: LeagueTable) -> list[str]:
    return [row.area_id for row in tested.ranked]


def test_every_one_of_the_43_has_a_row_and_only_those_with_a_figure_a_rank(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(90, 100), essex=(80, 100))))
    tested = league_table("answered_under_10s", "2023-11", store=store)
    assert len(tested.rows) == 43
    assert [(row.area_id, row.rank) for row in tested.ranked] == [("kent", 1), ("essex", 2)]
    assert len(tested.missing) == 41
    for row in tested.missing:
        assert (row.value, row.rank, row.lower, row.rank_low) == (None, None, None, None)
        assert row.reason


def test_the_interval_is_wilsons_with_the_calls_divided_by_the_design_effect(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(9000, 10000), essex=(8000, 10000))))
    tested = league_table("answered_under_10s", "2023-11", store=store)
    assert tested.measure.league is not None
    assert tested.measure.league.clustering is not None
    # Wilson (1927), written out: the share and the number of independent calls that the design effect leaves.
    factor = 1 + (10000 / 30 - 1) * (tested.measure.league.clustering.within_day or 0)
    n, p, z = 10000 / factor, 0.9, NormalDist().inv_cdf(0.975)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert tested.row("kent").lower == pytest.approx(middle - half)
    assert tested.row("kent").upper == pytest.approx(middle + half)
    (check,) = [one for one in tested.checks if one.name == "design-effect"]
    assert (check.outcome, check.number) == ("warn", pytest.approx(factor))
    assert "assumed" in check.sentence


def test_what_the_design_effect_does_is_told(store_of: STORE) -> None:
    forces = {f"x{place}": (7000 + 200 * place, 10000) for place in range(8)}
    named = dict(
        zip(
            ("kent", "essex", "surrey", "sussex", "dorset", "durham", "cumbria", "gwent"),
            forces.values(),
            strict=True,
        )
    )
    store = store_of(call_answering=table(counted("2023-11", **named)))
    tested = league_table("answered_under_10s", "2023-11", store=store)
    (check,) = [one for one in tested.checks if one.name == "ranges-without-design-effect"]
    wide = [row.rank_high - row.rank_low + 1 for row in tested.ranked if row.rank_high and row.rank_low]
    assert check.number is not None
    assert check.number < sum(wide) / len(wide)
    assert f"{sum(wide) / len(wide):.1f}" in check.sentence


def test_percentages_without_counts_are_ranked_by_the_figure_with_a_failed_check(store_of: STORE) -> None:
    store = store_of(call_answering=table(printed("2023-11", kent=90, essex=95)))
    tested = league_table("answered_under_10s", "2023-11", store=store)
    assert _names(tested) == ["essex", "kent"]
    for row in tested.ranked:
        assert (row.lower, row.upper, row.rank_low, row.rank_high, row.tier) == (None,) * 5
    assert [(one.name, one.outcome) for one in tested.checks] == [("no-interval", "fail")]
    assert tested.funnel is None


def test_a_special_force_is_listed_and_never_ranked(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(90, 100), police_scotland=(99, 100))))
    tested = league_table("answered_under_10s", "2023-11", store=store)
    row = tested.row("police-scotland")
    assert (row.rank, row.value) == (None, 0.99)
    assert row.reason is not None
    assert "Police Scotland is not one of the 43" in row.reason
    assert "Heddlu’r Alban" in row.reason.cy


def test_two_sources_that_differ_are_shown_and_not_ranked(store_of: STORE) -> None:
    twice = [*counted("2023-11", kent=(90, 100), essex=(70, 100)), "kent | 2023-11 | 999 | under_10 | 80"]
    tested = league_table("answered_under_10s", "2023-11", store=store_of(call_answering=table(twice)))
    assert _names(tested) == ["essex"]
    assert tested.row("kent").state == "not_comparable"
    assert "two-figures" in [one.id for one in tested.pitfalls]


def test_ties_share_the_lower_rank_and_the_next_is_left_out(store_of: STORE) -> None:
    calls = counted("2023-11", kent=(90, 100), essex=(90, 100), surrey=(80, 100))
    tested = league_table("answered_under_10s", "2023-11", store=store_of(call_answering=table(calls)))
    assert [row.rank for row in tested.ranked] == [1, 1, 3]
    assert "ties" in [one.id for one in tested.pitfalls]


@pytest.mark.parametrize(("under", "calls"), [(0, 100), (100, 100), (0, 1)])
def test_nought_and_all_have_intervals_within_nought_and_one(store_of: STORE, under: int, calls: int) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(under, calls), essex=(50, 100))))
    row = league_table("answered_under_10s", "2023-11", store=store).row("kent")
    assert row.lower is not None
    assert row.upper is not None
    assert row.value is not None
    assert 0 <= row.lower <= row.value <= row.upper <= 1


def test_a_share_of_more_than_all_is_listed_with_its_reason(store_of: STORE) -> None:
    store = store_of(
        call_answering=table(counted("2023-11", kent=(120, 100), essex=(50, 100), surrey=(40, 100)))
    )
    tested = league_table("answered_under_10s", "2023-11", store=store)
    assert _names(tested) == ["essex", "surrey"]
    assert "more than all" in (tested.row("kent").reason or "")


def test_one_force_alone_is_first_of_one(store_of: STORE) -> None:
    store = store_of(call_answering=table(counted("2023-11", kent=(90, 100))))
    tested = league_table("answered_under_10s", "2023-11", store=store)
    assert [(row.rank, row.rank_low, row.rank_high) for row in tested.ranked] == [(1, 1, 1)]


def test_the_other_end_may_be_first(published: Store) -> None:
    up = league_table("charge_rate", "2018-Q4", store=published)
    down = league_table("charge_rate", "2018-Q4", first="lowest", store=published)
    assert _names(up)[0] == _names(down)[-1]
    assert down.row(_names(down)[0]).rank == 1


def test_ranks_of_a_region_are_among_its_forces_alone(published: Store) -> None:
    tested = league_table("charge_rate", "2018-Q4", region="South West", store=published)
    assert [row.rank for row in tested.ranked] == [1, 2, 3, 4, 5]
    assert set(_names(tested)) == {
        "avon-and-somerset",
        "devon-and-cornwall",
        "dorset",
        "gloucestershire",
        "wiltshire",
    }


def test_full_counts_have_no_interval_and_say_why(published: Store) -> None:
    tested = league_table("officers_fte", "2017-09-30", store=published)
    assert tested.row("metropolitan").rank == 1
    assert all((row.lower, row.rank_low, row.alone_low) == (None, None, None) for row in tested.ranked)
    assert [one.name for one in tested.checks] == ["complete-count"]


def _ranked_measures() -> list[str]:
    return [name for name, one in definitions().items() if one.league is not None]


@pytest.mark.parametrize("name", _ranked_measures())
def test_every_measure_makes_a_table_whose_ranks_agree_with_its_figures(name: str, published: Store) -> None:
    if not all(published.has(one) for one in definitions()[name].datasets):
        pytest.skip("no packaged figures: its files are loaded by whoever has them")
    tested = league_table(name, store=published)
    assert tested.chosen
    values = [row.value for row in tested.ranked]
    assert values == sorted(values, key=float, reverse=tested.first == "highest")  # type: ignore[arg-type]
    for row in tested.ranked:
        assert row.area_kind == "force"
        assert row.rank is not None
        if row.rank_low is not None and row.rank_high is not None:
            assert 1 <= row.rank_low <= row.rank <= row.rank_high <= len(tested.ranked)
        if row.lower is not None and row.upper is not None and row.value is not None:
            assert row.lower <= row.value * (1 + 1e-9) + 1e-9
            assert row.upper >= row.value * (1 - 1e-9) - 1e-9
    for row in (*tested.unranked, *tested.missing):
        assert row.reason
        assert row.reason.cy
    assert tested.checks
    assert all(one.sentence.cy for one in tested.checks)


def test_printed_rows_begin_with_the_agreed_columns(published: Store) -> None:
    for row in league_table("homicide_rate", store=published).as_rows():
        assert tuple(row)[: len(COLUMNS)] == COLUMNS


@pytest.mark.parametrize("region", ["E12000008", "South East", " E12000008 "])
def test_a_region_may_be_named_or_coded(region: str, published: Store) -> None:
    table = league_table("charge_rate", "2018-Q4", region=region, store=published)
    assert {row.area_id for row in table.rows} == {"hampshire", "kent", "surrey", "sussex", "thames-valley"}
    assert table.region == "E12000008"


@pytest.mark.parametrize(
    ("region", "forces"), [("Wales", 4), ("W92000004", 4), ("England", 39), ("England and Wales", 43)]
)
def test_a_nation_ranks_its_forces(region: str, forces: int, published: Store) -> None:
    assert len(league_table("charge_rate", "2018-Q4", region=region, store=published).rows) == forces
