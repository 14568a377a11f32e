"""What is written on a case itself: who may read it, how urgent it is, its language, its answers. `case.change`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import AlreadySo

LANGUAGES: Final = ("en", "cy")
URGENT: Final = range(10)
"""Priorities: 0 is usual, more is sooner."""


def change_case(
    reference: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
    restricted: bool | None = None,
    priority: int | None = None,
    language: str | None = None,
    note: str = "",
) -> Case:
    """Restrict the case or lift that, make it urgent, change its language; with a reason. Raises AlreadySo.

    Lifting a restriction needs the permission to read what is restricted.
    """
    with acting(
        reference, action="case.change", actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        act.need_reason()
        case = act.case
        before = (case.restricted, case.priority, case.language)
        if restricted is not None:
            if case.restricted and not restricted:
                act.actor_may("case.restricted")
            case.restricted = restricted
        if priority is not None and priority in URGENT:
            case.priority = priority
        if language in LANGUAGES:
            case.language = language
        if before == (case.restricted, case.priority, case.language):
            raise AlreadySo
        act.note(note)
    return act.case


def correct_answers(
    reference: str,
    *,
    answers: dict[str, Any],
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
) -> Case:
    """Write the answers anew, as the next version; the ones before stay as they were. Raises BadPayload."""
    with acting(
        reference,
        action="case.correct_answers",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission="case.change",
    ) as act:
        act.need_reason()
        act.payload(answers)
    return act.case
