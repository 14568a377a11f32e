"""A person decides how urgent a case is. Rules suggest; who decides otherwise says why, and the ledger keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import acting
from peelian.casework.cases.problems import AlreadySo
from peelian.services.contact.models import Noticed, Triage
from peelian.services.contact.risk.flagging import look_again
from peelian.services.contact.risk.grades import scheme_of
from peelian.services.contact.risk.model import USUAL, Grade
from peelian.services.contact.risk.problems import NoSuchGrade, SayWhyOtherwise

TRIAGE: Final = "case.triage"
AS_SUGGESTED: Final = "as_suggested"


def decide(
    reference: str,
    *,
    grade: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
) -> Triage:
    """Decide on one of the force's own grades. Permission `case.triage`.

    Raises NoSuchGrade, SayWhyOtherwise (another level than suggested, and no reason), AlreadySo (decided so, and nothing
    noticed since; or the case is closed), and as `acting` does.
    """
    with acting(reference, action=TRIAGE, actor=actor, as_of=as_of, reason=reason, version=version) as act:
        if act.case.klass == "closed":
            raise AlreadySo
        chosen = scheme_of(act.case, as_of).grade(grade)
        if chosen is None:
            raise NoSuchGrade
        row = Triage.objects.filter(case=act.case).first() or Triage(
            case=act.case, level=USUAL, suggested=USUAL
        )
        if otherwise(row, chosen.level) and reason in ("", AS_SUGGESTED):
            raise SayWhyOtherwise
        if row.grade == chosen.id and not news_since(row):
            raise AlreadySo
        act.note(note)
        _decided(act, row, chosen, reason)
        look_again(act, chosen.level)
    return row


def decide_at_receipt(act: Act, row: Triage, chosen: Grade, *, reason: str) -> None:
    """The same inside the act that opens the case: who takes a report decides while the caller is there.

    Raises SayWhyOtherwise.
    """
    if not explained(row.suggested, chosen, reason):
        raise SayWhyOtherwise
    before = row.level
    _decided(act, row, chosen, reason)
    if chosen.level != before:
        look_again(act, chosen.level)


def explained(suggested: int, chosen: Grade, reason: str) -> bool:
    """Whether a grade is of the level that is suggested, or the reason why not is given."""
    return chosen.level == suggested or reason not in ("", AS_SUGGESTED)


def _decided(act: Act, row: Triage, chosen: Grade, reason: str) -> None:
    row.level, row.grade = chosen.level, chosen.id
    row.decided_seq, row.decided_at, row.decided_by = act.seq, act.as_of, act.actor.code
    row.reason_code = reason
    row.save()
    act.case.priority = chosen.priority
    act.fact(grade=chosen.id, level=chosen.level, suggested=row.suggested)
    act.emit("case_graded", level=chosen.level)


def otherwise(row: Triage | None, level: int) -> bool:
    """Whether a level is another one than the rules suggest."""
    return level != (row.suggested if row is not None else USUAL)


def news_since(row: Triage) -> bool:
    """Whether something was noticed after the decision."""
    return (
        row.decided_seq is not None
        and Noticed.objects.filter(case=row.case_id, seq__gt=row.decided_seq).exists()
    )
