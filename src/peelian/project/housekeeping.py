"""Small duties of the worker that belong to no room."""

from __future__ import annotations

import threading
from typing import Final

LOOKED_AT: Final = 1000
"""Rows of each index that SQLite looks at: enough to tell an index that picks a few rows from one that picks most."""
_signed = threading.local()


def sign_ledger() -> None:
    """Sign how far the chains have come, a minute after the last time or when 1,000 of them moved."""
    from peelian.casework.ledger.checkpoints import checkpoint_if_due

    _signed.last = checkpoint_if_due(getattr(_signed, "last", 0.0))


def count_for_planner() -> None:
    """Let SQLite learn how many rows its indexes pick: PostgreSQL does so by itself, and without it both guess.

    Unaware, SQLite takes any index by which something is equal, and reads every case of a kind for one team's.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
            cursor.execute("ANALYZE")


def clear_sessions() -> None:
    """Delete the sessions that have ended."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from peelian.accounts.sessions import forget_ended

    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    forget_ended(timezone.now())
