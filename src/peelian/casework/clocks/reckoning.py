"""From a clock's row to the law's arithmetic, and to the working that a page shows."""

from datetime import datetime

from peelian.casework.clocks.models import Clock
from peelian.law import engine
from peelian.law.duration import Pause
from peelian.law.reckoning import Reckoned, reckon
from peelian.law.steps import Step


def reckoned(clock: Clock, as_of: datetime) -> Reckoned:
    """By which version the clock runs and when it is due, as of `as_of`. An open pause counts to its `until`.

    Raises UnknownProvision, NotInForce, PauseNotAllowed.
    """
    return reckon(
        engine.provision(clock.provision),
        clock.started_at,
        as_of=max(as_of, clock.started_at),
        enhanced_from=clock.enhanced_from,
        pauses=pauses_of(clock),
        force=clock.case.opened_force,
    )


def pauses_of(clock: Clock) -> tuple[Pause, ...]:
    """The clock's pauses as law counts them."""
    if clock.pk is None:
        return ()
    return tuple(Pause(one.starts, one.ends or one.until, one.reason_code) for one in clock.pauses.all())


def working(clock: Clock, as_of: datetime) -> tuple[Step, ...]:
    """How the due time comes about, step by step: prefetch `pauses` and `case` for many."""
    return reckoned(clock, as_of).due.working
