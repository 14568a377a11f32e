"""Visits that are over: left by the exit, or sent. Known by a digest of their number, and so by nobody's name.

A page of such a visit that is sent once more (Back on a shared computer, the browser's reload) shows nothing that was
typed. The rows are swept after `KEPT`: so long a browser that is never closed may hold a page.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from peelian.casework.ledger.inserting import insert_new
from peelian.casework.ledger.selecting import row_where
from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.services.contact.models import EndedVisit
from peelian.services.contact.numbers import is_number

SWEEP: Final = "contact.visits.sweep"
KEPT: Final = timedelta(days=30)


def digest_of(number: str) -> bytes:
    """What is kept of the number of a visit."""
    return hashlib.sha256(b"peelian.contact.visit|" + number.encode()).digest()


def end(number: str, *, as_of: datetime) -> None:
    """Note that this visit was left, also one that was sent: its words are not shown again. A number that we never make
    changes nothing."""
    if is_number(number):
        insert_new(EndedVisit(digest=digest_of(number), at=as_of))
        EndedVisit.objects.filter(digest=digest_of(number), sent=True).update(sent=False)


def end_sent(number: str, *, as_of: datetime) -> None:
    """Note that this visit became a report, inside its act. It may be the second: each of them is kept."""
    insert_new(EndedVisit(digest=digest_of(number), sent=True, at=as_of))


def ended(number: str) -> EndedVisit | None:
    """The note of this visit, if it is over."""
    return row_where(EndedVisit, digest=digest_of(number)) if number else None


def sweep(*, now: datetime) -> int:
    """Delete what is older than `KEPT`; how many."""
    return EndedVisit.objects.filter(at__lt=now - KEPT).delete()[0]


def register() -> None:
    """Make the daily sweep known to the schedule."""
    kinds.register(ScheduleKind(SWEEP, _sweep, late="latest", acts=True, every=timedelta(days=1)))


def _sweep(turn: Turn) -> None:
    with transaction.atomic():
        sweep(now=turn.as_of)
        turn.done()
