"""What the schedule does with clocks: warnings and misses as events, once each, also by two workers at once."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.clocks import handlers, running
from peelian.casework.clocks.models import Clock
from peelian.casework.clocks.problems import ActNotGiven
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.outbox.models import OutboxEvent
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.worker import catch_up
from tests.casework.schedule.test_two_workers import begin, ended, start
from tests.support.cases import DAY, HOUR, NOON, make_world
from tests.support.databases import Clone

REPLY = "neighbourhood.reply"
DUE, WARN = NOON + 72 * HOUR, NOON + 48 * HOUR


def told(case: Case) -> list[str]:
    events = OutboxEvent.objects.filter(stream=case.uid, name__startswith="clock_").order_by("id")
    return [event.name for event in events]


@pytest.mark.usefixtures("db")
def test_a_clock_is_warned_of_once_and_its_miss_told_once() -> None:
    case = make_world().opened()
    catch_up(now=WARN - timedelta(seconds=1))
    assert told(case) == []
    for hour in range(4):
        catch_up(now=WARN + hour * HOUR)
    assert told(case) == ["clock_warning"]
    catch_up(now=DUE + HOUR)
    catch_up(now=DUE + DAY)
    assert told(case) == ["clock_warning", "clock_missed"]


@pytest.mark.usefixtures("db")
def test_a_warning_that_comes_too_late_is_not_sent() -> None:
    case = make_world().opened()
    catch_up(now=DUE + 3 * DAY)
    assert told(case) == ["clock_missed"]


@pytest.mark.usefixtures("db")
def test_nobody_is_warned_of_what_was_done() -> None:
    case = make_world().opened()
    with transaction.atomic():
        running.meet(case, REPLY, at=NOON + HOUR)
    catch_up(now=DUE + DAY)
    assert told(case) == []


@pytest.mark.usefixtures("db")
def test_nothing_happens_to_the_clocks_of_a_case_that_was_disposed_of() -> None:
    case = make_world().opened()
    Case.objects.filter(pk=case.pk).update(disposed_at=NOON)
    catch_up(now=DUE + DAY)
    assert (told(case), Clock.objects.get(case=case).state) == ([], "running")
    assert not ScheduledItem.objects.filter(state="failed").exists()
    assert not ScheduledItem.objects.filter(subject_stream=case.uid, state="waiting").exists()


@pytest.mark.usefixtures("db")
def test_without_an_action_the_clocks_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_world().opened()
    monkeypatch.setattr(handlers, "_lent", [])
    catch_up(now=DUE + HOUR)
    item = ScheduledItem.objects.get(subject_stream=case.uid, kind="clock.miss")
    assert (item.state, item.problem_code) == ("waiting", ActNotGiven.code)


def test_two_workers_miss_each_clock_once(committing_db: Clone) -> None:
    """Two real processes, each with connections of its own."""
    world = make_world()
    cases = [world.opened() for _ in range(12)]
    connection.close()
    later = (DUE + HOUR).isoformat()
    workers = [start(committing_db, name, later) for name in ("first", "second")]
    begin(*workers)
    assert sum(ended(worker) for worker in workers) == 24
    for case in cases:
        rows = LedgerEntry.objects.filter(stream=case.uid).order_by("seq")
        assert [row.action for row in rows].count("clock.miss") == 1
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        case.refresh_from_db()
        assert (Clock.objects.get(case=case).state, case.version) == ("missed", len(rows))
    assert sorted(told(cases[0])) == ["clock_missed"]


def test_an_officer_and_a_worker_at_once_leave_each_clock_met_and_each_chain_whole(
    committing_db: Clone,
) -> None:
    """The worker misses the clocks while the officer writes down that the answers were given in time."""
    world = make_world()
    cases = [world.opened() for _ in range(10)]
    connection.close()
    worker = start(committing_db, "worker", (DUE + HOUR).isoformat())
    actor = world.actor("system", DUE - HOUR)
    begin(worker)
    for case in cases:
        with acting(
            case.reference,
            action="test.clocks",
            permission="case.change",
            actor=actor,
            as_of=DUE - HOUR,
        ) as act:
            act.clocks(*running.meet(act.case, REPLY, at=DUE - HOUR))
    ended(worker)
    for case in cases:
        rows = LedgerEntry.objects.filter(stream=case.uid).order_by("seq")
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        case.refresh_from_db()
        assert (Clock.objects.get(case=case).state, case.version) == ("met", len(rows))
        assert case.next_due_at is None
    assert not ScheduledItem.objects.filter(state__in=["failed", "claimed"]).exists()
