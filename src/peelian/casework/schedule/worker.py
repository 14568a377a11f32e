"""Doing what is due: `tick()` once, `catch_up()` until nothing is left. Any number of workers may run.

Three days without a worker are caught up in order: each item of a stream after the one before, by the rule of its kind
(`late`: every one, the latest of its series only, or none that is older than its grace).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from json import loads
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from peelian.casework.schedule import claiming, kinds
from peelian.casework.schedule.items import schedule
from peelian.casework.schedule.kinds import ScheduleKind
from peelian.casework.schedule.models import UNFINISHED, ScheduledItem
from peelian.casework.schedule.problems import ClaimLost, NotFinished
from peelian.casework.schedule.retrying import worker_name
from peelian.reference.problems import Problem

BATCH: Final = 20
SUPERSEDED: Final = "late-superseded"
SKIPPED: Final = "late-skipped"
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_log = logging.getLogger("peelian.schedule")


@dataclass
class OneTurn:
    """A claimed item in its handler's hands: see `kinds.Turn`."""

    item: ScheduledItem
    as_of: datetime
    key: str = field(init=False)
    kind: str = field(init=False)
    due_at: datetime = field(init=False)
    subject_stream: str = field(init=False)
    body: Mapping[str, Any] = field(init=False)
    finished: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.key, self.kind, self.due_at = self.item.key, self.item.kind, self.item.due_at
        self.subject_stream, self.body = self.item.subject_stream, loads(self.item.body)

    def done(self) -> None:
        """Finish the item in the open transaction. Raises ClaimLost."""
        if not claiming.finish(self.item, ScheduledItem.State.DONE, self.as_of):
            raise ClaimLost(item=self.item.pk)
        follow_on(self.kind, self.as_of)
        self.finished = True


def tick(*, now: datetime | None = None, worker: str = "", limit: int = BATCH) -> int:
    """Claim some due items and do them; how many were claimed (0: nothing is due).

    `now` is the worker's time, given by those who rehearse it; else each item is judged by the clock.
    """
    claimed = claiming.claim(now or timezone.now(), worker or worker_name(), limit)
    for item in claimed:
        work(item, now or timezone.now())
    return len(claimed)


def catch_up(*, now: datetime | None = None, worker: str = "") -> int:
    """Do everything that is due; how many items that were."""
    total = 0
    while done := tick(now=now, worker=worker):
        total += done
    return total


def work(item: ScheduledItem, now: datetime) -> None:
    """Do one claimed item; a failure is written on it and never raised."""
    kind = kinds.kind_for(item.kind)
    if kind is None:  # pragma: no cover - only known kinds are claimed
        return
    try:
        _handle(kind, item, now)
    except ClaimLost:
        _log.warning("schedule item %s of %s was taken over", item.pk, item.kind)
    except Exception as error:  # noqa: BLE001 - one item's fault must not end the worker
        code = error.code if isinstance(error, Problem) else f"error-{type(error).__name__}"
        _log.warning("schedule item %s of %s failed: %s", item.pk, item.kind, code)
        _failed(item, now, code[:80])


def start_recurring(*, now: datetime | None = None) -> None:
    """Let each kind with `every` have its next item; again at each start of a worker, and each hour."""
    for kind in kinds.known_kinds():
        if kind.every and not ScheduledItem.objects.filter(kind=kind.name, state__in=UNFINISHED).exists():
            with transaction.atomic():
                follow_on(kind.name, now or timezone.now())


def follow_on(name: str, now: datetime) -> None:
    """The next item of a kind that recurs: on the kind's own grid of time, so that two workers make one."""
    kind = kinds.kind_for(name)
    if kind is None or kind.every is None:
        return
    when = next_on_grid(now, kind.every)
    schedule(name, when, f"{name}@{when:%Y%m%dT%H%M%S}")


def next_on_grid(now: datetime, every: timedelta) -> datetime:
    """The first multiple of `every` since the year 2000 that is later than `now`."""
    return _EPOCH + ((now - _EPOCH) // every + 1) * every


def _handle(kind: ScheduleKind, item: ScheduledItem, now: datetime) -> None:
    passed_over = _passed_over(kind, item, now)
    if passed_over:
        with transaction.atomic():
            claiming.finish(item, ScheduledItem.State.CANCELLED, now, passed_over)
            follow_on(kind.name, now)
        return
    turn = OneTurn(item, now)
    if kind.acts:
        kind.handler(turn)
    else:
        with transaction.atomic():
            kind.handler(turn)
            if not turn.finished:
                turn.done()
    if not turn.finished:
        raise NotFinished(kind=kind.name)


def _passed_over(kind: ScheduleKind, item: ScheduledItem, now: datetime) -> str:
    """The code of why a late item is not done; "" for one that is."""
    if kind.late == "skip" and now - item.due_at > kind.grace:
        return SKIPPED
    return SUPERSEDED if kind.late == "latest" and claiming.superseded(item, now) else ""


def _failed(item: ScheduledItem, now: datetime, code: str) -> None:
    with transaction.atomic():
        if claiming.give_back(item, now, code):
            follow_on(item.kind, now)
