"""Sign in with a passkey, or with a password and a code; sign out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts import door, passkeys
from peelian.accounts.access import user_of
from peelian.accounts.models import User
from peelian.accounts.problems import NotLetIn, PasskeyNotRight
from peelian.accounts.views.choosing import typed
from peelian.accounts.views.frame import desk_of, page, passkey_page, safe_next, see, show
from peelian.ui.links import url


@page("GET", "POST")
@passkey_page
@csrf_protect
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The form: a passkey, or an address and a password."""
    after = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(after or start(request))
    if request.method == "GET":
        return show(request, "sign_in.html", next=after)
    now = timezone.now()
    email = typed(request, "email", 254)
    try:
        user = door.password_right(email, request.POST.get("password", "")[:1000], now)
    except NotLetIn as problem:
        return show(request, "sign_in.html", problem=problem, next=after, email=email)
    door.half_way(request, user, now)
    request.session["peelian.next"] = after
    return see("account-code")


@page("GET", "POST")
@csrf_protect
def code(request: HttpRequest) -> HttpResponseBase:
    """The second step after the password."""
    now = timezone.now()
    user = door.pending(request, now)
    if user is None:
        return see("account-sign-in")
    if request.method == "GET":
        return show(request, "code.html")
    try:
        method = door.code_right(user, request.POST.get("code", ""), now)
    except NotLetIn as problem:
        return show(request, "code.html", problem=problem)
    return _come_in(request, user, method)


@page("POST")
@csrf_protect
def passkey_wanted(request: HttpRequest) -> HttpResponseBase:
    """What the browser shall sign, for the script."""
    user = request.user if isinstance(request.user, User) else None
    return JsonResponse(passkeys.wanted_to_sign_in(user))


@page("POST")
@passkey_page
@csrf_protect
def passkey(request: HttpRequest) -> HttpResponseBase:
    """Come in with what the passkey signed."""
    after = safe_next(request, request.POST.get("next", ""))
    try:
        user = passkeys.owner_of(request.POST.get("credential", "")[:20_000])
    except PasskeyNotRight as problem:
        return show(request, "sign_in.html", problem=problem, next=after)
    request.session["peelian.next"] = after
    return _come_in(request, user, "passkey")


def _come_in(request: HttpRequest, user: User, method: str) -> HttpResponseBase:
    after = safe_next(request, request.session.get("peelian.next", ""))
    door.sign_in(request, user, method, timezone.now())
    request.session.pop("peelian.next", None)
    response = HttpResponseRedirect(after or start(request))
    response.status_code = 303
    return response


def start(request: HttpRequest) -> str:
    """The first page after sign-in, in the language of the page being made: the desk, or one's own account."""
    return desk_of(request) or url("account")


@page("POST")
@csrf_protect
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End this session. Asked without one, it says the same."""
    if request.user.is_authenticated:
        door.sign_out(request, user_of(request), timezone.now())
    return see("account-signed-out")


@page("GET")
def signed_out(request: HttpRequest) -> HttpResponseBase:
    """It is done."""
    return show(request, "signed_out.html")
