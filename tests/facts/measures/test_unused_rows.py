"""A figure some of whose rows are in quarantine says so, wherever it is shown."""

from pathlib import Path

import pytest

import peelian
from peelian.facts.intake import add
from peelian.facts.measures import rows
from peelian.facts.measures.problems import BadVintages
from peelian.facts.store import Store, open_store
from peelian.reference.forces import forces
from tests.support.small_store import small_store

HEAD = "As at date,Geo code,Force name,Sex,Rank description,Worker type,Total (headcount),Total (FTE)"
DAY = "2021-03-31"


def workforce(folder: Path, *faulty: str, day: str = DAY) -> Path:
    """Ten men and ten women in each of the 43 forces; the FTE of the women of `faulty` forces is no number."""
    lines = [HEAD]
    for force in forces():
        name = f'"{force.home_office_name}"'
        lines.append(f"{day},{force.ons_code},{name},Male,Constable,Police Officer,10,10")
        wrong = "abc" if force.id in faulty else "10"
        lines.append(f"{day},{force.ons_code},{name},Female,Constable,Police Officer,10,{wrong}")
    path = folder / "workforce.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def loaded(home: Path, path: Path) -> Store:
    report = add([path], path=home)
    assert [one.status for one in report.outcomes] == ["loaded"]
    return open_store(home)


def test_a_force_that_lost_rows_is_provisional_and_says_why_in_both_languages(
    home: Path, tmp_path: Path
) -> None:
    store = loaded(home, workforce(tmp_path, "kent"))
    [kent] = rows("officers_fte", areas="kent", periods=DAY, store=store)
    assert (kent.value, kent.state) == (10.0, "provisional")
    assert "Rows of this area and period are in quarantine" in kent.note
    assert "1 of the 172 rows of this source is in quarantine: the figure may be incomplete." in kent.note
    assert "mewn cwarantin" in kent.note_cy and "1 o'r 172 rhes" in kent.note_cy


def test_a_force_of_the_same_source_that_lost_none_is_ok_with_the_note(home: Path, tmp_path: Path) -> None:
    store = loaded(home, workforce(tmp_path, "kent"))
    [essex] = rows("officers_fte", areas="essex", periods=DAY, store=store)
    assert (essex.value, essex.state) == (20.0, "ok")
    assert essex.note == "1 of the 172 rows of this source is in quarantine: the figure may be incomplete."


def test_the_sum_of_the_43_forces_is_provisional_too(home: Path, tmp_path: Path) -> None:
    store = loaded(home, workforce(tmp_path, "kent", "essex"))
    [country] = rows("officers_fte", by="country", periods=DAY, store=store)
    assert (country.value, country.state) == (43 * 20.0 - 20, "provisional")
    for words in ("Derived: the sum of the 43", "Rows of this area and period", "2 of the 172 rows"):
        assert words in country.note


def test_a_file_without_faults_gives_figures_without_a_word(home: Path, tmp_path: Path) -> None:
    store = loaded(home, workforce(tmp_path))
    [kent] = rows("officers_fte", areas="kent", periods=DAY, store=store)
    assert (kent.value, kent.state, kent.note) == (20.0, "ok", "")


@pytest.mark.parametrize("asked", ["currant", "", "newest"])
def test_any_other_vintages_are_refused(asked: str, tmp_path: Path) -> None:
    head = "area_id | as_at | worker_type | basis | value"
    store = small_store(tmp_path, {"workforce": f"{head}\nkent | 2016-09-30 | police_officers | fte | 1"})
    with pytest.raises(BadVintages, match=r"'current'.*'all'"):
        peelian.measure("officers_fte", vintages=asked, store=store)
    with pytest.raises(BadVintages):
        rows("officers_fte", vintages=asked, store=store)  # type: ignore[arg-type]


def test_a_finding_on_a_figure_that_lost_rows_carries_the_note(home: Path, tmp_path: Path) -> None:
    """C09 is about the officers of West Midlands Police in September 2016 and 2017."""
    from peelian.plan import check

    loaded(home, workforce(tmp_path, "west-midlands", day="2017-09-30"))
    [finding] = check(["C09"])
    told = str(finding.as_dict()["notes"])
    assert "Rows of this area and period are in quarantine" in told
