"""Once a day: what was finished long ago leaves the table. What happened stands in the ledger; failed items stay."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.schedule.models import ScheduledItem

TIDY: Final = "schedule.tidy"
KEPT: Final = timedelta(days=90)
BATCH: Final = 1000


def register() -> None:
    """Make the daily tidying known to the schedule."""
    kinds.register(ScheduleKind(TIDY, _tidy, late="latest", acts=True, every=timedelta(days=1)))


def tidy(*, now: datetime) -> int:
    """Delete items that were done or cancelled and due before `KEPT`; how many."""
    deleted = 0
    for state in (ScheduledItem.State.DONE, ScheduledItem.State.CANCELLED):
        old = ScheduledItem.objects.filter(state=state, due_at__lt=now - KEPT).order_by("due_at", "id")
        while ids := list(old.values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                deleted += ScheduledItem.objects.filter(pk__in=ids).delete()[0]
    return deleted


def _tidy(turn: Turn) -> None:
    tidy(now=turn.as_of)
    with transaction.atomic():
        turn.done()
