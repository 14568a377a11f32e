"""When something is due: working days or hours from an event, with pauses and enhanced rights. Pure.

    due(version, started_at, enhanced_from=None, pauses=(), calendar=england_and_wales()) -> Due

Working days are days in London that are not a Saturday, a Sunday or a bank holiday of England and Wales. Day one is
the first working day after the event; the time is up at the end of the last one (its last microsecond, in UTC). A
day touched by a pause is not counted. Hours are hours that really pass, whatever the clocks on the wall do; the
time of a pause is left out.

Enhanced rights recorded after the start shorten the time from their recording on and never lengthen it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from peelian.law import steps
from peelian.law.problems import BackwardPause, NaiveTime, NoClock, PauseNotAllowed
from peelian.law.provision import ClockRule, Version
from peelian.law.steps import Step
from peelian.reference.calendars.working_days import (
    Calendar,
    at_time,
    end_of_day,
    england_and_wales,
    is_weekend,
    local_date,
    start_of_day,
)

WARNED_AT: Final = time(9)
"""The time of day, in London, of a warning that counts in working days."""
_DAY: Final = timedelta(days=1)
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """A time for which the clock stands still. An open pause is given the day of its review as its end."""

    starts: datetime
    ends: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """`at` the last moment (UTC); `working` explains it, step by step.

    `enhanced`: the enhanced time governs. `computed`: a bank holiday was worked out, not published.
    """

    at: datetime
    warn_at: datetime
    working: tuple[Step, ...]
    enhanced: bool = False
    computed: bool = False


def due(
    version: Version,
    started_at: datetime,
    *,
    enhanced_from: datetime | None = None,
    pauses: Sequence[Pause] = (),
    calendar: Calendar | None = None,
) -> Due:
    """When the duty of `version` is due. Raises NoClock, NaiveTime, PauseNotAllowed, BackwardPause, OutsideCalendar."""
    rule = _rule(version)
    _check(version, rule, started_at, enhanced_from, pauses)
    count = _Count(rule, tuple(sorted(pauses)), calendar or england_and_wales())
    standing = count.from_(started_at, rule.standard)
    if enhanced_from is None:
        return standing
    if rule.late_enhanced == "from_event" or enhanced_from <= started_at:
        return replace(count.from_(started_at, rule.enhanced), enhanced=True)
    return _earlier(
        standing, replace(count.from_(enhanced_from, rule.enhanced, steps.RECORDED), enhanced=True)
    )


def due_across(
    old: Due,
    version: Version,
    started_at: datetime,
    *,
    enhanced_from: datetime | None = None,
    pauses: Sequence[Pause] = (),
    calendar: Calendar | None = None,
) -> Due:
    """The time of a clock that was running on the first day of `version`, by the version's transition.

    "keep": as it was. "shorter": the old time, or the new span counted from the first day, if that is earlier.
    "move": the new span from the start; where that has passed before the version begins, from the first day.
    """
    if version.transition == "keep" or version.starts is None:
        return old
    rule, begins = _rule(version), start_of_day(version.starts)
    moved = due(version, started_at, enhanced_from=enhanced_from, pauses=pauses, calendar=calendar)
    count = _Count(rule, tuple(sorted(pauses)), calendar or england_and_wales())
    span = rule.standard if enhanced_from is None else rule.enhanced
    eve = begins - _TICK if rule.unit == "working_days" and rule.starts == "day_after_event" else begins
    anew = replace(count.from_(eve, span, steps.CHANGED), enhanced=enhanced_from is not None)
    if version.transition == "shorter":
        return _earlier(old, anew)
    return moved if moved.at >= begins else anew


@dataclass(frozen=True, slots=True)
class _Count:
    """Counting by one rule, over these pauses (in order) and this calendar."""

    rule: ClockRule
    pauses: tuple[Pause, ...]
    calendar: Calendar

    def from_(self, moment: datetime, span: int, begins: str = steps.STARTED) -> Due:
        first = steps.at_moment(begins, moment)
        count = self._days if self.rule.unit == "working_days" else self._hours
        return count(moment.astimezone(UTC), span, first)

    def _days(self, moment: datetime, span: int, first: Step) -> Due:
        day, paused = local_date(moment), _touched(self.pauses)
        counted, working, computed = [day], [first], False
        if self.rule.starts == "at_event":
            day -= _DAY
        while len(counted) <= span:
            day += _DAY
            step = _judged(day, len(counted), paused, self.calendar)
            working.append(step)
            computed |= not self.calendar.is_published(day)
            if step.code == steps.COUNTED:
                counted.append(day)
        at = end_of_day(counted[-1])
        warned = at_time(counted[max(min(1, span), span - self.rule.warn)], WARNED_AT)
        return Due(at, max(warned, moment), (*working, steps.at_moment(steps.DUE, at)), computed=computed)

    def _hours(self, moment: datetime, span: int, first: Step) -> Due:
        at, warned, working = moment, moment, [first]
        left, until_warned = timedelta(hours=span), timedelta(hours=max(0, span - self.rule.warn))
        for pause in self.pauses:
            starts, ends = max(pause.starts.astimezone(UTC), at), pause.ends.astimezone(UTC)
            if ends <= starts or starts >= at + left:
                continue
            ran = starts - at
            warned, until_warned = _on(at, warned, until_warned, ran)
            at, left = ends, left - ran
            working.append(steps.paused_hours(starts, ends))
        warned, _ = _on(at, warned, until_warned, until_warned)
        at += left
        if self.rule.ends == "end_of_day":
            at = end_of_day(local_date(at))
        return Due(
            at, warned, (*working, Step(steps.HOURS, local_date(at), span), steps.at_moment(steps.DUE, at))
        )


def _judged(day: date, number: int, paused: Sequence[tuple[date, date]], calendar: Calendar) -> Step:
    holiday = calendar.holiday(day)
    if is_weekend(day):
        return Step(steps.WEEKEND, day)
    if holiday is not None:
        return Step(steps.BANK_HOLIDAY, day, holiday=holiday)
    if any(first <= day <= last for first, last in paused):
        return Step(steps.PAUSED, day)
    return Step(steps.COUNTED, day, number)


def _on(at: datetime, warned: datetime, left: timedelta, ran: timedelta) -> tuple[datetime, timedelta]:
    """Let the warning's own span run for `ran` from `at`: where it has got to, and what is left of it."""
    if not left:
        return warned, left
    run = min(left, ran)
    return at + run, left - run


