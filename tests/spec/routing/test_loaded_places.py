"""Who answers for a place where postcodes and boundaries are loaded: border rows, and 1,000 postcodes of each file.

The expected force is computed apart from ours: the district code that the file itself gives, followed through the
published list of council codes to the one of today, and from there by the published lookup to its force.
"""

import csv
import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from peelian.facts.sources.national_grid import degrees_of
from peelian.reference.areas import area_for
from peelian.services.contact.routing import places
from tests.spec.routing.rows import ON, Case, cases

FILES = {"nr": 22_827, "bs": 26_424, "cf": 23_067, "ec": 4_240, "derived": 1_476_118}
"""The postcode files, and how many rows the README of the data counts in each."""
SAMPLE, SEED = 1_000, 20261122
FILE = [pytest.param(name, marks=[pytest.mark.prove] * (name == "derived")) for name in FILES]
"""To load the file of the whole country takes half a minute, so it is the long proof's."""
EXACT = {"nr": 981, "bs": 999, "cf": 974, "ec": 57, "derived": 942}
"""How many of the 1,000 points are exact: the rest lie nearer to a line than the layer of 2020 is rough (862 m)."""
EXCEPTIONS = Path(__file__).parent / "exceptions.csv"
LOADED = [one for one in cases("borders") if one.loaded]


def loaded_home(test_data: Path, folder: Path, names: Iterable[str]) -> Path:
    """A home with the 2020 force areas and these postcode files."""
    from peelian.facts.intake import add

    postcodes = test_data / "postcodes"
    files = [test_data / "boundaries" / "police_force_areas_2020_ew.geojson"]
    for name in names:
        open_file = postcodes / "codepoint_open_2014_08" / f"{name}.csv.gz"
        files.append(postcodes / "postcodes_ew_2014_derived.parquet" if name == "derived" else open_file)
    assert add(files, path=folder).count("loaded") == len(files)
    return folder


@pytest.fixture(scope="module")
def small_home(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded_home(test_data, tmp_path_factory.mktemp("routing-home"), set(FILES) - {"derived"})


@pytest.fixture(scope="module")
def full_home(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded_home(test_data, tmp_path_factory.mktemp("routing-home"), FILES)


@pytest.fixture(autouse=True)
def in_a_loaded_home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home with every postcode file for the long proof, else the one with the four small ones."""
    whole = request.node.get_closest_marker("prove") is not None
    monkeypatch.setenv("PEELIAN_HOME", str(request.getfixturevalue("full_home" if whole else "small_home")))


@dataclass(frozen=True)
class Given:
    """A row of a postcode file; `east` is 0 where it has no position."""

    postcode: str
    district: str
    east: int
    north: int


def rows_of(folder: Path, name: str, numbers: set[int]) -> Iterator[Given]:
    """The rows of a file with these numbers, read without Peelian."""
    if name == "derived":
        import pyarrow.parquet as pq

        chosen = pq.read_table(folder / "postcodes_ew_2014_derived.parquet").take(sorted(numbers))
        for row in chosen.to_pylist():
            yield Given(row["postcode"], row["Admin_district_code"], row["Eastings"], row["Northings"])
        return
    with gzip.open(folder / "codepoint_open_2014_08" / f"{name}.csv.gz", "rt", encoding="utf-8") as opened:
        for number, row in enumerate(csv.DictReader(opened)):
            if number in numbers:
                written, place = row["Postcode"], (int(row["Eastings"]), int(row["Northings"]))
                yield Given(f"{written[:-3].strip()} {written[-3:]}", row["Admin_district_code"], *place)


@cache
def sample(folder: Path, name: str) -> tuple[Given, ...]:
    """1,000 rows of a file, the same in every run."""
    numbers = random.Random(f"{SEED}{name}").sample(range(FILES[name]), SAMPLE)
    return tuple(rows_of(folder, name, set(numbers)))


@cache
def published(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """(district code -> the code of today, district code -> force) by the published tables."""
    with (folder / "la_all_codes.csv").open(encoding="utf-8-sig", newline="") as opened:
        today = {row["LADCD"]: row["LADCD_ACTIVE"] for row in csv.DictReader(opened)}
    with (folder / "lad_to_pfa_derived.csv").open(encoding="utf-8-sig", newline="") as opened:
        forces = {row["LADCD"]: area_for(code=row["PFA20CD"]).id for row in csv.DictReader(opened)}
    return today, forces


def force_of(code: str, folder: Path) -> str:
    """The lookup knows a district by one of its codes: Sheffield's by the one from before 2025."""
    today, forces = published(folder)
    return forces.get(code) or forces.get(today.get(code, code), "")


@pytest.mark.prove
@pytest.mark.parametrize("case", LOADED, ids=lambda case: case.title)
def test_a_postcode_at_a_border_is_exact(case: Case) -> None:
    [one] = places.candidates(on=ON, **case.place)
    assert ({one.id}, one.sure) == (case.who, "exact")


@pytest.mark.parametrize("name", FILE)
def test_a_thousand_postcodes_go_to_the_force_of_their_district(name: str, test_data: Path) -> None:
    wrong, exact = [], 0
    for given in sample(test_data / "postcodes", name):
        found = places.read_postcode(given.postcode)
        want = force_of(given.district, test_data / "lookups")
        exact += [one.sure for one in found.candidates] == ["exact"]
        if {one.force for one in found.candidates} != {want}:
            wrong.append((given, want))
    assert wrong == []
    assert exact == SAMPLE


@pytest.mark.parametrize("name", FILE)
def test_the_point_of_a_postcode_lies_in_the_outline_of_its_force(name: str, test_data: Path) -> None:
    """Exceptions are listed, each with its reason; a new one fails, and one that is no longer one fails too."""
    wrong, exact = set(), 0
    for given in sample(test_data / "postcodes", name):
        if not given.east:
            continue
        longitude, latitude = degrees_of(given.east, given.north)
        found = places.read_point(float(latitude), float(longitude))
        only = [one for one in found.candidates if one.sure == "exact"]
        exact += len(only)
        want = force_of(given.district, test_data / "lookups")
        if want not in found.forces or (only and only[0].force != want):
            wrong.add(given.postcode)
    assert wrong == exceptions(name)
    assert exact == EXACT[name]


def exceptions(name: str) -> set[str]:
    with EXCEPTIONS.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["file"] == name]
    assert all(row["reason"] for row in rows)
    return {row["postcode"] for row in rows}


@pytest.mark.parametrize("name", FILE)
def test_without_postcodes_the_force_is_among_those_of_the_outcode(
    name: str, test_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    wrong = [
        given
        for given in sample(test_data / "postcodes", name)
        if force_of(given.district, test_data / "lookups") not in places.read_postcode(given.postcode).forces
    ]
    assert wrong == []


def test_a_postcode_newer_than_the_file_is_told_by_those_beside_it() -> None:
    """NR1 3ZZ is not in the file of 2014; every other postcode of NR1 3 is in Norfolk."""
    [one] = places.read_postcode("NR1 3ZZ").candidates
    assert (one.force, one.sure) == ("norfolk", "outcode")


def test_a_point_near_a_line_offers_both_sides_and_one_far_from_it_is_exact() -> None:
    """London Bridge's north end is in the City, 300 m from Southwark; Norwich's market is 30 km from any border."""
    assert places.read_point(51.5095, -0.0870).forces >= {"city-of-london", "metropolitan"}
    [market] = places.read_point(52.6285, 1.2922).candidates
    assert (market.force, market.sure) == ("norfolk", "exact")
