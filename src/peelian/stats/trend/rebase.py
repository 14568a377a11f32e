"""Where limits start afresh: only at a date, and only for a reason that is written down.

There is no automatic rebase: a chart that draws new limits whenever the old ones are crossed can never be crossed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peelian.reference.problems import Bilingual, ReferenceProblem
from peelian.stats.trend.problems import RebaseWithoutDate, RebaseWithoutReason
from peelian.stats.trend.result import Rebase
from peelian.stats.trend.series import Series, as_period


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values `start` up to but not including `stop`, and why the stretch begins (None for the first)."""

    start: int
    stop: int
    reason: Bilingual | None


def stretches(read: Series, rebases: Sequence[Rebase]) -> list[Stretch]:
    """The series cut at every rebase. Raises `RebaseWithoutReason` and `RebaseWithoutDate`."""
    cuts: dict[int, Bilingual] = {}
    for rebase in rebases:
        reason = _reason(rebase)
        place = _place(read, rebase)
        if place in cuts:
            raise RebaseWithoutDate(at=rebase.at, why=_SAME_PLACE)
        cuts[place] = reason
    starts = [0, *sorted(cuts)]
    stops = [*starts[1:], len(read)]
    return [Stretch(a, b, cuts.get(a)) for a, b in zip(starts, stops, strict=True)]


_SAME_PLACE = Bilingual("Another one falls on the same value.", "Mae un arall yn disgyn ar yr un gwerth.")
_NO_DAY = Bilingual("It is no date.", "Nid yw’n ddyddiad.")
_OUTSIDE = Bilingual(
    "It must come after the first value and not after the last.",
    "Rhaid iddo ddod ar ôl y gwerth cyntaf ac nid ar ôl yr olaf.",
)


def _reason(rebase: Rebase) -> Bilingual:
    if not isinstance(rebase.reason, str) or not rebase.reason.strip():
        raise RebaseWithoutReason(at=rebase.at)
    return rebase.reason if isinstance(rebase.reason, Bilingual) else Bilingual(rebase.reason)


def _place(read: Series, rebase: Rebase) -> int:
    day = _day(rebase)
    for place, period in enumerate(read.periods):
        if period.start >= day:
            if place:
                return place
            break
    raise RebaseWithoutDate(at=rebase.at, why=_OUTSIDE)


def _day(rebase: Rebase) -> date:
    if not rebase.at:
        raise RebaseWithoutDate(at=repr(rebase.at), why=_NO_DAY)
    try:
        return as_period(rebase.at).start
    except ReferenceProblem:
        raise RebaseWithoutDate(at=repr(rebase.at), why=_NO_DAY) from None
