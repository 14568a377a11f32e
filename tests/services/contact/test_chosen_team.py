"""One question to the database tells what the lists of the form would offer."""

from __future__ import annotations

from datetime import date

import pytest

from peelian.accounts.models import Force, Team
from peelian.services.contact.places import chosen_team, forces, teams_of
from tests.support.cases import make_world

pytestmark = pytest.mark.usefixtures("db")
DAYS = (date(1999, 1, 1), date(2026, 11, 23), date(2027, 4, 1), date(2027, 4, 2))


def test_a_team_is_chosen_exactly_where_the_form_offers_it() -> None:
    """The expected answer is that of the two lists, for every force, team and day, with one that closes."""
    world = make_world()
    Team.objects.filter(pk=world.team.pk).update(closes=date(2027, 4, 1))
    Force.objects.exclude(pk=world.force.pk).update(closes=date(2027, 4, 2))
    found = []
    for day in DAYS:
        for force in Force.objects.all():
            offered = {one.pk for one in teams_of(force, day)} if force in forces(day) else set()
            for team in Team.objects.all():
                chosen = chosen_team(force.force_id, team.slug, day)
                assert chosen == (team if team.pk in offered else None), (day, force, team)
                found.append(chosen is not None)
    assert {True, False} == set(found)
    assert chosen_team("nowhere", world.team.slug) is None
