"""The same sequences with more done to clocks, at the moments that matter: whatever happens, they are as counted by hand.

After every step each clock's row, its pauses and what the schedule holds for it are compared with the model, and how it
would stand just before, at and just after its due time, its warning and the end of its pause if nobody did anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.clocks import running, state
from peelian.casework.clocks.models import Clock
from peelian.casework.clocks.sweeping import sweep
from tests.casework.cases import rows
from tests.casework.cases.machine import BEGINNINGS, WHICH, AnySequence
from tests.casework.cases.model import ModelCase
from tests.casework.cases.model_clock import PAUSED_BY, REPLY, TICK, TOLD, ModelClock
from tests.support.cases import HOUR

WHAT = ["still"] * 5 + ["on"] * 3 + ["work", "owed", "enhanced", "done", "off"]
MOMENTS = ["now", "pause", "pause", "pause", "due", "due", "due", "warning", "later"]
SIDES = [-HOUR, -TICK, -TICK, *[timedelta(0)] * 3, TICK, 3 * HOUR]


@dataclass(frozen=True)
class Touch:
    """What is done to the clocks of one code, or of the other where the case has none, or else something is owed anew;
    when time has gone on to about the next such moment of the case.

    `hours`: how long ago it was, or for how many more than one a pause is meant to last. `known`: with enhanced rights.
    """

    what: str
    code: str
    moment: str
    side: timedelta
    hours: int
    known: bool


TOUCH = st.builds(
    Touch,
    what=st.sampled_from(WHAT),
    code=st.sampled_from([REPLY, TOLD]),
    moment=st.sampled_from(MOMENTS),
    side=st.sampled_from(SIDES),
    hours=st.sampled_from([0, 0, 0, 0, 2, 30, 80]),
    known=st.sampled_from([False, False, False, True]),
)
FIRST, THEN = st.lists(TOUCH, min_size=2, max_size=4), st.lists(TOUCH, min_size=1, max_size=3)


class WithClocks(AnySequence):
    """Two kinds of clock, in hours and in working days, that the system may touch."""

    # --- help -------------------------------------------------------------------------------------------------
    def time_comes_to(self, case: ModelCase, name: str, side: timedelta) -> None:
        """Time goes on to about the next such moment of a case's clocks, if there is one to come."""
        moments = [clock.moments().get(name) for clock in case.open_clocks()]
        coming = [moment + side for moment in moments if moment is not None and moment + side >= self.now]
        self.now = min(coming, default=self.now) if name != "later" else self.now + 7 * HOUR

    def by_the_system(self, case: ModelCase, body: Callable[[Case], object], wanted: str = "") -> bool:
        """One act on the clocks of a case."""

        def act() -> None:
            with acting(
                case.reference,
                action="test.clocks",
                permission="case.change",
                actor=self.actor("system"),
                as_of=self.now,
            ) as acted:
                body(acted.case)
                acted.clocks_touched()

        if done := self.attempt(wanted, act):
            case.version += 1
        return done

    # --- acts -------------------------------------------------------------------------------------------------
    @initialize(begins=st.sampled_from(BEGINNINGS), restricted=st.booleans(), touches=FIRST)
    def begin(self, begins: datetime, restricted: bool, touches: list[Touch]) -> None:
        super().begin(begins=begins, restricted=restricted)
        self.clocks_are_touched(number=0, touches=touches)

    @rule(number=WHICH, touches=THEN)
    def clocks_are_touched(self, number: int, touches: list[Touch]) -> None:
        """Several times, one after the other, so that what was done to a clock is followed by more."""
        case = self.which(number)
        for touch in touches:
            self.time_comes_to(case, touch.moment, touch.side)
            fitting = self.fitting(touch, case)
            getattr(self, f"_{fitting.what}")(case, fitting)
            self.every_clock_is_as_counted_by_hand()

    def fitting(self, touch: Touch, case: ModelCase) -> Touch:
        """The touch, of clocks that the case has; what is late is mostly ended, or followed by more, not paused."""
        owed = {clock.code for clock in case.open_clocks()}
        if owed and touch.code not in owed and touch.what != "owed":
            touch = replace(touch, code=owed.pop())
        in_time = any(self.now <= clock.due() for clock in case.open_clocks(touch.code))
        if owed and touch.what in ("still", "on") and not in_time and not touch.known:
            return replace(touch, what={0: "owed", 2: "off"}.get(touch.hours, "done"), hours=0)
        return touch if owed else replace(touch, what="owed")

    def _owed(self, case: ModelCase, touch: Touch) -> None:
        """For what happened just now or a while ago."""
        began = self.now - touch.hours * HOUR
        known = began if touch.known else None
        self.by_the_system(
            case,
            lambda row: running.start(row, touch.code, at=began, as_of=self.now, enhanced_from=known),
        )
        case.start(began, touch.code, known)

    def _still(self, case: ModelCase, touch: Touch) -> None:
        until, reason = self.now + touch.hours * HOUR + HOUR, PAUSED_BY[touch.code]
        self.by_the_system(
            case, lambda row: running.pause(row, touch.code, at=self.now, until=until, reason=reason)
        )
        for clock in case.open_clocks(touch.code):
            clock.pause(self.now, until)

    def _on(self, case: ModelCase, touch: Touch) -> None:
        self.by_the_system(case, lambda row: running.resume(row, touch.code, at=self.now))
        for clock in case.open_clocks(touch.code):
            clock.stop_pause(self.now)

    def _enhanced(self, case: ModelCase, touch: Touch) -> None:
        self.by_the_system(case, lambda row: running.enhance(row, at=self.now))
        for clock in case.open_clocks():
            clock.enhance(self.now)

    def _done(self, case: ModelCase, touch: Touch) -> None:
        self._ends(case, touch, "met", "", lambda row, at: running.meet(row, touch.code, at=at))

    def _off(self, case: ModelCase, touch: Touch) -> None:
        why = "withdrawn"
        self._ends(
            case, touch, "cancelled", why, lambda row, at: running.cancel(row, touch.code, at=at, reason=why)
        )

    def _ends(
        self, case: ModelCase, touch: Touch, how: str, reason: str, end: Callable[[Case, datetime], object]
    ) -> None:
        """Now or a while ago; never before it began."""
        at, ending = self.now - touch.hours * HOUR, case.open_clocks(touch.code)
        wanted = "clock-before-start" if any(at < clock.started for clock in ending) else ""
        if self.by_the_system(case, lambda row: end(row, at), wanted):
            for clock in ending:
                clock.end(how, at, reason)

    def _work(self, case: ModelCase, touch: Touch) -> None:
        """Often just when a pause ends; now and then the daily net comes first, and plans what is planned already."""
        if touch.hours == 0:
            self.time_comes_to(case, "pause", timedelta(0))
        if touch.code == TOLD:
            sweep(now=self.now)
        self.the_worker_catches_up()

    def the_worker_catches_up(self) -> None:
        super().the_worker_catches_up()
        assert sweep(now=self.now) == 0, "a worker leaves nothing for the daily net"
        self.every_miss_was_told_once()

    # --- what must always hold --------------------------------------------------------------------------------
    def at_the_end(self) -> None:
        self.lists_hold_what_is_late()
        super().at_the_end()

    @invariant()
    def every_clock_is_as_counted_by_hand(self) -> None:
        held: dict[str, list[rows.ClockRow]] = {name: [] for name in self.model.cases}
        for row in rows.clocks():
            held[row.reference].append(row)
        pauses: dict[int, list[tuple[datetime | None, ...]]] = {}
        for clock, times in rows.pauses():
            pauses.setdefault(clock, []).append(times)
        planned: set[tuple[str, int, datetime | None]] = set()
        for reference, wanted in self.model.cases.items():
            assert len(held[reference]) == len(wanted.clocks)
            for row, one in zip(held[reference], wanted.clocks, strict=True):
                assert_same(row, one)
                assert pauses.get(row.id, []) == [(had.begins, had.until, had.ends) for had in one.pauses]
                planned |= plans(row.id, one)
                self.it_stands_as_counted(row, one)
        assert rows.planned() == planned

    def it_stands_as_counted(self, row: rows.ClockRow, wanted: ModelClock) -> None:
        """Now and about each moment to come."""
        clock = Clock(state=row.state, due_at=row.due_at, warn_at=row.warn_at, paused_until=row.paused_until)
        for moment in [self.now, *wanted.moments().values()]:
            for at in (moment - TICK, moment, moment + TICK):
                if at >= self.now:
                    assert state.standing(clock, at).code == wanted.stands(at)

    def lists_hold_what_is_late(self) -> None:
        """Late, due soon and failed, as the lists find them now."""
        clocks = self.in_order()
        for found, wanted in (
            (state.late(self.now), lambda clock: clock.stands(self.now) == "late"),
            (state.due_soon(self.now), lambda clock: clock.stands(self.now) == "due_soon"),
            (state.failed(self.now), lambda clock: clock.failed(self.now)),
        ):
            held = set(Clock.objects.filter(found).values_list("pk", flat=True))
            assert held == {pk for pk, clock in clocks.items() if wanted(clock)}

    def every_miss_was_told_once(self) -> None:
        clocks, told = self.in_order(), rows.told("clock_missed")
        assert {pk: told[pk] for pk in clocks} == {pk: clock.misses for pk, clock in clocks.items()}
        for action, number in (("clock.miss", "misses"), ("clock.resume", "runs_again")):
            acts = rows.acts(action)
            for reference, case in self.model.cases.items():
                assert acts[reference] == sum(getattr(clock, number) for clock in case.clocks)

    def in_order(self) -> dict[int, ModelClock]:
        """The model of each clock by the key of its row."""
        left = {name: iter(case.clocks) for name, case in self.model.cases.items()}
        return {row.id: next(left[row.reference]) for row in rows.clocks()}


def assert_same(row: rows.ClockRow, wanted: ModelClock) -> None:
    """The row is what the model says."""
    pause, (due, warning) = wanted.pause_now(), wanted.times()
    assert (row.code, row.started_at, row.enhanced_from) == (wanted.code, wanted.started, wanted.enhanced)
    assert (row.state, row.due_at, row.warn_at) == (wanted.state(), due, warning)
    assert row.paused_until == (pause and pause.until)
    assert (row.ended_at, row.reason_code) == (wanted.ended_at, wanted.reason)


def plans(clock: int, wanted: ModelClock) -> set[tuple[str, int, datetime | None]]:
    """What the schedule holds for a clock: its miss while it is owed and not late, the end of its pause."""
    if wanted.ended or wanted.misses:
        return set()
    pause = wanted.pause_now()
    miss = ("clock.miss", clock, wanted.due() + TICK)
    return {miss} | ({("clock.resume", clock, pause.until)} if pause else set())
