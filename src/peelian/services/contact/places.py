"""Which forces and teams a report can go to today."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from peelian.accounts.days import today
from peelian.accounts.forces import open_on
from peelian.accounts.models import Force, Team, TeamForce

KINDS: Final = ("neighbourhood",)
_CHOSEN: Final = """
SELECT team.* FROM accounts_force force JOIN accounts_team team ON team.slug = %(team)s
WHERE force.force_id = %(force)s AND force.contact_team_id IS NOT NULL
  AND (force.closes IS NULL OR force.closes > %(day)s) AND (force.opens IS NULL OR force.opens <= %(day)s)
  AND (team.id = force.contact_team_id
    OR team.kind = %(kind)s AND (team.closes IS NULL OR team.closes > %(day)s) AND EXISTS (
      SELECT 1 FROM accounts_teamforce held WHERE held.team_id = team.id AND held.force_id = force.id
        AND held.starts <= %(day)s AND (held.ends IS NULL OR held.ends > %(day)s)))
"""


def forces(day: date | None = None) -> list[Force]:
    """The forces that are open on `day` and have a team that answers, by name."""
    return list(_open(day))


def _open(day: date | None) -> QuerySet[Force]:
    rows = Force.objects.filter(contact_team__isnull=False).select_related("contact_team")
    return rows.filter(open_on(day or today()))


def chosen_team(force_id: str, slug: str, day: date | None = None) -> Team | None:
    """The team with this slug, if the form offers it for the open force with this id: `forces` and `teams_of` in one
    question, for every report asks it."""
    adapted = connection.ops.adapt_datefield_value(day or today())
    found = Team.objects.raw(_CHOSEN, {"force": force_id, "team": slug, "kind": KINDS[0], "day": adapted})
    return next(iter(found), None)


def teams_of(force: Force, day: date | None = None) -> list[Team]:
    """The neighbourhood teams of a force by name, and last its contact team, which answers for everything else."""
    on = day or today()
    held = TeamForce.objects.filter(force=force, starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on))
    rows = Team.objects.filter(pk__in=held.values("team_id"), kind__in=KINDS)
    found = [team for team in rows.filter(Q(closes=None) | Q(closes__gt=on)) if team != force.contact_team]
    return [*found, *([force.contact_team] if force.contact_team else [])]
