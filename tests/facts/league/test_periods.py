"""Which period a table takes when none is asked for, and what a wrong one is told."""

from collections.abc import Callable

import pytest

from peelian.facts.league import league_table
from peelian.facts.league.problems import BadFirst, NothingHeld, NotRanked, PeriodWithoutForces
from peelian.facts.measures.problems import UnknownMeasure, UnknownValue
from peelian.facts.store import Store
from peelian.reference.forces import forces
from peelian.reference.problems import BadPeriod, UnknownArea
from tests.facts.league.calls import counted, table

STORE = Callable[..., Store]


def _many(count: int) -> dict[str, tuple[float, float]]:
    return {one.id.replace("-", "_"): (90, 100) for one in forces()[:count]}


def test_the_newest_with_half_of_the_forces_is_taken_and_told(store_of: STORE) -> None:
    calls = table(counted("2023-11", **_many(22)), counted("2023-12", **_many(21)))
    tested = league_table("answered_under_10s", store=store_of(call_answering=calls))
    assert tested.period == "2023-11"
    assert tested.chosen is not None
    assert "22 of 43" in tested.chosen
    assert "Tachwedd 2023" in tested.chosen.cy


def test_with_no_such_period_the_fullest_is_taken_and_told(store_of: STORE) -> None:
    calls = table(counted("2023-11", **_many(3)), counted("2023-12", **_many(2)))
    tested = league_table("answered_under_10s", store=store_of(call_answering=calls))
    assert tested.period == "2023-11"
    assert tested.chosen is not None
    assert "none has figures for half" in tested.chosen


def test_a_period_asked_for_is_not_said_to_be_chosen(published: Store) -> None:
    assert league_table("answered_under_10s", "2023-11", store=published).chosen is None


def test_a_longer_period_is_summed_from_its_parts(published: Store) -> None:
    whole = league_table("charge_rate", "2018-04/P9M", store=published).row("kent")
    parts = [league_table("charge_rate", f"2018-Q{n}", store=published).row("kent") for n in (2, 3, 4)]
    assert whole.numerator == sum(part.numerator or 0 for part in parts)
    assert whole.denominator == sum(part.denominator or 0 for part in parts)


def test_a_period_that_nobody_has_is_refused_with_the_nearest(published: Store) -> None:
    with pytest.raises(PeriodWithoutForces) as caught:
        league_table("homicide_rate", "2024-04/P3Y", store=published)
    told = str(caught.value)
    assert told.index("2020-04/P3Y (41 forces)") < told.index("2019-04/P3Y (41 forces)")
    assert "41 heddlu" in caught.value.message("cy")


def test_an_empty_store_says_what_to_do(store_of: STORE) -> None:
    with pytest.raises(NothingHeld, match="peelian data add"):
        league_table("answered_under_10s", store=store_of())


@pytest.mark.parametrize(
    ("measure", "options", "problem"),
    [
        ("homicide_rates", {}, UnknownMeasure),
        ("homicide_rate", {"period": "last year"}, BadPeriod),
        ("homicide_rate", {"first": "best"}, BadFirst),
        ("homicide_rate", {"areas": ["Cleavland"]}, UnknownArea),
        ("homicide_rate", {"region": "Narnia"}, UnknownArea),
        ("charge_rate", {"where": {"offence_group": "Robberry"}}, UnknownValue),
        ("funding", {}, NotRanked),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(
    measure: str, options: dict[str, str], problem: type[Exception], published: Store
) -> None:
    with pytest.raises(problem):
        league_table(measure, store=published, **options)  # type: ignore[arg-type]
