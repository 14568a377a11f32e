"""How the outbox stands: what failed, what waits for a handler that is not there; and the broom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError
from django.db.models import Exists, OuterRef, QuerySet

from peelian.casework.outbox import handlers
from peelian.casework.outbox.models import UNFINISHED, Delivery, OutboxEvent
from peelian.casework.outbox.problems import UnknownHandler

KEPT: Final = timedelta(days=90)
SWEEP: Final = "outbox.sweep"


def failed(streams: Iterable[str] | None = None) -> QuerySet[Delivery]:
    """Deliveries that failed for good, the oldest first; of these streams (uids of cases) if given."""
    rows = Delivery.objects.filter(state=Delivery.State.FAILED).order_by("ended_at")
    rows = rows.prefetch_related(
        "event"
    )  # a join would be read from the events' end: all of them, for a few that failed
    return rows if streams is None else rows.filter(stream__in=streams)


def unhandled() -> tuple[str, ...]:
    """Handlers that deliveries wait for and that this process does not have."""
    waiting = Delivery.objects.filter(state__in=UNFINISHED).order_by().values_list("handler", flat=True)
    return tuple(sorted(set(waiting.distinct()) - set(handlers.known())))


def must_be_handled() -> None:
    """Raise UnknownHandler where a handler was renamed or lost while events wait for it."""
    missing = unhandled()
    if missing:
        raise UnknownHandler(handlers=", ".join(missing))


def check_handlers(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The same at start, as Django's system check of the database."""
    if not databases or "default" not in databases:
        return []
    try:
        missing = unhandled()
    except DatabaseError:  # not migrated yet
        return []
    return [Error(str(UnknownHandler(handlers=", ".join(missing))), id="outbox.E001")] if missing else []


def retry(delivery: int) -> bool:
    """Let a failed delivery be made again from the beginning; whether there was one."""
    rows = Delivery.objects.filter(pk=delivery, state=Delivery.State.FAILED)
    return bool(rows.update(state=Delivery.State.WAITING, attempts=0, problem_code="", ended_at=None))


def sweep(now: datetime, *, limit: int = 5000) -> int:
    """Delete events older than ninety days that everybody has been told of; how many."""
    open_ = Delivery.objects.filter(event=OuterRef("pk")).exclude(state=Delivery.State.DONE)
    old = OutboxEvent.objects.filter(~Exists(open_), at__lt=now - KEPT).order_by("pk")
    ids = list(old.values_list("pk", flat=True)[:limit])
    Delivery.objects.filter(event__in=ids).delete()
    OutboxEvent.objects.filter(pk__in=ids).delete()
    return len(ids)
