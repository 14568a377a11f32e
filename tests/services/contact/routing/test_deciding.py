"""What is decided for a place: every row of the spec, then what a second piece, a choice or a merger changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peelian.accounts.forces import prepare_forces
from peelian.accounts.models import Force, ForceSuccession
from peelian.services.contact.routing.deciding import decide
from tests.spec.routing.rows import ON, cases

pytestmark = pytest.mark.usefixtures("db")
BORDERS = [one for one in cases("borders") if not one.loaded]


@pytest.fixture(autouse=True)
def nothing_loaded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The 43 forces, and a home where neither postcodes nor boundaries are loaded."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    prepare_forces()


def test_every_border_row_is_decided_as_the_table_says() -> None:
    for case in BORDERS:
        found = decide(case.place, on=ON)
        assert (found.force or "") == case.decided, case.title
        assert {one.id for one in found.candidates} == case.who, case.title
        assert found.reason, case.title
        assert found.reason.cy != found.reason, case.title
        named = {one.id for one in (found.elsewhere, *found.also) if one}
        assert not case.beside or case.beside in named, case.title
        if case.decided:
            assert found.team is not None
            assert found.team.slug == f"{case.decided}-contact"


def test_every_place_outside_goes_to_those_who_answer_there() -> None:
    for case in cases("outside"):
        found = decide(case.place, on=ON)
        [who] = case.who
        assert found.force is None, case.title
        assert found.elsewhere is not None, case.title
        assert f"elsewhere:{found.elsewhere.id}" == who, case.title
        assert found.team is None


@pytest.mark.parametrize(
    "place", [{}, {"postcode": ""}, {"name": "qwxz"}, {"words": "over there"}, {"lat": "91", "lon": "0"}]
)
def test_a_place_that_says_nothing_is_told_to_be_unknown(place: dict[str, str]) -> None:
    found = decide(place, on=ON)
    assert (found.force, found.team, found.sure, found.candidates) == (None, None, "unknown", ())
    assert "cannot tell" in found.reason


def test_a_second_piece_narrows_an_outcode_of_two_forces() -> None:
    found = decide({"postcode": "CH4", "name": "Saltney"}, on=ON)
    assert (found.force, [one.id for one in found.candidates]) == ("north-wales", ["north-wales"])


def test_words_narrow_an_outcode_but_never_overrule_it() -> None:
    assert decide({"postcode": "CH4", "words": "outside the shop in Saltney"}, on=ON).force == "north-wales"
    assert (
        decide({"postcode": "LS1", "words": "my friend from Bristol saw it"}, on=ON).force == "west-yorkshire"
    )


def test_words_alone_only_offer() -> None:
    found = decide({"words": "a man from Leeds"}, on=ON)
    assert (found.force, [one.id for one in found.candidates]) == (None, ["west-yorkshire"])
    assert "not sure" in found.reason
    assert decide({"words": "a man from Leeds", "chosen": "west-yorkshire"}, on=ON).force == "west-yorkshire"


def test_an_address_decides_by_its_town_and_not_by_its_street() -> None:
    for address, force in (
        ("12 Bristol Road, Birmingham", "west-midlands"),
        ("Station Road, Leeds", "west-yorkshire"),
        ("3 London Rd, Norwich", "norfolk"),
        ("Heol Caerdydd, Llanelli", "dyfed-powys"),
    ):
        found = decide({"address": address}, on=ON)
        assert (found.force, found.elsewhere) == (force, None), address


def test_pieces_that_contradict_each_other_leave_the_choice() -> None:
    found = decide({"postcode": "LS1", "name": "Bristol"}, on=ON)
    assert (found.force, found.sure) == (None, "unknown")
    assert {one.id for one in found.candidates} == {"west-yorkshire", "avon-and-somerset"}
    assert "different police forces" in found.reason


def test_a_town_typed_where_a_postcode_belongs_is_still_a_town() -> None:
    assert decide({"postcode": "Leeds"}, on=ON).force == "west-yorkshire"


def test_a_misspelt_town_waits_for_a_yes() -> None:
    found = decide({"name": "Birmingam"}, on=ON)
    assert (found.force, [one.id for one in found.candidates]) == (None, ["west-midlands"])
    assert decide({"name": "Birmingam", "chosen": "west-midlands"}, on=ON).force == "west-midlands"


def test_a_mistyped_postcode_is_read_and_told() -> None:
    found = decide({"postcode": "LSI 4AB"}, on=ON)
    assert (found.force, found.read_as) == ("west-yorkshire", "LS1 4AB")
    assert "LS1 4AB" in found.reason
    assert "LS1 4AB" in found.reason.cy


def test_the_person_may_choose_any_force_and_the_answer_says_that_they_did() -> None:
    found = decide({"postcode": "LS1", "chosen": "kent"}, on=ON)
    assert (found.force, found.sure) == ("kent", "name")
    assert "You chose" in found.reason
    assert found.team is not None
    assert found.team.slug == "kent-contact"


def test_the_person_may_choose_somebody_else_and_then_no_force_is_decided() -> None:
    found = decide({"name": "Leeds railway station", "chosen": "elsewhere:btp"}, on=ON)
    assert found.force is None
    assert found.elsewhere is not None
    assert found.elsewhere.id == "btp"
    other = decide({"name": "Leeds railway station", "chosen": "west-yorkshire"}, on=ON)
    assert (other.force, other.elsewhere and other.elsewhere.id) == ("west-yorkshire", "btp")


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "nowhere",
        "elsewhere:",
        "elsewhere:nobody",
        "btp",
        "x" * 5_000,
        "police-scotland",
        "kent\x00",
        "Kent",
    ],
)
def test_a_choice_that_nobody_offered_changes_nothing(chosen: str) -> None:
    assert decide({"postcode": "LS1", "chosen": chosen}, on=ON) == decide({"postcode": "LS1"}, on=ON)


def test_a_report_of_a_place_on_the_railway_keeps_its_force_and_names_the_transport_police() -> None:
    found = decide({"postcode": "LS1", "words": "on the train from Manchester"}, on=ON)
    assert (found.force, found.elsewhere and found.elsewhere.id) == ("west-yorkshire", "btp")


def test_after_a_merger_the_new_force_answers_and_before_it_the_old_one() -> None:
    """Made up: Cleveland takes over from Durham on 1 April 2027."""
    durham, cleveland = (Force.objects.get(force_id=name) for name in ("durham", "cleveland"))
    ForceSuccession.objects.create(
        before=durham, after=cleveland, on=date(2027, 4, 1), authority="made up", source="test"
    )
    Force.objects.filter(pk=durham.pk).update(closes=date(2027, 4, 1))
    before = decide({"postcode": "DH1"}, on=date(2027, 3, 31))
    after = decide({"postcode": "DH1"}, on=date(2027, 4, 1))
    assert (before.force, before.team and before.team.slug) == ("durham", "durham-contact")
    assert (after.force, after.team and after.team.slug) == ("cleveland", "cleveland-contact")
    assert "now answers for" in "".join(after.candidates[0].why)
    both = decide({"name": "Teesside Airport"}, on=date(2027, 4, 1))
    assert (both.force, len(both.candidates)) == ("cleveland", 1)
    assert decide({"postcode": "LS1", "chosen": "durham"}, on=date(2027, 4, 1)).force == "west-yorkshire"


def test_a_site_that_keeps_no_such_force_still_names_it() -> None:
    Force.objects.filter(force_id="kent").update(contact_team=None)
    found = decide({"name": "Maidstone"}, on=ON)
    assert (found.force, found.team) == ("kent", None)
