"""T-20. What an actor may do, where, and until when."""

from datetime import date

import pytest

from peelian.accounts.actors import actor_for, outside_actor, system_actor
from peelian.accounts.models import Grant, Team, TeamForce
from peelian.accounts.problems import NotAllowed, UnknownPermission
from tests.accounts.conftest import DAY, NOON


def test_an_officer_sees_the_cases_of_their_team_and_of_no_other(people):
    ben = people.actor("ben")
    assert ben.may("case.see", team=people.aston.pk)
    assert not ben.may("case.see", team=people.edgbaston.pk)
    assert list(Team.objects.filter(ben.where("case.see", team="forces__team"))) == [people.aston]
    assert ben.own_teams == {people.aston.pk}
    assert ben.code == f"user:{people.ben.pk}"


def test_a_role_for_a_force_reaches_the_teams_of_that_day_only(people):
    Grant.objects.create(
        user=people.eve, role="auditor", force=people.west_midlands, starts=NOON, reason="joins"
    )
    TeamForce.objects.filter(team=people.edgbaston).update(ends=date(2026, 12, 1))
    now, later = people.actor("eve"), people.actor("eve", NOON + 30 * DAY)
    assert {people.aston.pk, people.edgbaston.pk} <= now.reach("look.see").teams
    assert people.edgbaston.pk not in later.reach("look.see").teams
    assert people.maidstone.pk not in now.reach("look.see").teams
    assert now.may("look.see", force="west-midlands") and not now.may("look.see", force="kent")


def test_a_role_for_a_service_reaches_its_teams_in_every_force(people):
    Grant.objects.create(user=people.eve, role="auditor", service="contact", starts=NOON, reason="joins")
    assert people.actor("eve").reach("look.see").teams == {
        people.aston.pk,
        people.edgbaston.pk,
        people.maidstone.pk,
    }


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (NOON, None, True),
        (NOON + DAY, None, False),
        (NOON - DAY, NOON, False),
        (NOON - DAY, NOON + DAY, True),
    ],
)
def test_a_grant_holds_from_its_start_until_its_end(people, starts, ends, holds):
    Grant.objects.create(
        user=people.eve, role="handler", team=people.aston, starts=starts, ends=ends, reason="joins"
    )
    assert people.actor("eve").may("case.see") is holds


def test_one_who_has_left_may_nothing_though_a_grant_was_forgotten(people):
    people.ben.left_on = date(2026, 11, 23)
    assert not people.actor("ben").reaches
    assert people.actor("ben", NOON - DAY).may("case.see")


def test_nobody_may_nothing_and_a_slip_of_the_pen_is_told(people):
    with pytest.raises(NotAllowed):
        people.actor("eve").must("case.see")
    with pytest.raises(UnknownPermission):
        people.actor("ben").may("case.sea")


def test_the_system_acts_everywhere_and_the_person_outside_only_where_the_file_says(people):
    assert system_actor().may("case.close", team=people.kent.pk) and system_actor().code == "system:worker"
    outside = outside_actor()
    assert outside.may("case.reply") and not outside.may("case.see") and outside.code == "outside"


def test_an_actor_costs_three_queries_at_most(people):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as seen:
        actor_for(people.gwen, NOON)
    assert len(seen) <= 3
