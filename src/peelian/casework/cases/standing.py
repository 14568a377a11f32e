"""Reads who is at work, who covers and who is on shift for many people and teams at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Q

from peelian.accounts.cover import SUPERVISOR
from peelian.accounts.days import day_of
from peelian.accounts.models import Absence, Force, ForceSuccession, Grant, Shift, Team, TeamForce, User
from peelian.casework.cases.models import Case
from peelian.casework.cases.owning import LONGEST_CHAIN, Standing

_Away = dict[int, tuple[int | None, int | None]]


def standing_at(owners: Iterable[int | None], teams: Iterable[int], as_of: datetime) -> Standing:
    """The standing that the rule needs for these owners and teams, in at most eight queries and one per cover's cover."""
    wanted = {owner for owner in owners if owner is not None}
    held = set(teams)
    shifts = _shifts(held, as_of)
    supervisors = _supervisors(held, as_of)
    others = {user for rows in (*shifts.values(), supervisors) for users in rows.values() for user in users}
    away = _away(wanted, as_of)
    away |= _absences(others - set(away), as_of)
    everyone = wanted | others | {user for user, _ in away.values() if user is not None}
    day = day_of(as_of)
    return Standing(
        gone=frozenset(User.objects.filter(pk__in=everyone, left_on__lte=day).values_list("pk", flat=True)),
        away=away,
        on_shift=shifts["on_shift"],
        duty=shifts["duty_officer"],
        supervisors=supervisors,
        contact=_contact_teams(held, day),
        closed=frozenset(
            Team.objects.filter(closes__lte=day)
            .filter(Q(pk__in=held | _covering(away)))
            .values_list("pk", flat=True)
        ),
        load=_load({user for users in shifts["on_shift"].values() for user in users}),
    )


def _covering(away: Mapping[int, tuple[int | None, int | None]]) -> set[int]:
    return {team for _, team in away.values() if team is not None}


def _away(users: set[int], as_of: datetime) -> _Away:
    """Absences of these users, of who covers for them, and so on."""
    found: _Away = {}
    asked: set[int] = set()
    for _ in range(LONGEST_CHAIN):
        users = users - asked
        if not users:
            break
        asked |= users
        new = _absences(users, as_of)
        found |= new
        users = {user for user, _ in new.values() if user is not None}
    return found


def _absences(users: set[int], as_of: datetime) -> _Away:
    if not users:
        return {}
    rows = Absence.objects.filter(user__in=users, starts__lte=as_of, ends__gt=as_of).order_by("ends", "-id")
    return {row.user_id: (row.cover_user_id, row.cover_team_id) for row in rows}


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


def _contact_teams(teams: set[int], day: date) -> dict[int, int]:
    """Team -> the contact team of the force that answers today for the force that the team belongs or last belonged to."""
    rows = TeamForce.objects.filter(team__in=teams, starts__lte=day).order_by("starts")
    force_of = dict(rows.values_list("team_id", "force_id"))
    if not force_of:
        return {}
    contact = dict(Force.objects.filter(contact_team__isnull=False).values_list("pk", "contact_team_id"))
    after: dict[int, int] = dict(
        ForceSuccession.objects.filter(on__lte=day).order_by("on", "id").values_list("before_id", "after_id")
    )
    found = {team: contact.get(_last(force, after)) for team, force in force_of.items()}
    return {team: to for team, to in found.items() if to is not None}


def _last(force: int, after: Mapping[int, int]) -> int:
    seen = {force}
    while (following := after.get(force)) is not None and following not in seen:
        seen.add(following)
        force = following
    return force


def _load(users: set[int]) -> dict[int, int]:
    if len(users) < 2:
        return {}
    rows = Case.objects.filter(owner__in=users, closed_at=None).values("owner").annotate(cases=Count("pk"))
    return {row["owner"]: row["cases"] for row in rows}
