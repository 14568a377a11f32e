"""Rates published without counts: intervals from the residents, and an honest word on what was worked out."""

from collections.abc import Callable

import pytest
from scipy.stats import chi2

from peelian.facts.league import league_table
from peelian.facts.store import Store
from peelian.reference.forces import forces

STORE = Callable[..., Store]
PERIOD = "2020-04/P3Y"
NAMES = [one.id for one in forces()][:20]


def _store(store_of: STORE, *, day: str = "2021-10-01", off: float = 1.0) -> Store:
    """Homicide rates of 20 forces made from whole counts and known residents; `off` misstates the residents loaded."""
    rates, people = ["area_id | period | value"], ["area_id | as_at | value | basis"]
    for place, name in enumerate(NAMES):
        residents, deaths = 600_000 + 37_111 * place, 12 + place
        rates.append(f"{name} | {PERIOD} | {deaths / (3 * residents) * 1e6:.6f}")
        people.append(f"{name} | {day} | {round(residents * off)} | estimate")
    return store_of(homicide_rates="\n".join(rates), population="\n".join(people))


def test_whole_counts_are_recovered_and_the_interval_is_garwoods(store_of: STORE) -> None:
    tested = league_table("homicide_rate", PERIOD, store=_store(store_of))
    (check,) = [one for one in tested.checks if one.name == "worked-out-counts"]
    assert check.outcome == "pass"
    assert check.number == pytest.approx(0.0, abs=1e-3)
    row = tested.row(NAMES[3])
    deaths, size = 15, 3 * (600_000 + 37_111 * 3) / 1e6
    # Garwood (1936) by the chi-squared quantiles.
    assert row.lower == pytest.approx(chi2.ppf(0.025, 2 * deaths) / 2 / size)
    assert row.upper == pytest.approx(chi2.ppf(0.975, 2 * deaths + 2) / 2 / size)
    assert row.worked_out
    assert (row.numerator, row.denominator) == (None, None), "no count was published"


def test_another_population_is_noticed_and_hardly_moves_the_interval(
    store_of: STORE, tmp_path: object
) -> None:
    tested = league_table("homicide_rate", PERIOD, store=_store(store_of, off=1.017))
    (check,) = [one for one in tested.checks if one.name == "worked-out-counts"]
    assert check.outcome == "warn"
    assert "not the one that the publisher divided by" in check.sentence
    row, deaths, size = tested.row(NAMES[3]), 15, 3 * (600_000 + 37_111 * 3) / 1e6
    assert row.lower == pytest.approx(chi2.ppf(0.025, 2 * deaths) / 2 / size, rel=0.02)
    assert row.upper == pytest.approx(chi2.ppf(0.975, 2 * deaths + 2) / 2 / size, rel=0.02)


def test_a_population_too_far_away_is_not_used(store_of: STORE) -> None:
    tested = league_table("homicide_rate", PERIOD, store=_store(store_of, day="2011-03-27"))
    (check,) = [one for one in tested.checks if one.name == "worked-out-counts"]
    assert check.outcome == "fail"
    assert [row.rank for row in tested.ranked] == list(range(1, 21))
    assert all(row.lower is None and row.rank_low is None for row in tested.ranked)


def test_luck_with_two_forces_is_not_taken_for_knowledge(store_of: STORE) -> None:
    tested = league_table("homicide_rate", PERIOD, areas=NAMES[:2], store=_store(store_of, off=1.017))
    (check,) = [one for one in tested.checks if one.name == "worked-out-counts"]
    assert check.outcome == "warn"


def test_a_rate_of_nought_has_an_upper_end(store_of: STORE) -> None:
    store = store_of(
        homicide_rates=f"area_id | period | value\nkent | {PERIOD} | 0\nessex | {PERIOD} | 9",
        population="area_id | as_at | value | basis\nkent | 2021-10-01 | 1000000 | estimate\nessex | 2021-10-01 | 1000000 | estimate",
    )
    row = league_table("homicide_rate", PERIOD, store=store).row("kent")
    assert row.lower == 0
    assert row.upper == pytest.approx(3.688879 / 3, rel=1e-4)
