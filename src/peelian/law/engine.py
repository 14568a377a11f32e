"""Asking a question of law: decide(question, facts, as_of) -> Decision.

The provisions lie in `provisions/*.toml`. A provision is a time limit, answered here from its data, or a rule, answered
by the function of that name in the Python file beside the TOML:

    def authorise(version: Version, facts: Mapping[str, Any], as_of: datetime) -> Ruling

A new provision is a new TOML and, for a rule, a new Python file; nothing here changes.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import Any

from peelian.law.book import OWN, Book
from peelian.law.decision import Decision, Duty, Reason, Ruling
from peelian.law.given import FORCE, checked
from peelian.law.problems import NaiveTime, NotInForce
from peelian.law.provision import STANDINGS, Provision, Version
from peelian.law.reckoning import Reckoned, not_in_force, reckon
from peelian.reference.calendars.working_days import Calendar, local_date
from peelian.reference.problems import Bilingual

_rehearsed: ContextVar[Book | None] = ContextVar("rehearsed", default=None)


@cache
def own_book() -> Book:
    """The provisions that come with Peelian. Raises BadProvisionFile."""
    return Book.of(OWN)


def book_in_use() -> Book:
    """The book that questions are answered from: Peelian's own, unless another is rehearsed."""
    return _rehearsed.get() or own_book()


@contextmanager
def rehearsing(book: Book) -> Iterator[None]:
    """Answer from another book inside the block, to see what a coming change of the law would do."""
    token = _rehearsed.set(book)
    try:
        yield
    finally:
        _rehearsed.reset(token)


def provisions() -> Mapping[str, Provision]:
    """Every provision by id."""
    return book_in_use().provisions


def provision(id_: str) -> Provision:
    """The provision with this id. Raises UnknownProvision with near ids."""
    return book_in_use().provision(id_)


def decide(
    question: str,
    facts: Mapping[str, Any],
    *,
    as_of: datetime,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Decision:
    """The answer as of `as_of` (aware): what was not yet known or in force then plays no part.

    Raises UnknownProvision, BadFacts, NaiveTime, PauseNotAllowed.
    """
    book = book or book_in_use()
    asked = book.provision(question)
    if as_of.tzinfo is None:
        raise NaiveTime(field="as_of")
    given, force = checked(asked, facts, as_of), str(facts.get(FORCE) or "")
    if not asked.rule:
        return _limit(asked, given, as_of, force, calendar)
    day = _day(given.get(asked.dated_by) or as_of)
    version = asked.version_on(day, force)
    if version is None:
        return _silent(asked, not_in_force(asked, day))
    return _whole(asked, version, book.rule(asked)(version, given, as_of))


def _limit(
    asked: Provision, given: Mapping[str, Any], as_of: datetime, force: str, calendar: Calendar | None
) -> Decision:
    event, recorded = given["event_at"], given["enhanced_from"]
    known = tuple(one for one in given["pauses"] or () if one.starts <= as_of)
    try:
        found = reckon(
            asked,
            event,
            as_of=as_of,
            enhanced_from=recorded if recorded is not None and recorded <= as_of else None,
            pauses=known,
            force=force,
            calendar=calendar,
        )
    except NotInForce as problem:
        return _silent(asked, problem)
    return _whole(asked, found.version, _ruling(asked, found))


def _ruling(asked: Provision, found: Reckoned) -> Ruling:
    version, due = found.version, found.due
    citation, standing = version.citations[0], STANDINGS[version.standing]
    duty = Duty(asked.id, due.at, citation, due.enhanced, due.warn_at, asked.title)
    why = Bilingual(f"{asked.title} ({standing}).", f"{asked.title.cy} ({standing.cy}).")
    return Ruling(True, (Reason(why, citation),), (duty,), sure=not due.computed)


def _whole(asked: Provision, version: Version, ruling: Ruling) -> Decision:
    certainty = version.certainty if ruling.sure else "unverified"
    reasons = (
        (*ruling.reasons, Reason(version.note, version.citations[0])) if version.note else ruling.reasons
    )
    return Decision(ruling.permitted, reasons, ruling.duties, asked.id, version.id, certainty)


def _silent(asked: Provision, problem: NotInForce) -> Decision:
    """No version in force: the reason, and never a guess."""
    reason = Reason(Bilingual(problem.message(), problem.message("cy")), asked.versions[0].citations[0])
    return Decision(None, (reason,), (), asked.id, "", "sourced")


def _day(moment: datetime | date) -> date:
    return local_date(moment) if isinstance(moment, datetime) else moment
