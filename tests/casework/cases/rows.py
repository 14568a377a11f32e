"""The rows that the model is compared with, read past the ORM: after each of a hundred thousand steps, in two statements."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection


@dataclass(frozen=True)
class CaseRow:
    """A case as it lies in its table, with the length of its chain."""

    reference: str
    state: str
    klass: str
    owner: int | None
    team: int
    version: int
    length: int
    closed: bool
    due: datetime | None
    due_code: str


def cases() -> Iterator[CaseRow]:
    """Every case."""
    for *held, closed, due, code in asked(
        "SELECT c.reference, c.state, c.klass, c.owner_id, c.team_id, c.version, s.seq, c.closed_at, "
        "c.next_due_at, c.next_due_code FROM cases_case c LEFT JOIN ledger_stream s ON s.uid = c.uid"
    ):
        yield CaseRow(*held, closed is not None, moment(due), code)


class ClockRow(NamedTuple):
    """A clock as it lies in its table."""

    id: int
    reference: str
    code: str
    state: str
    reason_code: str
    started_at: datetime | None
    enhanced_from: datetime | None
    due_at: datetime | None
    warn_at: datetime | None
    paused_until: datetime | None
    ended_at: datetime | None


def clocks() -> Iterator[ClockRow]:
    """Every clock, in the order in which they were started."""
    for *held, started, enhanced, due, warn, paused, ended in asked(
        "SELECT k.id, c.reference, k.code, k.state, k.reason_code, k.started_at, k.enhanced_from, k.due_at, "
        "k.warn_at, k.paused_until, k.ended_at FROM clocks_clock k JOIN cases_case c ON c.id = k.case_id ORDER BY k.id"
    ):
        yield ClockRow(*held, *map(moment, (started, enhanced, due, warn, paused, ended)))


def pauses() -> Iterator[tuple[int, tuple[datetime | None, ...]]]:
    """Clock and beginning, planned end, end of each pause, in the order in which they began."""
    for clock, *times in asked(
        "SELECT clock_id, starts, until, ends FROM clocks_clockpause ORDER BY clock_id, id"
    ):
        yield clock, tuple(map(moment, times))


def planned() -> set[tuple[str, int, datetime | None]]:
    """Misses and ends of pauses that wait in the schedule: kind, clock, when."""
    return {
        (kind, json.loads(body)["clock"], moment(when))
        for kind, body, when in asked(
            "SELECT kind, body, due_at FROM schedule_scheduleditem "
            "WHERE state = 'waiting' AND kind IN ('clock.miss', 'clock.resume')"
        )
    }


def told(name: str) -> Counter[int]:
    """How often an event was told of each clock."""
    return Counter(
        json.loads(body)["clock"]
        for (body,) in asked("SELECT body FROM outbox_outboxevent WHERE name = %s", name)
    )


def acts(action: str) -> Counter[str]:
    """How many entries of an action the chain of each case has."""
    return Counter(
        reference
        for (reference,) in asked(
            "SELECT c.reference FROM ledger_ledgerentry e JOIN cases_case c ON c.uid = e.stream "
            "WHERE e.action = %s",
            action,
        )
    )


def versions() -> dict[str, int]:
    """Reference -> version."""
    return dict(asked("SELECT reference, version FROM cases_case"))


def states() -> list[tuple[str, str]]:
    """Reference and state, in the order in which the states came."""
    return asked(
        "SELECT c.reference, s.state FROM cases_casestate s JOIN cases_case c ON c.id = s.case_id ORDER BY s.seq"
    )


def entries_of_cases() -> int:
    """How many entries the chains of cases have."""
    return number("SELECT count(*) FROM ledger_ledgerentry WHERE stream IN (SELECT uid FROM cases_case)")


def held_without_task() -> int:
    """News that is held and that nobody was asked to bring in another way."""
    return number(
        "SELECT count(*) FROM threads_sending s WHERE s.state = 'held' "
        "AND NOT EXISTS (SELECT 1 FROM threads_contacttask t WHERE t.sending_id = s.id)"
    )


def left_lying(now: datetime) -> int:
    """News whose time has come and that was not tried."""
    return number(
        "SELECT count(*) FROM threads_sending WHERE state IN ('queued', 'handing') AND next_at <= %s",
        at(now),
    )


def bounced() -> set[str]:
    """The uids of the ways from which something came back."""
    return {uid for (uid,) in asked("SELECT uid FROM threads_contactpoint WHERE bounced_at IS NOT NULL")}


def late_unmarked(now: datetime) -> int:
    """Clocks whose time is up and that stand as running."""
    return number(
        "SELECT count(*) FROM clocks_clock WHERE state IN ('running', 'paused') AND due_at < %s", at(now)
    )


def paused_too_long(now: datetime) -> int:
    """Clocks that still stand although their pause is over."""
    return number("SELECT count(*) FROM clocks_clock WHERE state = 'paused' AND paused_until <= %s", at(now))


def at(when: datetime) -> Any:
    """A time as the database takes it."""
    return connection.ops.adapt_datetimefield_value(when)


def number(sql: str, *values: Any) -> int:
    """The one number that a statement gives."""
    ((found,),) = asked(sql, *values)
    return int(found)


def asked(sql: str, *values: Any) -> list[Any]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def moment(value: datetime | None) -> datetime | None:
    """SQLite's times are in UTC and do not say so."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value
