"""T-20. What a merger and a leaver do to cases: nothing is lost, nothing moves that need not, nobody keeps what they should not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peelian.accounts.actions.leaving import record_leaver
from peelian.accounts.actions.mergers import record_succession
from peelian.accounts.actions.teams import add_team
from peelian.accounts.actors import system_actor
from peelian.accounts.models import Force, Grant
from peelian.accounts.problems import ForceClosed
from peelian.casework.cases.access import case_for, cases_for
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.marking import tag_case, tags_for
from peelian.casework.cases.actions.opening import open_case
from peelian.casework.cases.actions.recording import record_incident
from peelian.casework.cases.models import Case, Tag
from peelian.casework.cases.owning import answerable
from peelian.casework.cases.problems import NoSuchCase, NoSuchTag
from peelian.casework.desk.choices import team_groups
from peelian.casework.ledger.entries import history
from peelian.services.contact import places
from tests.support.cases import NOON, make_world

MIDNIGHT = datetime(2027, 3, 31, 23, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def world(db):
    return make_world()


def merge(world):
    kent = Force.objects.get(force_id="kent")
    record_succession(
        [world.force],
        kent,
        on=date(2027, 4, 1),
        authority="An order that a test made up",
        source="none",
        actor=system_actor(as_of=NOON),
        as_of=NOON,
    )


def test_old_references_resolve_and_both_desks_see_their_cases_after_midnight(world):
    ours, theirs = world.opened(), world.opened(team=world.elsewhere)
    merge(world)
    for moment in (MIDNIGHT - SECOND, MIDNIGHT, MIDNIGHT + timedelta(days=365)):
        ben, dev = world.actor("ben", moment), world.actor("dev", moment)
        assert case_for(ben, ours.reference, purpose="case_work", as_of=moment).case.pk == ours.pk
        assert case_for(dev, theirs.reference, purpose="case_work", as_of=moment).case.pk == theirs.pk
        assert list(cases_for(ben)) == [ours] and list(cases_for(dev)) == [theirs]
        with pytest.raises(NoSuchCase):
            case_for(dev, ours.reference, purpose="case_work", as_of=moment)


def test_a_merger_writes_no_case_and_the_force_of_its_opening_stays(world):
    case = world.opened()
    before = Case.objects.filter(pk=case.pk).values().get()
    merge(world)
    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert before["opened_force"] == "west-midlands"


def test_a_case_of_the_old_force_bears_the_tags_of_both_and_new_ones_of_the_new(world):
    """T-20"""
    for force in ("west-midlands", "kent", "gwent"):
        Tag.objects.create(slug=f"of-{force}", name_en=force, name_cy=force, force=force)
    old, merged = world.opened(), MIDNIGHT + SECOND
    merge(world)
    new = open_case(
        "test_question",
        team=world.team,
        force="kent",
        payload={"text": "after the merger"},
        actor=world.actor("outside", merged),
        as_of=merged,
    )
    before = [tag.slug for tag in tags_for(old, MIDNIGHT - SECOND) if tag.force]
    assert before == ["of-west-midlands"]
    assert [tag.slug for tag in tags_for(old, merged) if tag.force] == ["of-kent", "of-west-midlands"]
    assert [tag.slug for tag in tags_for(new, merged) if tag.force] == ["of-kent"]
    tag_case(old.reference, tag="of-kent", actor=world.actor("ben", merged), as_of=merged)
    with pytest.raises(NoSuchTag):
        tag_case(old.reference, tag="of-gwent", actor=world.actor("ben", merged), as_of=merged)


def test_an_incident_is_the_forces_that_answered_on_the_day_of_its_report(world):
    case = world.opened()
    merge(world)
    for reported, force in ((MIDNIGHT - SECOND, "west-midlands"), (MIDNIGHT, "kent")):
        now = MIDNIGHT + timedelta(days=9)
        made = record_incident(
            case.reference,
            channel="online",
            reported_at=reported,
            actor=world.actor("ben", now),
            as_of=now,
            postcode="B29 6BD",
        )
        assert (made.force, made.place.force) == (force, force)


def test_who_answers_for_an_open_case_with_nobody_at_work_is_the_new_forces_contact_team(world):
    case = world.opened(team=world.other)
    Grant.objects.filter(team=world.other).delete()
    merge(world)
    kent = Force.objects.get(force_id="kent")
    found = [answerable(case, moment).team.slug for moment in (MIDNIGHT - SECOND, MIDNIGHT)]
    assert found == ["west-midlands-contact", kent.contact_team.slug]


def test_the_public_form_offers_the_new_force_and_its_teams_from_midnight_on(world):
    """A form begun before is asked for its force once more; what was typed is kept by the form itself."""
    merge(world)
    eve, day = date(2027, 3, 31), date(2027, 4, 1)
    assert [one.force_id for one in places.forces(eve)] == ["kent", "west-midlands"]
    assert [one.force_id for one in places.forces(day)] == ["kent"]
    assert places.chosen_team("west-midlands", "selly-oak", eve) == world.team
    assert places.chosen_team("west-midlands", "selly-oak", day) is None
    assert places.chosen_team("kent", "selly-oak", day) == world.team
    assert world.team in places.teams_of(Force.objects.get(force_id="kent"), day)


def test_a_case_is_handed_within_the_new_force_as_within_one(world):
    merge(world)
    same, *others = team_groups(world.team, MIDNIGHT)
    assert {"ashford", "harborne"} <= {slug for slug, _name in same[1]}
    assert "west-midlands-contact" not in {slug for _title, group in others for slug, _name in group}


def test_no_team_is_opened_in_a_force_that_has_closed(world):
    merge(world)
    closed = Force.objects.get(force_id="west-midlands")
    given = {"name_en": "New", "name_cy": "Newydd", "kind": "neighbourhood", "reason": "reorganisation"}
    system = system_actor(as_of=NOON)
    add_team(slug="new-before", force=closed, actor=system, as_of=MIDNIGHT - SECOND, **given)
    with pytest.raises(ForceClosed, match="Kent answers in its place"):
        add_team(slug="new-after", force=closed, actor=system, as_of=MIDNIGHT, **given)


def test_the_cases_of_a_leaver_go_back_to_the_team_in_the_same_stroke(world):
    case = world.opened()
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    record_leaver(world.ben, actor=system_actor(as_of=NOON), as_of=NOON)
    case.refresh_from_db()
    assert case.owner is None and case.team == world.team
    assert [one.action for one in history(case.uid)][-1] == "case.return"
    assert list(cases_for(world.actor("cerys"))) == [case]
    assert not cases_for(world.actor("ben")).exists()