def _touched(pauses: Sequence[Pause]) -> tuple[tuple[date, date], ...]:
    """The first and the last day that each pause touches; one without length touches none."""
    return tuple(
        (local_date(pause.starts), local_date(pause.ends.astimezone(UTC) - _TICK))
        for pause in pauses
        if pause.ends > pause.starts
    )


def _earlier(standing: Due, other: Due) -> Due:
    """The earlier of two; on a tie the one that stood."""
    return other if other.at < standing.at else standing


def _rule(version: Version) -> ClockRule:
    if version.clock is None:
        raise NoClock(provision=version.provision)
    return version.clock


def _check(
    version: Version,
    rule: ClockRule,
    started_at: datetime,
    enhanced_from: datetime | None,
    pauses: Sequence[Pause],
) -> None:
    times = {"started_at": started_at, "enhanced_from": enhanced_from}
    for number, pause in enumerate(pauses, start=1):
        times |= {f"pauses.{number}.starts": pause.starts, f"pauses.{number}.ends": pause.ends}
    for field, moment in times.items():
        if moment is not None and moment.tzinfo is None:
            raise NaiveTime(field=field)
    for pause in pauses:
        if pause.reason not in rule.pauses:
            raise PauseNotAllowed(
                provision=version.provision, reason=pause.reason, allowed=", ".join(rule.pauses) or "-"
            )
        if pause.ends < pause.starts:
            raise BackwardPause(starts=pause.starts.isoformat(), ends=pause.ends.isoformat())
