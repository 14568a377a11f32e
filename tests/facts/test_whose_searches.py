"""Whose searches a file without a name holds: inferred aloud, or asked for. Points of real places; rows are made."""

from pathlib import Path

import pytest

from peelian.facts.intake import add
from peelian.facts.listing import quarantined
from peelian.facts.report import Report
from peelian.facts.store import open_store
from tests.support.crimes import search, search_file, write

LONDON = {"latitude": "51.5462", "longitude": "-0.1032"}  # Highbury
CARDIFF = {"latitude": "51.4816", "longitude": "-3.1791"}
NEWPORT = {"latitude": "51.5842", "longitude": "-2.9977"}  # in Gwent, which borders on South Wales


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    return path


def load(folder: Path, lines: list[str], bulk: bool) -> Report:
    return add([search_file(folder / "all.csv", lines + ([] if bulk else [search(date="never")]))])


@pytest.mark.parametrize("bulk", [True, False])
def test_an_inferred_force_is_told_with_its_share(bulk: bool, root: Path, tmp_path: Path) -> None:
    lines = [search(**CARDIFF)] * 90 + [search(**NEWPORT)] * 10 + [search(latitude="", longitude="")] * 5
    [said] = load(tmp_path, lines, bulk).outcomes
    assert (
        "Force inferred from the points: South Wales; 90% of the 100 located searches lie there."
        in said.message
    )
    assert "5 of 105 searches have no position." in said.message


@pytest.mark.parametrize("bulk", [True, False])
def test_searches_of_a_far_force_among_them_are_refused(bulk: bool, root: Path, tmp_path: Path) -> None:
    [said] = load(tmp_path, [search(**LONDON)] * 400 + [search(**CARDIFF)] * 12, bulk).outcomes
    assert said.status == "failed"
    assert "97% in Metropolitan, 3% in South Wales" in said.message
    assert "--force" in said.message
    assert not open_store(root).has("stop_searches")


def test_a_few_searches_far_away_do_not_matter(root: Path, tmp_path: Path) -> None:
    lines = [search(**LONDON)] * 100 + [search(**CARDIFF)] * 6
    assert load(tmp_path, lines, bulk=True).count("loaded") == 1


def test_a_given_force_is_not_told_again(root: Path, tmp_path: Path) -> None:
    path = search_file(tmp_path / "all.csv", [search(**LONDON)] * 400 + [search(**CARDIFF)] * 12)
    [said] = add([path], force="metropolitan").outcomes
    assert (said.status, said.message) == ("loaded", "")


def test_a_real_file_under_another_name_keeps_its_force(root: Path, tmp_path: Path, test_data: Path) -> None:
    """The README of the data: 2019-01 Metropolitan and City files; the City's searches partly lie beyond its bounds."""
    for force in ("metropolitan", "city-of-london"):
        real = test_data / "police-uk" / "2019-01" / f"2019-01-{force}-stop-and-search.csv.gz"
        [said] = add([write(tmp_path / "stops.csv.gz", real.read_bytes())]).outcomes
        assert open_store(root).source(said.source_id).labels["force"] == f"{force} (inferred)"


def test_a_real_file_with_searches_of_all_wales_is_asked_about(
    root: Path, tmp_path: Path, test_data: Path
) -> None:
    """What South Wales published for 2019-05 lies half in the areas of the other Welsh forces."""
    real = test_data / "police-uk" / "2019-05" / "2019-05-south-wales-stop-and-search.csv.gz"
    [said] = add([write(tmp_path / "stops.csv.gz", real.read_bytes())]).outcomes
    assert said.status == "failed"
    assert (
        "its 1,454 located searches lie in several areas: 51% in South Wales, 29% in North Wales"
        in said.message
    )


FAULTS = {
    "before the beginning": ({"date": "2001-01-01T12:00:00+00:00"}, "Date", "before data.police.uk began"),
    "to come": ({"date": "2099-01-01T12:00:00+00:00"}, "Date", "in the future"),
    "no type": ({"type": ""}, "Type", "the type of search is empty"),
}


@pytest.mark.parametrize("bulk", [True, False])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_search_that_cannot_be_is_quarantined(fault: str, bulk: bool, root: Path, tmp_path: Path) -> None:
    cells, column, words = FAULTS[fault]
    lines = [search(), search(**cells)] + ([] if bulk else [search(date="never")])
    assert add([search_file(tmp_path / "gwent.csv", lines)]).rows[1] == 1
    held = quarantined(open_store(root))[0]
    assert (held["line"], held["column"]) == (3, column)
    assert words in held["reason"]


@pytest.mark.parametrize("bulk", [True, False])
def test_a_stray_search_in_a_file_of_several_months_hides_no_month(
    bulk: bool, root: Path, tmp_path: Path
) -> None:
    june, july = {"date": "2024-06-03T12:30:00+00:00"}, {"date": "2024-07-31T23:30:00+00:00"}
    lines = (
        [search(**june)] * 300
        + [search()] * 300
        + [search(**july)]
        + ([] if bulk else [search(date="never")])
    )
    assert add([search_file(tmp_path / "gwent.csv", lines)]).rows[1] == 600
    assert "this row is of 2024-08, in a file of" in quarantined(open_store(root))[0]["reason"]
