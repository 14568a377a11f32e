"""Clocks under any order of acts and workers: what holds after every step, whatever came before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.clocks import running, state
from peelian.casework.clocks.models import OPEN, Clock
from peelian.casework.clocks.reckoning import reckoned
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.worker import catch_up
from tests.support.cases import HOUR, NOON, World, make_world
from tests.support.databases import _rolled_back
from tests.support.long_proof import LongProof

REPLY, TOLD = "neighbourhood.reply", "victims_code.suspect_event"
TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Step:
    """One step: what is done, to which clock, after how many hours, and for how many (a pause)."""

    what: str
    code: str
    after: int
    hours: int


STEPS = st.builds(
    Step,
    st.sampled_from(["start", "pause", "pause", "resume", "meet", "enhance", "cancel", "work", "wait"]),
    st.sampled_from([REPLY, TOLD]),
    st.integers(0, 40),
    st.integers(1, 60),
)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_what_holds_after_every_step(world: World, steps: list[Step]) -> None:
    take(world, steps)


@pytest.mark.prove
def test_what_holds_after_every_step_of_many(world: World, proof: LongProof) -> None:
    many = proof.count("orders of acts and workers", 300)

    @seed(proof.seed)
    @settings(max_examples=many, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(STEPS, min_size=4, max_size=20))
    def every(steps: list[Step]) -> None:
        take(world, steps)

    every()


def take(world: World, steps: list[Step]) -> None:
    """All the steps on one new case, which is rolled back."""
    with _rolled_back("vault"), _rolled_back("default"):
        now, case = NOON, world.opened()
        for step in steps:
            now += step.after * HOUR
            if step.what == "work":
                catch_up(now=now)
            elif step.what != "wait":
                act(world, case, step, now)
            check(case, now, worked=step.what == "work")


def act(world: World, case: Case, step: Step, now: datetime) -> None:
    actor = world.actor("system", now)
    with acting(
        case.reference, action="test.clocks", permission="case.change", actor=actor, as_of=now
    ) as acted:
        mine, until = acted.case, now + step.hours * HOUR
        if step.what == "start":
            running.start(mine, step.code, at=now)
        elif step.what == "pause":
            running.pause(mine, step.code, at=now, until=until, reason="person_asked_to_wait")
        elif step.what == "resume":
            running.resume(mine, step.code, at=now)
        elif step.what == "meet":
            running.meet(mine, step.code, at=now)
        elif step.what == "enhance":
            running.enhance(mine, at=now)
        else:
            running.cancel(mine, step.code, at=now, reason="withdrawn")
        acted.clocks_touched()


def check(case: Case, now: datetime, *, worked: bool) -> None:
    clocks = list(Clock.objects.filter(case=case).order_by("id"))
    for clock in clocks:
        check_clock(clock, now)
        if worked:
            assert clock.state not in {"running", "paused"} or clock.due_at >= now
            assert clock.paused_until is None or clock.paused_until > now
    check_items(case, clocks)
    kept = Case.objects.get(pk=case.pk)
    owed = min(((one.due_at, one.pk, one.code) for one in clocks if one.state in OPEN), default=None)
    assert (kept.next_due_at, kept.next_due_code) == ((owed[0], owed[2]) if owed else (None, ""))
    misses = LedgerEntry.objects.filter(stream=case.uid, action="clock.miss").count()
    assert misses <= len(clocks)
    assert not ScheduledItem.objects.filter(state__in=["failed", "claimed"]).exists()


def check_clock(clock: Clock, now: datetime) -> None:
    """The row says what law works out from its pauses; it is late when the time says so."""
    if clock.state in OPEN:
        assert clock.due_at == reckoned(clock, now).due.at
        assert (state.standing(clock, now).code == "late") is (now > clock.due_at)
    if clock.state in {"met", "met_late"}:
        assert clock.ended_at is not None
        assert (clock.state == "met") is (clock.ended_at <= clock.due_at)
    pauses = list(clock.pauses.all())
    still = [pause for pause in pauses if pause.ends is None]
    assert len(still) == (clock.state == "paused")
    assert all(pause.ends <= pause.until for pause in pauses if pause.ends is not None)


def check_items(case: Case, clocks: list[Clock]) -> None:
    """What waits in the schedule is what the running clocks need, and nothing else."""
    waiting = ScheduledItem.objects.filter(subject_stream=case.uid, state="waiting")
    misses = {(item.due_at, item.body) for item in waiting if item.kind == "clock.miss"}
    running_ = [clock for clock in clocks if clock.state in {"running", "paused"}]
    assert misses == {(clock.due_at + TICK, f'{{"clock":{clock.pk}}}') for clock in running_}
    resumes = {(item.due_at, item.body) for item in waiting if item.kind == "clock.resume"}
    assert resumes == {(one.paused_until, f'{{"clock":{one.pk}}}') for one in running_ if one.paused_until}
