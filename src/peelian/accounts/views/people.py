"""Delegated administration: the people within one's reach, their roles, their leaving, their recovery."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, needs
from peelian.accounts.actions.doing import REASONS
from peelian.accounts.actions.enrolments import approve_recovery, ask_recovery, cancel_enrolment
from peelian.accounts.actions.grants import end_grant, grant_role
from peelian.accounts.actions.leaving import move_person, record_leaver
from peelian.accounts.actions.people import add_user
from peelian.accounts.models import Enrolment, Grant, User
from peelian.accounts.problems import AccountsProblem, ChooseOne, NoSuchAccount
from peelian.accounts.reaching import GIVE, MANAGE, grants_of, people_for, person_for, teams_for
from peelian.accounts.roles import book
from peelian.accounts.views.choosing import (
    chosen_reason,
    chosen_scope,
    chosen_team,
    number,
    scopes_for,
    typed,
)
from peelian.accounts.views.frame import page, see, show
from peelian.ui.links import url

SHOWN = 50


@page("GET")
@needs(GIVE)
def people(request: HttpRequest) -> HttpResponseBase:
    """The people within reach, by name, 50 on a page."""
    actor = actor_of(request)
    rows = people_for(actor, GIVE).order_by("name", "id")
    wanted = "".join(sign for sign in request.GET.get("name", "") if sign.isprintable()).strip()[:60]
    if wanted:
        rows = rows.filter(name__icontains=wanted)
    asked = request.GET.get("page", "1")
    at = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    shown = list(rows[(at - 1) * SHOWN : at * SHOWN + 1])
    return show(
        request,
        "people.html",
        people=shown[:SHOWN],
        more=len(shown) > SHOWN,
        page_number=at,
        name=wanted,
        recoveries=_waiting(request),
        manages=actor.may(MANAGE),
    )


@page("GET", "POST")
@csrf_protect
@needs(MANAGE)
def add(request: HttpRequest) -> HttpResponseBase:
    """Add a person with a first role; the link to set up sign-in is shown once."""
    actor, now = actor_of(request), timezone.now()
    if request.method == "GET":
        return _add_page(request)
    try:
        user, secret = add_user(
            email=_address(request),
            name=_name(request),
            collar_number=typed(request, "collar_number", 20),
            language="cy" if request.POST.get("language") == "cy" else "en",
            welsh_speaker=request.POST.get("welsh_speaker") == "yes",
            role=typed(request, "role"),
            scope=chosen_scope(actor, typed(request, "scope")),
            actor=actor,
            as_of=now,
        )
    except AccountsProblem as problem:
        return _add_page(request, problem)
    return _link_page(request, user, secret)


def _link_page(request: HttpRequest, who: User, secret: str) -> HttpResponseBase:
    """The code of a link, shown once, and the whole address that it is typed at."""
    there = request.build_absolute_uri(url("account-set-up"))
    return show(request, "link.html", who=who, secret=secret, there=there)


def _add_page(request: HttpRequest, problem: AccountsProblem | None = None) -> HttpResponseBase:
    names = ("email", "name", "collar_number", "role", "scope")
    kept = {name: request.POST.get(name, "") for name in names}
    return show(request, "add_person.html", problem=problem, typed=kept, **_choices(request))


def _name(request: HttpRequest) -> str:
    name = typed(request, "name", 120)
    if not name:
        raise ChooseOne
    return name


def _address(request: HttpRequest) -> str:
    try:
        validate_email(address := typed(request, "email", 254))
    except ValidationError:
        raise ChooseOne from None
    return address


@page("GET")
@needs(GIVE)
def person(request: HttpRequest, uid: str) -> HttpResponseBase:
    """One person: roles within reach, and what may be done."""
    return _person(request, person_for(actor_of(request), uid, GIVE))


def _person(request: HttpRequest, who: User, problem: AccountsProblem | None = None) -> HttpResponseBase:
    actor, now = actor_of(request), timezone.now()
    grants = list(grants_of(actor, who))
    return show(
        request,
        "person.html",
        problem=problem,
        who=who,
        held=[one for one in grants if one.ends is None or one.ends > now],
        ended=[one for one in grants if one.ends is not None and one.ends <= now],
        teams=teams_for(actor, GIVE).filter(closes__isnull=True),
        waiting=_open(who),
        manages=people_for(actor).filter(pk=who.pk).exists(),
        is_self=actor.user is not None and actor.user.pk == who.pk,
        actor_user=actor.user,
        **_choices(request),
    )


def _choices(request: HttpRequest) -> dict[str, Any]:
    return {"scopes": scopes_for(actor_of(request)), "roles": book().roles, "reasons": REASONS}


@page("POST")
@csrf_protect
@needs(GIVE)
def grant(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Give a role."""
    actor = actor_of(request)
    who = person_for(actor, uid, GIVE)
    return _did(
        request,
        who,
        lambda: grant_role(
            who,
            role=typed(request, "role"),
            scope=chosen_scope(actor, typed(request, "scope")),
            actor=actor,
            as_of=timezone.now(),
            reason=chosen_reason(request),
        ),
    )


