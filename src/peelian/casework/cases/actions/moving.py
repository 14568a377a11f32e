"""A case changes its state by its kind's transitions.

`move_case` runs any of them; the others are it with the names that most kinds use. Permission: the transition's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import SEE, acting
from peelian.casework.cases.models import Case


def move_case(
    reference: str,
    *,
    transition: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
    until: datetime | None = None,
    also: Callable[[Act], None] | None = None,
) -> Case:
    """Run the kind's `transition`. `until`: by when a pause is looked at again. `also` is called inside, before it.

    Raises NotFromHere, ReasonMissing, NotAllowed, and as `acting` does.
    """
    with acting(
        reference,
        action=f"case.{transition}",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission="case.reply" if actor.kind == "outside" else SEE,
    ) as act:
        if also is not None:
            also(act)
        act.transition(transition, until=until)
        act.note(note)
        act.emit("case_moved", transition=transition)
    return act.case


def answer_case(
    reference: str,
    *,
    write: Callable[[Act], None],
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The transition `answer`: `write` (the threads') puts the message into the same transaction."""
    return move_case(
        reference, transition="answer", actor=actor, as_of=as_of, reason=reason, version=version, also=write
    )


def reply_to_case(
    reference: str, *, write: Callable[[Act], None], actor: Actor, as_of: datetime, version: int | None = None
) -> Case:
    """The person outside writes: `write` puts the message in, and the kind's transition `reply` runs if there is one."""
    with acting(reference, action="case.reply", actor=actor, as_of=as_of, version=version) as act:
        write(act)
        moved = act.transition_if_any("reply")
        act.emit("case_replied", moved=int(moved is not None))
    return act.case


pause_case = partial(move_case, transition="pause")
"""Wait for somebody, with a reason; the clocks that allow it stand still."""
resume_case = partial(move_case, transition="resume")
"""The clocks run on."""
close_case = partial(move_case, transition="close")
"""With the reason that the person reads."""
reopen_case = partial(move_case, transition="reopen")
"""By the outside person too, where the kind allows it."""
