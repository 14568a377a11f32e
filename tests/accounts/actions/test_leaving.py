"""T-20. Somebody leaves or moves: what ends, and what does not."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from peelian.accounts.actions.keys import make_key
from peelian.accounts.actions.leaving import move_person, record_leaver
from peelian.accounts.api_keys import actor_for_key
from peelian.accounts.models import ApiKey, Grant, Shift, SignedIn
from peelian.accounts.problems import BadKey, HasLeft, LastAdministrator, NotAllowed, NotForOneself
from tests.accounts.conftest import DAY, NOON

HOUR = timedelta(hours=1)


def session_of(user):
    store = SessionStore()
    store["x"] = 1
    store.create()
    SignedIn.objects.create(user=user, session_key=store.session_key, started_at=NOON, seen_at=NOON)
    return store.session_key


def test_a_leaver_keeps_nothing(people):
    key = session_of(people.huw)
    _, text = make_key(
        name="Records import",
        scopes=["case.open"],
        force=people.west_midlands,
        expires_at=NOON + 30 * DAY,
        actor=people.actor("huw"),
        as_of=NOON,
    )
    assert actor_for_key(text, NOON).may("case.open", team=people.aston.pk)
    epoch = people.huw.session_epoch
    record_leaver(people.huw, actor=people.actor("gwen"), as_of=NOON + HOUR)
    people.huw.refresh_from_db()
    assert people.huw.left_on == NOON.date() and people.huw.session_epoch > epoch
    assert not Session.objects.filter(session_key=key).exists()
    assert not people.actor("huw", NOON + HOUR).reaches
    assert not Grant.objects.filter(user=people.huw, ends=None).exists()
    with pytest.raises(BadKey):
        actor_for_key(text, NOON + HOUR)
    assert ApiKey.objects.get().revoked_at == NOON + HOUR


def test_shifts_of_a_leaver_are_cut_and_struck_out(people):
    running = Shift.objects.create(user=people.ben, team=people.aston, starts=NOON - HOUR, ends=NOON + HOUR)
    coming = Shift.objects.create(user=people.ben, team=people.aston, starts=NOON + DAY, ends=NOON + 2 * DAY)
    past = Shift.objects.create(user=people.ben, team=people.aston, starts=NOON - DAY, ends=NOON - HOUR)
    record_leaver(people.ben, actor=people.actor("gwen"), as_of=NOON)
    assert not Shift.objects.filter(pk=coming.pk).exists()
    assert Shift.objects.get(pk=running.pk).ends == NOON
    assert Shift.objects.get(pk=past.pk).ends == NOON - HOUR


def test_who_may_record_it(people):
    for name in ("cerys", "dev", "eve"):
        with pytest.raises(NotAllowed):
            record_leaver(people.ben, actor=people.actor(name), as_of=NOON)
    with pytest.raises(NotForOneself):
        record_leaver(people.gwen, actor=people.actor("gwen"), as_of=NOON)
    with pytest.raises(NotAllowed):
        record_leaver(people.dev, actor=people.actor("gwen"), as_of=NOON)


def test_one_who_works_in_two_forces_leaves_only_by_somebody_over_both(people):
    Grant.objects.create(user=people.ben, role="officer", team=people.maidstone, starts=NOON, reason="joins")
    with pytest.raises(NotAllowed):
        record_leaver(people.ben, actor=people.actor("gwen"), as_of=NOON)
    assert people.actor("ben").may("case.see", team=people.aston.pk)


def test_the_last_administrator_does_not_leave_a_force_alone(people):
    record_leaver(people.huw, actor=people.actor("gwen"), as_of=NOON)
    Grant.objects.create(
        user=people.eve, role="administrator", team=people.aston, starts=NOON - DAY, reason="joins"
    )
    from peelian.accounts.actors import system_actor

    with pytest.raises(LastAdministrator):
        record_leaver(people.gwen, actor=system_actor(as_of=NOON), as_of=NOON)
    people.gwen.refresh_from_db()
    assert people.gwen.left_on is None


def test_nobody_leaves_twice(people):
    record_leaver(people.ben, actor=people.actor("gwen"), as_of=NOON)
    with pytest.raises(HasLeft):
        record_leaver(people.ben, actor=people.actor("gwen"), as_of=NOON)


def test_a_mover_takes_roles_along_and_leaves_the_old_team(people):
    move_person(
        people.ben, leaves=people.aston, joins=people.edgbaston, actor=people.actor("gwen"), as_of=NOON
    )
    ben = people.actor("ben", NOON + HOUR)
    assert ben.own_teams == {people.edgbaston.pk} and ben.roles == {"officer"}
    with pytest.raises(NotAllowed):
        move_person(
            people.ben,
            leaves=people.edgbaston,
            joins=people.maidstone,
            actor=people.actor("gwen"),
            as_of=NOON,
        )
