"""A merger rehearsed: two forces become one at midnight in London, and nobody loses sight of a case."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peelian.accounts.actions.mergers import open_force, record_succession
from peelian.accounts.actors import system_actor
from peelian.accounts.cover import force_of
from peelian.accounts.forces import responsible_force
from peelian.accounts.models import Force, Grant, TeamForce
from peelian.accounts.problems import BadSuccession, NoSuchForce, NotAllowed
from tests.accounts.conftest import DAY, NOON

MIDNIGHT = datetime(2027, 3, 31, 23, 0, tzinfo=UTC)
"""The first of April 2027 begins in London, where summer time has come: 23:00 UTC of the day before."""
SECOND = timedelta(seconds=1)
ON = date(2027, 4, 1)


def merge(people, *, actor=None, on=ON):
    new = open_force(
        force_id="midlands-and-kent",
        name_en="Midlands and Kent Police",
        name_cy="Heddlu Canolbarth Lloegr a Chaint",
        opens=on,
        contact_team=people.west_midlands.contact_team,
        actor=system_actor(as_of=NOON),
        as_of=NOON,
    )
    record_succession(
        [people.west_midlands, people.kent],
        new,
        on=on,
        authority="An order that a test made up",
        source="none",
        actor=actor or system_actor(as_of=NOON),
        as_of=NOON,
    )
    return new


def test_until_midnight_the_old_forces_answer_and_from_then_on_the_new_one(people):
    new = merge(people)
    for old in ("west-midlands", "kent"):
        assert responsible_force(old, MIDNIGHT - SECOND).force_id == old
        assert responsible_force(old, MIDNIGHT) == new
    assert force_of(people.aston, MIDNIGHT - SECOND) == people.west_midlands
    assert force_of(people.aston, MIDNIGHT) == new
    assert force_of(people.maidstone, MIDNIGHT) == new


def test_the_new_force_has_a_contact_team_that_is_its_own(people):
    new = merge(people)
    assert new.contact_team is not None
    assert force_of(new.contact_team, MIDNIGHT) == new


def test_both_desks_see_their_cases_across_midnight(people):
    merge(people)
    for moment in (MIDNIGHT - SECOND, MIDNIGHT, MIDNIGHT + 400 * DAY):
        assert people.actor("ben", moment).reach("case.see").teams == {people.aston.pk}
        assert people.actor("dev", moment).reach("case.see").teams == {people.maidstone.pk}


def test_a_role_for_an_old_force_keeps_its_teams_and_gains_none(people):
    merge(people)
    before = people.actor("gwen", MIDNIGHT - SECOND).reach("account.manage").teams
    after = people.actor("gwen", MIDNIGHT + DAY).reach("account.manage").teams
    assert before == after and people.maidstone.pk not in after


def test_the_old_rows_stay_and_say_when(people):
    merge(people)
    held = TeamForce.objects.get(team=people.aston, force=people.west_midlands)
    assert held.ends == ON
    assert Force.objects.get(force_id="west-midlands").closes == ON
    assert force_of(people.aston, NOON) == people.west_midlands


def test_last_years_figures_keep_the_old_force(people):
    from peelian.reference.forces import forces

    merge(people)
    assert {"west-midlands", "kent"} <= {one.id for one in forces()}
    assert "midlands-and-kent" not in {one.id for one in forces()}


def test_a_second_merger_follows_the_first(people):
    new = merge(people)
    essex = Force.objects.get(force_id="essex")
    record_succession(
        [essex],
        new,
        on=date(2027, 10, 1),
        authority="-",
        source="-",
        actor=system_actor(as_of=NOON),
        as_of=NOON,
    )
    assert responsible_force("essex", datetime(2027, 10, 1, tzinfo=UTC)) == new
    assert responsible_force("essex", MIDNIGHT) == essex


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2020, 1, 1)])
def test_history_is_not_rewritten(people, on):
    with pytest.raises(BadSuccession):
        merge(people, on=on)


def test_a_force_is_not_merged_twice_nor_with_itself(people):
    new = merge(people)
    actor = system_actor(as_of=NOON)
    people.west_midlands.refresh_from_db()
    with pytest.raises(BadSuccession):
        record_succession(
            [people.west_midlands], new, on=ON, authority="-", source="-", actor=actor, as_of=NOON
        )
    with pytest.raises(BadSuccession):
        record_succession([new], new, on=ON, authority="-", source="-", actor=actor, as_of=NOON)


def test_one_force_does_not_take_over_another_by_its_own_administrator(people):
    actor = people.actor("gwen")
    for before, after in ((people.kent, people.west_midlands), (people.west_midlands, people.kent)):
        with pytest.raises(NotAllowed):
            record_succession([before], after, on=ON, authority="-", source="-", actor=actor, as_of=NOON)
    Grant.objects.create(
        user=people.gwen, role="administrator", force=people.kent, starts=NOON - DAY, reason="joins"
    )
    made = record_succession(
        [people.kent],
        people.west_midlands,
        on=ON,
        authority="-",
        source="-",
        actor=people.actor("gwen"),
        as_of=NOON,
    )
    assert len(made) == 1


def test_an_unknown_force_is_told(db):
    with pytest.raises(NoSuchForce):
        responsible_force("atlantis", NOON)