@page("POST")
@csrf_protect
@needs(GIVE)
def end(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Take a role back."""
    actor = actor_of(request)
    who = person_for(actor, uid, GIVE)
    row = grants_of(actor, who).filter(pk=number(request, "grant")).first()
    if row is None:
        raise NoSuchAccount
    kept: Grant = row
    return _did(
        request,
        who,
        lambda: end_grant(kept, actor=actor, as_of=timezone.now(), reason=chosen_reason(request)),
    )


@page("POST")
@csrf_protect
@needs(GIVE)
def move(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Move a person to another team."""
    actor = actor_of(request)
    who = person_for(actor, uid, GIVE)
    return _did(
        request,
        who,
        lambda: move_person(
            who,
            leaves=chosen_team(actor, typed(request, "leaves")),
            joins=chosen_team(actor, typed(request, "joins")),
            actor=actor,
            as_of=timezone.now(),
        ),
    )


@page("GET", "POST")
@csrf_protect
@needs(MANAGE)
def leave(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Record that a person leaves: first what it will do, then done."""
    actor = actor_of(request)
    who = person_for(actor, uid)
    if request.method == "GET":
        return show(request, "leave.html", who=who)
    return _did(request, who, lambda: record_leaver(who, actor=actor, as_of=timezone.now()))


@page("POST")
@csrf_protect
@needs(MANAGE)
def recover(request: HttpRequest, uid: str) -> HttpResponseBase:
    """First administrator: ask for a recovery."""
    actor = actor_of(request)
    who = person_for(actor, uid)
    return _did(request, who, lambda: ask_recovery(who, actor=actor, as_of=timezone.now()))


@page("POST")
@csrf_protect
@needs(MANAGE)
def approve(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Second administrator: approve it, or strike it out; the link is shown once."""
    actor, now = actor_of(request), timezone.now()
    who = person_for(actor, uid)
    waiting = _open(who)
    if waiting is None:
        raise NoSuchAccount
    if request.POST.get("answer") == "no":
        return _did(request, who, lambda: cancel_enrolment(waiting, actor=actor, as_of=now))
    try:
        secret = approve_recovery(waiting, actor=actor, as_of=now)
    except AccountsProblem as problem:
        return _person(request, who, problem)
    return _link_page(request, who, secret)


def _did(request: HttpRequest, who: User, act: Any) -> HttpResponseBase:
    try:
        act()
    except NoSuchAccount:
        raise
    except AccountsProblem as problem:
        return _person(request, who, problem)
    return see("account-person", uid=str(who.uid))


def _open(who: User) -> Enrolment | None:
    """The recovery of `who` that waits for a second administrator."""
    return _recoveries().filter(user=who).first()


def _waiting(request: HttpRequest) -> list[Enrolment]:
    actor = actor_of(request)
    if not actor.may(MANAGE):
        return []
    return list(_recoveries().filter(user__in=people_for(actor)).exclude(user=actor.user)[:SHOWN])


def _recoveries() -> QuerySet[Enrolment]:
    """Those that wait for a second administrator. Without a digest there is no link yet, so none was used."""
    rows = Enrolment.objects.filter(kind="recovery", digest__isnull=True, cancelled_at__isnull=True)
    return rows.filter(expires_at__gt=timezone.now()).select_related("user", "asked_by")
