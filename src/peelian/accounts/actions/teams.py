"""Teams: open one, close it."""

from __future__ import annotations

from datetime import datetime

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.accounts.forces import responsible_force
from peelian.accounts.models import Force, Grant, Team, TeamForce
from peelian.accounts.problems import ForceClosed, TeamInUse
from peelian.reference.problems import Bilingual


def add_team(
    *,
    slug: str,
    name_en: str,
    name_cy: str,
    kind: str,
    force: Force,
    actor: Actor,
    as_of: datetime,
    reason: str = "reorganisation",
    service: str = "",
    contact_route: str = "",
) -> Team:
    """A new team of `force` from today on. Raises NotAllowed, ForceClosed."""
    actor.must("team.manage", force=force.force_id)
    if force.closes is not None and force.closes <= day_of(as_of):
        raise ForceClosed(force=_named(force), after=_named(responsible_force(force.force_id, as_of)))
    with doing("team.open", f"force:{force.force_id}", actor=actor, as_of=as_of, reason=reason) as done:
        made = Team.objects.create(
            slug=slug,
            name_en=name_en,
            name_cy=name_cy,
            kind=kind,
            service=service,
            contact_route=contact_route,
        )
        TeamForce.objects.create(team=made, force=force, starts=day_of(as_of))
        done.subject = f"team:{made.pk}"
        done.facts.update(team=slug, force=force.force_id, kind=kind)
    return made


def _named(force: Force) -> Bilingual:
    return Bilingual(force.name_en, force.name_cy)


def close_team(team: Team, *, actor: Actor, as_of: datetime, reason: str = "reorganisation") -> Team:
    """The team takes no more from today on. Raises NotAllowed; TeamInUse when it answers for a force or has members."""
    actor.must("team.manage", team=team.pk)
    if Force.objects.filter(contact_team=team, closes__isnull=True).exists():
        raise TeamInUse
    if Grant.objects.filter(team=team, ends__isnull=True).exists():
        raise TeamInUse
    with doing("team.close", f"team:{team.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        team.closes = day_of(as_of)
        team.save(update_fields=["closes"])
        done.facts.update(team=team.slug)
    return team
