"""How allauth's keeper of passkeys, codes and recovery codes works here: secrets encrypted, our name on them."""

from __future__ import annotations

import base64

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SITE = "Peelian"


class Keeper(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of authenticator apps and recovery codes are kept under a key drawn from the secret key."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host name that the page was asked for, without the port."""
        return {
            "id": context.request.get_host().rpartition(":")[0] or context.request.get_host(),
            "name": SITE,
        }


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    given = secret if isinstance(secret, bytes) else secret.encode()
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"peelian.accounts.secrets").derive(given)
    return base64.urlsafe_b64encode(drawn)
