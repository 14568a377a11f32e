"""T-17, T-19. Two at once: what must be counted is counted, what may happen once happens once. Real commits, real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from allauth.mfa.totp.internal import auth as totp
from django.db import connections

from peelian.accounts import door, methods
from peelian.accounts.actions.enrolments import approve_recovery, ask_recovery, enrolment_for
from peelian.accounts.actions.grants import end_grant
from peelian.accounts.actors import actor_for
from peelian.accounts.models import Grant, SignInEvent, User
from peelian.accounts.problems import AccountsProblem, LastAdministrator, LinkNotRight, NotAllowed, NotLetIn
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import history
from tests.accounts.conftest import DAY, NOON, make_people
from tests.accounts.views.test_signing_in import SECRET


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each gave, or the problem it met; all start together, each on its own connection."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait()
            return act()
        except AccountsProblem as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_many_guesses_at_once_no_more_than_five_are_looked_at(committing_db):
    ben = make_people().ben
    totp.TOTP.activate(ben, SECRET)
    answers = at_once(*[lambda: door.code_right(ben, "000000", NOON)] * 12)
    assert all(isinstance(one, NotLetIn) for one in answers)
    kinds = list(SignInEvent.objects.filter(user=ben).values_list("kind", flat=True))
    assert (kinds.count("tried"), kinds.count("locked")) == (door.MOST_TRIES, 12 - door.MOST_TRIES)


def test_two_administrators_who_end_each_others_role_leave_one(committing_db):
    people = make_people()
    grants = {one.user_id: one for one in Grant.objects.filter(role="administrator")}

    def end(by: User, whose: User) -> Callable[[], object]:
        return lambda: end_grant(
            grants[whose.pk], actor=actor_for(by, NOON), as_of=NOON + DAY, reason="no_longer_needed"
        )

    answers = at_once(end(people.gwen, people.huw), end(people.huw, people.gwen))
    assert len([one for one in answers if isinstance(one, LastAdministrator | NotAllowed)]) == 1
    assert Grant.objects.filter(role="administrator", ends=None).count() == 1


def test_a_recovery_is_approved_once(committing_db):
    people = make_people()
    asked = ask_recovery(people.ben, actor=actor_for(people.gwen, NOON), as_of=NOON)
    huw = actor_for(people.huw, NOON)
    answers = at_once(*[lambda: approve_recovery(asked, actor=huw, as_of=NOON)] * 3)
    assert len([one for one in answers if isinstance(one, str)]) == 1
    entries = list(history(uid_of(f"user:{people.ben.pk}")))
    assert [one.action for one in entries] == ["recovery.ask", "recovery.approve"]
    assert [one.seq for one in entries] == [1, 2]


def test_a_link_is_used_up_once_however_many_hold_it(committing_db):
    people = make_people()
    asked = ask_recovery(people.ben, actor=actor_for(people.gwen, NOON), as_of=NOON)
    secret = approve_recovery(asked, actor=actor_for(people.huw, NOON), as_of=NOON)
    held = [enrolment_for(secret, NOON) for _ in range(3)]
    answers = at_once(*[lambda link=link: methods.begin_anew(link, as_of=NOON) for link in held])
    assert len([one for one in answers if isinstance(one, LinkNotRight)]) == 2
