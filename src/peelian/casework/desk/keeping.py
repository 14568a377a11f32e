"""How long a case is kept, as its page tells it: holds, the review that is due, the proposal, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.offering import can
from peelian.casework.desk.offers import Offer
from peelian.casework.retention import holding, proposing, reviewing
from peelian.casework.retention.models import Hold, Proposal, Review
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import open_sealed
from peelian.reference.problems import Bilingual

REVIEW: Final = reviewing.PERMISSION
HOLD: Final = holding.PERMISSION
PROPOSE: Final = proposing.PROPOSE_PERMISSION
APPROVE: Final = proposing.APPROVE_PERMISSION

_KEEP: Final = Offer("desk-keep", Bilingual("Keep it longer", "Ei gadw'n hirach"))
_PROPOSE: Final = Offer("desk-propose", Bilingual("Propose disposal", "Cynnig gwaredu"))
_WITHDRAW: Final = Offer("desk-withdraw", Bilingual("Withdraw the proposal", "Tynnu'r cynnig yn ôl"))
_APPROVE: Final = Offer("desk-approve", Bilingual("Approve the disposal", "Cymeradwyo'r gwaredu"))
_REFUSE: Final = Offer("desk-refuse", Bilingual("Refuse the disposal", "Gwrthod y gwaredu"))
_HOLD: Final = Offer("desk-hold", Bilingual("Place a legal hold", "Gosod ataliad cyfreithiol"))


@dataclass(frozen=True, slots=True)
class ShownHold:
    """A hold that stands, opened."""

    hold: Hold
    reason: Bilingual
    note: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Keeping:
    """`holds`: those that stand. `proposed`: a disposal waits for the second person. `due`: since when a review is due."""

    holds: tuple[ShownHold, ...] = ()
    may_lift: bool = False
    proposed: Proposal | None = None
    why_proposed: Bilingual | None = None
    due: datetime | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def people(self) -> set[str]:
        """Who is named, as codes of the ledger."""
        found = {one.hold.by for one in self.holds}
        return found | ({self.proposed.proposed_by} if self.proposed else set())


def keeping(seen: SeenCase, now: datetime) -> Keeping:
    """One query; for whoever reviews a closed case up to two more."""
    case, actor = seen.case, seen.actor
    holds = tuple(_hold(one, seen) for one in Hold.objects.filter(case=case, lifted_at=None).order_by("at"))
    proposed = proposal_for(actor, case)
    due = None if proposed else due_for(actor, case, now)
    return Keeping(
        holds,
        may(actor, case, HOLD),
        proposed,
        proposing.REASONS.get(proposed.reason_code) if proposed else None,
        due,
        offers(actor, case, held=bool(holds), proposed=proposed, due=due is not None),
    )


def offers(
    actor: Actor, case: Case, *, held: bool, proposed: Proposal | None, due: bool
) -> tuple[Offer, ...]:
    """What this actor can do about the keeping of the case now."""
    found = [_HOLD] if may(actor, case, HOLD) else []
    if proposed is None and due:
        found += [_KEEP] if may(actor, case, REVIEW) else []
        found += [_PROPOSE] if may(actor, case, PROPOSE) and not held else []
    if proposed is not None:
        second = may(actor, case, APPROVE) and proposed.proposed_by != actor.code
        if second:
            found += [_REFUSE] if held else [_APPROVE, _REFUSE]
        elif may(actor, case, PROPOSE):
            found.append(_WITHDRAW)
    return tuple(found)


def may(actor: Actor, case: Case, permission: str) -> bool:
    """Scope and the kind's own rule."""
    kind = kind_of(case)
    return kind is not None and case.disposed_at is None and can(actor, case, kind, permission)


def proposal_for(actor: Actor, case: Case) -> Proposal | None:
    """The open proposal, for those whose work it is."""
    theirs = any(may(actor, case, each) for each in (REVIEW, PROPOSE, APPROVE))
    return proposing.proposal_on(case) if theirs and case.klass == "closed" else None


def due_for(actor: Actor, case: Case, now: datetime) -> datetime | None:
    """Since when the review of the case is due, for those whose work it is."""
    if (
        case.closed_at is None
        or case.klass != "closed"
        or not (may(actor, case, REVIEW) or may(actor, case, PROPOSE))
    ):
        return None
    found = Review.objects.filter(case=case, decision="", closed_at=case.closed_at, due_at__lte=now).first()
    return found.due_at if found else None


def reason_of(hold: Hold) -> Bilingual:
    """Why a hold was placed."""
    return holding.REASONS.get(hold.reason_code, Bilingual(hold.reason_code))


def _hold(hold: Hold, seen: SeenCase) -> ShownHold:
    hold.case = seen.case
    return ShownHold(hold, reason_of(hold), _opened(hold, seen))


def _opened(hold: Any, seen: SeenCase) -> str:
    if not hold.note:
        return ""
    try:
        return open_sealed(hold, "note", seen)
    except KeyDestroyed:
        return ""
