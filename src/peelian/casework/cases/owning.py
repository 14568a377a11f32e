"""Who answers for a case now: never nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from peelian.accounts.models import Team, User
    from peelian.casework.cases.models import Case

Because = Literal["owner", "cover", "on_shift", "duty_officer", "supervisor", "contact_team"]


@dataclass(frozen=True, slots=True)
class Answerable:
    """A person, or a team where nobody is at work; `because` says by which step they were found."""

    user: User | None
    team: Team
    because: Because


def answerable(case: Case, as_of: datetime) -> Answerable:
    """Owner at work, cover of the absence, on shift, duty officer, supervisor, the force's contact team."""
    raise NotImplementedError


def answerables(cases: Sequence[Case], as_of: datetime) -> dict[int, Answerable]:
    """The same for many cases by id, at a constant number of queries."""
    raise NotImplementedError
