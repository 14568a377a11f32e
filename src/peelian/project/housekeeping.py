"""Small cleaning that belongs to no room."""

from __future__ import annotations


def clear_sessions() -> None:
    """Delete the sessions that have ended."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    Session.objects.filter(expire_date__lt=timezone.now()).delete()
