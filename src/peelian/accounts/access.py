"""The first two questions of every page behind sign-in: who is it, and may they do this anywhere at all.

    @needs("case.see")
    def queue(request): actor = actor_of(request) ...

`needs` marks the view (`view.needs`), so that a walk over all addresses finds each page's guard, or its absence.
Whether the permission holds for the very record is asked after that, by the record's own door.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from peelian.accounts.actors import Actor, actor_for
from peelian.accounts.models import User
from peelian.accounts.problems import NotAllowed
from peelian.accounts.roles import permission
from peelian.ui.language import language_of
from peelian.ui.links import url

View = Callable[..., HttpResponseBase]
_KEPT = "_peelian_actor"


def user_of(request: HttpRequest) -> User:
    """The signed-in user. Raises NotAllowed when there is none."""
    if not isinstance(request.user, User):
        raise NotAllowed
    return request.user


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in user as an actor, worked out once in a request. Raises NotAllowed when nobody is signed in."""
    held: Actor | None = getattr(request, _KEPT, None)
    if held is None:
        held = actor_for(user_of(request), timezone.now())
        setattr(request, _KEPT, held)
    return held


def signed_in(view: View) -> View:
    """Send whoever is not signed in to sign in, and back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.needs = ()  # type: ignore[attr-defined]
    return guarded


def needs(*permissions: str) -> Callable[[View], View]:
    """Let in who is signed in and holds at least one of `permissions` somewhere; others get the page for NotAllowed."""
    names = tuple(permission(name) for name in permissions)

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            actor = actor_of(request)
            if not any(actor.may(name) for name in names):
                from peelian.accounts.views.frame import refusal

                return refusal(request, NotAllowed())
            return view(request, *args, **kwargs)

        guarded.needs = names  # type: ignore[attr-defined]
        return guarded

    return wrap


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """To the sign-in page, in the language of the address, and back to this page when it can be fetched again."""
    address = url("account-sign-in", language_of(request.path))
    if request.method in {"GET", "HEAD"}:
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
