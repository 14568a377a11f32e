"""Small duties of the worker that belong to no room."""

from __future__ import annotations

import threading

_signed = threading.local()


def sign_ledger() -> None:
    """Sign how far the chains have come, a minute after the last time or when 1,000 of them moved."""
    from peelian.casework.ledger.checkpoints import checkpoint_if_due

    _signed.last = checkpoint_if_due(getattr(_signed, "last", 0.0))


def clear_sessions() -> None:
    """Delete the sessions that have ended."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from peelian.accounts.sessions import forget_ended

    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    forget_ended(timezone.now())
