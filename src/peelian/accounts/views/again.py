"""Show again who you are: after a pause, or before your keys are changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts import door, passkeys
from peelian.accounts.access import signed_in, user_of
from peelian.accounts.models import User
from peelian.accounts.problems import NotLetIn, PasskeyNotRight
from peelian.accounts.views.frame import page, passkey_page, safe_next, show
from peelian.accounts.views.signing_in import start
from peelian.ui.language import language_of, speaking

OURS = ("csrfmiddlewaretoken", "credential", "password", "code", "again-next", "again-path")
MOST_KEPT = 900
"""Django takes a thousand fields of a form; no page of ours has a tenth of that."""
Kept = list[tuple[str, str]]


@page("GET", "POST")
@passkey_page
@csrf_protect
@signed_in
def again(request: HttpRequest) -> HttpResponseBase:
    """The form, with what had been typed carried along; then on to where the person was."""
    kept = _kept(request)
    path = safe_next(request, request.POST.get("again-path", ""))
    after = safe_next(request, request.POST.get("again-next") or request.GET.get("next", ""))
    if request.method == "GET":
        return _ask(request, [], "", after)
    user, now = user_of(request), timezone.now()
    try:
        method = _shown(request, user)
    except (NotLetIn, PasskeyNotRight) as problem:
        return _ask(request, kept, path, after, problem)
    door.prove_again(request, user, method, now)
    if path:
        return show(request, "go_on.html", kept=kept, path=path)
    response = HttpResponseRedirect(after or start(request))
    response.status_code = 303
    return response


@page("POST")
@csrf_protect
@signed_in
def again_wanted(request: HttpRequest) -> HttpResponseBase:
    """What a passkey of this person shall sign, for the script."""
    return JsonResponse(passkeys.wanted_to_sign_in(user_of(request)))


@passkey_page
def ask_keeping(request: HttpRequest) -> HttpResponseBase:
    """The form in place of the answer to a form that was sent too late; nothing of it is stored."""
    kept = [(name, value) for name, value in _fields(request) if name not in OURS]
    with speaking(language_of(request.path)):
        return _ask(request, kept, request.get_full_path(), "", files=bool(request.FILES), status=403)


def _ask(
    request: HttpRequest,
    kept: Kept,
    path: str,
    after: str,
    problem: Exception | None = None,
    *,
    files: bool = False,
    status: int = 200,
) -> HttpResponseBase:
    user = user_of(request)
    return show(
        request,
        "again.html",
        status,
        problem=problem,
        kept=kept,
        path=path,
        next=after,
        files=files,
        has_passkey=bool(passkeys.passkeys_of(user)),
        has_password=user.has_usable_password() and door.has_second_step(user),
    )


def _shown(request: HttpRequest, user: User) -> str:
    """The method by which the person has shown who they are. Raises NotLetIn, PasskeyNotRight."""
    answer = request.POST.get("credential", "")
    if answer:
        if not passkeys.is_of(user, answer[:20_000]):
            raise PasskeyNotRight
        return "passkey"
    door.password_right(user.email, request.POST.get("password", "")[:1000], timezone.now())
    return "password"


def _kept(request: HttpRequest) -> Kept:
    """The carried fields: sent as `kept-<name>`, so that none can be taken for one of ours."""
    return [
        (name.removeprefix("kept-"), value) for name, value in _fields(request) if name.startswith("kept-")
    ]


def _fields(request: HttpRequest) -> Kept:
    pairs = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    return pairs[:MOST_KEPT]
