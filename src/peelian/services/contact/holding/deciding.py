"""What somebody decides about a report that was held: let it go into the queue, set it aside as spam, bring it back.

Spam is a closed case like any other: nothing of it is lost, retention disposes of it, and the person can have it opened again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import acting
from peelian.casework.cases.actions.many import AT_MOST, Done
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import HELD
from peelian.casework.cases.problems import CasesProblem, TooMany
from peelian.reference.problems import Bilingual
from peelian.services.contact.holding.keeping import HOLD
from peelian.services.contact.holding.problems import NotHeld
from peelian.services.contact.models import HeldReport

SPAM: Final = "spam"
"""The state of what was set aside."""
LET_GO_REASONS: Final = {
    "a_person_wrote_it": Bilingual("A person wrote it", "Person a'i hysgrifennodd"),
    "cannot_tell": Bilingual(
        "Nobody can tell, so it is taken as true", "Ni all neb ddweud, felly fe'i cymerir fel gwir"
    ),
    "true_flood": Bilingual(
        "Something has happened that many people report",
        "Mae rhywbeth wedi digwydd y mae llawer yn ei adrodd",
    ),
}
SPAM_REASONS: Final = {
    "automated": Bilingual("A program sent it", "Rhaglen a'i hanfonodd"),
    "no_report_in_it": Bilingual("There is no report in it", "Nid oes adroddiad ynddo"),
}
BACK_REASONS: Final = {
    "set_aside_by_mistake": Bilingual("It was set aside by mistake", "Fe'i rhoddwyd o'r neilltu ar gam"),
    "somebody_asked": Bilingual("Somebody asked after it", "Holodd rhywun amdano"),
}


def let_go(reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None = None) -> Case:
    """Put a held report into the queue. Permission `report.hold`. Raises NotHeld."""
    with _looking(
        "report.let_go", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        _must_be_held(act)
        act.case.priority = 0
        _decided(act, "let_go")
    return act.case


def set_aside(
    reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None = None
) -> Case:
    """Close a held report as spam. Permission `report.hold`. Raises NotHeld, NotFromHere, ReasonMissing."""
    with _looking("report.spam", reference, actor=actor, as_of=as_of, reason=reason, version=version) as act:
        _must_be_held(act)
        act.transition("mark_spam")
        act.case.priority = 0
        _decided(act, SPAM)
    return act.case


def bring_back(
    reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None = None
) -> Case:
    """Open what was set aside again, new and in the queue; its clocks begin anew. Permission `report.hold`.

    Raises NotFromHere.
    """
    with _looking(
        "report.bring_back", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        act.transition("not_spam")
        _decided(act, "brought_back")
    return act.case


Decide = Callable[..., Case]


def each(references: Sequence[str], decide: Decide, *, actor: Actor, as_of: datetime, reason: str) -> Done:
    """The same decision on many reports, each in its own act: what cannot be done is told, the rest is done."""
    if len(references) > AT_MOST:
        raise TooMany(most=AT_MOST)
    done: list[str] = []
    left: list[tuple[str, CasesProblem]] = []
    for reference in references:
        try:
            decide(reference, actor=actor, as_of=as_of, reason=reason)
            done.append(reference)
        except CasesProblem as problem:
            left.append((reference, problem))
    return Done(tuple(done), tuple(left))


def _looking(action: str, reference: str, **more: Any) -> AbstractContextManager[Act]:
    return acting(reference, action=action, permission=HOLD, **more)


def _must_be_held(act: Act) -> None:
    act.need_reason()
    if act.case.priority != HELD or act.case.klass == "closed":
        raise NotHeld


def _decided(act: Act, decision: str) -> None:
    HeldReport.objects.filter(case=act.case).update(
        decision=decision,
        decided_at=act.as_of,
        decided_by=act.actor.code,
        reason_code=act.reason,
        alike="",
    )
    act.fact(held=decision)
