"""How long is left, as somebody at a desk needs to hear it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from peelian.ui.language import gettext, ngettext

Level = Literal["late", "soon", "running", "none"]
SOON: Final = timedelta(hours=24)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Left:
    """`level` colours the tag; `words` say it without colour."""

    level: Level
    words: str


def due_words(due: datetime | None, now: datetime) -> Left:
    """How far off `due` is at `now`, in the language of the page."""
    if due is None:
        return Left("none", gettext("Nothing due"))
    left = due - now
    if left < timedelta(0):
        return Left("late", gettext("%(span)s late") % {"span": span(-left)})
    level: Level = "soon" if left <= SOON else "running"
    return Left(level, gettext("%(span)s left") % {"span": span(left)})


def span(time: timedelta) -> str:
    """A time in its largest unit that says enough: minutes under an hour, hours under two days, then days."""
    if time < _HOUR:
        minutes = max(1, int(time.total_seconds() // 60))
        return ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": minutes}
    if time < 2 * _DAY:
        hours = int(time / _HOUR)
        return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
    days = time.days
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}
