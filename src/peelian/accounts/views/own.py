"""One's own account: how one signs in, where one is signed in, what happened at the door, which roles one holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, signed_in, user_of
from peelian.accounts.actors import Actor, grants_at
from peelian.accounts.methods import methods_of
from peelian.accounts.models import SignedIn, SignInEvent, Team
from peelian.accounts.roles import book
from peelian.accounts.sessions import end_session, keep_only_this, open_sessions
from peelian.accounts.views.choosing import number
from peelian.accounts.views.frame import page, see, show
from peelian.reference.problems import Bilingual

SHOWN_EVENTS = 20


def _nothing(_actor: Actor) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Managed:
    """A page to manage something at, for who holds the permission; how much there `waiting` is for them."""

    permission: str
    name: str
    words: Bilingual
    waiting: Callable[[Actor], int] = _nothing


_MANAGING = [
    Managed("role.give", "account-people", Bilingual("People and roles", "Pobl a rolau")),
    Managed("team.manage", "account-teams", Bilingual("Teams", "Timau")),
    Managed("force.merge", "account-mergers", Bilingual("Mergers of forces", "Uno heddluoedd")),
    Managed("key.manage", "account-keys", Bilingual("Keys for programs", "Allweddi i raglenni")),
]


def manage_also(
    permission: str, name: str, words: Bilingual, *, waiting: Callable[[Actor], int] = _nothing
) -> None:
    """Put a page of a room above this one among those that one may manage."""
    page_ = Managed(permission, name, words, waiting)
    if page_ not in _MANAGING:
        _MANAGING.append(page_)


@page("GET")
@signed_in
def account(request: HttpRequest) -> HttpResponseBase:
    """Everything about one's own account on one page."""
    user, now = user_of(request), timezone.now()
    return show(
        request,
        "account.html",
        methods=methods_of(user),
        sessions=open_sessions(user, now),
        this_session=request.session.session_key,
        events=SignInEvent.objects.filter(user=user).exclude(kind="tried")[:SHOWN_EVENTS],
        grants=[
            (book().roles.get(grant.role), grant) for grant in grants_at(user, now).select_related("team")
        ],
        my_teams=Team.objects.filter(pk__in=sorted(actor_of(request).own_teams)),
        shifts_of=actor_of(request).reach("absence.manage").teams,
        manages=[
            (one.name, one.words, one.waiting(actor_of(request)))
            for one in _MANAGING
            if actor_of(request).may(one.permission)
        ],
    )


@page("POST")
@csrf_protect
@signed_in
def end_one_session(request: HttpRequest) -> HttpResponseBase:
    """End one of one's own sessions; of another person's there is none here."""
    row = SignedIn.objects.filter(user=user_of(request), pk=number(request, "session")).first()
    if row is not None and row.session_key != request.session.session_key:
        end_session(row, as_of=timezone.now())
    return see("account")


@page("POST")
@csrf_protect
@signed_in
def end_other_sessions(request: HttpRequest) -> HttpResponseBase:
    """End all of one's own sessions but this one."""
    keep_only_this(request, user_of(request), as_of=timezone.now())
    return see("account")


@page("POST")
@csrf_protect
@signed_in
def language(request: HttpRequest) -> HttpResponseBase:
    """The language that one is written to in, and whether one speaks Welsh with the public."""
    user = user_of(request)
    given = request.POST.get("language", "")
    user.language = given if given in {"en", "cy"} else user.language
    user.welsh_speaker = request.POST.get("welsh_speaker") == "yes"
    user.save(update_fields=["language", "welsh_speaker"])
    return see("account")
