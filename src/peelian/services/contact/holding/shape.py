"""How a report came, as far as its own page tells: how long that took, a field that no person sees, the same words again.

Nothing about a person, an address or a device is asked. When the first page was given stands in the page itself, marked so
that nobody can make it up; a page without that mark, or with one of another report, tells nothing and holds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from peelian.casework.cases.ordering import HELD
from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.services.contact.holding.rules import SAME_TEXT, book
from peelian.services.contact.models import HeldReport, SentForm
from peelian.services.contact.sets.asking import asked_on, path
from peelian.services.contact.sets.model import Answers, QuestionSet
from peelian.services.contact.visit.answers import Visit

SWEEP: Final = "contact.alike.sweep"
_SALT: Final = "peelian.contact.began"
_TYPED: Final = frozenset({"long", "text"})
"""Kinds of question whose answers people put into words of their own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`seconds` since its first page, None where the page does not tell; `filled`: the field that no person sees was;
    `alike`: the same for reports with the same words, "" for none or too few."""

    seconds: float | None = None
    filled: bool = False
    alike: str = ""


def began(number: str, now: datetime) -> str:
    """What the first page carries: when it was given, and a mark that binds it to the report's number."""
    at = str(int(now.timestamp()))
    return f"{at}.{_mark(number, at)}"


def shape_of(visit: Visit, asked: QuestionSet, live: Answers, *, as_of: datetime) -> Shape:
    """The shape of a report that is about to be opened."""
    return Shape(_seconds(visit, as_of), visit.filled, alike(visit, asked, live))


def alike(visit: Visit, asked: QuestionSet, live: Answers) -> str:
    """A keyed digest of the words that were typed, whatever their case, signs and spaces."""
    shortest = max((one.shortest for one in book().rules.values() if one.measure == SAME_TEXT), default=0)
    pages = path(asked, visit.answers, asked.numbered(visit.version))
    questions = [one for page in pages for one in asked_on(page, live) if one.kind in _TYPED]
    words = " ".join(value for one in questions if one.holds == "case" for value in live.get(one.id, ()))
    if sum(sign.isalnum() for sign in words) < max(shortest, 1):
        return ""
    try:
        return blind.digest("name", f"{asked.id} said {words}")[1].hex()
    except NothingToIndex:
        return ""


def _seconds(visit: Visit, as_of: datetime) -> float | None:
    at, _, mark = visit.began.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) < 12):
        return None
    if not constant_time_compare(mark, _mark(visit.number, at)):
        return None
    return max(0.0, (as_of - datetime.fromtimestamp(int(at), UTC)).total_seconds())


def _mark(number: str, at: str) -> str:
    return salted_hmac(_SALT, f"{number}|{at}", algorithm="sha256").hexdigest()[:32]


# --- forgetting ------------------------------------------------------------------------------------------
def forget(*, now: datetime) -> int:
    """Empty the digests of words that no rule asks for any more, and those of reports that left the lane; how many."""
    minutes = max((one.minutes for one in book().rules.values() if one.measure == SAME_TEXT), default=0)
    old = SentForm.objects.exclude(alike="").filter(made_at__lt=now - timedelta(minutes=minutes))
    left = HeldReport.objects.exclude(alike="").exclude(case__priority=HELD)
    return old.update(alike="") + left.update(alike="")


def register() -> None:
    """Make the daily sweep known to the schedule."""
    kinds.register(ScheduleKind(SWEEP, _forget, late="latest", acts=True, every=timedelta(days=1)))


def _forget(turn: Turn) -> None:
    with transaction.atomic():
        forget(now=turn.as_of)
        turn.done()
