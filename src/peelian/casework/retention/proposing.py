"""Two people dispose of a case: one proposes with a reason, another approves. Either may stop it; a hold stops both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from peelian.accounts.actors import Actor
from peelian.casework.cases.acting import Act, acting
from peelian.casework.cases.models import Case
from peelian.casework.retention import disposing
from peelian.casework.retention.holding import refuse_held
from peelian.casework.retention.models import APPROVED, OPEN, PROPOSE, REFUSED, WITHDRAWN, Disposal, Proposal
from peelian.casework.retention.problems import NoProposal, NotAPerson, SamePerson, UnknownReason
from peelian.casework.retention.reviewing import decide, open_review, review_again
from peelian.reference.problems import Bilingual

PROPOSE_PERMISSION: Final = "retention.propose"
APPROVE_PERMISSION: Final = "retention.approve"
REASONS: Final = {
    "no_longer_needed": Bilingual(
        "No longer needed for any policing purpose", "Nid oes ei angen at unrhyw ddiben plismona"
    ),
    "period_over": Bilingual(
        "Its period is over and nothing speaks for keeping it",
        "Mae ei gyfnod ar ben ac nid oes dim o blaid ei gadw",
    ),
    "erasure_right": Bilingual("The person has a right to erasure", "Mae gan y person hawl i ddileu"),
}
"""Why a disposal is proposed."""


def propose_disposal(
    reference: str, *, actor: Actor, as_of: datetime, reason: str, note: str = "", version: int | None = None
) -> Proposal:
    """Propose a closed case whose review is due. Raises UnknownReason, NotAPerson, StillOpen, NotDue, Held, ProposedAlready."""
    if reason not in REASONS:
        raise UnknownReason(reason=reason, known=", ".join(REASONS))
    _a_person(actor)
    with acting(
        reference,
        action="retention.propose",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=PROPOSE_PERMISSION,
    ) as act:
        refuse_held(act.case)
        review = open_review(act.case, as_of=as_of)
        decide(review, PROPOSE, actor=actor, as_of=as_of, reason=reason)
        made = Proposal.objects.create(
            case=act.case, review=review, reason_code=reason, proposed_by=actor.code, at=as_of
        )
        act.fact(proposal=made.uid)
        act.note(note)
    return made


def withdraw_proposal(
    reference: str, *, actor: Actor, as_of: datetime, reason: str = "", version: int | None = None
) -> Proposal:
    """Take the open proposal back (whoever may propose); the case is due for review again."""
    with _deciding("retention.withdraw", PROPOSE_PERMISSION, reference, actor, as_of, reason, version) as (
        act,
        found,
    ):
        _settle(found, WITHDRAWN, actor, as_of)
        _due_again(act, found, as_of)
    return found


def refuse_proposal(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> Proposal:
    """The second person says no; the case is due for review again. Raises SamePerson, NoProposal."""
    with _deciding("retention.refuse", APPROVE_PERMISSION, reference, actor, as_of, reason, version) as (
        act,
        found,
    ):
        _another_person(found, actor)
        _settle(found, REFUSED, actor, as_of)
        _due_again(act, found, as_of)
        act.note(note)
    return found


def approve_disposal(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    finish: Callable[[Disposal], object] | None = None,
) -> Disposal:
    """The second person says yes: the case is disposed of at once and for good.

    Raises SamePerson, NotAPerson, NoProposal, Held, StillOpen. Keys are destroyed when the transaction is on disk; what
    a crash interrupts there, the worker finishes (`disposing.finish_all`).
    """
    _a_person(actor)
    with _deciding("case.disposed", APPROVE_PERMISSION, reference, actor, as_of, reason, version) as (
        act,
        found,
    ):
        _another_person(found, actor)
        refuse_held(act.case)
        _settle(found, APPROVED, actor, as_of)
        done = disposing.dispose(act, found)
    (finish or disposing.finish)(done)
    return done


def open_proposals(actor: Actor) -> QuerySet[Proposal]:
    """What waits for a second person in the actor's scope, except what they proposed themselves."""
    scope = actor.where(APPROVE_PERMISSION) & actor.where(APPROVE_PERMISSION, team="case__team")
    rows = Proposal.objects.filter(scope, state=OPEN)
    return rows.exclude(proposed_by=actor.code).select_related("case").order_by("at", "pk")


def proposal_on(case: Case) -> Proposal | None:
    """The open proposal of a case."""
    return Proposal.objects.filter(case=case, state=OPEN).first()


@contextmanager
def _deciding(  # noqa: PLR0917 - the frame of the three decisions
    action: str,
    permission: str,
    reference: str,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None,
) -> Iterator[tuple[Act, Proposal]]:
    with acting(
        reference,
        action=action,
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=permission,
    ) as act:
        found = proposal_on(act.case)
        if found is None:
            raise NoProposal
        act.fact(proposal=found.uid)
        yield act, found


def _settle(found: Proposal, state: str, actor: Actor, as_of: datetime) -> None:
    found.state, found.decided_by, found.decided_at = state, actor.code, as_of
    found.save(update_fields=["state", "decided_by", "decided_at"])


def _due_again(act: Act, found: Proposal, as_of: datetime) -> None:
    review_again(act.case, due_at=as_of, schedule_id=found.review.schedule)


def _another_person(found: Proposal, actor: Actor) -> None:
    if found.proposed_by == actor.code:
        raise SamePerson


def _a_person(actor: Actor) -> None:
    if actor.kind != "user":
        raise NotAPerson
