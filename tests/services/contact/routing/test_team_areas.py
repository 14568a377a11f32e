"""A place finds its neighbourhood team, and a team's places are kept as they are looked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peelian.accounts.actions.areas import written
from peelian.accounts.forces import FIRST_DAY, prepare_forces
from peelian.accounts.models import Force, ForceSuccession, Team, TeamArea, TeamForce
from peelian.accounts.problems import NoSuchPlace
from peelian.services.contact.routing.deciding import decide
from tests.spec.routing.rows import ON

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def nothing_loaded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    prepare_forces()


def team(slug: str, force_id: str = "west-yorkshire", kind: str = "neighbourhood") -> Team:
    made = Team.objects.create(slug=slug, name_en=slug, name_cy=slug, kind=kind)
    TeamForce.objects.create(team=made, force=Force.objects.get(force_id=force_id), starts=FIRST_DAY)
    return made


def holds(one: Team, kind: str, area: str, ends: date | None = None) -> None:
    TeamArea.objects.create(team=one, kind=kind, area=area, starts=FIRST_DAY, ends=ends)


def answers(**place: str) -> tuple[str, list[str]]:
    found = decide(place, on=ON)
    return (found.team.slug if found.team else "", [one.slug for one in found.teams])


def test_the_narrowest_area_that_any_team_has_counts() -> None:
    holds(team("leeds"), "district", "E08000035")
    holds(team("centre"), "outcode", "LS1")
    holds(team("station"), "sector", "LS1 4")
    assert answers(postcode="LS1 4AB") == ("station", ["station"])
    assert answers(postcode="LS1 5AB") == ("centre", ["centre"])
    assert answers(district="Leeds") == ("leeds", ["leeds"])
    assert answers(postcode="LS6 1AA") == ("west-yorkshire-contact", [])


def test_two_teams_with_one_place_leave_the_choice_and_the_contact_team_meanwhile() -> None:
    one, other = team("one"), team("other")
    holds(one, "outcode", "LS1")
    holds(other, "outcode", "LS1")
    assert answers(postcode="LS1 4AB") == ("west-yorkshire-contact", ["one", "other"])
    assert answers(postcode="LS1 4AB", team="other") == ("other", ["one", "other"])
    assert answers(postcode="LS1 4AB", team="kent-contact") == ("west-yorkshire-contact", ["one", "other"])


def test_areas_that_ended_teams_that_closed_and_teams_of_another_kind_or_force_do_not_count() -> None:
    holds(team("ended"), "outcode", "LS1", ends=ON)
    holds(team("away", "kent"), "outcode", "LS1")
    holds(team("response", kind="response"), "outcode", "LS1")
    closed = team("closed")
    holds(closed, "outcode", "LS1")
    Team.objects.filter(pk=closed.pk).update(closes=ON)
    assert answers(postcode="LS1 4AB") == ("west-yorkshire-contact", [])


def test_after_a_merger_a_team_keeps_its_places_under_the_new_force() -> None:
    """Made up: Durham's teams become Cleveland's on 1 April 2027."""
    day = date(2027, 4, 1)
    durham, cleveland = (Force.objects.get(force_id=name) for name in ("durham", "cleveland"))
    moved = team("durham-city", "durham")
    holds(moved, "outcode", "DH1")
    TeamForce.objects.filter(team=moved).update(ends=day)
    TeamForce.objects.create(team=moved, force=cleveland, starts=day)
    ForceSuccession.objects.create(before=durham, after=cleveland, on=day, authority="made up", source="test")
    for on, force in ((date(2027, 3, 31), "durham"), (day, "cleveland")):
        found = decide({"postcode": "DH1 1AA"}, on=on)
        assert (found.force, found.team and found.team.slug) == (force, "durham-city")


def test_a_name_that_only_a_team_knows_finds_its_force_and_team() -> None:
    assert decide({"name": "The Manor Estate"}, on=ON).force is None
    holds(team("manor"), "name", "the manor estate")
    found = decide({"name": "manor estate"}, on=ON)
    assert (found.force, found.sure, found.team and found.team.slug) == ("west-yorkshire", "name", "manor")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("sector", "nr1 3", "NR1 3"),
        ("sector", "NR13", "NR1 3"),
        ("outcode", " nr1 ", "NR1"),
        ("district", "e08000035", "E08000035"),
        ("district", "Leeds", "E08000035"),
        ("name", "St. Mary's  Ward", "saint marys ward"),
    ],
)
def test_a_place_is_kept_as_routing_looks_for_it(kind: str, typed: str, kept: str) -> None:
    assert written(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("sector", "NR1"), ("outcode", "NR1 3AB"), ("district", "Atlantis"), ("name", "!!"), ("ward", "x")],
)
def test_what_is_no_place_of_its_kind_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(NoSuchPlace):
        written(kind, typed)
