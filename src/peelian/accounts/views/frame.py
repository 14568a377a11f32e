"""What every page of accounts is made in: its language, its frame, what goes wrong, and the host of passkeys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from peelian.accounts.access import View, actor_of
from peelian.accounts.days import LONDON
from peelian.accounts.models import Force, Team, User
from peelian.accounts.problems import AccountsProblem, NoSuchAccount, NotAllowed
from peelian.accounts.services import service_name
from peelian.accounts.wording import EVENT_WORDS, METHOD_WORDS
from peelian.reference.problems import Bilingual, Problem
from peelian.ui import formats
from peelian.ui.environment import environment
from peelian.ui.headers import with_passkeys
from peelian.ui.language import current, language_of, speaking
from peelian.ui.links import url

_NO_PASSKEYS_HERE: Final = {"127.0.0.1", "[::1]"}
"""Hosts that are addresses: a passkey belongs to a name, so the pages move to `localhost`."""


def page(*methods: str) -> Callable[[View], View]:
    """A view that answers `methods` only, in the language of its address; a problem of ours becomes its page."""

    def wrap(view: View) -> View:
        @require_http_methods(list(methods))
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            elsewhere = _on_localhost(request)
            if elsewhere:
                return elsewhere
            with speaking(language_of(request.path)):
                try:
                    return view(request, *args, **kwargs)
                except AccountsProblem as problem:
                    return refusal(request, problem)

        answered.methods = methods  # type: ignore[attr-defined]
        return answered

    return wrap


def passkey_page(view: View) -> View:
    """A page that runs our one script and may use passkeys."""

    @csp_update({"script-src": ["'self'"], "connect-src": ["'self'"]})
    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in with_passkeys().items():
            response.headers[name] = value
        return response

    return allowed


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The template as an answer. `problem` among the context sets its words on top and the status 400."""
    problem = context.get("problem")
    if problem is not None and status == 200:
        status = 400
    frame = {
        "address": request.path,
        "csrf": get_token(request),
        "here": request.user if isinstance(request.user, User) else None,
        "words_of": words_of,
        "named": named,
        "when": when,
        "events_of": EVENT_WORDS,
        "methods_words": METHOD_WORDS,
        "problem": None,
        "desk": desk_of(request),
    }
    text = environment().get_template(f"accounts/{template}").render({**frame, **context})
    return HttpResponse(text, status=status)


def desk_of(request: HttpRequest) -> str:
    """The address of the desk, for one who works on cases; empty for others and where there is no desk."""
    if not isinstance(request.user, User) or not actor_of(request).may("case.see"):
        return ""
    try:
        return url("desk")
    except NoReverseMatch:
        return ""


def words_of(problem: Problem | Bilingual) -> str:
    """A problem's or a pair's words in the language of the page."""
    if isinstance(problem, Problem):
        return problem.message(current())
    return problem.cy if current() == "cy" else str(problem)


def named(row: Team | Force | str) -> str:
    """A team's, a force's or (by its code) a service's name in the language of the page."""
    if isinstance(row, str):
        return words_of(service_name(row))
    return row.name_cy if current() == "cy" else row.name_en


def when(moment: datetime | None) -> str:
    """A time of the day in London, in the language of the page: `21 November 2026, 14:05`."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    return f"{formats.day(local.date())}, {local:%H:%M}"


def refusal(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page for a problem that no form can show."""
    status = 404 if isinstance(problem, NoSuchAccount) else 403 if isinstance(problem, NotAllowed) else 400
    with speaking(language_of(request.path)):
        return show(request, "refused.html", status, problem=problem)


def see(name: str, **kwargs: str) -> HttpResponseRedirect:
    """To another page, in the language of this one."""
    response = HttpResponseRedirect(url(name, **kwargs))
    response.status_code = 303
    return response


def safe_next(request: HttpRequest, given: str) -> str:
    """`given` when it is an address of this site, else empty."""
    fits = url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return given if given.startswith("/") and fits else ""


def _on_localhost(request: HttpRequest) -> HttpResponseRedirect | None:
    host, _, port = request.get_host().rpartition(":")
    if not host or host not in _NO_PASSKEYS_HERE:
        host, port = request.get_host(), ""
    if host not in _NO_PASSKEYS_HERE:
        return None
    there = "localhost" + (f":{port}" if port else "")
    response = HttpResponseRedirect(f"{request.scheme}://{there}{request.get_full_path()}")
    response.status_code = 302 if request.method in {"GET", "HEAD"} else 307
    return response
