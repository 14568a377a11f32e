"""Putting items into the schedule, moving and cancelling them: inside the action that they belong to.

    schedule("clock.missed", due_at, key=f"clock.missed:{clock.pk}", subject_stream=case.uid, body={"clock": clock.pk})

A key is scheduled once. Asked again while it waits, the item is moved; after it was cancelled, it waits again; once
it is done or has failed, it is left as it is.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection

from peelian.casework.ledger.chain import canonical_body
from peelian.casework.ledger.inserting import insert
from peelian.casework.ledger.problems import NotACode
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.problems import NaiveMoment, OutsideTransaction, TooMuchInBody

Body = Mapping[str, str | int]
State = ScheduledItem.State


def schedule(
    kind: str,
    due_at: datetime,
    key: str,
    *,
    subject_stream: str = "",
    series: str = "",
    body: Body | None = None,
    again: bool = False,
) -> ScheduledItem:
    """Let `kind` happen once at `due_at`. Raises OutsideTransaction, NaiveMoment, TooMuchInBody.

    `subject_stream`: the ledger stream whose items are done in order, one after the other.
    `series`: where several of a series are late, a kind with late="latest" does only the latest.
    `again`: an item that is already done is done once more.
    """
    inside("schedule()")
    new = item(kind, due_at, key, subject_stream=subject_stream, series=series, body=body)
    held, made = ScheduledItem.objects.get_or_create(
        key=key,
        defaults={
            name: getattr(new, name) for name in ("kind", "due_at", "subject_stream", "series", "body")
        },
    )
    revived = {State.WAITING, State.CANCELLED} | ({State.DONE} if again else set())
    if not made and held.state in revived:
        _wait_again(held, new)
    return held


def schedule_new(items: Iterable[ScheduledItem]) -> None:
    """Put several items that cannot be there yet into the schedule, in one statement."""
    inside("schedule_new()")
    insert(*items)


def item(
    kind: str,
    due_at: datetime,
    key: str,
    *,
    subject_stream: str = "",
    series: str = "",
    body: Body | None = None,
) -> ScheduledItem:
    """An item that is not written yet. Raises NaiveMoment, TooMuchInBody."""
    if due_at.tzinfo is None:
        raise NaiveMoment(key=key)
    return ScheduledItem(
        kind=kind,
        due_at=due_at,
        key=key,
        subject_stream=subject_stream,
        series=series,
        body=_written(key, body or {}),
    )


def cancel(*keys: str) -> int:
    """Cancel these items where they wait; how many did. One that a worker has begun is left to its handler, which
    asks again under the case's lock whether there is still something to do."""
    inside("cancel()")
    return ScheduledItem.objects.filter(key__in=keys, state=State.WAITING).update(
        state=State.CANCELLED, retry_at=None
    )


def retry(key: str) -> bool:
    """Let a failed item be tried again from the beginning; whether there was one."""
    return bool(
        ScheduledItem.objects.filter(key=key, state=State.FAILED).update(
            state=State.WAITING, attempts=0, problem_code="", retry_at=None, ended_at=None
        )
    )


def inside(name: str) -> None:
    """Raise OutsideTransaction unless a transaction is open."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(name=name)


def _wait_again(held: ScheduledItem, new: ScheduledItem) -> None:
    held.due_at, held.body, held.series = new.due_at, new.body, new.series
    held.state, held.ended_at, held.problem_code = State.WAITING, None, ""
    held.attempts, held.retry_at = 0, None
    held.save(
        update_fields=[
            "due_at",
            "body",
            "series",
            "state",
            "ended_at",
            "problem_code",
            "attempts",
            "retry_at",
        ]
    )


def _written(key: str, body: Body) -> str:
    try:
        return canonical_body(body)
    except NotACode as problem:
        raise TooMuchInBody(key=key, field=problem.fields["field"]) from None
