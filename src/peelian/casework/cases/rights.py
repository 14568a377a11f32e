"""The rights that somebody has in a case, step by step: what was asked for, offered, granted or refused, and when.

    note_right(act, "needs", "asked")            # in an action
    rights_of(case)                               # every step, oldest first
    enhanced_since(case)                          # None unless enhanced rights were granted

Rows are codes, never words: what somebody wrote with a request is a message of the case, sealed.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from peelian.casework.cases.models import Case, CaseRight
from peelian.casework.ledger.inserting import insert

if TYPE_CHECKING:
    from peelian.casework.cases.act import Act

RIGHTS: Final = ("needs", "enhanced", "statement", "support", "review", "recording")
"""A needs assessment; enhanced rights; a personal statement; a service that supports victims; the review of a decision
not to go on; the reason why no crime was recorded."""
STEPS: Final = ("asked", "offered", "granted", "refused", "taken", "declined", "done")


def note_right(act: Act, right: str, step: str, *, reason: str = "") -> CaseRight:
    """Write one step down with the act. ValueError for a right or a step that nobody knows."""
    if right not in RIGHTS or step not in STEPS:
        raise ValueError(f"{right} {step} is no step of a right")
    row = CaseRight(
        case=act.case, seq=act.seq, right=right, step=step, at=act.as_of, reason_code=reason or act.reason
    )
    insert(row)
    act.fact(right=right, step=step)
    return row


def rights_of(case: Case) -> tuple[CaseRight, ...]:
    """Every step, oldest first."""
    return tuple(CaseRight.objects.filter(case=case).order_by("seq", "id"))


def enhanced_since(case: Case) -> datetime | None:
    """From when on the shorter times hold: the last decision on enhanced rights granted them then."""
    last = CaseRight.objects.filter(case=case, right="enhanced").order_by("-seq").first()
    return last.at if last is not None and last.step == "granted" else None
