"""Putting items into the schedule, moving and cancelling them: inside the action that they belong to.

    schedule("clock.missed", due_at, key=f"clock.missed:{clock.pk}", subject_stream=case.uid, body={"clock": clock.pk})

A key is scheduled once. Asked again while it waits, the item is moved; after it was cancelled, it waits again; once
it is done or has failed, it is left as it is.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import connection

from peelian.casework.schedule.models import UNFINISHED, ScheduledItem
from peelian.casework.schedule.problems import NaiveMoment, OutsideTransaction, TooMuchInBody

Body = Mapping[str, str | int]
_CODE: Final = re.compile(r"[A-Za-z0-9_.:@+/-]{0,120}", re.ASCII)


def schedule(
    kind: str,
    due_at: datetime,
    key: str,
    *,
    subject_stream: str = "",
    series: str = "",
    body: Body | None = None,
) -> ScheduledItem:
    """Let `kind` happen once at `due_at`. Raises OutsideTransaction, NaiveMoment, TooMuchInBody.

    `subject_stream`: the ledger stream whose items are done in order, one after the other.
    `series`: where several of a series are late, a kind with late="latest" does only the latest.
    """
    inside("schedule()")
    if due_at.tzinfo is None:
        raise NaiveMoment(key=key)
    held = _written(key, body or {})
    item, made = ScheduledItem.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "due_at": due_at,
            "subject_stream": subject_stream,
            "series": series,
            "body": held,
        },
    )
    if not made and item.state in {ScheduledItem.State.WAITING, ScheduledItem.State.CANCELLED}:
        _wait_again(item, due_at, held)
    return item


def cancel(*keys: str) -> int:
    """Cancel these items where they are not finished; how many were. A worker that holds one loses it."""
    inside("cancel()")
    return (
        ScheduledItem.objects.filter(key__in=keys, state__in=UNFINISHED)
        .order_by()
        .update(state=ScheduledItem.State.CANCELLED, claimed_by="", claimed_until=None, retry_at=None)
    )


def retry(key: str) -> bool:
    """Let a failed item be tried again from the beginning; whether there was one."""
    return bool(
        ScheduledItem.objects.filter(key=key, state=ScheduledItem.State.FAILED).update(
            state=ScheduledItem.State.WAITING, attempts=0, problem_code="", retry_at=None, ended_at=None
        )
    )


def inside(name: str) -> None:
    """Raise OutsideTransaction unless a transaction is open."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(name=name)


def _wait_again(item: ScheduledItem, due_at: datetime, held: str) -> None:
    item.due_at, item.body = due_at, held
    item.state, item.ended_at, item.problem_code = ScheduledItem.State.WAITING, None, ""
    item.attempts, item.retry_at = 0, None
    item.save(update_fields=["due_at", "body", "state", "ended_at", "problem_code", "attempts", "retry_at"])


def _written(key: str, body: Body) -> str:
    for field, value in body.items():
        if not isinstance(value, int) and not (isinstance(value, str) and _CODE.fullmatch(value)):
            raise TooMuchInBody(key=key, field=field)
    return json.dumps(dict(body), sort_keys=True, separators=(",", ":"))
