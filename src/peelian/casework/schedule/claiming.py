"""Taking items from the table, one worker each, and giving them back.

A claim is one conditional UPDATE under a token of its own: on PostgreSQL over rows locked with SKIP LOCKED, on SQLite
within an IMMEDIATE transaction. It holds for a lease. A worker that dies, or outlives its lease, finds at the end that
the token is no longer its own, and what it did is rolled back: an effect happens once.

Order is by (due_at, id). An item of a stream waits until every earlier one of that stream is finished.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from peelian.casework.schedule import kinds
from peelian.casework.schedule.models import UNFINISHED, ScheduledItem
from peelian.casework.schedule.retrying import wait

LEASE: Final = timedelta(minutes=5)
ATTEMPTS: Final = 8
CRASHED: Final = "schedule-crashed"
_FIRST_WAIT: Final = timedelta(seconds=5)
State = ScheduledItem.State


def claim(now: datetime, worker: str, limit: int) -> list[ScheduledItem]:
    """Up to `limit` due items, claimed for this call alone, in order. Nothing is locked where nothing is due."""
    token = f"{worker[:40]}/{uuid4().hex}"
    if not _due(now, _waiting(now) | _lapsed(now)).exists():
        return []
    with transaction.atomic():
        _fail_crashed(now)
        ids = _locked(_next(now, _lapsed(now)), limit)
        ids += _locked(_next(now, _waiting(now)), limit - len(ids))
        ScheduledItem.objects.filter(_waiting(now) | _lapsed(now), pk__in=ids).update(
            state=State.CLAIMED,
            claimed_by=token,
            claimed_until=now + LEASE,
            retry_at=None,
            attempts=F("attempts") + 1,
        )
    return list(ScheduledItem.objects.filter(pk__in=ids, claimed_by=token).order_by("due_at", "id"))


def finish(item: ScheduledItem, state: str, at: datetime, problem_code: str = "") -> bool:
    """End a claimed item in the open transaction; False if the claim was lost."""
    return _change(
        item, state=state, claimed_by="", claimed_until=None, ended_at=at, problem_code=problem_code
    )


def give_back(item: ScheduledItem, now: datetime, problem_code: str) -> bool:
    """After a failure: wait longer each time, or fail for good after so many attempts; whether it failed for good."""
    if item.attempts >= ATTEMPTS:
        return finish(item, State.FAILED, now, problem_code)
    _change(
        item,
        state=State.WAITING,
        claimed_by="",
        claimed_until=None,
        retry_at=now + wait(_FIRST_WAIT, item.attempts),
        problem_code=problem_code,
    )
    return False


def superseded(item: ScheduledItem, now: datetime) -> bool:
    """Whether a later item of the same series is due as well, or already done."""
    if not item.series:
        return False
    later = Q(due_at__gt=item.due_at) | Q(due_at=item.due_at, pk__gt=item.pk)
    known = ScheduledItem.objects.filter(
        later, subject_stream=item.subject_stream, kind=item.kind, series=item.series
    )
    return known.filter(
        due_at__lte=now, due_at__gte=item.due_at, state__in=[*UNFINISHED, State.DONE]
    ).exists()


def _change(item: ScheduledItem, **values: object) -> bool:
    held = ScheduledItem.objects.filter(pk=item.pk, state=State.CLAIMED, claimed_by=item.claimed_by)
    return held.update(**values) == 1


def _waiting(now: datetime) -> Q:
    return Q(state=State.WAITING) & (Q(retry_at__isnull=True) | Q(retry_at__lte=now))


def _lapsed(now: datetime) -> Q:
    return Q(state=State.CLAIMED, claimed_until__lt=now)


def _due(now: datetime, which: Q) -> QuerySet[ScheduledItem]:
    known = [one.name for one in kinds.known_kinds()]
    return ScheduledItem.objects.filter(which, due_at__lte=now, kind__in=known)


def _next(now: datetime, which: Q) -> QuerySet[ScheduledItem]:
    """What is due and waits for nothing earlier of its stream. Of one state, so that an index gives the order."""
    earlier = ScheduledItem.objects.filter(
        Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk")),
        subject_stream=OuterRef("subject_stream"),
        state__in=UNFINISHED,
    )
    return _due(now, which).filter(Q(subject_stream="") | ~Exists(earlier)).order_by("due_at", "id")


def _fail_crashed(now: datetime) -> None:
    """An item whose workers died each time fails, lest it take every worker with it."""
    crashed = _due(now, _lapsed(now)).filter(attempts__gte=ATTEMPTS)
    for item in ScheduledItem.objects.filter(pk__in=_locked(crashed.order_by("id"), ATTEMPTS)):
        finish(item, State.FAILED, now, CRASHED)


def _locked(rows: QuerySet[ScheduledItem], limit: int) -> list[int]:
    """The ids of the first rows, locked where the database locks rows; those that another holds are passed over."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return [one.pk for one in rows.only("pk")[:limit]]
