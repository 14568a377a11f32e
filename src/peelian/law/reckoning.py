"""By which version a clock runs, and when it is due: also where the rule changed while it ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peelian.law.duration import Due, Pause, due, due_across
from peelian.law.problems import NaiveTime, NotInForce
from peelian.law.provision import Provision, Version
from peelian.reference.calendars.working_days import Calendar, day_in_words, local_date, start_of_day
from peelian.reference.problems import Bilingual


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The version that governs, its due time, and the versions that have been applied so far."""

    version: Version
    due: Due
    applied: tuple[str, ...]


def reckon(
    provision: Provision,
    started_at: datetime,
    *,
    as_of: datetime,
    enhanced_from: datetime | None = None,
    pauses: Sequence[Pause] = (),
    force: str = "",
    calendar: Calendar | None = None,
) -> Reckoned:
    """The due time of what began at `started_at`, as of `as_of`: the version of the day on which it began, then the
    transition of each version that has begun since while the clock was still running.

    Raises NotInForce, NoClock, NaiveTime, PauseNotAllowed, BackwardPause.
    """
    if started_at.tzinfo is None or as_of.tzinfo is None:
        raise NaiveTime(field="started_at" if started_at.tzinfo is None else "as_of")
    day = local_date(started_at)
    version = provision.version_on(day, force)
    if version is None:
        raise not_in_force(provision, day)
    found = due(version, started_at, enhanced_from=enhanced_from, pauses=pauses, calendar=calendar)
    applied = [version.id]
    for later in _begun_since(provision, started_at, as_of, force):
        if found.at < start_of_day(later.starts):  # type: ignore[arg-type]
            break
        changed = due_across(
            found, later, started_at, enhanced_from=enhanced_from, pauses=pauses, calendar=calendar
        )
        version, found = (later, changed) if changed is not found else (version, found)
        applied.append(later.id)
    return Reckoned(version, found, tuple(applied))


def _begun_since(provision: Provision, started_at: datetime, as_of: datetime, force: str) -> list[Version]:
    first, last = local_date(started_at), local_date(as_of)
    return [
        one
        for one in provision.versions
        if one.starts is not None
        and first < one.starts <= last
        and provision.version_on(one.starts, force) is one
    ]


def not_in_force(provision: Provision, day: date) -> NotInForce:
    """The problem that says so, with the next version's first day if there is one."""
    return NotInForce(provision=provision.id, day=day_in_words(day), next=_coming(provision, day))


def _coming(provision: Provision, day: date) -> Bilingual:
    following = provision.next_after(day)
    if following is not None and following.starts is not None:
        words = day_in_words(following.starts)
        return Bilingual(f" It comes into force on {words}.", f" Daw i rym ar {words.cy}.")
    if any(one.starts is None for one in provision.versions):
        return Bilingual(
            " A version has been made but not brought into force.",
            " Mae fersiwn wedi'i gwneud ond heb ei dwyn i rym.",
        )
    return Bilingual("")
