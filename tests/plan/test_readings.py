"""Which areas, dates and bases are taken for one another."""

import pytest

from peelian.plan.claims.readings import near_periods, neighbours, other_bases
from peelian.reference.areas import area, regions
from peelian.reference.forces import forces
from peelian.reference.periods import Period


def test_a_force_is_read_as_its_region_and_as_england_and_wales() -> None:
    assert [one.id for one in neighbours(area("west-midlands"))] == ["E12000005", "K04000001"]


def test_a_region_is_read_as_its_forces_the_one_of_the_same_name_first() -> None:
    found = [one.id for one in neighbours(area("E12000005"))]
    assert found[0] == "west-midlands"
    assert set(found[1:]) == {"staffordshire", "warwickshire", "west-mercia"}


def test_every_force_is_a_neighbour_of_its_region_and_the_other_way_round() -> None:
    assert len(forces()) == 43
    for force in forces():
        assert area(force.region_id) in neighbours(area(force.id))
        assert area(force.id) in neighbours(area(force.region_id))
    assert len(regions()) == 10


@pytest.mark.parametrize(
    ("period", "near"),
    [
        ("2010-09-30", ("2010-03-31", "2011-03-31", "2009-09-30", "2011-09-30")),
        ("2016-08-31", ("2016-02-29", "2017-02-28", "2015-08-31", "2017-08-31")),
        ("ye_2018_03", ("ye_2017_12", "ye_2018_06", "ye_2017_03", "ye_2019_03")),
        ("2018-01", ("2017-12", "2018-02", "2017-01", "2019-01")),
        ("fy_2018_19", ("fy_2017_18", "fy_2019_20")),
        ("2018", ("2017", "2019")),
        ("2018-Q3", ()),
        ("2020-04/P3Y", ()),
    ],
)
def test_dates_are_read_half_a_year_and_a_year_away(period: str, near: tuple[str, ...]) -> None:
    assert near_periods(period) == near
    assert all(Period.parse(one).id == one for one in near)


def test_fte_is_read_as_headcount_where_both_are_measured() -> None:
    assert other_bases("officers_fte") == ("officers_headcount",)
    assert other_bases("officers_headcount") == ("officers_fte",)
    assert other_bases("homicide_rate") == ()
