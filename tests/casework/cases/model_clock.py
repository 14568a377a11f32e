"""When something is due and how it stands, worked out by hand: nothing here calls `law`, the calendars or the clocks.

The rules are copied from what is published. The Neighbourhood Policing Guarantee: an answer within 72 hours, and hours
are hours that really pass without those of a pause. The Victims' Code, right 6: told within five working days of the
event, within one with enhanced rights; from the day after, to the last moment of the last day in London, no Saturday,
Sunday, bank holiday (gov.uk/bank-holidays, England and Wales) or day that a pause touches counted. Enhanced rights noted
later count from their noting where that is sooner. A warning goes a day before: 24 hours, or nine in the morning of the
working day before the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

REPLY, TOLD = "neighbourhood.reply", "victims_code.suspect_event"
HOURS_OWED, HOURS_TO_WARNING = timedelta(hours=72), timedelta(hours=48)
DAYS_OWED, DAYS_OWED_ENHANCED = 5, 1
PAUSED_BY = {REPLY: "waiting_for_person", TOLD: "person_asked_to_wait"}
DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
LONDON = ZoneInfo("Europe/London")
BANK_HOLIDAYS = {
    2026: "12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}

Span = tuple[datetime, datetime]
Spans = tuple[Span, ...]


@dataclass
class ModelPause:
    """It stood still from `begins`; `ends` is None while it still does, `until` at the latest."""

    begins: datetime
    until: datetime
    ends: datetime | None = None

    def span(self) -> Span:
        return self.begins, self.ends or self.until


@dataclass
class ModelClock:
    """What is owed. `ended`: "met", "met_late" or "cancelled"; `misses`: how often it was told that it was missed."""

    started: datetime
    code: str = REPLY
    enhanced: datetime | None = None
    pauses: list[ModelPause] = field(default_factory=list)
    misses: int = 0
    runs_again: int = 0
    ended: str = ""
    ended_at: datetime | None = None
    reason: str = ""

    def times(self) -> tuple[datetime, datetime]:
        """By when, and when somebody is warned; an open pause counts to its end."""
        spans = tuple(pause.span() for pause in self.pauses)
        return by_hand(self.code, self.started, self.enhanced, spans)

    def due(self) -> datetime:
        return self.times()[0]

    def pause_now(self) -> ModelPause | None:
        return next((pause for pause in self.pauses if pause.ends is None), None)

    def state(self) -> str:
        """The state as its row should have it."""
        if self.ended or self.misses:
            return self.ended or "missed"
        return "paused" if self.pause_now() else "running"

    def stands(self, at: datetime) -> str:
        """How it stands at a moment when nobody has done anything since."""
        due, warning = self.times()
        if self.ended:
            return self.ended
        if at > due:
            return "late"
        pause = self.pause_now()
        if pause is not None and at < pause.until:
            return "paused"
        return "due_soon" if at >= warning else "running"

    def failed(self, at: datetime) -> bool:
        """It was not done in time: late, done late, or called off only when it was late."""
        due = self.due()
        if self.ended == "cancelled" and self.ended_at is not None:
            return self.ended_at > due
        return self.ended == "met_late" or (not self.ended and at > due)

    def moments(self) -> dict[str, datetime]:
        """The moments that matter: the due time, the warning, the end of a pause."""
        due, warning = self.times()
        pause = self.pause_now()
        return {"due": due, "warning": warning} | ({"pause": pause.until} if pause else {})

    # --- what happens to it ------------------------------------------------------------------------------------
    def stop_pause(self, at: datetime) -> None:
        for pause in self.pauses:
            if pause.ends is None:
                pause.ends = max(pause.begins, min(at, pause.until))

    def pause(self, at: datetime, until: datetime) -> None:
        """It stands still; what is late, or has no time left, does not."""
        if not self.misses and at < self.due():
            self.stop_pause(at)
            self.pauses.append(ModelPause(at, until))

    def enhance(self, at: datetime) -> None:
        if self.enhanced is None and not self.misses and at <= self.due():
            self.enhanced = at

    def end(self, how: str, at: datetime, reason: str = "") -> None:
        """ "met" or "cancelled": what is done after its time is done late."""
        self.stop_pause(at)
        self.ended = "met_late" if how == "met" and at > self.due() else how
        self.ended_at, self.reason = at, reason

    def work(self, at: datetime) -> None:
        """What a worker does at `at`: a pause whose time is up is over, and what is late is missed, once."""
        pause = self.pause_now()
        if self.ended or self.misses:
            return
        if pause is not None and pause.until <= at:
            self.stop_pause(at)
            self.runs_again += 1
        self.misses += at > self.due()


# --- counting --------------------------------------------------------------------------------------------------
@lru_cache(10_000)
def by_hand(
    code: str, started: datetime, enhanced: datetime | None, pauses: Spans
) -> tuple[datetime, datetime]:
    """The due time and the warning."""
    if code == REPLY:  # enhanced rights have the same 72 hours, so noted later they are never sooner
        return ran(started, HOURS_OWED, pauses), ran(started, HOURS_TO_WARNING, pauses)
    if enhanced is not None and enhanced <= started:
        return told_by(started, DAYS_OWED_ENHANCED, pauses)
    standard = told_by(started, DAYS_OWED, pauses)
    if enhanced is None:
        return standard
    sooner = told_by(enhanced, DAYS_OWED_ENHANCED, pauses)
    return sooner if sooner[0] < standard[0] else standard


def ran(started: datetime, span: timedelta, pauses: Spans) -> datetime:
    """The first moment at which a span has passed, pauses left out: later by each pause that begins before it."""
    at = started + span
    while (later := started + span + stood_still(started, at, pauses)) != at:
        at = later
    return at


def stood_still(since: datetime, before: datetime, pauses: Spans) -> timedelta:
    """The length of the pauses that begin before a moment, as far as they lie after `since`; two at once count once."""
    total = timedelta(0)
    for begins, ends in sorted(pauses):
        stopped = max(begins, since)
        if stopped < before and stopped < ends:
            total, since = total + (ends - stopped), ends
    return total


def told_by(moment: datetime, days: int, pauses: Spans) -> tuple[datetime, datetime]:
    """Day by day, from the day after the moment in London."""
    walk = working_days(moment.astimezone(LONDON).date(), pauses)
    counted = [next(walk) for _ in range(days)]
    warned = counted[-2] if days > 1 else counted[0]
    return midnight(counted[-1] + DAY) - TICK, datetime.combine(warned, time(9), LONDON).astimezone(UTC)


def working_days(day: date, pauses: Spans) -> Iterator[date]:
    """Each day after `day` that counts."""
    while True:
        day += DAY
        begins, ends = midnight(day), midnight(day + DAY)
        paused = any(one < ends and other > begins for one, other in pauses if one < other)
        if day.isoweekday() < 6 and f"{day:%m-%d}" not in BANK_HOLIDAYS[day.year] and not paused:
            yield day


@lru_cache(10_000)
def midnight(day: date) -> datetime:
    """When a day begins in London."""
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)
