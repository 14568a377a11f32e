"""A case moves by its kind's transitions, and its clocks with it."""

from __future__ import annotations

import pytest

from peelian.casework.cases.actions.giving import take_case, take_next_case
from peelian.casework.cases.actions.moving import (
    answer_case,
    close_case,
    move_case,
    pause_case,
    reopen_case,
    reply_to_case,
    resume_case,
)
from peelian.casework.cases.models import Case, CaseState
from peelian.casework.cases.problems import NotAllowed, NotFromHere, ReasonMissing
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.entries import facts_of, history
from tests.support.cases import DAY, HOUR, NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def case(world: World) -> Case:
    made = world.opened()
    return take_case(made.reference, actor=world.actor("ben"), as_of=NOON + HOUR)


def _clock(case: Case) -> Clock:
    return Clock.objects.filter(case=case).latest("started_at", "id")


def _held(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_answering_in_time_meets_the_clock_and_nothing_is_due(world: World, case: Case) -> None:
    written = []
    answer_case(case.reference, write=written.append, actor=world.actor("ben"), as_of=NOON + DAY)
    assert len(written) == 1
    assert _clock(case).state == "met"
    held = _held(case)
    assert (held.state, held.waiting_on, held.next_due_at, held.next_due_code) == (
        "answered",
        "them",
        None,
        "",
    )
    entry = history(case.uid).last()
    assert entry is not None
    assert facts_of(entry)["clock_1"].startswith("neighbourhood.reply:met:")


def test_answering_after_72_hours_is_met_late(world: World, case: Case) -> None:
    answer_case(case.reference, write=lambda _act: None, actor=world.actor("ben"), as_of=NOON + 4 * DAY)
    assert _clock(case).state == "met_late"


def test_a_pause_stops_the_clock_and_resuming_gives_the_time_back(world: World, case: Case) -> None:
    ben = world.actor("ben")
    pause_case(case.reference, actor=ben, as_of=NOON + DAY, reason="waiting_for_person", until=NOON + 9 * DAY)
    assert (_held(case).state, _clock(case).state) == ("waiting_for_person", "paused")
    resume_case(case.reference, actor=ben, as_of=NOON + 3 * DAY)
    assert (_clock(case).state, _held(case).next_due_at) == ("running", NOON + 5 * DAY)


def test_a_clock_that_is_late_is_not_hidden_by_a_pause(world: World, case: Case) -> None:
    pause_case(case.reference, actor=world.actor("ben"), as_of=NOON + 4 * DAY, reason="waiting_for_person")
    assert (_held(case).state, _clock(case).state) == ("waiting_for_person", "running")
    assert _held(case).next_due_at == NOON + 3 * DAY


def test_closing_needs_a_reason_of_the_list_and_cancels_what_runs(world: World, case: Case) -> None:
    for reason in ("", "bored"):
        with pytest.raises(ReasonMissing, match="answered, duplicate, withdrawn"):
            close_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY, reason=reason)
    close_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY, reason="withdrawn")
    held = _held(case)
    assert (held.state, held.klass, held.closed_at, held.next_due_at) == (
        "closed",
        "closed",
        NOON + DAY,
        None,
    )
    assert (_clock(case).state, _clock(case).reason_code) == ("cancelled", "withdrawn")
    last = CaseState.objects.filter(case=case).latest("seq")
    assert (last.state, last.reason_code, last.seq) == ("closed", "withdrawn", held.version)


def test_a_reply_reopens_a_closed_case_with_a_new_clock_and_its_officer(world: World, case: Case) -> None:
    close_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY, reason="answered")
    reply_to_case(case.reference, write=lambda _act: None, actor=world.actor("outside"), as_of=NOON + 2 * DAY)
    held = _held(case)
    assert (held.state, held.closed_at, held.owner) == ("with_officer", None, world.ben)
    assert (_clock(case).started_at, held.next_due_at) == (NOON + 2 * DAY, NOON + 5 * DAY)


def test_the_person_outside_may_reopen_and_nothing_else(world: World, case: Case) -> None:
    outside = world.actor("outside")
    with pytest.raises(NotAllowed):
        close_case(case.reference, actor=outside, as_of=NOON + DAY, reason="withdrawn")
    close_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY, reason="answered")
    reopen_case(case.reference, actor=outside, as_of=NOON + 2 * DAY)
    assert _held(case).state == "with_officer"


def test_what_cannot_be_done_from_here_says_what_can(world: World, case: Case) -> None:
    with pytest.raises(NotFromHere) as caught:
        reopen_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY)
    assert "hand over, return, answer, pause, close" in str(caught.value)
    assert "pause (cy)" in caught.value.message("cy")


def test_a_handler_may_not_close(world: World, case: Case) -> None:
    from peelian.accounts.models import Grant

    Grant.objects.create(user=world.eve, role="handler", team=world.team, starts=NOON - DAY, reason="new")
    with pytest.raises(NotAllowed):
        close_case(case.reference, actor=world.actor("eve"), as_of=NOON + DAY, reason="answered")


def test_any_transition_of_the_kind_can_be_named(world: World, case: Case) -> None:
    move_case(
        case.reference, transition="return", actor=world.actor("cerys"), as_of=NOON + DAY, reason="wrong"
    )
    assert _held(case).state == "new"


def test_a_case_that_reopens_is_nobodys_when_its_officer_has_left(world: World, case: Case) -> None:
    close_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY, reason="answered")
    world.ben.left_on = (NOON + 2 * DAY).date()
    world.ben.save()
    reply_to_case(case.reference, write=lambda _act: None, actor=world.actor("outside"), as_of=NOON + 3 * DAY)
    assert (_held(case).state, _held(case).owner) == ("with_officer", None)
    assert take_next_case(actor=world.actor("cerys", NOON + 3 * DAY), as_of=NOON + 3 * DAY) == case
