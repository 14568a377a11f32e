"""What is decided and noted about the rights of the person in a case. Permission `record.change`; a review has its own.

Each is one entry on the case's chain and one step in `cases.rights`; the clocks follow.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.moving import move_case
from peelian.casework.cases.actions.recording import changing
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import AlreadySo
from peelian.casework.cases.rights import enhanced_since, note_right
from peelian.casework.clocks import running

Write = Callable[[Act], None]
REVIEWED: Final = {"review_stands": "refused", "review_changes": "granted"}
"""Transition of a review -> the step that it is for the person."""


def decide_enhanced(
    reference: str,
    *,
    granted: bool,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
    note: str = "",
    write: Write | None = None,
) -> Case:
    """Grant or refuse enhanced rights, with the reason; granted, every clock that still runs gets its shorter time.

    `write`: the words to the person, in the same act. Raises AlreadySo, ReasonMissing, and as `acting` does.
    """
    with changing(
        "case.decide_enhanced", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        act.need_reason()
        if granted and enhanced_since(act.case) is not None:
            raise AlreadySo
        note_right(act, "enhanced", "granted" if granted else "refused")
        if granted:
            act.clocks(*running.enhance(act.case, at=as_of))
        if write is not None:
            write(act)
        act.note(note)
        act.emit("rights_decided", granted=int(granted))
    return act.case


def note_statement(
    reference: str,
    *,
    step: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
) -> Case:
    """A personal statement was `offered`, `taken` or `declined`."""
    with changing(
        "case.note_statement", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        note_right(act, "statement", step)
        act.happened("statement")
        act.note(note)
    return act.case


def refer_to_support(
    reference: str,
    *,
    wanted: bool,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
) -> Case:
    """The victim was referred to a service that supports victims, or did not want it: its clock is met either way."""
    with changing(
        "case.refer_to_support", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        note_right(act, "support", "done" if wanted else "declined")
        act.happened("refer_support" if wanted else "support_declined", reason="" if wanted else "declined")
        act.note(note)
    return act.case


def record_no_crime(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
    note: str = "",
) -> Case:
    """Say why no crime is recorded: the 24 hours are met by that, in time or late. Raises ReasonMissing."""
    with changing(
        "case.record_no_crime", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        act.need_reason()
        note_right(act, "recording", "refused")
        act.happened("no_crime", reason=reason)
        act.note(note)
        act.emit("no_crime_recorded")
    return act.case


def answer_review(
    reference: str,
    *,
    transition: str,
    write: Write,
    actor: Actor,
    as_of: datetime,
    version: int | None = None,
    note: str = "",
) -> Case:
    """Answer who asked for a review: `review_stands` or `review_changes`, with the words to them (`write`)."""

    def also(act: Act) -> None:
        write(act)
        note_right(act, "review", REVIEWED[transition])

    return move_case(
        reference,
        transition=transition,
        actor=actor,
        as_of=as_of,
        reason=transition,
        version=version,
        note=note,
        also=also,
    )
