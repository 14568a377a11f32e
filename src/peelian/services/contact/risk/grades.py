"""Which grades a force uses on a day. They differ by force and change; what nobody has verified says so."""

from __future__ import annotations

from datetime import date, datetime

from peelian.accounts.days import day_of
from peelian.accounts.forces import answering
from peelian.casework.cases.models import Case
from peelian.services.contact.risk.model import Scheme
from peelian.services.contact.risk.reading import schemes


def scheme_for(force: str, on: date) -> Scheme:
    """The grades of the force on that day, its own where it has them; before all of them, the earliest."""
    own = [one for one in schemes() if force in one.forces]
    usual = [one for one in schemes() if not one.forces]
    for rows in (own, usual):
        fits = [one for one in rows if one.starts <= on and (one.ends is None or on < one.ends)]
        if fits:
            return max(fits, key=lambda one: one.starts)
    return min(usual, key=lambda one: one.starts)


def scheme_of(case: Case, as_of: datetime) -> Scheme:
    """The grades of the force that answers for the case at `as_of`."""
    return scheme_for(answering(case.opened_force, as_of), day_of(as_of))
