"""Set up sign-in by a one-time link: with a passkey, or with a password and an authenticator app."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts import door, methods, passkeys
from peelian.accounts.access import signed_in, user_of
from peelian.accounts.actions.enrolments import enrolment_for, is_open
from peelian.accounts.models import Enrolment, User
from peelian.accounts.problems import LinkNotRight, NotLetIn, PasskeyNotRight, PasswordWeak
from peelian.accounts.views.choosing import typed
from peelian.accounts.views.frame import page, passkey_page, see, show
from peelian.accounts.views.methods import proved

LINK = "peelian.link"


@page("GET", "POST")
@csrf_protect
def set_up(request: HttpRequest) -> HttpResponseBase:
    """Take the code of the link out of the address, or ask for it; nothing is used up by looking."""
    given = (request.POST.get("code") or request.GET.get("code", ""))[:200]
    if given:
        found = enrolment_for(given, timezone.now())
        if found is None:
            return show(request, "set_up_code.html", problem=LinkNotRight())
        request.session.flush()
        request.session[LINK] = found.pk
        return see("account-set-up-choose")
    return show(request, "set_up_code.html")


@page("GET")
def choose(request: HttpRequest) -> HttpResponseBase:
    """Which way: a passkey is the first choice."""
    return show(request, "set_up.html", who=_link(request).user)


@page("GET", "POST")
@passkey_page
@csrf_protect
def with_passkey(request: HttpRequest) -> HttpResponseBase:
    """Make a passkey, which alone signs in."""
    link = _link(request)
    if request.method == "GET":
        return show(request, "set_up_passkey.html", who=link.user)
    now = timezone.now()
    try:
        with transaction.atomic():
            user = methods.begin_anew(link, as_of=now)
            passkeys.add(user, request.POST.get("credential", "")[:40_000], typed(request, "name", 60))
            door.note(user, "method_added", at=now, method="passkey")
    except PasskeyNotRight as problem:
        return show(request, "set_up_passkey.html", problem=problem, who=link.user)
    return _done(request, user, "passkey")


@page("POST")
@csrf_protect
def passkey_wanted(request: HttpRequest) -> HttpResponseBase:
    """What the browser shall make, for the script."""
    return JsonResponse(passkeys.wanted_to_add(_link(request).user))


@page("GET", "POST")
@csrf_protect
def with_app(request: HttpRequest) -> HttpResponseBase:
    """Choose a password, scan the square, type the code: all three, or nothing is changed."""
    link = _link(request)
    if request.method == "GET":
        return _app_page(request, link)
    password, now = request.POST.get("password", "")[:1000], timezone.now()
    try:
        _good(password, link.user)
        with transaction.atomic():
            user = methods.begin_anew(link, as_of=now)
            methods.add_app(request, user, request.POST.get("code", ""))
            user.set_password(password)
            user.save(update_fields=["password"])
            codes = methods.new_recovery_codes(user)
    except (PasswordWeak, NotLetIn) as problem:
        return _app_page(request, link, problem)
    _done(request, user, "totp")
    return show(request, "recovery_codes.html", codes=codes, here=user)


@page("GET", "POST")
@csrf_protect
@signed_in
@proved("account-password")
def password(request: HttpRequest) -> HttpResponseBase:
    """Choose a password, or another one; every other session ends."""
    user = user_of(request)
    if request.method == "GET":
        return show(request, "password.html")
    chosen = request.POST.get("password", "")[:1000]
    try:
        _good(chosen, user)
    except PasswordWeak as problem:
        return show(request, "password.html", problem=problem)
    now = timezone.now()
    methods.change_password(request, user, chosen, as_of=now)
    return see("account") if door.has_second_step(user) else see("account-add-app")


def _link(request: HttpRequest) -> Enrolment:
    found = Enrolment.objects.filter(pk=int(request.session.get(LINK, 0))).select_related("user").first()
    if found is None or found.digest is None or not is_open(found, timezone.now()):
        raise LinkNotRight
    return found


def _app_page(request: HttpRequest, link: Enrolment, problem: Exception | None = None) -> HttpResponseBase:
    secret = methods.app_secret(request, new=problem is None)
    side, path = methods.square(methods.app_address(link.user, secret))
    return show(
        request, "set_up_app.html", problem=problem, who=link.user, secret=secret, side=side, path=path
    )


def _good(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError:
        raise PasswordWeak from None


def _done(request: HttpRequest, user: User, method: str) -> HttpResponseBase:
    request.session.pop(LINK, None)
    door.sign_in(request, user, method, timezone.now())
    return see("account")
