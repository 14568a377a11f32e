"""The ways in which a person signs in: an authenticator app, recovery codes, passkeys; added and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from peelian.accounts.door import digits_of, note
from peelian.accounts.models import Enrolment, User
from peelian.accounts.problems import LastMethod, LinkNotRight, NotLetIn
from peelian.accounts.sessions import end_all_sessions, keep_only_this

_SECRET = "peelian.app-secret"  # noqa: S105 - the name of a place, not a secret
_TYPES = Authenticator.Type


@dataclass(frozen=True, slots=True)
class Methods:
    """What a person has. `codes_left` is None without recovery codes."""

    passkeys: list[Authenticator]
    app: Authenticator | None
    codes_left: int | None
    has_password: bool


def methods_of(user: User) -> Methods:
    """The ways in which `user` signs in."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "id"))
    codes = next((row for row in rows if row.type == _TYPES.RECOVERY_CODES), None)
    return Methods(
        [row for row in rows if row.type == _TYPES.WEBAUTHN],
        next((row for row in rows if row.type == _TYPES.TOTP), None),
        len(codes.wrap().get_unused_codes()) if codes else None,
        user.has_usable_password(),
    )


# --- authenticator app ----------------------------------------------------------------------------------
def app_secret(request: HttpRequest, *, new: bool) -> str:
    """The secret that the page shows, encrypted in the session until the first code proves that the app has it."""
    keeper = get_adapter()
    held = request.session.get(_SECRET)
    if new or not held:
        secret = totp.generate_totp_secret()
        request.session[_SECRET] = keeper.encrypt(secret)
        return str(secret)
    return str(keeper.decrypt(held))


def app_address(user: User, secret: str) -> str:
    """What the square code says to the app."""
    return str(get_adapter().build_totp_url(user, secret))


def square(text: str) -> tuple[int, str]:
    """A QR code as (side in modules, SVG path), margin included."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), path


def add_app(request: HttpRequest, user: User, code: str) -> None:
    """Keep the app whose code is right, in place of an earlier one. Raises NotLetIn."""
    secret = app_secret(request, new=False)
    typed = digits_of(code)
    if not typed or not totp.validate_totp_code(secret, typed):
        raise NotLetIn
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=_TYPES.TOTP).delete()
        totp.TOTP.activate(user, secret)
        note(user, "method_added", at=timezone.now(), method="totp")
    request.session.pop(_SECRET, None)


# --- recovery codes -------------------------------------------------------------------------------------
def new_recovery_codes(user: User) -> list[str]:
    """Ten new codes; the earlier ones end. Shown once: afterwards only their number is."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=_TYPES.RECOVERY_CODES).delete()
        codes: list[str] = RecoveryCodes.activate(user).generate_codes()
        note(user, "method_added", at=timezone.now(), method="recovery_code")
    return codes


def change_password(request: HttpRequest, user: User, password: str, *, as_of: datetime) -> None:
    """Another password; every other session ends."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        note(user, "method_added", at=as_of, method="password")
        keep_only_this(request, user, as_of=as_of)


def remove_method(user: User, number: int) -> None:
    """Take a passkey or the app away. Raises LastMethod when no other way in would be left."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        rows = Authenticator.objects.filter(user=user).exclude(type=_TYPES.RECOVERY_CODES)
        row = rows.filter(pk=number).first()
        if row is None:
            return
        rest = [one for one in rows if one.pk != row.pk]
        if not any(one.type == _TYPES.WEBAUTHN or user.has_usable_password() for one in rest):
            raise LastMethod
        row.delete()
        if not any(one.type == _TYPES.TOTP for one in rest):
            Authenticator.objects.filter(user=user, type=_TYPES.RECOVERY_CODES).delete()
        method = "passkey" if row.type == _TYPES.WEBAUTHN else "totp"
        note(user, "method_removed", at=timezone.now(), method=method)


# --- setting up by a link -------------------------------------------------------------------------------
def begin_anew(enrolment: Enrolment, *, as_of: datetime) -> User:
    """Use the link up, inside the caller's transaction: after a recovery no earlier way in is left.

    Raises LinkNotRight when somebody was faster.
    """
    used = Enrolment.objects.filter(
        pk=enrolment.pk, used_at__isnull=True, cancelled_at__isnull=True, expires_at__gt=as_of
    ).update(used_at=as_of)
    user = enrolment.user
    if not used or not user.is_active:
        raise LinkNotRight
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_all_sessions(user, as_of=as_of)
    note(user, "recovered", at=as_of, method="link")
    return user
