"""One force takes over from others on a day: teams move, cases and figures stay where they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Force, ForceSuccession, Team, TeamForce
from peelian.accounts.problems import BadSuccession


def record_succession(
    before: Sequence[Force],
    after: Force,
    *,
    on: date,
    authority: str,
    source: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "reorganisation",
) -> list[ForceSuccession]:
    """From midnight of `on`, `after` answers for each of `before`, and their teams are its teams.

    The actor needs `force.merge` in each of the forces, or for the system. `on` may lie ahead, not behind.
    Raises NotAllowed, BadSuccession.
    """
    for force in (*before, after):
        actor.must("force.merge", force=force.force_id)
    must_fit(before, after, on, as_of)
    with doing("force.succeed", f"force:{after.force_id}", actor=actor, as_of=as_of, reason=reason) as done:
        made = [_take_over(force, after, on, authority, source) for force in before]
        done.facts.update(before=[force.force_id for force in before], on=on.isoformat())
    return made


def open_force(
    *,
    force_id: str,
    name_en: str,
    name_cy: str,
    opens: date,
    contact_team: Team,
    actor: Actor,
    as_of: datetime,
    reason: str = "reorganisation",
) -> Force:
    """A force that did not exist. Its contact team joins it by the succession that follows. For the system alone."""
    actor.must("force.merge", force=force_id)
    with doing("force.open", f"force:{force_id}", actor=actor, as_of=as_of, reason=reason) as done:
        made = Force.objects.create(
            force_id=force_id, name_en=name_en, name_cy=name_cy, opens=opens, contact_team=contact_team
        )
        done.facts.update(opens=opens.isoformat(), contact_team=contact_team.slug)
    return made


def must_fit(before: Sequence[Force], after: Force, on: date, as_of: datetime) -> None:
    """Raise BadSuccession for a day that is past, a force that is not open then, and one that would follow itself."""
    if (
        not before
        or after.pk in {force.pk for force in before}
        or len({one.pk for one in before}) < len(before)
    ):
        raise BadSuccession
    if on < day_of(as_of) or any(force.closes is not None for force in (*before, after)):
        raise BadSuccession
    if after.opens is not None and after.opens > on:
        raise BadSuccession


def _take_over(force: Force, after: Force, on: date, authority: str, source: str) -> ForceSuccession:
    row = Force.objects.select_for_update().get(pk=force.pk)
    if TeamForce.objects.filter(force=row).filter(Q(ends__gt=on) | Q(starts__gte=on)).exists():
        raise BadSuccession
    for held in TeamForce.objects.filter(force=row, ends__isnull=True):
        held.ends = on
        held.save(update_fields=["ends"])
        TeamForce.objects.create(team_id=held.team_id, force=after, starts=on)
    row.closes = on
    row.save(update_fields=["closes"])
    force.closes = on
    return ForceSuccession.objects.create(before=row, after=after, on=on, authority=authority, source=source)
