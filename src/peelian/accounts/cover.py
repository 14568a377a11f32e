"""Who is at work, who covers, and who answers for a team: questions only, each judged at `as_of`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from peelian.accounts.days import day_of
from peelian.accounts.models import Absence, Force, Grant, Shift, Team, TeamForce, User

SUPERVISOR = "supervisor"
_LONGEST_CHAIN = 5


def absence_of(user: User, as_of: datetime) -> Absence | None:
    """The absence that `user` is in at `as_of`; of several the one that ends last."""
    return (
        Absence.objects.filter(user=user, starts__lte=as_of, ends__gt=as_of)
        .select_related("cover_user", "cover_team")
        .order_by("-ends", "id")
        .first()
    )


def is_at_work(user: User, as_of: datetime) -> bool:
    """Whether `user` still works here and is not away. Being off shift for a night is not being away."""
    return not user.has_left(day_of(as_of)) and absence_of(user, as_of) is None


def cover_for(user: User, as_of: datetime) -> User | Team | None:
    """Who covers for an absent `user`: a person at work, else a team. Follows cover of cover, a ring ends it.

    None when `user` is at work, or when nobody along the way is.
    """
    asked = {user.pk}
    absence = absence_of(user, as_of)
    for _ in range(_LONGEST_CHAIN):
        if absence is None:
            return None
        if absence.cover_team is not None:
            return _open(absence.cover_team, as_of)
        other = absence.cover_user
        if other is None or other.pk in asked or other.has_left(day_of(as_of)):
            return None
        asked.add(other.pk)
        absence = absence_of(other, as_of)
        if absence is None:
            return other
    return None


def _open(team: Team, as_of: datetime) -> Team | None:
    return None if team.closes and team.closes <= day_of(as_of) else team


def on_shift(team: Team, as_of: datetime) -> list[User]:
    """Who works a shift for `team` now and is not away, in the order in which their shifts began."""
    return _at_work(_shifts(team, as_of, "on_shift"), as_of)


def duty_officer(team: Team, as_of: datetime) -> User | None:
    """The team's duty officer now, if one is at work."""
    return next(iter(_at_work(_shifts(team, as_of, "duty_officer"), as_of)), None)


def supervisors(team: Team, as_of: datetime) -> list[User]:
    """Who supervises `team` and is at work, the longest-serving first."""
    return _at_work(_holders(team, as_of, [SUPERVISOR]), as_of)


def members(
    team: Team, as_of: datetime, roles: tuple[str, ...] = ("handler", "officer", SUPERVISOR)
) -> list[User]:
    """Everyone who holds one of `roles` for the very team, at work or not."""
    return _holders(team, as_of, list(roles))


def contact_team(force: Force) -> Team | None:
    """The team that answers for what nobody else in the force answers for."""
    return force.contact_team


def force_of(team: Team, as_of: datetime) -> Force | None:
    """The force that `team` belongs to at `as_of`."""
    day = day_of(as_of)
    row = (
        TeamForce.objects.filter(team=team, starts__lte=day)
        .filter(Q(ends__isnull=True) | Q(ends__gt=day))
        .select_related("force__contact_team")
        .first()
    )
    return row.force if row else None


def _shifts(team: Team, as_of: datetime, part: str) -> list[User]:
    rows = Shift.objects.filter(team=team, part=part, starts__lte=as_of, ends__gt=as_of)
    return _unique(row.user for row in rows.select_related("user").order_by("starts", "id"))


def _holders(team: Team, as_of: datetime, roles: list[str]) -> list[User]:
    rows = Grant.objects.filter(team=team, role__in=roles, starts__lte=as_of).filter(
        Q(ends__isnull=True) | Q(ends__gt=as_of)
    )
    found = _unique(row.user for row in rows.select_related("user").order_by("starts", "id"))
    return [user for user in found if not user.has_left(day_of(as_of))]


def _at_work(users: list[User], as_of: datetime) -> list[User]:
    away = set(
        Absence.objects.filter(user__in=users, starts__lte=as_of, ends__gt=as_of).values_list(
            "user_id", flat=True
        )
    )
    return [user for user in users if user.pk not in away and not user.has_left(day_of(as_of))]


def _unique(users: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in users}.values())
