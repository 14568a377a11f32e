"""Who works in a team and which force it belongs to: expected people worked out by hand."""

from datetime import date

import pytest

from peelian.accounts import cover
from peelian.accounts.models import Absence, Grant, Shift, Team
from tests.accounts.conftest import DAY, NOON

HOUR = DAY / 24


def test_the_duty_officer_is_one_who_is_at_work_then(people):
    for user in (people.cerys, people.ben):
        Shift.objects.create(user=user, team=people.aston, starts=NOON - HOUR, ends=NOON + HOUR)
    assert cover.duty_officer(people.aston, NOON) is None, "on shift is not on duty"
    for user in (people.ben, people.cerys):
        Shift.objects.create(user=user, team=people.aston, starts=NOON, ends=NOON + HOUR, part="duty_officer")
    assert cover.duty_officer(people.aston, NOON) == people.ben
    Absence.objects.create(
        user=people.ben, starts=NOON - HOUR, ends=NOON + HOUR, kind="leave", cover_user=people.cerys
    )
    assert cover.duty_officer(people.aston, NOON) == people.cerys
    people.cerys.left_on = NOON.date()
    people.cerys.save()
    assert cover.duty_officer(people.aston, NOON) is None
    assert cover.duty_officer(people.aston, NOON + HOUR) is None
    assert cover.duty_officer(people.edgbaston, NOON) is None


def test_members_are_those_of_the_very_team(people):
    assert cover.members(people.aston, NOON) == [people.ben, people.cerys]
    Grant.objects.create(
        user=people.ben, role="handler", team=people.aston, starts=NOON - DAY, reason="joins"
    )
    assert cover.members(people.aston, NOON) == [people.ben, people.cerys], "each of them once"
    Grant.objects.filter(user=people.ben).update(ends=NOON)
    assert cover.members(people.aston, NOON) == [people.cerys]
    assert cover.members(people.aston, NOON - HOUR) == [people.ben, people.cerys]
    people.cerys.left_on = date(2026, 11, 23)
    people.cerys.save()
    assert cover.members(people.aston, NOON) == []


@pytest.mark.parametrize("slug", ["aston", "edgbaston"])
def test_a_team_has_its_force_and_the_force_its_contact_team(people, slug):
    force = cover.force_of(Team.objects.get(slug=slug), NOON)
    assert force == people.west_midlands
    assert force.contact_team.slug == "west-midlands-contact"
