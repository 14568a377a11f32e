"""What the schedule does with clocks. The cases room lends its action, for clocks lie below it:

    handlers.register(acting)            # in AppConfig.ready() of cases

Each handler looks first whether there is still something to do; under the case's lock it asks again.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Final

from django.db import transaction

from peelian.accounts.actors import system_actor
from peelian.casework.clocks import dated, running
from peelian.casework.clocks.models import Clock
from peelian.casework.clocks.problems import ActNotGiven
from peelian.casework.clocks.sweeping import sweep
from peelian.casework.outbox.events import emit
from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn

Acting = Callable[..., AbstractContextManager[Any]]
Change = Callable[[Clock, Turn], bool]

PERMISSION: Final = "case.change"
"""What the system needs to have, to change a clock."""
SWEEP: Final = "clock.sweep"
WARNED: Final = "clock_warning"
MISSED: Final = "clock_missed"
_lent: list[Acting] = []


def register(acting: Acting) -> None:
    """Take the action that changes a case, and make the clocks' kinds known to the schedule."""
    _lent[:] = [acting]
    kinds.register(ScheduleKind(dated.WARN, _warn, late="run"))
    kinds.register(ScheduleKind(dated.MISS, _miss, late="run", acts=True))
    kinds.register(ScheduleKind(dated.RESUME, _resume, late="run", acts=True))
    kinds.register(ScheduleKind(dated.CHANGE, _change_rule, late="run", acts=True))
    kinds.register(ScheduleKind(SWEEP, _sweep, late="latest", acts=True, every=timedelta(days=1)))


def _warn(turn: Turn) -> None:
    """Say that a clock is about to fail; nothing if it was met, moved, or has failed meanwhile."""
    clock = _clock(turn)
    if clock and clock.state == Clock.State.RUNNING and clock.warn_at <= turn.as_of <= clock.due_at:
        emit(WARNED, stream=clock.case.uid, body={"case": clock.case.pk, "clock": clock.pk})


def _sweep(turn: Turn) -> None:
    sweep(now=turn.as_of)
    with transaction.atomic():
        turn.done()


def _miss(turn: Turn) -> None:
    _act(turn, "clock.miss", _missed, event=MISSED)


def _resume(turn: Turn) -> None:
    _act(turn, "clock.resume", _resumed)


def _change_rule(turn: Turn) -> None:
    _act(turn, "clock.change_rule", lambda clock, turn: running.change_rule(clock, as_of=turn.as_of))


def _missed(clock: Clock, turn: Turn) -> bool:
    return running.miss(clock, as_of=turn.as_of)


def _resumed(clock: Clock, turn: Turn) -> bool:
    """The pause ran out: from its end on, however late the worker is."""
    fresh = Clock.objects.select_related("case").get(pk=clock.pk)
    if fresh.paused_until is None or fresh.paused_until > turn.as_of:
        return False
    running.resume_one(fresh, at=turn.as_of)
    return True


class _Moot(Exception):  # noqa: N818 - not an error: there was nothing to do, so nothing is written
    pass


def _act(turn: Turn, action: str, change: Change, event: str = "") -> None:
    """Change the clock in an action of the case, with its entry; finish the item in the same transaction."""
    clock = _clock(turn)
    try:
        if clock is None or clock.state not in {Clock.State.RUNNING, Clock.State.PAUSED}:
            raise _Moot
        with _acting()(
            clock.case.reference,
            action=action,
            actor=system_actor(as_of=turn.as_of),
            as_of=turn.as_of,
            permission=PERMISSION,
        ) as act:
            if not change(clock, turn):
                raise _Moot
            clock.refresh_from_db()
            act.clocks(clock)
            if event:
                act.emit(event, clock=clock.pk)
            turn.done()
    except _Moot:
        with transaction.atomic():
            turn.done()


def _clock(turn: Turn) -> Clock | None:
    """The clock, unless its case has been disposed of."""
    found = Clock.objects.filter(pk=turn.body["clock"]).select_related("case").first()
    return found if found and found.case.disposed_at is None else None


def _acting() -> Acting:
    if not _lent:
        raise ActNotGiven
    return _lent[0]
