"""Nobody who has gone keeps a case: the leaver's open cases go back to their teams."""

from __future__ import annotations

from datetime import datetime

from peelian.accounts.actors import Actor, system_actor
from peelian.accounts.models import Team, User
from peelian.casework.cases.acting import acting_inside
from peelian.casework.cases.models import Case


def return_cases_of(user: User, *, team: Team | None, actor: Actor, as_of: datetime, reason: str) -> None:
    """Take `user` off their open cases of `team` (None: all), inside the account action's own transaction.

    One entry for each case. The system acts, for who ends an account need not see cases; the entry names who did.
    """
    system = system_actor("leaving", as_of)
    mine = Case.objects.filter(owner=user, closed_at=None, disposed_at=None)
    if team is not None:
        mine = mine.filter(team=team)
    for reference in list(mine.order_by("reference").values_list("reference", flat=True)):
        with acting_inside(
            reference,
            action="case.return",
            actor=system,
            as_of=as_of,
            reason=reason,
            permission="case.assign",
        ) as act:
            act.case.owner = None
            act.fact(ordered_by=actor.code)
            act.transition_if_any("return")
            act.emit("case_returned")
