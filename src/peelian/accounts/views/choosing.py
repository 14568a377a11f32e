"""What a form may choose among: scopes, teams and reasons within the actor's reach."""

from __future__ import annotations

from django.http import HttpRequest

from peelian.accounts.actions.doing import REASONS
from peelian.accounts.actors import Actor
from peelian.accounts.models import Team
from peelian.accounts.problems import ChooseOne
from peelian.accounts.reaching import GIVE, forces_for, teams_for
from peelian.accounts.scopes import Scope
from peelian.accounts.services import service_name
from peelian.reference.problems import Bilingual

Choice = tuple[str, Bilingual]


def typed(request: HttpRequest, name: str, most: int = 200) -> str:
    """What was typed into a field of one line, without signs that cannot be seen (PostgreSQL keeps no NUL)."""
    return "".join(sign for sign in request.POST.get(name, "") if sign.isprintable()).strip()[:most]


def number(request: HttpRequest, name: str) -> int:
    """The number that a form names, 0 for anything else."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 15 else 0


def scopes_for(actor: Actor) -> list[Choice]:
    """The forces, teams and services that a role may be given for, as (code, name)."""
    forces = [
        (f"force:{one.force_id}", Bilingual(one.name_en, one.name_cy)) for one in forces_for(actor, GIVE)
    ]
    open_teams = teams_for(actor, GIVE).filter(closes__isnull=True)
    teams = [(f"team:{one.slug}", Bilingual(one.name_en, one.name_cy)) for one in open_teams]
    services = [(f"service:{name}", service_name(name)) for name in sorted(actor.reach(GIVE).services)]
    return [*teams, *forces, *services]


def chosen_scope(actor: Actor, code: str) -> Scope:
    """The scope that a form names. Raises ChooseOne for none and for one out of reach."""
    kind, _, name = code.partition(":")
    if kind == "team":
        return Scope(team=chosen_team(actor, name))
    if kind == "force":
        force = forces_for(actor, GIVE).filter(force_id=name).first()
        if force is not None:
            return Scope(force=force)
    if kind == "service" and name in actor.reach(GIVE).services:
        return Scope(service=name)
    raise ChooseOne


def chosen_team(actor: Actor, slug: str) -> Team:
    """The team that a form names. Raises ChooseOne for none and for one out of reach."""
    found = teams_for(actor, GIVE).filter(slug=slug).first()
    if found is None:
        raise ChooseOne
    return found


def chosen_reason(request: HttpRequest) -> str:
    """The reason that a form names. Raises ChooseOne."""
    given = typed(request, "reason")
    if given not in REASONS:
        raise ChooseOne
    return given
