"""Who may answer for a place, by the reference tables alone: every row of borders.csv and outside.csv, every district."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from peelian.reference.areas import area_for
from peelian.reference.places import districts, outcodes
from peelian.services.contact.routing import places
from peelian.services.contact.routing.definition import routing
from peelian.services.contact.routing.model import Candidate
from peelian.services.contact.routing.points import Point, _outside
from tests.conftest import _test_data_path
from tests.spec.routing.rows import ON, Case, cases

NAMESAKES = {"Ashford", "Newport"}
"""Districts whose name is also that of a place in another force."""
BORDERS = [one for one in cases("borders") if not one.loaded]
OUTSIDE = cases("outside")


@pytest.fixture(autouse=True)
def nothing_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home where neither postcodes nor boundaries are loaded."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))


def found(case: Case) -> dict[str, Candidate]:
    place = dict(case.place)
    at = (float(place.pop("lat")), float(place.pop("lon"))) if "lat" in place else None
    return {one.id: one for one in places.candidates(at=at, on=ON, **place)}


def test_the_tables_are_as_long_as_they_were_promised() -> None:
    assert len(cases("borders")) >= 40
    assert len(OUTSIDE) >= 20


@pytest.mark.parametrize("case", BORDERS, ids=lambda case: case.title)
def test_everybody_who_may_answer_at_a_border_is_offered_and_nobody_else(case: Case) -> None:
    choices = {
        id_ for id_, one in found(case).items() if one.force or (one.elsewhere and one.elsewhere.instead)
    }
    assert choices == case.who
    assert not case.beside or f"elsewhere:{case.beside}" in found(case)


@pytest.mark.parametrize("case", OUTSIDE, ids=lambda case: case.title)
def test_a_place_outside_is_sent_to_those_who_answer_there(case: Case) -> None:
    assert found(case).keys() == case.who


def lookups() -> Iterator[tuple[str, str, str]]:
    """(code, name, force) of every district: the published lookup where it is, else our own reference table."""
    path = _test_data_path() / "lookups" / "lad_to_pfa_derived.csv"
    if not path.is_file():
        yield from ((one.code, one.name, one.force_id) for one in districts().values() if one.current)
        return
    with path.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            yield row["LADCD"], row["LADNM"], area_for(code=row["PFA20CD"]).id


def test_every_district_by_its_code_goes_to_its_force() -> None:
    rows = list(lookups())
    assert len(rows) == 318
    for code, name, force in rows:
        [one] = places.read_district(code, ON).candidates
        assert (one.force, one.sure) == (force, "district"), name


def test_every_district_by_its_name_goes_to_its_force() -> None:
    for _, name, force in lookups():
        [one] = places.read_district(name, ON).candidates
        assert one.force == force, name


def test_a_district_typed_as_the_name_of_a_place_is_offered_with_its_namesakes() -> None:
    several = {name for _, name, _ in lookups() if len(places.read_name(name, ON).forces) > 1}
    for _, name, force in lookups():
        assert force in places.read_name(name, ON).forces, name
    assert several == NAMESAKES


def test_an_abolished_district_is_the_one_that_followed_it_and_keeps_its_force() -> None:
    """Craven went into North Yorkshire on 1 April 2023; the day before it was itself."""
    [before] = places.read_district("Craven", date(2023, 3, 31)).candidates
    [after] = places.read_district("Craven", date(2023, 4, 1)).candidates
    assert (before.district, after.district) == ("E07000163", "E06000065")
    assert before.force == after.force == "north-yorkshire"


def test_every_outcode_that_reaches_over_a_border_offers_each_force() -> None:
    for code, one in outcodes().items():
        want = {one.force_id, *(force for force, _ in one.others)}
        assert {each.force for each in places.read_postcode(code).candidates if each.force} == want, code


def test_every_town_is_in_a_force_that_its_outcode_reaches() -> None:
    """The districts of the table were typed by hand; the outcodes come from OS Code-Point Open."""
    rows = [one for one in routing().places if one.outcode]
    assert len(rows) > 250
    for one in rows:
        known = outcodes()[one.outcode]
        assert set(one.forces) <= {known.force_id, *(force for force, _ in known.others)}, one.name


def test_no_place_of_england_or_wales_lies_well_inside_a_country_drawn_by_hand() -> None:
    for code, one in outcodes().items():
        well = [each.elsewhere for each, well in _outside(Point(one.latitude, one.longitude)) if well]
        assert not well, (code, well)


def test_the_middle_of_every_outcode_has_its_force_among_the_candidates() -> None:
    for code, one in list(outcodes().items())[::7]:
        near = places.read_point(one.latitude, one.longitude)
        assert one.force_id in near.forces, code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ls1 4ab", "LS1 4AB"),
        ("LS14AB", "LS1 4AB"),
        ("  ls1-4ab. ", "LS1 4AB"),
        ("ＬＳ１ ４ＡＢ", "LS1 4AB"),
        ("LS1 4A8", "LS1 4AB"),
        ("0X1 1AA", "OX1 1AA"),
        ("LSI 4AB", "LS1 4AB"),
        ("L10 1AA", "L10 1AA"),
        ("LIO 1AA", "L10 1AA"),
        ("M1 1", "M1 1"),
        ("M11", "M11"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("LS1 4", "LS1 4"),
        ("W1", "W1"),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, read: str) -> None:
    from peelian.services.contact.routing.postcodes import readings

    assert [one.text for one in readings(typed)] == [read]
    assert readings(typed)[0].mended == (
        "".join(c for c in typed.upper() if c.isalnum() and c.isascii()) != read.replace(" ", "")
        and typed.isascii()
    )


def test_a_second_half_that_cannot_be_leaves_the_first() -> None:
    """No postcode ends in C, I, K, M, O or V."""
    for typed in ("LS1 4CC", "ls1 4a", "LS1 x"):
        found = places.read_postcode(typed)
        assert ([one.force for one in found.candidates], found.read_as) == (["west-yorkshire"], "LS1"), typed


def test_an_outcode_of_old_london_stands_for_those_that_took_its_place() -> None:
    """EC1 became EC1A to EC1Y; by Code-Point Open EC1A is mostly the City's and EC1R Islington's."""
    assert places.read_postcode("EC1").forces == {"city-of-london", "metropolitan"}
    [one] = places.read_postcode("SW1").candidates
    assert (one.force, one.sure) == ("metropolitan", "outcode")


def test_a_name_without_its_accents_is_the_same_name() -> None:
    for name in (
        "Ynys Môn",
        "Ynys Mon",
        "YNYS MÔN",
        "Isle of Anglesey",
        "Sir Gâr".replace("Gâr", "Gaerfyrddin"),
    ):
        assert places.read_name(name, ON).forces <= {"north-wales", "dyfed-powys"}, name
        assert places.read_name(name, ON).candidates[0].sure == "name", name


def test_a_postcode_that_nobody_knows_is_never_decided() -> None:
    found = places.read_postcode("LS99 1AA".replace("LS99", "LS79"))
    assert {one.sure for one in found.candidates} == {"unknown"}
    assert "west-yorkshire" in found.forces
    assert not places.read_postcode("ZZ9 9ZZ").candidates


def test_a_misspelt_name_is_offered_and_not_taken() -> None:
    found = places.read_name("Birmingam", ON)
    assert [(one.force, one.sure) for one in found.candidates] == [("west-midlands", "unknown")]


def test_everyday_words_are_no_places() -> None:
    for words in (
        "I was reading in the bath on the street",
        "he ran to the bus station",
        "a stone and a sale",
    ):
        assert not places.read_words(words, ON).candidates, words


def test_a_street_named_after_a_town_is_not_the_town() -> None:
    for words in ("on London Road", "Oxford Street", "5 Bristol Close", "Station Road", "Heol Caerdydd"):
        assert not places.read_words(words, ON).candidates, words
    assert places.read_words("in Leeds close to home", ON).forces == {"west-yorkshire"}


def test_something_lost_on_a_train_goes_to_the_train_company() -> None:
    lost = {one.id for one in places.read_words("I left it on the train", ON, "lost_found").candidates}
    assert lost == {"elsewhere:train-company"}
    seen = {one.id for one in places.read_words("he hit me on the train", ON, "violence").candidates}
    assert seen == {"elsewhere:btp"}
