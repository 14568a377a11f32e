"""The only writer of a case.

    with acting(reference, action="case.assign", actor=…, as_of=…, reason="workload", version=7) as act:
        act.case.owner = to
        act.fact(owner=ledger_name(to))

One transaction: lock the stream, read the case under the lock, check the door and the version, run the body, write the
case with its next version, exactly one ledger entry, and the outbox and schedule rows that the body asked for.
`open_case` begins a case the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peelian.accounts.actors import Actor
    from peelian.casework.cases.kinds import Transition
    from peelian.casework.cases.models import Case


class Act:
    """What the body of an action may do. Attributes set on `act.case` are written at the end."""

    case: Case
    actor: Actor
    as_of: datetime
    seq: int
    """The number that this act's ledger entry will bear."""

    def fact(self, **facts: str | int | bool | None) -> None:
        """Codes, states and counts for the entry, in clear: never anything personal."""
        raise NotImplementedError

    def detail(self, **details: str | int | bool | None) -> None:
        """Personal details that the entry commits to without holding them."""
        raise NotImplementedError

    def note(self, text: str) -> None:
        """Words that came with the act: sealed in a `CaseNote`, committed to in the entry."""
        raise NotImplementedError

    def transition(self, name: str) -> Transition:
        """Change the state by the kind's transition, with its clocks. `NotFromHere`, `ReasonMissing`, `NotAllowed`."""
        raise NotImplementedError

    def payload(self, answers: dict[str, Any]) -> None:
        """A new payload version. `BadPayload` lists all faults."""
        raise NotImplementedError

    def emit(self, name: str, **body: int | str) -> None:
        """A named event in the same transaction; the body holds ids only."""
        raise NotImplementedError

    def schedule(self, kind: str, *, due_at: datetime, key: str, **body: int | str) -> None:
        """A dated item in the same transaction; `key` makes it one."""
        raise NotImplementedError


@contextmanager
def acting(
    reference: str,
    *,
    action: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    permission: str | None = None,
) -> Iterator[Act]:
    """Act on the case. `permission` defaults to `action`; `version` is the one that the officer saw.

    Raises `NoSuchCase` (unknown or out of scope), `NotAllowed`, `Conflict`, `ActionWithinAction`.
    """
    raise NotImplementedError
    yield
