"""Telling handlers what happened: `deliver()` once, `deliver_all()` until nothing waits. Any number of workers may run.

A claim is one conditional UPDATE under a token of its own and holds for a lease. The handler's effect and the end of
its delivery are one transaction that asks whether the claim still holds: a worker that outlived its lease has done
nothing. Order is by event within (handler, stream): a later event waits for an earlier one that is not finished.
After eight failures a delivery is `failed`, is shown, and stands in nobody's way.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from peelian.casework.outbox import handlers
from peelian.casework.outbox.handlers import Handler
from peelian.casework.outbox.models import UNFINISHED, Delivery
from peelian.casework.outbox.problems import DeliveryLost, NotFinished
from peelian.casework.schedule.retrying import wait, worker_name
from peelian.reference.problems import Problem

BATCH: Final = 50
LEASE: Final = timedelta(minutes=5)
ATTEMPTS: Final = 8
CRASHED: Final = "outbox-crashed"
_FIRST_WAIT: Final = timedelta(seconds=2)
State = Delivery.State
log = logging.getLogger("peelian.outbox")


@dataclass
class OneTold:
    """A claimed delivery in its handler's hands: see `handlers.Told`."""

    delivery: Delivery
    as_of: datetime
    event_id: int = field(init=False)
    name: str = field(init=False)
    version: int = field(init=False)
    stream: str = field(init=False)
    body: Mapping[str, Any] = field(init=False)
    at: datetime = field(init=False)
    finished: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        event = self.delivery.event
        self.event_id, self.name, self.version = event.pk, event.name, event.version
        self.stream, self.body, self.at = event.stream, json.loads(event.body), event.at

    def done(self) -> None:
        """Finish the delivery in the open transaction. Raises DeliveryLost."""
        if not _end(self.delivery, State.DONE, self.as_of):
            raise DeliveryLost(delivery=self.delivery.pk)
        self.finished = True


def deliver(*, now: datetime | None = None, worker: str = "", limit: int = BATCH) -> int:
    """Claim some deliveries and make them; how many were claimed (0: nothing waits)."""
    claimed = claim(now or timezone.now(), worker or worker_name(), limit)
    for delivery in claimed:
        _tell(delivery, now or timezone.now())
    return len(claimed)


def deliver_all(*, now: datetime | None = None, worker: str = "") -> int:
    """Make every delivery that can be made at `now`; how many turns that took."""
    total = 0
    while done := deliver(now=now, worker=worker):
        total += done
    return total


def claim(now: datetime, worker: str, limit: int) -> list[Delivery]:
    """Up to `limit` deliveries, claimed for this call alone, in order; of a stream only the next for each handler."""
    if not Delivery.objects.filter(_free(now), state__in=UNFINISHED).exists():
        return []  # asked again and again: an idle worker takes no lock
    token = f"{worker[:40]}/{uuid4().hex}"
    with transaction.atomic():
        _fail_crashed(now)
        chosen = _next(now)
        if connection.features.has_select_for_update_skip_locked:
            chosen = chosen.select_for_update(skip_locked=True, of=("self",))
        ids = [one.pk for one in chosen.only("pk")[:limit]]
        if not ids:
            return []
        Delivery.objects.filter(_free(now), pk__in=ids).update(
            state=State.CLAIMED,
            claimed_by=token,
            claimed_until=now + LEASE,
            attempts=F("attempts") + 1,
        )
    return list(Delivery.objects.filter(claimed_by=token).select_related("event").order_by("id"))


def _next(now: datetime) -> QuerySet[Delivery]:
    earlier = Delivery.objects.filter(
        stream=OuterRef("stream"), handler=OuterRef("handler"), pk__lt=OuterRef("pk"), state__in=UNFINISHED
    )
    rows = Delivery.objects.filter(_free(now), handler__in=handlers.known(), state__in=UNFINISHED)
    return rows.filter(~Exists(earlier)).order_by("next_at", "id")


def _free(now: datetime) -> Q:
    return Q(state=State.WAITING, next_at__lte=now) | Q(state=State.CLAIMED, claimed_until__lt=now)


def _fail_crashed(now: datetime) -> None:
    """A delivery whose workers died each time fails, lest it take every worker with it."""
    Delivery.objects.filter(state=State.CLAIMED, claimed_until__lt=now, attempts__gte=ATTEMPTS).update(
        state=State.FAILED, claimed_by="", claimed_until=None, ended_at=now, problem_code=CRASHED
    )


def _tell(delivery: Delivery, now: datetime) -> None:
    """Make one claimed delivery; a failure is written on it and never raised."""
    handler = handlers.handler_for(delivery.handler)
    if handler is None:  # pragma: no cover - only known handlers are claimed
        return
    try:
        _handle(handler, OneTold(delivery, now))
    except DeliveryLost:
        log.warning("delivery %s to %s was taken over", delivery.pk, delivery.handler)
    except Exception as error:  # noqa: BLE001 - one handler's fault must not end the worker
        code = error.code if isinstance(error, Problem) else f"error-{type(error).__name__}"
        log.warning("delivery %s to %s failed: %s", delivery.pk, delivery.handler, code)
        _give_back(delivery, now, code[:80])


def _handle(handler: Handler, told: OneTold) -> None:
    if handler.acts:
        handler.handle(told)
    else:
        with transaction.atomic():
            handler.handle(told)
            if not told.finished:
                told.done()
    if not told.finished:
        raise NotFinished(handler=handler.name)


def _give_back(delivery: Delivery, now: datetime, code: str) -> None:
    with transaction.atomic():
        if delivery.attempts >= ATTEMPTS:
            _end(delivery, State.FAILED, now, code)
            return
        _held(delivery).update(
            state=State.WAITING,
            claimed_by="",
            claimed_until=None,
            next_at=now + wait(_FIRST_WAIT, delivery.attempts),
            problem_code=code,
        )


def _end(delivery: Delivery, state: str, at: datetime, code: str = "") -> bool:
    changed = _held(delivery).update(
        state=state, claimed_by="", claimed_until=None, ended_at=at, problem_code=code
    )
    return changed == 1


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, state=State.CLAIMED, claimed_by=delivery.claimed_by)
