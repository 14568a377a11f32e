"""Starting, pausing, meeting and missing clocks. Called inside an action, which holds the lock of the case.

    clocks = start(case, "neighbourhood.reply", at=act.as_of)
    meet(case, "neighbourhood.reply", at=act.as_of)
    act.fact(**as_facts(clocks)); act.clocks_touched()

Every function gives the clocks that it changed, in order; it writes them and their scheduled items, nothing else. The
times are `law`'s: each change works the due time out again from the start, so it can be explained at any time. `as_of`
is the moment at which the act is judged, which may be later than what it records.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from peelian.casework.clocks import dated
from peelian.casework.clocks.models import OPEN, Clock, ClockPause
from peelian.casework.clocks.problems import EndsBeforeStart, PauseHasNoEnd
from peelian.casework.clocks.reckoning import reckoned
from peelian.casework.ledger.inserting import insert
from peelian.casework.schedule.items import inside
from peelian.reference.calendars.working_days import moment_in_words

if TYPE_CHECKING:
    from peelian.casework.cases.models import Case

Clocks = tuple[Clock, ...]
LONGEST_PAUSE: Final = timedelta(days=366)
_DUE_FIELDS = ("version", "due_at", "warn_at", "cited")


def start(
    case: "Case",
    provision: str,
    *,
    at: datetime,
    as_of: datetime | None = None,
    code: str = "",
    enhanced_from: datetime | None = None,
    earlier: Iterable[Clock] | None = None,
) -> Clock:
    """Start the provision's clock for what happened at `at`; the same event starts it once.

    `code` defaults to the provision's id. Enhanced rights already known to another clock of the case hold here too.
    `earlier`: the clocks that the case has, from whoever is just opening it; otherwise they are looked up.
    Raises UnknownProvision, NotInForce, NoClock, NaiveTime.
    """
    inside("clocks.start()")
    held = list(Clock.objects.filter(case=case) if earlier is None else earlier)
    for known in held:
        if known.code == (code or provision) and known.started_at == at:
            return known
    since = (one.enhanced_from for one in held if one.enhanced_from is not None)
    clock = Clock(case=case, code=code or provision, provision=provision, started_at=at)
    clock.enhanced_from = enhanced_from or min(since, default=None)
    _reckon(clock, as_of or at)
    insert(clock)
    dated.plan_new(clock)
    return clock


def done(case: "Case", provision: str, *, at: datetime) -> Clock:
    """What the provision owes was done in the very act that would begin its clock: written down as met, nothing to wait for.

    Raises UnknownProvision, NotInForce, NoClock, NaiveTime.
    """
    inside("clocks.done()")
    clock = Clock(case=case, code=provision, provision=provision, started_at=at)
    _reckon(clock, at)
    clock.state, clock.ended_at = Clock.State.MET, at
    insert(clock)
    return clock


def meet(case: "Case", code: str, *, at: datetime, reason: str = "") -> Clocks:
    """What was owed was done at `at`: every open clock of that code is met, or met late. `reason`: how, as a code."""
    return tuple(_ended(clock, Clock.State.MET, at, reason) for clock in _open(case, code))


def cancel(case: "Case", code: str = "", *, at: datetime, reason: str) -> Clocks:
    """Nothing is owed any more, with the reason's code; without `code` all open clocks of the case."""
    return tuple(_ended(clock, Clock.State.CANCELLED, at, reason) for clock in _open(case, code))


def pause(case: "Case", code: str, *, at: datetime, until: datetime, reason: str) -> Clocks:
    """Let the running clocks of that code stand still from `at` until `until` at the latest; they then run again by
    themselves. Paused again while it stands, a clock gets the new end and reason. A clock that is late is left as it
    is, marked or not: nothing hides it; so is one that is due at that very moment, for it has no time left to keep.

    Raises PauseNotAllowed (the provision does not know that reason), PauseHasNoEnd, EndsBeforeStart.
    """
    inside("clocks.pause()")
    if not timedelta(0) < until - at <= LONGEST_PAUSE:
        raise PauseHasNoEnd(days=LONGEST_PAUSE.days)
    stopping = [clock for clock in _open(case, code) if _in_time(clock, at) and at < clock.due_at]
    return tuple(_paused(clock, at, until, reason) for clock in stopping)


def resume(case: "Case", code: str = "", *, at: datetime) -> Clocks:
    """Let the paused clocks run again from `at`; one whose pause had run out before runs from then."""
    paused = [clock for clock in _open(case, code) if clock.state == Clock.State.PAUSED]
    return tuple(resume_one(clock, at=at) for clock in paused)


def resume_one(clock: Clock, *, at: datetime) -> Clock:
    """Let one paused clock run again, as `resume`."""
    dated.forget(clock)
    _close_pause(clock, at)
    clock.state = Clock.State.RUNNING
    return _reckoned_again(clock, at, "state", "paused_until")


