"""How the schedule stands: what failed, what waits too long, what nobody handles. For pages and the health check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from peelian.casework.schedule import kinds
from peelian.casework.schedule.models import UNFINISHED, ScheduledItem


@dataclass(frozen=True, slots=True)
class Standing:
    """`overdue` items were due before `now` and are not finished; `oldest` is when the first of them was due."""

    failed: int
    overdue: int
    oldest: datetime | None
    unhandled: tuple[str, ...]


def standing(now: datetime) -> Standing:
    """The whole schedule at `now`, in three queries."""
    late = ScheduledItem.objects.filter(state__in=UNFINISHED, due_at__lt=now).aggregate(
        many=Count("pk"), oldest=Min("due_at")
    )
    return Standing(failed().count(), late["many"], late["oldest"], unhandled())


def failed(streams: Iterable[str] | None = None) -> QuerySet[ScheduledItem]:
    """Items that failed for good, the oldest first; of these streams (uids of cases) if given."""
    rows = ScheduledItem.objects.filter(state=ScheduledItem.State.FAILED).order_by("due_at", "id")
    return rows if streams is None else rows.filter(subject_stream__in=streams)


def unhandled() -> tuple[str, ...]:
    """Kinds that wait in the table and that this process has no handler for."""
    waiting = ScheduledItem.objects.filter(state__in=UNFINISHED).order_by().values_list("kind", flat=True)
    known = {one.name for one in kinds.known_kinds()}
    return tuple(sorted(set(waiting.distinct()) - known))
