"""T-19. Links to set up sign-in: a first one by one administrator, a recovery by two."""

from datetime import timedelta

import pytest

from peelian.accounts.actions.enrolments import (
    approve_recovery,
    ask_recovery,
    cancel_enrolment,
    enrolment_for,
)
from peelian.accounts.actions.people import add_user, first_administrator
from peelian.accounts.models import Enrolment, User
from peelian.accounts.problems import AddressTaken, NotAllowed, NotForOneself, SecondPersonNeeded
from peelian.accounts.scopes import Scope
from tests.accounts.conftest import NOON

HOUR = timedelta(hours=1)


def add(people, by="gwen", email="Ada@Example.org"):
    return add_user(
        email=email,
        name="Ada",
        role="handler",
        scope=Scope(team=people.aston),
        actor=people.actor(by),
        as_of=NOON,
    )


def test_a_new_person_gets_a_role_and_a_link_for_a_week(people):
    user, secret = add(people)
    assert user.email == "ada@example.org" and not user.has_usable_password()
    assert enrolment_for(secret, NOON).user == user
    assert enrolment_for(secret, NOON + timedelta(days=7)) is None
    assert enrolment_for(secret + "x", NOON) is None
    assert not Enrolment.objects.filter(digest__contains=secret[:8]).exists()


def test_an_address_is_taken_once_and_nothing_is_left_behind(people):
    with pytest.raises(AddressTaken):
        add(people, email="BEN@example.org")
    assert User.objects.count() == 6


@pytest.mark.parametrize("by", ["cerys", "ben", "dev"])
def test_who_does_not_manage_accounts_adds_nobody(people, by):
    with pytest.raises(NotAllowed):
        add(people, by=by)


def test_a_recovery_takes_two_administrators(people):
    """T-19: one administrator alone never gets into another's account."""
    asked = ask_recovery(people.ben, actor=people.actor("gwen"), as_of=NOON)
    with pytest.raises(SecondPersonNeeded):
        approve_recovery(asked, actor=people.actor("gwen"), as_of=NOON)
    secret = approve_recovery(asked, actor=people.actor("huw"), as_of=NOON)
    assert enrolment_for(secret, NOON + 3 * HOUR).user == people.ben
    assert enrolment_for(secret, NOON + 4 * HOUR) is None
    with pytest.raises(NotAllowed):
        approve_recovery(asked, actor=people.actor("huw"), as_of=NOON)


def test_nobody_recovers_themselves_nor_reaches_into_another_force(people):
    with pytest.raises(NotForOneself):
        ask_recovery(people.gwen, actor=people.actor("gwen"), as_of=NOON)
    asked = ask_recovery(people.gwen, actor=people.actor("huw"), as_of=NOON)
    with pytest.raises(NotForOneself):
        approve_recovery(asked, actor=people.actor("gwen"), as_of=NOON)
    with pytest.raises(NotAllowed):
        ask_recovery(people.dev, actor=people.actor("gwen"), as_of=NOON)


def test_a_refused_recovery_stays_refused(people):
    asked = ask_recovery(people.ben, actor=people.actor("gwen"), as_of=NOON)
    cancel_enrolment(asked, actor=people.actor("huw"), as_of=NOON)
    with pytest.raises(NotAllowed):
        approve_recovery(asked, actor=people.actor("huw"), as_of=NOON)


def test_the_first_administrator_is_made_once(db):
    user, secret = first_administrator(
        email="first@example.org", name="First", force_ids=["kent", "essex"], as_of=NOON
    )
    assert enrolment_for(secret, NOON).user == user
    assert user.grants.count() == 2
    with pytest.raises(NotAllowed):
        first_administrator(email="b@example.org", name="B", force_ids=["kent"], as_of=NOON)
