"""Reads who is at work, who covers and who is on shift for many people and teams at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from peelian.accounts.cover import SUPERVISOR
from peelian.accounts.days import day_of
from peelian.accounts.models import Absence, Force, ForceSuccession, Grant, Shift, Team, TeamForce, User
from peelian.casework.cases.models import Case
from peelian.casework.cases.owning import LONGEST_CHAIN, Standing

_Away = dict[int, tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Read:
    """The standing, and the rows of everyone and every team that it names."""

    standing: Standing
    users: Mapping[int, User]
    teams: Mapping[int, Team]


def read_standing(owners: Iterable[int | None], teams: Iterable[int], as_of: datetime) -> Read:
    """What the rule needs for these owners and teams: five queries, one more where a cover is away or a shift is shared.

    The contact teams are apart (`contact_teams`), for they are seldom asked.
    """
    held, day = set(teams), day_of(as_of)
    shifts, supervisors = _shifts(held, as_of), _supervisors(held, as_of)
    workers = {user for rows in (*shifts.values(), supervisors) for users in rows.values() for user in users}
    away = _away(workers | {owner for owner in owners if owner is not None}, as_of)
    covers = {user for user, _ in away.values() if user is not None}
    everyone = workers | covers | {owner for owner in owners if owner is not None}
    users = User.objects.in_bulk(everyone)
    found = Team.objects.in_bulk(held | {team for _, team in away.values() if team is not None})
    standing = Standing(
        gone=frozenset(pk for pk, user in users.items() if user.has_left(day)),
        away=away,
        on_shift=shifts["on_shift"],
        duty=shifts["duty_officer"],
        supervisors=supervisors,
        closed=frozenset(pk for pk, team in found.items() if team.closes and team.closes <= day),
        load=_load(shifts["on_shift"].values()),
    )
    return Read(standing, users, found)


def _away(users: set[int], as_of: datetime) -> _Away:
    """Absences of these users, of who covers for them, and so on."""
    found: _Away = {}
    asked: set[int] = set()
    for _ in range(LONGEST_CHAIN):
        users -= asked
        if not users:
            break
        asked |= users
        rows = Absence.objects.filter(user__in=users, starts__lte=as_of, ends__gt=as_of)
        new = {row.user_id: (row.cover_user_id, row.cover_team_id) for row in rows.order_by("ends", "-id")}
        found |= new
        users = {user for user, _ in new.values() if user is not None}
    return found


def _shifts(teams: set[int], as_of: datetime) -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = {
        "on_shift": defaultdict(list),
        "duty_officer": defaultdict(list),
    }
    rows = Shift.objects.filter(team__in=teams, starts__lte=as_of, ends__gt=as_of).order_by("starts", "id")
    for part, team, user in rows.values_list("part", "team_id", "user_id"):
        if user not in found[part][team]:
            found[part][team].append(user)
    return found


def _supervisors(teams: set[int], as_of: datetime) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = (
        Grant.objects.filter(team__in=teams, role=SUPERVISOR, starts__lte=as_of)
        .filter(Q(ends__isnull=True) | Q(ends__gt=as_of))
        .order_by("starts", "id")
    )
    for team, user in rows.values_list("team_id", "user_id"):
        if team is not None and user not in found[team]:
            found[team].append(user)
    return found


def _load(shifts: Iterable[list[int]]) -> dict[int, int]:
    """Open cases of those who share a shift."""
    users = {user for shift in shifts if len(shift) > 1 for user in shift}
    if not users:
        return {}
    rows = Case.objects.filter(owner__in=users, closed_at=None).values("owner").annotate(cases=Count("pk"))
    return {row["owner"]: row["cases"] for row in rows}


def contact_teams(teams: Iterable[int], day: date) -> dict[int, Team]:
    """Team -> the contact team of the force that answers today for the force that the team belongs or last belonged to."""
    rows = TeamForce.objects.filter(team__in=set(teams), starts__lte=day).order_by("starts")
    force_of = dict(rows.values_list("team_id", "force_id"))
    if not force_of:
        return {}
    after: dict[int, int] = dict(
        ForceSuccession.objects.filter(on__lte=day).order_by("on", "id").values_list("before_id", "after_id")
    )
    last = {team: _last(force, after) for team, force in force_of.items()}
    forces = Force.objects.select_related("contact_team").in_bulk(set(last.values()))
    found = {team: forces[force].contact_team for team, force in last.items()}
    return {team: to for team, to in found.items() if to is not None}


def _last(force: int, after: Mapping[int, int]) -> int:
    seen = {force}
    while (following := after.get(force)) is not None and following not in seen:
        seen.add(following)
        force = following
    return force
