"""Which area a row is about: names with marks, totals, partial coverage, and the two West Midlands."""

import pytest

from peelian.facts.sources.named_areas import NotAnArea, Place, SharedName, by_code, by_name, in_table, settle

FORCE, REGION = Place("force", "west-midlands"), Place("region", "E12000005")


def test_a_shared_name_alone_is_refused() -> None:
    with pytest.raises(SharedName):
        by_name("West Midlands4")


def test_the_code_settles_a_shared_name() -> None:
    assert settle("E23000014", "West Midlands") == FORCE
    assert settle("E12000005", "West Midlands ") == REGION


def test_a_code_and_a_name_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(NotAnArea, match=r"west-midlands.*cheshire"):
        settle("E23000014", "Cheshire")


@pytest.mark.parametrize(
    "name",
    [
        "Total 43 forces",
        "England and Wales",
        "ENGLAND AND WALES",
        "Total of all 43 forces",
        "England & Wales",
    ],
)
def test_the_43_forces_together_are_england_and_wales(name: str) -> None:
    assert by_name(name) == Place("country", "K04000001")


@pytest.mark.parametrize(
    "name",
    [
        "Total",
        "Central Service Secondments",
        "England and Wales (30 of 43 forces)",
        "same basis",
        "44 forces",
    ],
)
def test_a_total_over_other_forces_is_no_area(name: str) -> None:
    with pytest.raises(NotAnArea):
        by_name(name)


def test_wales_is_the_region_and_police_scotland_a_special_force() -> None:
    assert by_name("Wales") == Place("region", "W92000004")
    assert by_name("Police Scotland") == Place("special", "police-scotland")
    assert by_code("N92000002").kind == "nation"


@pytest.mark.parametrize(
    ("names", "sizes", "expected"),
    [
        (["West Midlands", "Staffordshire", "West Midlands"], [11437.3, 1611.3, 6880.0], [REGION, FORCE]),
        (["West Midlands", "Staffordshire", "West Midlands"], [6880.0, 1611.3, 11437.3], [FORCE, REGION]),
        (
            ["Eastern", "Kent", "West Midlands", "Warwickshire", "West Midlands"],
            [9.0, 1.0, 5.0, 5.0, None],
            [REGION, FORCE],
        ),
        (["Warwickshire", "West Mercia", "West Midlands", "West Yorkshire"], [1.0, 2.0, 3.0, 4.0], [FORCE]),
    ],
)
def test_region_and_force_of_one_name_are_told_apart_in_a_table(
    names: list[str], sizes: list[float | None], expected: list[Place]
) -> None:
    found = in_table(names, sizes)
    assert [place for name, place in zip(names, found, strict=True) if name == "West Midlands"] == expected


def test_a_third_row_of_the_name_is_refused_for_all() -> None:
    found = in_table(["West Midlands"] * 3, [1.0, 2.0, 3.0])
    assert all(isinstance(place, NotAnArea) for place in found)
