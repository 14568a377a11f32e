"""Keys for programs: which there are, a new one, revoke one."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, needs
from peelian.accounts.actions.keys import make_key, revoke_key
from peelian.accounts.days import today
from peelian.accounts.forces import open_on
from peelian.accounts.models import ApiKey, Force
from peelian.accounts.problems import AccountsProblem, ChooseOne, NoSuchAccount
from peelian.accounts.reaching import forces_for
from peelian.accounts.roles import book
from peelian.accounts.scopes import Scope, permissions_givable
from peelian.accounts.views.choosing import typed
from peelian.accounts.views.frame import page, see, show

MANAGE = "key.manage"
DAYS = ("30", "90", "365")


@page("GET", "POST")
@csrf_protect
@needs(MANAGE)
def keys(request: HttpRequest) -> HttpResponseBase:
    """The keys of the forces within reach; a new one is shown once."""
    if request.method == "GET":
        return _list(request)
    actor, now = actor_of(request), timezone.now()
    days = request.POST.get("days", "")
    name = typed(request, "name", 80)
    try:
        force = forces_for(actor, MANAGE).filter(force_id=typed(request, "force")).first()
        scopes = [one for one in request.POST.getlist("scopes") if one in book().permissions]
        if force is None or days not in DAYS or not name or not scopes:
            raise ChooseOne
        made, text = make_key(
            name=name,
            scopes=scopes,
            force=force,
            expires_at=now + timedelta(days=int(days)),
            actor=actor,
            as_of=now,
        )
    except AccountsProblem as problem:
        return _list(request, problem)
    return show(request, "key.html", key=made, text=text)


def _list(request: HttpRequest, problem: AccountsProblem | None = None) -> HttpResponseBase:
    actor, now = actor_of(request), timezone.now()
    forces: list[Force] = list(forces_for(actor, MANAGE).filter(open_on(today())))
    givable = {name for force in forces[:1] for name in permissions_givable(actor, Scope(force=force), now)}
    return show(
        request,
        "keys.html",
        problem=problem,
        keys=ApiKey.objects.filter(force__in=forces).select_related("force", "made_by")[:200],
        forces=forces,
        permissions=[(name, words) for name, words in book().permissions.items() if name in givable],
        days=DAYS,
        now=now,
        typed={"name": request.POST.get("name", ""), "force": request.POST.get("force", "")},
        ticked=request.POST.getlist("scopes"),
    )


@page("POST")
@csrf_protect
@needs(MANAGE)
def revoke(request: HttpRequest) -> HttpResponseBase:
    """Revoke a key."""
    actor = actor_of(request)
    row = (
        ApiKey.objects.filter(prefix=typed(request, "key"), force__in=forces_for(actor, MANAGE))
        .select_related("force")
        .first()
    )
    if row is None:
        raise NoSuchAccount
    revoke_key(row, actor=actor, as_of=timezone.now())
    return see("account-keys")
