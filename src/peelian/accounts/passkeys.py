"""Passkeys: what the browser is asked for, and whether what it gave is right. allauth and fido2 do the checking."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDictKeyError

from peelian.accounts.models import User
from peelian.accounts.problems import PasskeyNotRight

MOST = 10
_WRONG = (ValidationError, ValueError, TypeError, KeyError, AttributeError, MultiValueDictKeyError)


def wanted_to_sign_in(user: User | None = None) -> dict[str, Any]:
    """What the browser shall sign: with any passkey of this site, or with one of `user`'s. Remembered in the session."""
    options = auth.begin_authentication(user)
    made: dict[str, Any] = json.loads(json.dumps(_plain(options)))
    made["publicKey"]["userVerification"] = "required"
    return made


def wanted_to_add(user: User) -> dict[str, Any]:
    """What the browser shall make: a passkey for `user` that needs a finger or a PIN."""
    made: dict[str, Any] = json.loads(json.dumps(_plain(auth.begin_registration(user, True))))
    return made


def owner_of(answer: str) -> User:
    """The user whose passkey signed the answer. Raises PasskeyNotRight."""
    given = _read(answer)
    try:
        auth.parse_authentication_response(given)
        user = auth.extract_user_from_response(given)
        found = auth.complete_authentication(user, given)
    except _WRONG:
        raise PasskeyNotRight from None
    found.record_usage()
    if not isinstance(user, User) or not user.is_active:
        raise PasskeyNotRight
    return user


def is_of(user: User, answer: str) -> bool:
    """Whether a passkey of `user` signed the answer."""
    given = _read(answer)
    try:
        auth.parse_authentication_response(given)
        auth.complete_authentication(user, given).record_usage()
    except _WRONG:
        return False
    return True


def add(user: User, answer: str, name: str) -> Authenticator:
    """Keep the passkey that the browser made. Raises PasskeyNotRight."""
    given = _read(answer)
    if len(passkeys_of(user)) >= MOST:
        raise PasskeyNotRight
    try:
        auth.parse_registration_response(given)
        made = auth.complete_registration(given)
    except _WRONG:
        raise PasskeyNotRight from None
    if not made.is_user_verified():
        raise PasskeyNotRight
    kept: Authenticator = auth.WebAuthn.add(user, name.strip()[:60] or "Passkey", given).instance
    return kept


def passkeys_of(user: User) -> list[Authenticator]:
    """The passkeys of `user`, the oldest first."""
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return list(rows.order_by("created_at", "id"))


def _read(answer: str) -> dict[str, Any]:
    try:
        given = json.loads(answer)
    except ValueError:
        raise PasskeyNotRight from None
    if not isinstance(given, dict):
        raise PasskeyNotRight
    return given


def _plain(options: Any) -> Any:
    """Objects of fido2 as the JSON form of WebAuthn (bytes as base64url), as deep as they go."""
    from collections.abc import Mapping, Sequence

    from fido2.utils import websafe_encode

    if isinstance(options, bytes):
        return websafe_encode(options)
    if isinstance(options, Mapping):
        return {str(key): _plain(value) for key, value in options.items()}
    if isinstance(options, Sequence) and not isinstance(options, str):
        return [_plain(one) for one in options]
    return options
