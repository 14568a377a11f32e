"""data.police.uk files: force, place and time of a row. Real districts and real clock changes; made rows."""

from pathlib import Path

import duckdb
import pytest

from peelian.facts.intake import add
from peelian.facts.listing import quarantined
from peelian.facts.sources.police_search_files import force_in_name
from peelian.facts.store import open_store
from tests.support.crimes import (
    OUTCOMES,
    SEARCH,
    line,
    outcome,
    search,
    search_file,
    street,
    street_file,
    text,
    write,
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    return path


def column(root: Path, dataset: str, name: str) -> list[object]:
    return [
        row[0]
        for row in duckdb.sql(
            f'SELECT "{name}" FROM ({open_store(root).sql(dataset)}) ORDER BY ALL'
        ).fetchall()
    ]


FORCES = {
    "Norfolk Constabulary": "norfolk",
    "Police Service of Northern Ireland": "northern-ireland",
    "British Transport Police": "btp",
    "Devon & Cornwall Police": "devon-and-cornwall",
    "City of London Police": "city-of-london",
    "Heddlu Dyfed-Powys": "dyfed-powys",
    "Dyfed-Powys Police": "dyfed-powys",
    " metropolitan  police service ": "metropolitan",
}


@pytest.mark.parametrize("name", FORCES)
def test_every_spelling_of_a_force_is_that_force(name: str, root: Path, tmp_path: Path) -> None:
    add([street_file(tmp_path / "a.csv", [street(1, falls_within=name)])])
    assert column(root, "street_crime", "force_id") == [FORCES[name]]


# District and force: ONS Local Authority District to Police Force Area lookups.
PLACES = {
    "Norwich 001A": "in_force",
    "Barking and Dagenham 001A": "outside_force",
    "Bristol 001A": "outside_force",
    "Rhondda Cynon Taf 001A": "outside_force",
    "King's Lynn and West Norfolk 001A": "in_force",
    "Bournemouth, Christchurch and Poole 048E": "outside_force",
    "Erewhon 001A": "unknown",
    "": "unknown",
}


@pytest.mark.parametrize("name", PLACES)
def test_rows_outside_their_force_are_kept_and_labelled(name: str, root: Path, tmp_path: Path) -> None:
    add([street_file(tmp_path / "a.csv", [street(1, lsoa_name=name)])])
    assert column(root, "street_crime", "placing") == [PLACES[name]]


def test_a_row_without_a_position_has_no_location(root: Path, tmp_path: Path) -> None:
    bare = street(1, longitude="", latitude="", location="No Location", lsoa_code="", lsoa_name="")
    add([street_file(tmp_path / "a.csv", [bare])])
    assert column(root, "street_crime", "placing") == ["no_location"]
    assert column(root, "street_crime", "longitude") == [None]


def test_an_unfamiliar_crime_type_is_kept_and_noted(root: Path, tmp_path: Path) -> None:
    report = add([street_file(tmp_path / "a.csv", [street(1, crime_type="Hovercraft theft")])])
    assert report.rows == (1, 1, 0)
    assert "Hovercraft theft" in report.outcomes[0].message


@pytest.mark.parametrize("bulk", [True, False])
def test_a_crime_type_in_other_capitals_is_that_type(bulk: bool, root: Path, tmp_path: Path) -> None:
    lines = [street(1, crime_type="BURGLARY"), street(2), street(3, crime_type="Hovercraft THEFT")]
    add([street_file(tmp_path / "a.csv", lines + ([] if bulk else [street(4, month="never")]))])
    assert column(root, "street_crime", "crime_type") == ["Burglary", "Burglary", "Hovercraft THEFT"]


@pytest.mark.parametrize("bulk", [True, False])
def test_an_outcome_that_is_not_told_is_quarantined(bulk: bool, root: Path, tmp_path: Path) -> None:
    lines = [outcome(1), outcome(2, outcome_type="")] + ([] if bulk else [outcome(3, month="never")])
    report = add([write(tmp_path / "a.csv", text(OUTCOMES, lines))])
    assert report.rows[1] == 1
    assert "the outcome type is empty" in [row["reason"] for row in quarantined(open_store(root))]


# British Summer Time began on 31 March 2019 at 01:00 UTC and ended on 27 October 2019 at 01:00 UTC.
TIMES = {
    "2019-03-31T00:30:00+00:00": ("2019-03-31", "2019-03", True),
    "2019-03-31T23:00:00+00:00": ("2019-04-01", "2019-04", False),
    "2019-10-26T23:30:00Z": ("2019-10-27", "2019-10", True),
    "2019-10-31T23:30:00+00:00": ("2019-10-31", "2019-10", True),
    "2019-01-01 00:00:00": ("2019-01-01", "2019-01", False),
}


@pytest.mark.parametrize("bulk", [True, False])
@pytest.mark.parametrize("text", TIMES)
def test_a_search_is_dated_in_british_time(text: str, bulk: bool, root: Path, tmp_path: Path) -> None:
    lines = [search(date=text)] + ([] if bulk else [search(date="never")])
    add([search_file(tmp_path / "gwent.csv", lines)])
    day, month, recorded = TIMES[text]
    assert [str(value) for value in column(root, "stop_searches", "local_date")] == [day]
    assert column(root, "stop_searches", "local_month") == [month]
    assert column(root, "stop_searches", "time_recorded") == [recorded]


FLAGS = {"True": True, "False": False, "1.0": True, "0.0": False, "1": True, "0": False, "": None}


@pytest.mark.parametrize("bulk", [True, False])
def test_yes_and_no_are_read_in_every_spelling_met(bulk: bool, root: Path, tmp_path: Path) -> None:
    lines = [search(outcome_linked_to_object_of_search=text) for text in FLAGS]
    add([search_file(tmp_path / "gwent.csv", lines + ([] if bulk else [search(date="never")]))])
    got = column(root, "stop_searches", "outcome_linked")
    assert sorted(map(str, got)) == sorted(map(str, FLAGS.values()))


def test_the_force_of_searches_is_given_named_or_inferred(root: Path, tmp_path: Path) -> None:
    cardiff = [search()] * 30
    london = [search(latitude="51.5014", longitude="-0.1419", age_range="10-17")] * 30
    add(
        [search_file(tmp_path / "2024-07-gwent-stop-and-search.csv", [*cardiff, search(age_range="over 34")])]
    )
    add([search_file(tmp_path / "x.csv", cardiff)])
    add([search_file(tmp_path / "y.csv", london)], force="surrey")
    query = (
        f"SELECT DISTINCT force_id, force_basis FROM ({open_store(root).sql('stop_searches')}) ORDER BY ALL"
    )
    assert duckdb.sql(query).fetchall() == [
        ("gwent", "file_name"),
        ("south-wales", "inferred"),
        ("surrey", "given"),
    ]


def test_a_name_that_holds_two_forces_names_none() -> None:
    assert force_in_name("2024-07-west-midlands-stop-and-search.csv.gz") == "west-midlands"
    assert force_in_name("Greater Manchester 2016.csv") == "greater-manchester"
    assert force_in_name("kent and essex.csv") is None
    assert force_in_name("kentish-town.csv") is None


def test_an_index_column_and_extra_columns_are_tolerated(root: Path, tmp_path: Path) -> None:
    header = line(["", *SEARCH, "admin_ward"])
    rows = [f"{number},{search()},Bamford" for number in range(3)]
    path = write(tmp_path / "2024-07-gwent.csv", "\r\n".join([header, *rows]) + "\r\n")
    report = add([path])
    assert report.rows == (3, 3, 0)
    assert "admin_ward" in report.outcomes[0].message
    assert column(root, "stop_searches", "outcome") == ["Arrest"] * 3


def test_searches_of_a_month_stay_in_its_file_though_some_fall_in_the_next(
    root: Path, tmp_path: Path
) -> None:
    lines = [search()] * 29 + [search(date="2024-07-31T23:30:00+00:00")]
    add([search_file(tmp_path / "gwent.csv", lines)])
    assert set(column(root, "stop_searches", "file_month")) == {"2024-07"}
    assert column(root, "stop_searches", "local_month").count("2024-08") == 1
