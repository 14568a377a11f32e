"""What is over goes: deliveries that were taken after 30 days, all others after 90, and a secret whose overlap has ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.services.contact.models import Hook, HookDelivery

SWEEP: Final = "contact.hooks.sweep"
TAKEN_KEPT: Final = timedelta(days=30)
KEPT: Final = timedelta(days=90)


def sweep(*, now: datetime) -> int:
    """Delete and erase; how many deliveries went."""
    Hook.objects.filter(before_until__lte=now).update(secret_before=None, before_until=None)
    rows = HookDelivery.objects
    gone = rows.filter(state="done", ended_at__lt=now - TAKEN_KEPT).delete()[0]
    gone += rows.filter(state__in=["failed", "dropped"], ended_at__lt=now - KEPT).delete()[0]
    return gone + rows.filter(state="waiting", at__lt=now - KEPT).delete()[0]


def register() -> None:
    """Make the daily sweep known to the schedule."""
    kinds.register(ScheduleKind(SWEEP, _sweep, late="latest", acts=True, every=timedelta(days=1)))


def _sweep(turn: Turn) -> None:
    with transaction.atomic():
        sweep(now=turn.as_of)
        turn.done()
