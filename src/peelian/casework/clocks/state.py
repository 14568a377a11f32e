"""How a clock stands at a moment. Late is shown by the time itself: a worker that is dead hides nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from django.db.models import F, Q

from peelian.casework.clocks.models import OPEN, Clock
from peelian.reference.problems import Bilingual

Code = Literal["running", "due_soon", "late", "paused", "met", "met_late", "cancelled"]
WORDS: Final = {
    "running": Bilingual("Running", "Yn rhedeg"),
    "due_soon": Bilingual("Due soon", "Terfyn yn agos"),
    "late": Bilingual("Late", "Hwyr"),
    "paused": Bilingual("Paused", "Wedi'i oedi"),
    "met": Bilingual("Done in time", "Gwnaed mewn pryd"),
    "met_late": Bilingual("Done late", "Gwnaed yn hwyr"),
    "cancelled": Bilingual("Not owed any more", "Ddim yn ddyledus mwyach"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`left` until the due time; negative once it is late; None when nothing is owed any more."""

    code: Code
    words: Bilingual
    left: timedelta | None


def standing(clock: Clock, now: datetime) -> Standing:
    """How the clock stands at `now`; no query."""
    code = _code(clock, now)
    return Standing(code, WORDS[code], clock.due_at - now if clock.state in OPEN else None)


def _code(clock: Clock, now: datetime) -> Code:
    if clock.state == Clock.State.MET:
        return "met"
    if clock.state == Clock.State.MET_LATE:
        return "met_late"
    if clock.state == Clock.State.CANCELLED:
        return "cancelled"
    if now > clock.due_at:
        return "late"
    if clock.paused_until is not None and clock.paused_until > now:
        return "paused"
    return "due_soon" if now >= clock.warn_at else "running"


def late(now: datetime, prefix: str = "") -> Q:
    """Clocks that are late at `now`, whether or not a worker has marked them. `prefix` such as "clocks__"."""
    return Q(**{f"{prefix}state__in": OPEN, f"{prefix}due_at__lt": now})


def due_soon(now: datetime, prefix: str = "") -> Q:
    """Clocks that run, are past their warning and not yet late at `now`."""
    runs = Q(**{f"{prefix}state": Clock.State.RUNNING}) | Q(
        **{f"{prefix}state": Clock.State.PAUSED, f"{prefix}paused_until__lte": now}
    )
    return runs & Q(**{f"{prefix}warn_at__lte": now, f"{prefix}due_at__gte": now})


def failed(now: datetime, prefix: str = "") -> Q:
    """Clocks whose duty was not done in time: late now, done late, or called off only after the time was up."""
    called_off = Q(**{f"{prefix}state": Clock.State.CANCELLED, f"{prefix}ended_at__gt": F(f"{prefix}due_at")})
    return late(now, prefix) | Q(**{f"{prefix}state": Clock.State.MET_LATE}) | called_off
