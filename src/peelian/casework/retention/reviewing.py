"""Reviews: planned when a case closes, decided by a person; "keep" plans the next, "propose" begins a disposal.

The sweep runs daily by the schedule. It finds closed cases without a review, and takes back undecided reviews of cases
that were opened again; nothing else ever ends a case's keeping.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.casework.cases import registry
from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.retention.models import KEEP, OPEN, Proposal, Review
from peelian.casework.retention.problems import (
    NotDue,
    ProposedAlready,
    ReviewTooLate,
    StillOpen,
    UnknownReason,
)
from peelian.casework.retention.schedules import Schedule, schedule
from peelian.reference.problems import Bilingual

PERMISSION: Final = "retention.review"
KEEP_REASONS: Final = {
    "policing_purpose": Bilingual("Still needed for a policing purpose", "Ei angen o hyd at ddiben plismona"),
    "public_protection": Bilingual("Needed to protect the public", "Ei angen i ddiogelu’r cyhoedd"),
    "unsolved": Bilingual("The crime is not solved", "Nid yw’r drosedd wedi’i datrys"),
    "linked": Bilingual("Another live case depends on it", "Mae achos byw arall yn dibynnu arno"),
}
"""Why a case is kept longer: every such decision is recorded."""


def schedule_of(case: Case, *, as_of: datetime) -> Schedule:
    """The schedule of the case's kind. Raises UnknownSchedule."""
    return schedule(registry.kind(case.kind).retention, as_of=as_of)


def due_reviews(actor: Actor, *, as_of: datetime, of_any_team: bool = False) -> QuerySet[Review]:
    """Reviews in the actor's scope that are due, the longest waiting first: the review's team finds, the case's decides.

    `of_any_team`: the review's team is left to the caller.
    """
    scope = actor.where(PERMISSION, team="case__team")
    scope = scope if of_any_team else scope & actor.where(PERMISSION)
    rows = Review.objects.filter(scope, decision="", due_at__lte=as_of, case__klass="closed")
    return rows.select_related("case").order_by("due_at", "pk")


def keep_case(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str,
    note: str = "",
    version: int | None = None,
    next_at: datetime | None = None,
) -> Review:
    """Decide to keep the case; the next review is planned by its schedule, or for `next_at` where that is sooner.

    Raises UnknownReason, StillOpen, NotDue, ProposedAlready, ReviewTooLate.
    """
    if reason not in KEEP_REASONS:
        raise UnknownReason(reason=reason, known=", ".join(KEEP_REASONS))
    with acting(
        reference,
        action="retention.keep",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=PERMISSION,
    ) as act:
        review = open_review(act.case, as_of=as_of)
        decide(review, KEEP, actor=actor, as_of=as_of, reason=reason)
        again = _again(act.case, as_of, next_at)
        review_again(act.case, due_at=again, schedule_id=review.schedule)
        act.fact(review=review.pk, next_review=day_of(again).isoformat())
        act.note(note)
    return review


def _again(case: Case, as_of: datetime, wanted: datetime | None) -> datetime:
    latest = schedule_of(case, as_of=as_of).next_review_at(as_of)
    if wanted is None:
        return latest
    if day_of(wanted) > day_of(latest):
        raise ReviewTooLate(until=day_of(latest).isoformat())
    return wanted


def open_review(case: Case, *, as_of: datetime) -> Review:
    """The review of a closed case that is due. Raises StillOpen, NotDue, ProposedAlready."""
    if case.klass != "closed" or case.closed_at is None:
        raise StillOpen
    if Proposal.objects.filter(case=case, state=OPEN).exists():
        raise ProposedAlready
    Review.objects.filter(case=case, decision="").exclude(closed_at=case.closed_at).delete()
    review = Review.objects.filter(case=case, decision="").first() or _plan(case, as_of)
    if review.due_at > as_of:
        raise NotDue(until=day_of(review.due_at).isoformat())
    return review


def decide(review: Review, decision: str, *, actor: Actor, as_of: datetime, reason: str) -> None:
    """Write a decision down, inside the action."""
    review.decision, review.by, review.at, review.reason_code = decision, actor.code, as_of, reason
    review.save(update_fields=["decision", "by", "at", "reason_code"])


def review_again(case: Case, *, due_at: datetime, schedule_id: str) -> Review:
    """Plan the next review of a case, inside the action."""
    if case.closed_at is None:
        raise StillOpen
    return Review.objects.create(case=case, schedule=schedule_id, closed_at=case.closed_at, due_at=due_at)


def plan_reviews(*, as_of: datetime, batch: int = 500) -> int:
    """Plan what is missing, take back what no longer fits, follow cases that moved; how many reviews were planned."""
    stale = ~Q(case__klass="closed") | ~Q(closed_at=F("case__closed_at"))
    Review.objects.filter(decision="").filter(stale).delete()
    team = Subquery(Case.objects.filter(pk=OuterRef("case")).values("team"))
    for rows in (Review.objects.filter(decision=""), Proposal.objects.filter(state=OPEN)):
        rows.exclude(team=F("case__team")).update(team=team)
    planned, last = 0, 0
    while True:
        page = list(_without_review().filter(pk__gt=last).order_by("pk")[:batch])
        if not page:
            return planned
        last = page[-1].pk
        with transaction.atomic():
            planned += sum(1 for case in page if _plan(case, as_of).pk)


def missing_reviews() -> int:
    """How many reviews `plan_reviews` would plan."""
    return _without_review().count()


def _without_review() -> QuerySet[Case]:
    reviews = Review.objects.filter(case=OuterRef("pk"), decision="")
    proposals = Proposal.objects.filter(case=OuterRef("pk"), state=OPEN)
    closed = Case.objects.filter(klass="closed", disposed_at=None)
    return closed.filter(~Exists(reviews), ~Exists(proposals))


def _plan(case: Case, as_of: datetime) -> Review:
    if case.closed_at is None:
        raise StillOpen
    plan = schedule_of(case, as_of=as_of)
    due = plan.review_at(case.closed_at, as_of=as_of)
    given = {"schedule": plan.id, "due_at": due, "closed_at": case.closed_at}
    made, _ = Review.objects.get_or_create(case=case, decision="", defaults=given)
    return made
