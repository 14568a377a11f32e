"""The 43 forces and every name that real files give them. Expected codes: ONS police force areas (E23, W15)."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelian.reference.forces import Force, force, force_for, forces, special_forces
from peelian.reference.problems import UnknownForce

NAME_COLUMNS = [
    ("police-workforce/police_workforce_open_data_march_2007_2019.csv.gz", "force_name"),
    ("police-workforce/police_workforce_open_data_march_2007_2019.csv.gz", "geo_code"),
    ("police-workforce/officer_strength_fte_2001_2003_by_force_partial.csv", "force_name"),
    ("recorded-crime/outcomes_open_data_2018_19_q1_q3.csv.gz", "force_name"),
    ("recorded-crime/street_crime_outcomes_by_force_2012_2015.csv.gz", "reported_by"),
    ("stop-and-search/stop_search_open_data_ye_march_2007_2017.csv.gz", "force_name"),
    ("stop-and-search/arrests_open_data_2006_07_to_2015_16.csv.gz", "force_name"),
    ("999-calls/999_calls_november_2023_by_force.csv", "force_name"),
    ("funding/police_grant_2025_26_by_force.csv", "force"),
    ("funding/serious_violence_funding_allocations.csv", "area"),
    ("funding/asb_hotspot_pilot_areas.csv", "area"),
    ("population/pfa_population_derived.csv", "PFA20NM"),
    ("population/pfa_population_derived.csv", "PFA20CD"),
    ("lookups/lad_to_pfa_derived.csv", "PFA20NM"),
]


def test_there_are_43_territorial_forces_39_english_and_4_welsh() -> None:
    assert len(forces()) == 43
    assert sum(one.country == "England" for one in forces()) == 39
    assert sum(one.country == "Wales" for one in forces()) == 4
    assert [one.id for one in forces()] == sorted(one.id for one in forces())


def test_codes_run_e23000001_to_39_and_w15000001_to_4() -> None:
    expected = {f"E23{n:06}" for n in range(1, 40)} | {f"W15{n:06}" for n in range(1, 5)}
    assert {one.ons_code for one in forces()} == expected


def test_special_forces_are_named_but_are_not_among_the_43() -> None:
    ids = {one.id for one in special_forces()}
    assert ids == {
        "btp",
        "northern-ireland",
        "police-scotland",
        "ministry-of-defence-police",
        "civil-nuclear",
    }
    assert ids.isdisjoint(one.id for one in forces())


@pytest.mark.parametrize("one", [*forces(), *special_forces()], ids=lambda one: one.id)
def test_every_name_of_a_force_leads_back_to_it(one: Force) -> None:
    written = [one.id, one.name, one.name_cy, one.short_name, one.home_office_name, *one.aliases]
    for text in [*written, *([one.ons_code] if one.ons_code else [])]:
        assert force_for(text) is force(one.id), text
        assert force_for(f"  {text.upper()}\t") is force(one.id), text


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Avon & Somerset", "avon-and-somerset"),
        ("Avon and Somerset Police", "avon-and-somerset"),
        ("London, City of", "city-of-london"),
        ("City of London Police", "city-of-london"),
        ("Devon & Cornwall Police ", "devon-and-cornwall"),
        ("Hampshire Constabulary", "hampshire"),
        ("Hampshire and Isle of Wight Constabulary", "hampshire"),
        ("Metropolitan Police/London", "metropolitan"),
        ("the Metropolitan Police Service", "metropolitan"),
        ("Heddlu Gogledd Cymru", "north-wales"),
        ("Dyfed Powys", "dyfed-powys"),
        ("PSNI", "northern-ireland"),
        ("Wiltshire4", "wiltshire"),
        ("London, City of 2,3", "city-of-london"),
        ("Dyfed–Powys (1)", "dyfed-powys"),
        ("West Midlands", "west-midlands"),
        ("e23000014", "west-midlands"),
    ],
)
def test_a_name_as_a_file_writes_it_is_the_force(text: str, id: str) -> None:
    assert force_for(text).id == id


@pytest.mark.parametrize(
    "text", ["London", "Eastern", "Wales", "England and Wales", "Total", "", "Police", "E12000005"]
)
def test_a_region_or_a_total_is_never_a_force(text: str) -> None:
    with pytest.raises(UnknownForce):
        force_for(text)


def test_a_typing_error_gets_near_names_in_both_languages() -> None:
    with pytest.raises(UnknownForce, match="Did you mean Lancashire") as caught:
        force_for("Lancashrie")
    assert "Lancashrie" in caught.value.message("cy")


def test_force_takes_ids_only() -> None:
    with pytest.raises(UnknownForce):
        force("West Midlands Police")


@given(st.sampled_from(forces()), st.sampled_from([" ", "  ", "\t", "\xa0", " - "]), st.booleans())
def test_spacing_case_and_ampersands_never_change_the_force(one: Force, gap: str, ampersand: bool) -> None:
    text = one.name.replace(" and ", " & ") if ampersand else one.name
    assert force_for(gap.join(text.split()).swapcase()) is one


@pytest.mark.parametrize(("file", "column"), NAME_COLUMNS)
def test_every_force_name_of_the_real_files_resolves(test_data: Path, file: str, column: str) -> None:
    names = pd.read_csv(test_data / file, dtype=str)[column].unique()
    assert len(names) >= 8
    for name in names:
        assert force_for(name).id, name


def test_data_police_uk_file_names_and_reported_by_agree(test_data: Path) -> None:
    found = set()
    for path in sorted((test_data / "police-uk").glob("2025-*/*-street.csv.gz")):
        slug = path.name[len("2025-01-") : -len("-street.csv.gz")]
        row = pd.read_csv(path, dtype=str, nrows=1)
        assert force_for(row["Reported by"][0]).id == slug
        found.add(slug)
    assert len(found) >= 40


def test_the_map_names_every_force(test_data: Path) -> None:
    import json

    areas = json.loads((test_data / "boundaries/police_force_areas_2020_ew.geojson").read_text())
    pairs = [(area["properties"]["PFA20CD"], area["properties"]["PFA20NM"]) for area in areas["features"]]
    assert len({force_for(code).id for code, _ in pairs}) == 43
    assert all(force_for(code) is force_for(name) for code, name in pairs)
