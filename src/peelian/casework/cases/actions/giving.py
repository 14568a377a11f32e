"""A case gets an owner, or another one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor, actor_for
from peelian.accounts.days import day_of
from peelian.accounts.models import Team, User
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import SEE, acting
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import LAST
from peelian.casework.cases.problems import CannotOwn, NoSuchCase, NotAllowed, TakenAlready, TeamClosed

_TRIES: Final = 20
_AT_ONCE: Final = 10


def assign_case(
    reference: str,
    *,
    to: User,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    note: str = "",
    also: Callable[[Act], None] | None = None,
) -> Case:
    """Give the case to `to`, who must be able to work on it (`CannotOwn`). Permission `case.assign`.

    `also` is called inside, before it.
    """
    with acting(
        reference, action="case.assign", actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        if also is not None:
            also(act)
        give(act, to)
        act.transition_if_any("assign")
        act.note(note)
        act.emit("case_assigned", to=to.pk)
    return act.case


def give(act: Act, to: User) -> None:
    """Make `to` the owner, if they can see cases of its team at the act's time. Raises CannotOwn."""
    if not actor_for(to, act.as_of).may(SEE, team=act.case.team_id):
        raise CannotOwn
    act.case.owner = to


def take_case(
    reference: str, *, actor: Actor, as_of: datetime, reason: str = "", version: int | None = None
) -> Case:
    """Make the actor the owner of a case that has none (`TakenAlready`). Permission `case.take`."""
    with acting(
        reference, action="case.take", actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        if actor.user is None:
            raise NotAllowed
        if act.case.owner_id is not None or act.case.klass == "closed":
            raise TakenAlready
        act.case.owner = actor.user
        act.transition_if_any("take")
        act.emit("case_assigned", to=actor.user.pk)
    return act.case


def take_next_case(*, actor: Actor, as_of: datetime, reason: str = "") -> Case | None:
    """The unowned open case that is due first in the actor's scope becomes theirs; None where there is none.

    A case of higher priority comes before, those with no clock last, the oldest first (`ordering`); what is held for a look
    is nobody's to take. When two reach for
    the same case, the second gets the next one.
    """
    refused: list[str] = []
    for _ in range(_TRIES):
        before = len(refused)
        for reference in _free(actor, refused):
            try:
                return take_case(reference, actor=actor, as_of=as_of, reason=reason)
            except (TakenAlready, NotAllowed, NoSuchCase):
                refused.append(reference)
        if len(refused) == before:
            return None
    return None


def _free(actor: Actor, refused: list[str]) -> list[str]:
    """Cases to reach for, some at a time, in the order of the queue."""
    rows = (
        cases_for(actor, "case.take")
        .filter(owner=None, closed_at=None, place__lte=LAST)
        .exclude(reference__in=list(refused))
    )
    return list(rows.order_by("place", "id").values_list("reference", flat=True)[:_AT_ONCE])


def hand_over_case(
    reference: str,
    *,
    to_team: Team,
    to: User | None = None,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
    note: str = "",
) -> Case:
    """Move the case to another team, with a reason; the owner becomes `to`, or nobody yet. `case.hand_over`.

    Raises TeamClosed, CannotOwn. The actor may lose sight of the case with this.
    """
    with acting(
        reference, action="case.hand_over", actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        if to_team.closes is not None and to_team.closes <= day_of(as_of):
            raise TeamClosed
        act.need_reason()
        act.case.team = to_team
        act.case.owner = None
        if to is not None:
            give(act, to)
        act.transition_if_any("hand_over")
        act.note(note)
        act.emit("case_handed_over", team=to_team.pk)
    return act.case
