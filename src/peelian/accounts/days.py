"""The local day: facts about forces and posts begin and end at midnight in London."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def day_of(as_of: datetime) -> date:
    """The day in London at the moment `as_of` (aware)."""
    return as_of.astimezone(LONDON).date()


def today() -> date:
    """The day in London now."""
    return day_of(timezone.now())


def start_of(day: date) -> datetime:
    """Midnight in London at which `day` begins."""
    return datetime.combine(day, time(), LONDON)
