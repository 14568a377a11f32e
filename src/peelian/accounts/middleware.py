"""After a quarter of an hour without a page, a person shows again who they are; what they had typed is kept.

What was typed travels in the page itself (hidden fields), not through the session or any other store.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode

from peelian.accounts import door
from peelian.accounts.models import SignedIn, User
from peelian.accounts.sessions import idle_seconds
from peelian.ui.language import language_of
from peelian.ui.links import url

_WRITE_EVERY: Final = 60
EXEMPT: Final = frozenset(
    {"account-again", "account-again-wanted", "account-sign-out", "account-signed-out", "account-sign-in"}
)


class IdleReauthentication:
    """Asks again after `PEELIAN_IDLE_SECONDS`; ends a session that has lasted a whole day's work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """After the check of forged forms, before the view."""
        if not request.session.session_key or not isinstance(_user(request), User):
            return None
        now = timezone.now()
        if _name(request) in EXEMPT:
            return None
        if (
            now.timestamp() - request.session.get(door.STARTED, now.timestamp())
            > door.WHOLE_DAY.total_seconds()
        ):
            door.sign_out(request, request.user, now)  # type: ignore[arg-type]
            return None
        if now.timestamp() - request.session.get(door.SEEN, now.timestamp()) > idle_seconds():
            return _ask_again(request)
        _seen(request, now)
        return None


def _user(request: HttpRequest) -> Any:
    return request.user if request.user.is_authenticated else None


def _name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _seen(request: HttpRequest, now: datetime) -> None:
    last = request.session.get(door.SEEN, 0)
    if now.timestamp() - last < _WRITE_EVERY:
        return
    request.session[door.SEEN] = now.timestamp()
    request.session.setdefault(door.STARTED, now.timestamp())
    SignedIn.objects.filter(session_key=request.session.session_key).update(seen_at=now)


def _ask_again(request: HttpRequest) -> HttpResponseBase:
    language = language_of(request.path)
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(
            url("account-again", language) + "?" + urlencode({"next": request.get_full_path()})
        )
    from peelian.accounts.views.again import ask_keeping

    return ask_keeping(request)
