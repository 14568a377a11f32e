"""How an account action reaches the ledger, which lies in a room above: it registers itself here.

    witness.register(record)           # casework, in AppConfig.ready()
    witness.when_leaving(return_cases) # casework: give the cases of one who leaves back to their team

Both are called inside the action's transaction; what they raise undoes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from peelian.accounts.actors import Actor
from peelian.accounts.models import Team, User
from peelian.accounts.problems import NoWitness

Fact = str | int | bool | None | list[str]


class Record(Protocol):
    """Writes exactly one entry. `subject`: `user:17`, `team:8`, `force:kent`. `facts`: codes only, never personal.

    `reason` is one of `actions.doing.REASONS`.
    """

    def __call__(
        self,
        *,
        action: str,
        subject: str,
        actor: Actor,
        as_of: datetime,
        reason: str,
        facts: Mapping[str, Fact],
    ) -> None: ...


class Leaving(Protocol):
    """Called when `user` leaves `team`, or altogether (`team` None): nothing may stay with them there."""

    def __call__(
        self, user: User, *, team: Team | None, actor: Actor, as_of: datetime, reason: str
    ) -> None: ...


_records: list[Record] = []
_leaving: list[Leaving] = []


def register(record: Record) -> None:
    """Connect the ledger; the last one registered is used."""
    _records[:] = [record]


def when_leaving(tell: Leaving) -> None:
    """Have `tell` called for each person who leaves."""
    if tell not in _leaving:
        _leaving.append(tell)


def is_connected() -> bool:
    """Whether a ledger is there."""
    return bool(_records)


def record(
    *, action: str, subject: str, actor: Actor, as_of: datetime, reason: str, facts: Mapping[str, Fact]
) -> None:
    """Write the entry of an account action. Raises NoWitness when no ledger is connected."""
    if not _records:
        raise NoWitness
    _records[0](action=action, subject=subject, actor=actor, as_of=as_of, reason=reason, facts=facts)


def tell_leaving(user: User, *, team: Team | None, actor: Actor, as_of: datetime, reason: str) -> None:
    """Tell everyone who asked to be told."""
    for tell in _leaving:
        tell(user, team=team, actor=actor, as_of=as_of, reason=reason)
