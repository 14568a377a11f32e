"""Regions, nations and forces: one id, one kind, and a shared name is refused."""

from pathlib import Path

import pandas as pd
import pytest

from peelian.reference.areas import ENGLAND_AND_WALES, area, area_for, regions
from peelian.reference.forces import forces
from peelian.reference.problems import AmbiguousArea, UnknownArea


def test_there_are_nine_english_regions_and_wales() -> None:
    assert [one.id for one in regions()] == [f"E1200000{n}" for n in range(1, 10)] + ["W92000004"]
    assert area("W92000004").kind == "region"
    assert area("E92000001").kind == "nation"
    assert area(ENGLAND_AND_WALES).kind == "country"


def test_every_force_lies_in_one_of_the_ten_regions() -> None:
    assert {one.region_id for one in forces()} == {one.id for one in regions()}


def test_a_bare_west_midlands_is_refused_naming_the_region_and_the_force() -> None:
    with pytest.raises(AmbiguousArea) as caught:
        area_for("West Midlands ")
    assert "E12000005" in str(caught.value)
    assert "E23000014" in str(caught.value)


def test_kind_or_code_tells_the_region_and_the_force_apart() -> None:
    assert area_for("West Midlands", kind="region").id == "E12000005"
    assert area_for("West Midlands", kind="force").id == "west-midlands"
    assert area_for("West Midlands", code="E12000005").id == "E12000005"
    assert area_for("West Midlands", code="E23000014").id == "west-midlands"
    assert area_for("West Midlands Police").id == "west-midlands"


def test_a_code_of_another_kind_is_refused() -> None:
    with pytest.raises(UnknownArea, match="is a region, not a force"):
        area_for(code="E12000005", kind="force")


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Eastern ", "E12000006"),
        ("East", "E12000006"),
        ("Eastern2", "E12000006"),
        ("Total 43 forces 1", "K04000001"),
        ("East of England", "E12000006"),
        ("Yorkshire and The Humber", "E12000003"),
        ("London", "E12000007"),
        ("ENGLAND AND WALES", "K04000001"),
        ("Total 43 forces", "K04000001"),
        ("WALES", "W92000004"),
        ("Cymru", "W92000004"),
        ("Scotland", "S92000003"),
        ("Police Scotland", "police-scotland"),
        ("South Wales", "south-wales"),
    ],
)
def test_a_name_as_a_table_prints_it_is_the_area(name: str, id: str) -> None:
    assert area_for(name).id == id


@pytest.mark.parametrize("name", ["Total", "", "  ", "Ruritania"])
def test_a_name_of_no_area_is_refused(name: str) -> None:
    with pytest.raises(UnknownArea):
        area_for(name)


def test_a_district_is_an_area_by_its_code() -> None:
    assert area("E09000012").kind == "district"
    assert area("E09000012").name == "Hackney"


def test_ids_are_unique_over_all_kinds() -> None:
    ids = [one.id for one in forces()] + [one.id for one in regions()]
    assert len(ids) == len(set(ids)) == 53


@pytest.mark.parametrize(
    ("file", "code", "name"),
    [
        ("homicide/homicide_rate_by_force_3yr_2014_17_to_2020_23.csv", "areacd", "areanm"),
        ("recorded-crime/crime_severity_score_by_force_ye_march_2003_2019.csv.gz", "code", "name"),
    ],
)
def test_every_area_of_the_real_files_resolves_by_code_and_agrees_by_name(
    test_data: Path, file: str, code: str, name: str
) -> None:
    pairs = pd.read_csv(test_data / file, dtype=str)[[code, name]].drop_duplicates()
    assert len(pairs) >= 55
    for one in pairs.itertuples(index=False):
        found = area_for(one[1], code=one[0])
        assert area_for(one[1], kind=found.kind) == found
