"""Forces over time: the rows of the 43, and which force answers for an old one today.

Figures keep the force that they were published for; only who answers moves.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from peelian.accounts.days import day_of
from peelian.accounts.models import Force, ForceSuccession, Team, TeamForce
from peelian.accounts.problems import NoSuchForce
from peelian.reference import forces as known

FIRST_DAY = date(1974, 4, 1)
"""From when a team counts as its force's, where nothing else is known: the forces' present shape (Act of 1972)."""
_AFTER = """
SELECT later.force_id FROM accounts_forcesuccession one
JOIN accounts_force earlier ON earlier.id = one.before_id JOIN accounts_force later ON later.id = one.after_id
WHERE earlier.force_id = %s AND one."on" <= %s ORDER BY one."on" DESC, one.id DESC LIMIT 1
"""
"""Written out, for every report asks it (`benchmarks.open_case`)."""


@transaction.atomic
def prepare_forces() -> int:
    """Make the rows of the 43 forces, each with its contact team; the number made. Run again, it makes none."""
    held = set(Force.objects.values_list("force_id", flat=True))
    missing = [one for one in known.forces() if one.id not in held]
    teams = Team.objects.bulk_create(_contact_team(one) for one in missing)
    forces = Force.objects.bulk_create(
        Force(force_id=one.id, name_en=one.name, name_cy=one.name_cy, opens=one.starts, contact_team=team)
        for one, team in zip(missing, teams, strict=True)
    )
    TeamForce.objects.bulk_create(
        TeamForce(team=team, force=force, starts=force.opens or FIRST_DAY)
        for force, team in zip(forces, teams, strict=True)
    )
    return len(missing)


def _contact_team(one: known.Force) -> Team:
    return Team(
        slug=f"{one.id}-contact",
        name_en=f"{one.short_name} contact team",
        name_cy=f"Tîm cyswllt {one.name_cy}",
        kind="contact",
    )


def responsible_force(force_id: str, as_of: datetime) -> Force:
    """The force that answers at `as_of` for what was `force_id`'s. Raises NoSuchForce.

    Follows successions that have begun by the day in London; a force that goes on answers for itself.
    """
    force = Force.objects.filter(force_id=force_id).select_related("contact_team").first()
    if force is None:
        raise NoSuchForce
    seen = {force.pk}
    while (after := _successor(force, day_of(as_of))) is not None and after.pk not in seen:
        seen.add(after.pk)
        force = after
    return force


def answering(force_id: str, as_of: datetime) -> str:
    """The id of the force that answers at `as_of` for what came to `force_id`; itself where Peelian keeps no such force."""
    day, seen = day_of(as_of), {force_id}
    while (after := _successor_id(force_id, day)) is not None and after not in seen:
        seen.add(after)
        force_id = after
    return force_id


def open_on(day: date) -> Q:
    """Forces that are open on a day."""
    return (Q(closes=None) | Q(closes__gt=day)) & (Q(opens=None) | Q(opens__lte=day))


def _successor(force: Force, day: date) -> Force | None:
    row = (
        ForceSuccession.objects.filter(before=force, on__lte=day)
        .select_related("after__contact_team")
        .order_by("-on", "-id")
        .first()
    )
    return row.after if row else None


def _successor_id(force_id: str, day: date) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_AFTER, [force_id, connection.ops.adapt_datefield_value(day)])
        row = cursor.fetchone()
    return str(row[0]) if row else None
