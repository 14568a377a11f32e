"""What the schedule does for a clock: the warning, the miss, the end of a pause, a change of the rule.

Keys hold the time, so that a clock whose time moves gets new items and the old ones are cancelled.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.casework.clocks.models import Clock
from peelian.casework.schedule.items import cancel, item, schedule, schedule_new
from peelian.casework.schedule.models import ScheduledItem
from peelian.law import engine
from peelian.reference.calendars.working_days import local_date, start_of_day

WARN: Final = "clock.warn"
MISS: Final = "clock.miss"
RESUME: Final = "clock.resume"
CHANGE: Final = "clock.change_rule"
_TICK: Final = timedelta(microseconds=1)


def plan(clock: Clock) -> None:
    """Put what is to happen to the clock into the schedule, again where it has moved."""
    for one in _items(clock):
        schedule(
            one.kind,
            one.due_at,
            one.key,
            subject_stream=one.subject_stream,
            body={"clock": clock.pk},
            again=True,
        )


def plan_new(clock: Clock) -> None:
    """The same for a clock that has just been made, in one statement."""
    schedule_new(_items(clock))


def forget(clock: Clock) -> None:
    """Cancel what waits for the clock as its row stands; call it before its times are changed."""
    cancel(*(one.key for one in _items(clock)))


def _items(clock: Clock) -> list[ScheduledItem]:
    return [
        item(
            kind,
            when,
            f"{kind}:{clock.pk}:{when.astimezone(UTC):%Y%m%dT%H%M%S.%f}",
            subject_stream=clock.case.uid,
            body={"clock": clock.pk},
        )
        for kind, when in _dates(clock)
    ]


def _dates(clock: Clock) -> list[tuple[str, datetime]]:
    dates = [(WARN, clock.warn_at), (MISS, clock.due_at + _TICK)]
    if clock.paused_until is not None:
        dates.append((RESUME, clock.paused_until))
    began = local_date(clock.started_at)
    provision = engine.provisions().get(clock.provision)
    for version in provision.versions if provision else ():
        if version.starts is not None and version.starts > began and version.transition != "keep":
            dates.append((CHANGE, start_of_day(version.starts)))
    return dates
