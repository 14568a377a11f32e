"""The only door to a case. What is unknown and what is not for this actor get the same answer at the same cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peelian.accounts.actors import Actor
    from peelian.casework.cases.models import Case
    from peelian.casework.records.models import Person


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case whose look is in the log: the door that `open_sealed` asks for."""

    case: Case
    actor: Actor


def case_for(
    actor: Actor, reference: str, *, purpose: str, as_of: datetime, reason: str = "", what: str = "case_page"
) -> SeenCase:
    """The case, after the look is written. `NoSuchCase`; `NeedsReason` where it is restricted and none is given."""
    raise NotImplementedError


def cases_for(actor: Actor, permission: str = "case.see") -> QuerySet[Case]:
    """The cases in the actor's scope, undisposed; sealed columns need a door still."""
    raise NotImplementedError


def person_for(actor: Actor, uid: str, *, purpose: str, as_of: datetime, reason: str = "") -> Person:
    """The person, by a case of theirs that the actor may see, after the look is written."""
    raise NotImplementedError
