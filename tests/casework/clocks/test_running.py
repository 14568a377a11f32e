"""Clocks of a case: started, met, paused, missed, with their entries and their items. Noon is Monday 23 November 2026."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.clocks import running
from peelian.casework.clocks.models import Clock, ClockPause
from peelian.casework.clocks.problems import EndsBeforeStart, PauseHasNoEnd
from peelian.casework.clocks.reckoning import working
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.problems import OutsideTransaction
from peelian.casework.schedule.worker import catch_up
from peelian.law.problems import PauseNotAllowed
from tests.support.cases import DAY, HOUR, NOON, World, make_world

REPLY = "neighbourhood.reply"
TOLD = "victims_code.suspect_event"
DUE = NOON + 72 * HOUR
Changing = Callable[[Case], object]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def change(world: World, case: Case, as_of: datetime, body: Changing) -> Case:
    """One action on the case, by the system, whose body changes clocks."""
    actor = world.actor("system", as_of)
    with acting(
        case.reference, action="test.clocks", permission="case.change", actor=actor, as_of=as_of
    ) as act:
        body(act.case)
        act.clocks_touched()
    return Case.objects.get(pk=case.pk)


def clock_of(case: Case, code: str = REPLY) -> Clock:
    return Clock.objects.get(case=case, code=code)


def waiting(case: Case) -> dict[str, datetime]:
    items = ScheduledItem.objects.filter(subject_stream=case.uid, state="waiting", kind__startswith="clock.")
    return {item.kind: item.due_at for item in items}


def entries(case: Case) -> list[str]:
    rows = LedgerEntry.objects.filter(stream=case.uid).order_by("seq")
    return [row.action for row in rows]


def test_a_case_starts_its_clock_with_its_source_and_its_items(world: World) -> None:
    case = world.opened()
    clock = clock_of(case)
    assert (clock.state, clock.due_at, clock.warn_at) == ("running", DUE, DUE - DAY)
    assert (clock.version, clock.cited) == ("2025-07-01", "NPG")
    assert (case.next_due_at, case.next_due_code) == (DUE, REPLY)
    tick = timedelta(microseconds=1)
    assert waiting(case) == {"clock.warn": DUE - DAY, "clock.miss": DUE + tick}


def test_the_same_event_starts_one_clock(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, lambda case: running.start(case, REPLY, at=NOON))
    assert Clock.objects.filter(case=case).count() == 1


def test_two_events_are_two_clocks_and_one_answer_meets_both(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, lambda case: running.start(case, REPLY, at=NOON + HOUR))
    case = change(world, case, NOON + DAY, lambda case: running.meet(case, REPLY, at=NOON + DAY))
    assert [clock.state for clock in Clock.objects.filter(case=case)] == ["met", "met"]


@pytest.mark.parametrize(
    ("after", "state"),
    [(timedelta(0), "met"), (72 * HOUR, "met"), (72 * HOUR + timedelta(microseconds=1), "met_late")],
)
def test_a_clock_is_met_in_time_to_its_last_moment(world: World, after: timedelta, state: str) -> None:
    case = world.opened()
    case = change(world, case, NOON + after, lambda case: running.meet(case, REPLY, at=NOON + after))
    clock = clock_of(case)
    assert (clock.state, clock.ended_at) == (state, NOON + after)
    assert (case.next_due_at, case.next_due_code, waiting(case)) == (None, "", {})


def test_a_missed_clock_is_still_owed_and_is_then_met_late(world: World) -> None:
    case = world.opened()
    catch_up(now=DUE)
    assert clock_of(case).state == "running"
    catch_up(now=DUE + HOUR)
    case.refresh_from_db()
    assert (clock_of(case).state, case.next_due_at) == ("missed", DUE)
    case = change(world, case, DUE + DAY, lambda case: running.meet(case, REPLY, at=DUE + DAY))
    assert (clock_of(case).state, case.next_due_at) == ("met_late", None)


def test_a_miss_is_one_entry_however_often_the_schedule_runs(world: World) -> None:
    case = world.opened()
    for day in range(3):
        catch_up(now=DUE + DAY * (day + 1))
    assert entries(case).count("clock.miss") == 1
    assert not ScheduledItem.objects.filter(state="failed").exists()


def test_nothing_is_entered_for_a_clock_that_was_met_meanwhile(world: World) -> None:
    case = world.opened()
    ScheduledItem.objects.filter(subject_stream=case.uid).update(state="waiting")
    change(world, case, NOON + HOUR, lambda case: running.meet(case, REPLY, at=NOON + HOUR))
    ScheduledItem.objects.filter(subject_stream=case.uid).update(state="waiting")
    before = entries(case)
    catch_up(now=DUE + DAY)
    assert (entries(case), clock_of(case).state) == (before, "met")


# --- pauses -------------------------------------------------------------------------------------------------
def pausing(at: datetime, until: datetime, reason: str = "waiting_for_person") -> Changing:
    return lambda case: running.pause(case, REPLY, at=at, until=until, reason=reason)


def test_a_pause_moves_the_time_and_the_items(world: World) -> None:
    case = world.opened()
    case = change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 11 * HOUR))
    clock = clock_of(case)
    assert (clock.state, clock.paused_until, clock.due_at) == (
        "paused",
        NOON + 11 * HOUR,
        DUE + 10 * HOUR,
    )
    assert case.next_due_at == DUE + 10 * HOUR
    assert waiting(case)["clock.resume"] == NOON + 11 * HOUR
    assert waiting(case)["clock.warn"] == DUE + 10 * HOUR - DAY


def test_a_pause_that_is_ended_early_gives_back_the_rest(world: World) -> None:
    case = world.opened()
    case = change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 11 * HOUR))
    case = change(world, case, NOON + 4 * HOUR, lambda case: running.resume(case, REPLY, at=NOON + 4 * HOUR))
    clock = clock_of(case)
    assert (clock.state, clock.paused_until, clock.due_at) == ("running", None, DUE + 3 * HOUR)
    assert set(waiting(case)) == {"clock.warn", "clock.miss"}
    assert waiting(case)["clock.miss"] > DUE + 3 * HOUR


def test_a_pause_ends_by_itself_from_its_own_end_however_late_the_worker_is(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 11 * HOUR))
    catch_up(now=NOON + 40 * HOUR)
    clock = clock_of(case)
    assert (clock.state, clock.due_at) == ("running", DUE + 10 * HOUR)
    assert clock.pauses.get().ends == NOON + 11 * HOUR
    assert entries(case)[-1] == "clock.resume"


def test_a_dead_worker_catches_up_a_pause_and_a_miss_in_order(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 2 * HOUR))
    catch_up(now=NOON + 10 * DAY)
    clock = clock_of(case)
    assert (clock.state, clock.due_at) == ("missed", DUE + HOUR)
    assert entries(case)[-2:] == ["clock.resume", "clock.miss"]


def test_a_pause_is_renewed_by_another(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 3 * HOUR))
    case = change(
        world, case, NOON + 2 * HOUR, pausing(NOON + 2 * HOUR, NOON + 6 * HOUR, "person_asked_to_wait")
    )
    clock = clock_of(case)
    assert (clock.paused_until, clock.due_at) == (NOON + 6 * HOUR, DUE + 5 * HOUR)
    assert [pause.ends for pause in clock.pauses.all()] == [NOON + 2 * HOUR, None]
    assert clock.pauses.count() == 2


def test_what_is_met_during_a_pause_ends_it(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 11 * HOUR))
    case = change(world, case, NOON + 2 * HOUR, lambda case: running.meet(case, REPLY, at=NOON + 2 * HOUR))
    clock = clock_of(case)
    assert (clock.state, clock.paused_until, clock.due_at) == ("met", None, DUE + HOUR)
    assert clock.pauses.get().ends == NOON + 2 * HOUR
    assert waiting(case) == {}


@pytest.mark.parametrize("worked", [False, True])
def test_a_late_clock_cannot_be_hidden_by_a_pause(world: World, worked: bool) -> None:
    """Neither before nor after a worker has marked it."""
    case = world.opened()
    if worked:
        catch_up(now=DUE + HOUR)
    change(world, case, DUE + HOUR, pausing(DUE + HOUR, DUE + DAY))
    change(world, case, DUE + HOUR, lambda case: running.enhance(case, at=DUE + HOUR))
    clock = clock_of(case)
    assert (clock.state, clock.due_at) == ("missed" if worked else "running", DUE)
    assert not ClockPause.objects.exists()


@pytest.mark.parametrize("code", [REPLY, TOLD])
def test_a_clock_that_is_due_at_that_very_moment_has_no_time_left_to_keep(world: World, code: str) -> None:
    """A moment before there is some: it gets back all of it, or the whole working day that the pause touches."""
    case = world.opened()
    change(world, case, NOON, lambda case: running.start(case, TOLD, at=NOON))
    due, reason = clock_of(case, code).due_at, "person_asked_to_wait"

    def stop(at: datetime) -> Clock:
        until = at + HOUR
        change(world, case, at, lambda case: running.pause(case, code, at=at, until=until, reason=reason))
        return clock_of(case, code)

    clock = stop(due)
    assert (clock.state, clock.paused_until, clock.due_at) == ("running", None, due)
    assert not ClockPause.objects.exists()
    clock = stop(due - timedelta(microseconds=1))
    assert (clock.state, clock.due_at) == ("paused", due + (HOUR if code == REPLY else 2 * DAY))


def test_a_pause_needs_an_end_and_a_reason_that_the_rule_knows(world: World) -> None:
    case = world.opened()
    with pytest.raises(PauseHasNoEnd):
        change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + HOUR))
    with pytest.raises(PauseHasNoEnd, match="366"):
        change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 9000 * DAY))
    with pytest.raises(PauseNotAllowed, match="waiting_for_person"):
        change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + DAY, "busy"))
    with pytest.raises(EndsBeforeStart):
        change(world, case, NOON + HOUR, pausing(NOON - HOUR, NOON + DAY))
    assert clock_of(case).due_at == DUE
    assert not ClockPause.objects.exists()


def test_a_clock_has_one_open_pause_and_the_table_says_so(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + DAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockPause.objects.create(
            clock=clock_of(case), starts=NOON, until=DUE, reason_code="waiting_for_person"
        )


# --- enhanced rights, calling off, explaining ---------------------------------------------------------------
def test_enhanced_rights_recorded_later_bring_the_time_forward(world: World) -> None:
    """Told of an arrest on Monday 23: five working days end on Monday 30; recorded on Tuesday, one ends on Wednesday."""
    case = world.opened()
    case = change(world, case, NOON, lambda case: running.start(case, TOLD, at=NOON))
    assert clock_of(case, TOLD).due_at == datetime.fromisoformat("2026-11-30T23:59:59.999999+00:00")
    case = change(world, case, NOON + DAY, lambda case: running.enhance(case, at=NOON + DAY))
    clock = clock_of(case, TOLD)
    assert clock.due_at == datetime.fromisoformat("2026-11-25T23:59:59.999999+00:00")
    assert case.next_due_code == TOLD
    assert clock_of(case, REPLY).due_at == DUE
    assert set(waiting(case)) == {"clock.warn", "clock.miss"}
    later = change(world, case, NOON + 2 * DAY, lambda case: running.start(case, TOLD, at=NOON + 2 * DAY))
    assert Clock.objects.get(case=later, started_at=NOON + 2 * DAY).enhanced_from == NOON + DAY


def test_enhanced_rights_do_not_undo_a_miss(world: World) -> None:
    case = world.opened()
    catch_up(now=DUE + HOUR)
    change(world, case, DUE + DAY, lambda case: running.enhance(case, at=DUE + DAY))
    assert (clock_of(case).state, clock_of(case).enhanced_from) == ("missed", None)


def test_what_is_called_off_is_no_longer_owed(world: World) -> None:
    case = world.opened()
    case = change(
        world, case, NOON + HOUR, lambda case: running.cancel(case, at=NOON + HOUR, reason="withdrawn")
    )
    clock = clock_of(case)
    assert (clock.state, clock.reason_code, case.next_due_at) == ("cancelled", "withdrawn", None)
    assert catch_up(now=DUE + DAY) == 0


def test_what_is_called_off_during_a_pause_keeps_the_time_that_the_page_works_out(world: World) -> None:
    """It stood still for one hour of the ten that were planned."""
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 11 * HOUR))
    at = NOON + 2 * HOUR
    case = change(world, case, at, lambda case: running.cancel(case, at=at, reason="withdrawn"))
    clock = clock_of(case)
    assert (clock.state, clock.due_at, clock.warn_at) == ("cancelled", DUE + HOUR, DUE + HOUR - DAY)
    assert working(clock, at)[-1].at == clock.due_at


def test_a_clock_cannot_end_before_it_started(world: World) -> None:
    case = world.opened()
    with pytest.raises(EndsBeforeStart):
        change(world, case, NOON, lambda case: running.meet(case, REPLY, at=NOON - HOUR))


def test_the_working_of_a_row_can_be_shown(world: World) -> None:
    case = world.opened()
    change(world, case, NOON + HOUR, pausing(NOON + HOUR, NOON + 11 * HOUR))
    assert [step.code for step in working(clock_of(case), NOON + HOUR)] == [
        "started",
        "paused",
        "hours",
        "due",
    ]


def test_outside_an_action_no_clock_changes(committing_db: object) -> None:
    with pytest.raises(OutsideTransaction):
        running.meet(Case(), REPLY, at=NOON)
