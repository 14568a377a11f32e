"""The door: who may come in, by what, and when it stays shut for a while.

A passkey alone is enough: it is a thing and a finger or PIN. A password needs the code of an authenticator app or a
recovery code too. A password or code is counted before it is checked, so that many guesses at once are counted as well;
after `MOST_TRIES` within `LOCK` the person's password and codes are refused, right ones too, until the time is over.
Passkeys are not counted, because they cannot be guessed: nobody can lock out one who has a passkey.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest

from peelian.accounts.models import SignedIn, SignInEvent, User
from peelian.accounts.problems import NotLetIn
from peelian.accounts.sessions import browser_name

MOST_TRIES: Final = 5
LOCK: Final = timedelta(minutes=15)
HALF_WAY: Final = timedelta(minutes=10)
WHOLE_DAY: Final = timedelta(hours=12)
_MOST_UNKNOWN_AN_HOUR: Final = 500
_LONGEST_CODE: Final = 40

PENDING: Final = "peelian.pending"
STARTED: Final = "peelian.started"
SEEN: Final = "peelian.seen"
PROVED: Final = "peelian.proved"

_METHODS: Final = {"totp": "totp", "recovery_codes": "recovery_code", "webauthn": "passkey"}


def note(user: User | None, kind: str, *, at: datetime, method: str = "") -> None:
    """Write down what happened at the door."""
    SignInEvent.objects.create(user=user, at=at, kind=kind, method=method)


def is_locked(user: User, as_of: datetime) -> bool:
    """Whether passwords and codes of `user` are refused now."""
    tries = SignInEvent.objects.filter(user=user, at__gt=as_of - LOCK, kind="tried")
    last = (
        SignInEvent.objects.filter(user=user, kind__in=("signed_in", "reauthenticated", "recovered"))
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )
    return tries.filter(id__gt=last or 0).count() >= MOST_TRIES


def password_right(email: str, password: str, as_of: datetime) -> User:
    """The user with this address and password. Raises NotLetIn, the same for each of its causes, at the same cost."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        make_password(password)
        _note_unknown(as_of)
        raise NotLetIn
    allowed = _counted(user, "password", as_of)
    right = _check(user, password)
    if not (allowed and right and user.is_active and has_second_step(user)):
        note(user, "wrong", at=as_of, method="password")
        raise NotLetIn
    return user


def _check(user: User, password: str) -> bool:
    if not user.has_usable_password():
        make_password(password)
        return False
    return user.check_password(password)


def code_right(user: User, code: str, as_of: datetime) -> str:
    """The method (`totp` or `recovery_code`) that `code` is right for. Raises NotLetIn."""
    typed = digits_of(code)
    allowed = _counted(user, "totp", as_of)
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    for one in Authenticator.objects.filter(user=user, type__in=kinds) if allowed and typed else ():
        if one.wrap().validate_code(typed):
            one.record_usage()
            return _METHODS[one.type]
    note(user, "wrong", at=as_of, method="totp")
    raise NotLetIn


def digits_of(code: str) -> str:
    """The digits of a code as somebody typed it, with spaces or in wide letters; the rest is not looked at."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", code[:_LONGEST_CODE]) if sign.isdecimal())


def has_second_step(user: User) -> bool:
    """Whether a code can complete this person's password."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def _counted(user: User, method: str, as_of: datetime) -> bool:
    """Count a try, one after the other; False when there were too many."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if is_locked(user, as_of):
            note(user, "locked", at=as_of, method=method)
            return False
        note(user, "tried", at=as_of, method=method)
        return True


def _note_unknown(as_of: datetime) -> None:
    """Two rows, as for a known person, so that the time taken tells nothing; no more than so many an hour."""
    hour = SignInEvent.objects.filter(user=None, at__gt=as_of - timedelta(hours=1))[:_MOST_UNKNOWN_AN_HOUR]
    if len(hour) < _MOST_UNKNOWN_AN_HOUR:
        note(None, "tried", at=as_of, method="password")
        note(None, "wrong", at=as_of, method="password")


# --- coming in, half way and wholly ---------------------------------------------------------------------
def half_way(request: HttpRequest, user: User, as_of: datetime) -> None:
    """The password was right: remember it for ten minutes, in a session that nobody knew before."""
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "at": as_of.timestamp(), "epoch": user.session_epoch}


def pending(request: HttpRequest, as_of: datetime) -> User | None:
    """Who has given the right password and not yet the code."""
    held = request.session.get(PENDING)
    if not isinstance(held, dict) or as_of.timestamp() - held.get("at", 0) > HALF_WAY.total_seconds():
        return None
    user = User.objects.filter(pk=int(held.get("user", 0)), session_epoch=int(held.get("epoch", 0))).first()
    return user if user is not None and user.is_active else None


def sign_in(request: HttpRequest, user: User, method: str, as_of: datetime) -> None:
    """Let `user` in. The only place that does."""
    if not user.is_active:
        raise NotLetIn
    request.session.pop(PENDING, None)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    now = as_of.timestamp()
    request.session.update({STARTED: now, SEEN: now, PROVED: now})
    request.session.save()
    SignedIn.objects.update_or_create(
        session_key=request.session.session_key or "",
        defaults={
            "user": user,
            "method": method,
            "browser": browser_name(request.headers.get("User-Agent", "")),
            "started_at": as_of,
            "seen_at": as_of,
        },
    )
    note(user, "signed_in", at=as_of, method=method)


def prove_again(request: HttpRequest, user: User, method: str, as_of: datetime) -> None:
    """The person of this session has shown again who they are."""
    now = as_of.timestamp()
    request.session.update({SEEN: now, PROVED: now})
    note(user, "reauthenticated", at=as_of, method=method)


def sign_out(request: HttpRequest, user: User, as_of: datetime) -> None:
    """End this session."""
    SignedIn.objects.filter(session_key=request.session.session_key or "").delete()
    logout(request)
    note(user, "signed_out", at=as_of)


def proved_lately(request: HttpRequest, as_of: datetime, within: timedelta = timedelta(minutes=5)) -> bool:
    """Whether the person has shown who they are within the last minutes: asked before their keys are changed."""
    at = request.session.get(PROVED, 0)
    return bool(0 <= as_of.timestamp() - at <= within.total_seconds())
