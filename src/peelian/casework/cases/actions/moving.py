"""A case changes its state by its kind's transitions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelian.accounts.actors import Actor
    from peelian.casework.cases.models import Case


def move_case(
    reference: str,
    *,
    transition: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
) -> Case:
    """Run the kind's `transition`. The others here are this one with its usual name."""
    raise NotImplementedError


def pause_case(
    reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None = None, note: str = ""
) -> Case:
    """The transition `pause`: wait for somebody, with a reason; the clocks that allow it stand still."""
    raise NotImplementedError


def close_case(
    reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None = None, note: str = ""
) -> Case:
    """The transition `close`, with the reason that the person reads."""
    raise NotImplementedError


def reopen_case(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
) -> Case:
    """The transition `reopen`; by the outside person too where the kind allows it."""
    raise NotImplementedError
