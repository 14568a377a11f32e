"""Add a passkey or an app, take one away, and get new recovery codes; each asks first who one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts import door, methods, passkeys
from peelian.accounts.access import View, signed_in, user_of
from peelian.accounts.problems import LastMethod, NotLetIn, PasskeyNotRight
from peelian.accounts.views.choosing import number, typed
from peelian.accounts.views.frame import page, passkey_page, see, show
from peelian.ui.links import url


def proved(name: str) -> Callable[[View], View]:
    """Ask who it is unless they showed it within five minutes, and come back to the page `name`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest) -> HttpResponseBase:
            if door.proved_lately(request, timezone.now()):
                return view(request)
            return HttpResponseRedirect(url("account-again") + "?" + urlencode({"next": url(name)}))

        return asked

    return wrap


@page("GET", "POST")
@passkey_page
@csrf_protect
@signed_in
@proved("account-add-passkey")
def add_passkey(request: HttpRequest) -> HttpResponseBase:
    """The page that makes a passkey with the script."""
    if request.method == "GET":
        return show(request, "add_passkey.html")
    user = user_of(request)
    try:
        passkeys.add(user, request.POST.get("credential", "")[:40_000], typed(request, "name", 60))
    except PasskeyNotRight as problem:
        return show(request, "add_passkey.html", problem=problem)
    door.note(user, "method_added", at=timezone.now(), method="passkey")
    return see("account")


@page("POST")
@csrf_protect
@signed_in
def add_passkey_wanted(request: HttpRequest) -> HttpResponseBase:
    """What the browser shall make, for the script."""
    return JsonResponse(passkeys.wanted_to_add(user_of(request)))


@page("GET", "POST")
@csrf_protect
@signed_in
@proved("account-add-app")
def add_app(request: HttpRequest) -> HttpResponseBase:
    """The square code to scan, and the code that proves it was. Needs a password, which it complements."""
    user = user_of(request)
    if not user.has_usable_password():
        return see("account-password")
    if request.method == "GET":
        return _app_page(request)
    try:
        methods.add_app(request, user, request.POST.get("code", ""))
    except NotLetIn as problem:
        return _app_page(request, problem)
    codes = methods.new_recovery_codes(user) if methods.methods_of(user).codes_left is None else None
    return show(request, "recovery_codes.html", codes=codes) if codes else see("account")


def _app_page(request: HttpRequest, problem: Exception | None = None) -> HttpResponseBase:
    secret = methods.app_secret(request, new=problem is None)
    side, path = methods.square(methods.app_address(user_of(request), secret))
    return show(request, "add_app.html", problem=problem, secret=secret, side=side, path=path)


@page("GET", "POST")
@csrf_protect
@signed_in
@proved("account-remove")
def remove(request: HttpRequest) -> HttpResponseBase:
    """Choose a way in to take away; the last one stays."""
    user, problem = user_of(request), None
    if request.method == "POST" and (chosen := number(request, "method")):
        try:
            methods.remove_method(user, chosen)
        except LastMethod as last:
            problem = last
        else:
            return see("account")
    return show(request, "remove.html", problem=problem, methods=methods.methods_of(user))


@page("GET", "POST")
@csrf_protect
@signed_in
@proved("account-recovery-codes")
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Ten new recovery codes, shown once, in place of the earlier ones."""
    user = user_of(request)
    if request.method == "POST" and door.has_second_step(user):
        return show(request, "recovery_codes.html", codes=methods.new_recovery_codes(user))
    return show(request, "recovery_codes.html", codes=None, methods=methods.methods_of(user))
