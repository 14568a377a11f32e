"""Who answers when somebody is away: expected people worked out by hand."""

from datetime import date

import pytest

from peelian.accounts import cover
from peelian.accounts.models import Absence, Grant, Shift, Team
from tests.accounts.conftest import DAY, NOON

HOUR = DAY / 24


def away(user, *, user_=None, team=None, starts=NOON - HOUR, ends=NOON + HOUR):
    return Absence.objects.create(
        user=user, starts=starts, ends=ends, kind="leave", cover_user=user_, cover_team=team
    )


def test_at_work_nobody_covers(people):
    assert cover.is_at_work(people.ben, NOON)
    assert cover.cover_for(people.ben, NOON) is None


def test_cover_begins_and_ends_with_the_absence(people):
    away(people.ben, user_=people.cerys)
    assert cover.cover_for(people.ben, NOON - HOUR) == people.cerys
    assert cover.cover_for(people.ben, NOON) == people.cerys
    assert cover.cover_for(people.ben, NOON + HOUR) is None
    assert cover.is_at_work(people.ben, NOON + HOUR) and not cover.is_at_work(people.ben, NOON)


def test_cover_of_cover_is_followed_to_a_team(people):
    away(people.ben, user_=people.cerys)
    away(people.cerys, team=people.edgbaston)
    assert cover.cover_for(people.ben, NOON) == people.edgbaston


def test_two_who_cover_each_other_leave_nobody(people):
    away(people.ben, user_=people.cerys)
    away(people.cerys, user_=people.ben)
    assert cover.cover_for(people.ben, NOON) is None


def test_cover_that_has_left_or_closed_is_none(people):
    away(people.ben, user_=people.cerys)
    people.cerys.left_on = date(2026, 11, 23)
    people.cerys.save()
    assert cover.cover_for(people.ben, NOON) is None
    Absence.objects.update(cover_user=None, cover_team=people.edgbaston)
    Team.objects.filter(slug="edgbaston").update(closes=date(2026, 11, 1))
    assert cover.cover_for(people.ben, NOON) is None


def test_a_shift_counts_only_who_is_at_work(people):
    for user in (people.ben, people.cerys):
        Shift.objects.create(user=user, team=people.aston, starts=NOON - HOUR, ends=NOON + HOUR)
    away(people.ben, user_=people.cerys)
    assert cover.on_shift(people.aston, NOON) == [people.cerys]
    assert cover.on_shift(people.aston, NOON + HOUR) == []
    assert cover.duty_officer(people.aston, NOON) is None
    Shift.objects.create(
        user=people.cerys, team=people.aston, starts=NOON, ends=NOON + HOUR, part="duty_officer"
    )
    assert cover.duty_officer(people.aston, NOON) == people.cerys


def test_members_and_supervisors_are_those_of_the_very_team(people):
    assert cover.members(people.aston, NOON) == [people.ben, people.cerys]
    assert cover.supervisors(people.aston, NOON) == [people.cerys]
    Grant.objects.filter(user=people.ben).update(ends=NOON)
    assert cover.members(people.aston, NOON) == [people.cerys]
    assert cover.members(people.aston, NOON - HOUR) == [people.ben, people.cerys]


@pytest.mark.parametrize("slug", ["aston", "edgbaston"])
def test_a_team_has_its_force_and_the_force_its_contact_team(people, slug):
    force = cover.force_of(Team.objects.get(slug=slug), NOON)
    assert force == people.west_midlands
    assert cover.contact_team(force).slug == "west-midlands-contact"
