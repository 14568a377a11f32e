"""The only writer of a case.

    with acting(reference, action="case.assign", actor=…, as_of=…, reason="workload", version=7) as act:
        act.case.owner = to

One transaction: read the case through the actor's scope, lock its stream, compare the version, run the body, write the
case with its next version, exactly one ledger entry (what changed is among its facts by itself), and the events that
the body asked for. Whatever the body raises leaves nothing behind. `act.actor`, `act.case`,
`act.seq` and what else the body may use: `act.Act`.

The lock order everywhere: Stream, Case, Clock, Sending, ScheduledItem. The person outside is let in by their thread's
token before, and acts on the very case that it names (`thread_for`); for them the permission alone is asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.conflicts import Conflict, changes_since
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.cases.references import is_reference
from peelian.casework.ledger import entries
from peelian.casework.records.writing import outermost as one_transaction

__all__ = ["Act", "acting", "acting_inside", "one_transaction"]

SEE = "case.see"


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
    """Act on the case. `permission` defaults to `action`; `version` is the one that the officer saw, None for any.

    Raises NoSuchCase (unknown or out of scope), NotAllowed, Conflict, ActionWithinAction.
    """
    with (
        one_transaction(action),
        acting_inside(
            reference,
            action=action,
            actor=actor,
            as_of=as_of,
            reason=reason,
            version=version,
            permission=permission,
        ) as act,
    ):
        yield act


@contextmanager
def acting_inside(
    reference: str,
    *,
    action: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    permission: str | None = None,
) -> Iterator[Act]:
    """The same within a transaction that somebody below opened (an account action that returns a leaver's cases)."""
    wanted = permission or action
    case = _seen(reference, actor, wanted)
    stream = entries.lock(case.uid)
    if stream.seq != case.version:
        case = _seen(reference, actor, wanted)
    act = Act(case, stream, action=action, actor=actor, as_of=as_of, reason=reason)
    act.may(wanted)
    if version is not None and version != case.version:
        raise Conflict(changes_since(case.uid, version))
    yield act
    act.finish()


def _seen(reference: str, actor: Actor, permission: str) -> Case:
    """The case within the actor's scope; what is unknown and what is out of scope cost the same one look-up."""
    if not is_reference(reference):
        raise NoSuchCase
    seen_by = permission if actor.kind == "outside" else SEE
    for case in Case.objects.filter(actor.where(seen_by), reference=reference, disposed_at=None):
        return case
    raise NoSuchCase
