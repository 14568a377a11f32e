"""Who works in a team, who is its duty officer, and which force it belongs to, each judged at `as_of`.

Who answers for a case while somebody is away is decided over these rows by `casework.cases.owning`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q

from peelian.accounts.days import day_of
from peelian.accounts.models import Absence, Force, Grant, Shift, Team, TeamForce, User

SUPERVISOR: Final = "supervisor"
_WORKING: Final = ("handler", "officer", SUPERVISOR)


def members(team: Team, as_of: datetime) -> list[User]:
    """Everyone who works cases in the very team, at work or not, the longest-serving first."""
    rows = Grant.objects.filter(team=team, role__in=_WORKING, starts__lte=as_of).filter(
        Q(ends__isnull=True) | Q(ends__gt=as_of)
    )
    found = dict.fromkeys(row.user for row in rows.select_related("user").order_by("starts", "id"))
    return [user for user in found if not user.has_left(day_of(as_of))]


def duty_officer(team: Team, as_of: datetime) -> User | None:
    """The team's duty officer now, if one is at work."""
    away = Absence.objects.filter(starts__lte=as_of, ends__gt=as_of).values("user_id")
    rows = Shift.objects.filter(team=team, part="duty_officer", starts__lte=as_of, ends__gt=as_of)
    found = rows.exclude(user__in=away).select_related("user").order_by("starts", "id")
    return next((row.user for row in found if not row.user.has_left(day_of(as_of))), None)


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