def enhance(case: "Case", *, at: datetime) -> Clocks:
    """Enhanced rights were recorded at `at`: every clock that still runs gets the shorter of its times."""
    changed = []
    for clock in _open(case):
        if clock.enhanced_from is None and _in_time(clock, at):
            clock.enhanced_from = at
            changed.append(_reckoned_again(clock, at, "enhanced_from"))
    return tuple(changed)


def miss(clock: Clock, *, as_of: datetime) -> bool:
    """Mark the clock missed if its time is up as of `as_of` and it still runs; whether it was."""
    inside("clocks.miss()")
    clock = Clock.objects.get(pk=clock.pk)
    if clock.state not in {Clock.State.RUNNING, Clock.State.PAUSED} or as_of <= clock.due_at:
        return False
    if clock.state == Clock.State.PAUSED:
        _close_pause(clock, as_of)
    clock.state = Clock.State.MISSED
    clock.save(update_fields=["state", "paused_until"])
    return True


def change_rule(clock: Clock, *, as_of: datetime) -> bool:
    """Apply the transitions of rules that have begun since the clock was last worked out; whether its time moved."""
    inside("clocks.change_rule()")
    clock = Clock.objects.get(pk=clock.pk)
    before = (clock.version, clock.due_at)
    if clock.state not in {Clock.State.RUNNING, Clock.State.PAUSED}:
        return False
    _reckoned_again(clock, as_of)
    return (clock.version, clock.due_at) != before


def next_due(case: "Case") -> tuple[datetime | None, str]:
    """What the case owes first: when, and the clock's code; (None, "") when nothing is owed."""
    first = Clock.objects.filter(case=case, state__in=OPEN).order_by("due_at", "id").first()
    return (first.due_at, first.code) if first else (None, "")


def as_facts(clocks: Clock | Iterable[Clock]) -> dict[str, str]:
    """The clocks as facts of the ledger: what state each is in now and when it is due."""
    several = (clocks,) if isinstance(clocks, Clock) else clocks
    return {
        f"clock_{number}": f"{clock.code}:{clock.state}:{clock.due_at:%Y-%m-%dT%H:%M:%S.%fZ}"
        for number, clock in enumerate(several, start=1)
    }


# --- one clock ---------------------------------------------------------------------------------------------
def _open(case: "Case", code: str = "") -> list[Clock]:
    inside("clocks")
    rows = Clock.objects.filter(case=case, state__in=OPEN)
    found = list((rows.filter(code=code) if code else rows).order_by("started_at", "id"))
    for clock in found:
        clock.case = case
    return found


def _in_time(clock: Clock, at: datetime) -> bool:
    return clock.state != Clock.State.MISSED and at <= clock.due_at


def _ended(clock: Clock, state: Clock.State, at: datetime, reason: str = "") -> Clock:
    """Nothing is owed from `at` on. A pause ends with it: the due time stays as its pauses then make it."""
    if at < clock.started_at:
        raise EndsBeforeStart(started=moment_in_words(clock.started_at))
    dated.forget(clock)
    if clock.state == Clock.State.PAUSED:
        _close_pause(clock, at)
        _reckon(clock, at)
    if state == Clock.State.MET and at > clock.due_at:
        state = Clock.State.MET_LATE
    clock.state, clock.ended_at, clock.reason_code = state, at, reason
    clock.save(update_fields=["state", "ended_at", "reason_code", "paused_until", *_DUE_FIELDS])
    return clock


def _paused(clock: Clock, at: datetime, until: datetime, reason: str) -> Clock:
    if at < clock.started_at:
        raise EndsBeforeStart(started=moment_in_words(clock.started_at))
    dated.forget(clock)
    if clock.state == Clock.State.PAUSED:
        _close_pause(clock, at)
    clock.state, clock.paused_until = Clock.State.PAUSED, until
    ClockPause.objects.create(clock=clock, starts=at, until=until, reason_code=reason)
    return _reckoned_again(clock, at, "state", "paused_until")


def _close_pause(clock: Clock, at: datetime) -> None:
    """End the open pause at `at`, or when it ran out if that was before; never before it began."""
    for one in clock.pauses.filter(ends__isnull=True):
        one.ends = max(one.starts, min(at, one.until))
        one.save(update_fields=["ends"])
    clock.paused_until = None


def _reckoned_again(clock: Clock, as_of: datetime, *changed: str) -> Clock:
    dated.forget(clock)
    _reckon(clock, as_of)
    clock.save(update_fields=[*_DUE_FIELDS, *changed])
    dated.plan(clock)
    return clock


def _reckon(clock: Clock, as_of: datetime) -> None:
    found = reckoned(clock, as_of)
    clock.version, clock.cited = found.version.id, " ".join(found.version.citations)
    clock.due_at, clock.warn_at = found.due.at, found.due.warn_at
