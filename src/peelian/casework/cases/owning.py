"""Who answers for a case now: never nobody.

The owner at work; else the cover of the absence; else somebody on shift in the team, the one with the fewest open
cases; else the duty officer; else a supervisor at work; else the contact team of the force that answers today; and
where a team belongs to no force, the team itself. `who_answers` is the rule alone, over plain values (`Standing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from peelian.accounts.days import day_of
from peelian.accounts.models import Team, User
from peelian.casework.cases.models import Case

if TYPE_CHECKING:
    from peelian.casework.cases.standing import Read

Because = Literal["owner", "cover", "on_shift", "duty_officer", "supervisor", "contact_team", "team"]
LONGEST_CHAIN = 5
"""Cover of cover is followed so far; a ring ends it."""


@dataclass(frozen=True, slots=True)
class Answerable:
    """A person, or a team where nobody is at work; `because` says by which step they were found."""

    user: User | None
    team: Team
    because: Because


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is where at one moment, by row number.

    `away`: who is absent, with the user or team that covers (one is None). `on_shift`, `duty`, `supervisors`: those of
    a team who are at work, in order. `gone`: who has left. `closed`: closed teams.
    `load`: open cases of a user.
    """

    gone: frozenset[int] = frozenset()
    away: Mapping[int, tuple[int | None, int | None]] = field(default_factory=dict)
    on_shift: Mapping[int, Sequence[int]] = field(default_factory=dict)
    duty: Mapping[int, Sequence[int]] = field(default_factory=dict)
    supervisors: Mapping[int, Sequence[int]] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()
    load: Mapping[int, int] = field(default_factory=dict)

    def at_work(self, user: int) -> bool:
        """Neither away nor gone. Being off shift for a night is not being away."""
        return user not in self.gone and user not in self.away


def who_answers(owner: int | None, team: int, standing: Standing) -> tuple[int | None, int, Because]:
    """User (None: the whole team), team and why, for a case of `owner` and `team`; "team" where nobody is left to ask.

    `answerables` turns the last into the contact team of the team's force.
    """
    if owner is not None:
        if standing.at_work(owner):
            return owner, team, "owner"
        if (cover := _cover(owner, team, standing)) is not None:
            return *cover, "cover"
    if team not in standing.closed:
        steps: tuple[tuple[Mapping[int, Sequence[int]], Because], ...] = (
            (standing.on_shift, "on_shift"),
            (standing.duty, "duty_officer"),
            (standing.supervisors, "supervisor"),
        )
        for held, because in steps:
            found = [user for user in held.get(team, ()) if standing.at_work(user)]
            if found and because == "on_shift":
                return min(found, key=lambda user: standing.load.get(user, 0)), team, because
            if found:
                return found[0], team, because
    return None, team, "team"


def _cover(owner: int, team: int, standing: Standing) -> tuple[int | None, int] | None:
    asked = {owner}
    at = owner
    for _ in range(LONGEST_CHAIN):
        user, other = standing.away.get(at, (None, None))
        if other is not None:
            return None if other in standing.closed else (None, other)
        if user is None or user in asked or user in standing.gone:
            return None
        if standing.at_work(user):
            return user, team
        asked.add(user)
        at = user
    return None


def answerable(case: Case, as_of: datetime) -> Answerable:
    """Who answers for the case at `as_of`."""
    return answerables([case], as_of)[case.pk]


def answerables(cases: Sequence[Case], as_of: datetime) -> dict[int, Answerable]:
    """The same for many cases, by their row numbers, at a number of queries that does not grow with them."""
    from peelian.casework.cases.standing import contact_teams, read_standing

    if not cases:
        return {}
    read = read_standing({case.owner_id for case in cases}, {case.team_id for case in cases}, as_of)
    found = {case.pk: who_answers(case.owner_id, case.team_id, read.standing) for case in cases}
    lost = {team for _, team, because in found.values() if because == "team"}
    contact = contact_teams(lost, day_of(as_of)) if lost else {}
    return {pk: _row(read, contact, *each) for pk, each in found.items()}


def _row(
    read: Read, contact: Mapping[int, Team], user: int | None, team: int, because: Because
) -> Answerable:
    if because == "team" and team in contact:
        return Answerable(None, contact[team], "contact_team")
    return Answerable(read.users[user] if user is not None else None, read.teams[team], because)
