"""A case gets an owner, or another one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelian.accounts.actors import Actor
    from peelian.accounts.models import Team, User
    from peelian.casework.cases.models import Case


def assign_case(
    reference: str,
    *,
    to: User,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
) -> Case:
    """Give the case to `to`, who must be able to work on it. Permission `case.assign`."""
    raise NotImplementedError


def take_case(
    reference: str, *, actor: Actor, as_of: datetime, reason: str = "", version: int | None = None
) -> Case:
    """Make the actor the owner of a case that has none. Permission `case.take`."""
    raise NotImplementedError


def take_next_case(*, actor: Actor, as_of: datetime, reason: str = "") -> Case | None:
    """The unowned open case due first in the actor's scope becomes theirs; None where there is none."""
    raise NotImplementedError


def hand_over_case(
    reference: str,
    *,
    to_team: Team,
    to: User | None = None,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
    note: str = "",
) -> Case:
    """Move the case to another team, with a reason; the owner becomes `to`, or nobody yet. `case.hand_over`."""
    raise NotImplementedError
