"""The teams within one's reach: who works there, and opening or closing one."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, needs
from peelian.accounts.actions.teams import add_team, close_team
from peelian.accounts.cover import duty_officer, force_of, members
from peelian.accounts.days import today
from peelian.accounts.forces import open_on
from peelian.accounts.models import Shift, Team, TeamArea
from peelian.accounts.models.force import TEAM_KINDS
from peelian.accounts.problems import AccountsProblem, ChooseOne, NoSuchAccount
from peelian.accounts.reaching import forces_for, teams_for
from peelian.accounts.views.choosing import typed
from peelian.accounts.views.frame import page, see, show
from peelian.accounts.wording import AREA_KIND_WORDS, SHIFT_PART_WORDS, TEAM_KIND_WORDS
from peelian.reference.places import districts

MANAGE = "team.manage"
SHIFTS = "absence.manage"
MOST_SHIFTS = 100
MOST_AREAS = 500


@page("GET")
@needs(MANAGE)
def teams(request: HttpRequest) -> HttpResponseBase:
    """The teams within reach."""
    return _list(request)


def _list(request: HttpRequest, problem: AccountsProblem | None = None) -> HttpResponseBase:
    actor = actor_of(request)
    names = ("name_en", "name_cy", "kind", "force", "contact_route")
    kept = {name: request.POST.get(name, "") for name in names}
    return show(
        request,
        "teams.html",
        problem=problem,
        teams=teams_for(actor, MANAGE),
        forces=forces_for(actor, MANAGE).filter(open_on(today())),
        kinds=TEAM_KIND_WORDS,
        typed=kept,
    )


@page("GET")
@needs(MANAGE, SHIFTS)
def team(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One team: its force, its members, its duty officer."""
    return team_page(request, chosen(request, slug))


def team_page(request: HttpRequest, one: Team, problem: AccountsProblem | None = None) -> HttpResponseBase:
    now = timezone.now()
    return show(
        request,
        "team.html",
        problem=problem,
        team=one,
        kinds=TEAM_KIND_WORDS,
        force=force_of(one, now),
        members=members(one, now),
        duty=duty_officer(one, now),
        shifts=Shift.objects.filter(team=one, ends__gt=now).select_related("user")[:MOST_SHIFTS],
        parts=SHIFT_PART_WORDS,
        areas=[
            (row, _named(row)) for row in TeamArea.objects.filter(team=one, ends__isnull=True)[:MOST_AREAS]
        ],
        area_kinds=AREA_KIND_WORDS,
        may_manage=actor_of(request).may(MANAGE, team=one.pk),
        may_people=actor_of(request).may("role.give", team=one.pk),
        may_shifts=actor_of(request).may(SHIFTS, team=one.pk),
    )


@page("POST")
@csrf_protect
@needs(MANAGE)
def add(request: HttpRequest) -> HttpResponseBase:
    """Open a team."""
    actor = actor_of(request)
    try:
        force = forces_for(actor, MANAGE).filter(force_id=typed(request, "force")).first()
        name, kind = typed(request, "name_en", 120), typed(request, "kind")
        slug = f"{force.force_id}-{_slug(name)}"[:80] if force is not None else ""
        if (
            force is None
            or kind not in TEAM_KINDS
            or not _slug(name)
            or Team.objects.filter(slug=slug).exists()
        ):
            raise ChooseOne
        made = add_team(
            slug=slug,
            name_en=name,
            name_cy=typed(request, "name_cy", 120) or name,
            kind=kind,
            force=force,
            contact_route=typed(request, "contact_route"),
            actor=actor,
            as_of=timezone.now(),
        )
    except AccountsProblem as problem:
        return _list(request, problem)
    return see("account-team", slug=made.slug)


@page("POST")
@csrf_protect
@needs(MANAGE)
def close(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Close a team that nobody works in any more."""
    actor = actor_of(request)
    one = chosen(request, slug)
    try:
        close_team(one, actor=actor, as_of=timezone.now())
    except AccountsProblem as problem:
        return team_page(request, one, problem)
    return see("account-teams")


def chosen(request: HttpRequest, slug: str) -> Team:
    """The team, for one who manages it or its shifts. Raises NoSuchAccount."""
    actor = actor_of(request)
    reachable = teams_for(actor, MANAGE) | teams_for(actor, SHIFTS)
    found = reachable.filter(slug=slug).first()
    if found is None:
        raise NoSuchAccount
    return found


def _named(row: TeamArea) -> str:
    """A place as a person reads it: a district by its name."""
    return districts()[row.area].name if row.kind == "district" and row.area in districts() else row.area


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
