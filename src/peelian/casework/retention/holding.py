"""Legal hold: a case that must be kept, whatever its schedule says. Any number of holds; the last one lifted frees it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.retention.models import Hold
from peelian.casework.retention.problems import Held, NoSuchHold, UnknownReason
from peelian.casework.sealing.sealing import seal
from peelian.reference.problems import Bilingual

PERMISSION: Final = "retention.hold"
REASONS: Final = {
    "court": Bilingual("Court proceedings", "Achos llys"),
    "inquiry": Bilingual("Public inquiry or inquest", "Ymchwiliad cyhoeddus neu gwest"),
    "complaint": Bilingual("Complaint or misconduct matter", "Cwyn neu fater camymddwyn"),
    "request": Bilingual("A person asked for their data", "Gofynnodd person am ei ddata"),
    "review": Bilingual("Review of an old case", "Adolygiad o hen achos"),
}
"""Why a case is put on hold."""


def place_hold(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str,
    note: str = "",
    review_on: date | None = None,
    version: int | None = None,
) -> Hold:
    """Forbid disposal from now on. `note` is sealed. Raises UnknownReason."""
    if reason not in REASONS:
        raise UnknownReason(reason=reason, known=", ".join(REASONS))
    with acting(
        reference,
        action="retention.place_hold",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=PERMISSION,
    ) as act:
        hold = Hold(case=act.case, reason_code=reason, by=actor.code, at=as_of, review_on=review_on)
        if note.strip():
            hold.note = seal(hold, "note", note.strip())
        hold.save(force_insert=True)
        act.fact(hold=hold.uid)
        act.note(note)
    return hold


def lift_hold(
    reference: str, *, hold: str, actor: Actor, as_of: datetime, reason: str = "", version: int | None = None
) -> Hold:
    """End the hold with this uid. Raises NoSuchHold."""
    with acting(
        reference,
        action="retention.lift_hold",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=PERMISSION,
    ) as act:
        found = Hold.objects.filter(case=act.case, uid=hold, lifted_at=None).first()
        if found is None:
            raise NoSuchHold
        found.lifted_at, found.lifted_by = as_of, actor.code
        found.save(update_fields=["lifted_at", "lifted_by"])
        act.fact(hold=found.uid)
    return found


def holds_on(case: Case) -> list[Hold]:
    """The holds that stand."""
    return list(Hold.objects.filter(case=case, lifted_at=None).order_by("at"))


def refuse_held(case: Case) -> None:
    """Raise Held where any hold stands."""
    for hold in holds_on(case):
        raise Held(reason=REASONS.get(hold.reason_code, Bilingual(hold.reason_code)))
