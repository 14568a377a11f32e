"""`peelian plan` as a person types it."""

import tomllib
from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest

from peelian.plan.commitments.catalogue import FOLDER
from tests.cli.peelian import peelian


def ids(*arguments: str) -> list[str]:
    ran = peelian("plan", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return [one["id"] for one in ran.json]


def test_it_lists_every_commitment_with_its_status(home: Path) -> None:
    ran = peelian("plan", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.json) == 52  # 17 + 7 of 2018, 17 + 1 of 2021, 10 further: the domain's list
    assert all(one["status"] and one["title"]["en"] and one["title"]["cy"] for one in ran.json)
    first = ran.json[0]
    assert (first["id"], first["made_on"]) == ("P18-01", "2018-04-09")


@pytest.mark.parametrize(
    ("option", "value", "one"),
    [
        ("status", "not evidenced", "P18-16"),
        ("plan", "2018", "M18-01"),
        ("kind", "critique", "C21-01"),
        ("theme", "weapons", "P18-14"),
    ],
)
def test_it_is_cut_by_status_plan_kind_and_theme(home: Path, option: str, value: str, one: str) -> None:
    written = [tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")]
    wanted = {each["id"] for each in written if each[option] == value}
    assert one in wanted
    assert set(ids(f"--{option}", value)) == wanted
    assert len(wanted) < len(written)


def test_it_is_cut_by_a_word_of_the_owner(home: Path) -> None:
    assert ids("--owner", "work and pensions") == ["P18-06"]
    assert ids("--owner", "nobody at all") == []


def test_a_status_may_be_given_in_welsh(home: Path) -> None:
    found = ids("--status", "dim tystiolaeth")
    assert found == ids("--status", "not evidenced")
    assert 0 < len(found) < 52


def test_an_area_keeps_what_names_it_or_pays_it(home: Path) -> None:
    found = ids("--area", "Greater Manchester")
    assert "P21-04" in found
    assert "P18-11" not in found, "a law for everywhere is not about this area"


def test_an_area_on_an_empty_home_speaks_the_language_asked_for(tmp_path: Path) -> None:
    home = str(tmp_path / "fresh")
    ran = peelian("plan", "--area", "kent", "--lang", "cy", PEELIAN_HOME=home)
    assert ran.code == 0
    assert ran.line.startswith("Defnydd cyntaf")


def test_the_table_and_csv(home: Path) -> None:
    ran = peelian("plan", "--status", "not evidenced")
    assert ran.code == 0
    assert "An international symposium on what drives violence" in ran.out
    csv = peelian("plan", "--format", "csv")
    assert csv.out.splitlines()[0].startswith("id,plan,kind,title,owner")
    assert len(list(DictReader(StringIO(csv.out)))) == 52


def test_welsh_says_that_nobody_reviewed_it(home: Path) -> None:
    ran = peelian("plan", "--theme", "weapons", "--lang", "cy")
    assert ran.code == 0
    assert "wedi'i gyflawni" in ran.out
    assert "Nid oes neb wedi adolygu" in ran.out


def test_nothing_that_fits_is_said_in_words(home: Path) -> None:
    ran = peelian("plan", "--owner", "nobody at all")
    assert (ran.code, ran.out) == (0, "No commitment fits that.\n")


def test_an_unknown_status_gets_the_nearest_one_and_the_list(home: Path) -> None:
    ran = peelian("plan", "--status", "deliverd")
    assert ran.code == 1
    assert "delivered" in ran.line
    assert "not evidenced" in ran.line


def test_an_unknown_area_gets_the_nearest_one(home: Path) -> None:
    ran = peelian("plan", "--area", "Cleavland")
    assert ran.code == 1
    assert "Cleveland" in ran.line
