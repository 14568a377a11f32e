"""What retention does each day by the schedule: plan reviews, finish disposals, sweep keys that nobody claimed.

An old index key goes when no digest is left under it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from peelian.casework.records.reindexing import old_digests_left
from peelian.casework.retention import disposing, reviewing
from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.sealing import vault
from peelian.casework.sealing.ring import ring
from peelian.casework.sealing.rotation import finish_index

DAILY: Final = "retention.daily"


def register() -> None:
    """Make the daily duty known to the schedule. Late by days, it is done once."""
    kinds.register(ScheduleKind(DAILY, do, late="latest", acts=True, every=timedelta(days=1)))


def do(turn: Turn) -> None:
    """All of it can be done again: a crash between them loses nothing."""
    reviewing.plan_reviews(as_of=turn.as_of)
    disposing.finish_all()
    vault.sweep()
    if len(ring().of("index")) > 1 and not old_digests_left():
        finish_index()
    with transaction.atomic():
        turn.done()
