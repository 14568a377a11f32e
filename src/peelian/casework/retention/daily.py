"""What retention does each day by the schedule: plan reviews, finish disposals, sweep keys that nobody claimed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from peelian.casework.retention import disposing, reviewing
from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.sealing import vault

DAILY: Final = "retention.daily"


def register() -> None:
    """Make the daily duty known to the schedule. Late by days, it is done once."""
    kinds.register(ScheduleKind(DAILY, do, late="latest", acts=True, every=timedelta(days=1)))


def do(turn: Turn) -> None:
    """All three can be done again: a crash between them loses nothing."""
    reviewing.plan_reviews(as_of=turn.as_of)
    disposing.finish_all()
    vault.sweep()
    with transaction.atomic():
        turn.done()
