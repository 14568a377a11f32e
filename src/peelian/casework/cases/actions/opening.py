"""A case begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peelian.accounts.actors import Actor
    from peelian.accounts.models import Team
    from peelian.casework.cases.models import Case


def open_case(
    kind: str,
    *,
    team: Team,
    force: str,
    payload: dict[str, Any],
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    language: str = "en",
    priority: int = 0,
    synthetic: bool = False,
    parties: tuple[NewParty, ...] = (),
) -> Case:
    """Open a case: key, stream, case, state, payload, parties, clocks, entry and event in one transaction."""
    raise NotImplementedError


class NewParty:
    """A person to be recorded with the case."""
