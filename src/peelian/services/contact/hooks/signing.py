"""The signature of a request, as https://www.standardwebhooks.com describes it.

    headers = signed("msg_1", 1614265330, body, ["whsec_…"])

Signed is `id.timestamp.body` with HMAC-SHA256 under the bytes that the secret writes in base64. While a secret is being
replaced there are two signatures, one beside the other, and a receiver takes either.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final

PREFIX: Final = "whsec_"
_BYTES: Final = 32


def new_secret() -> str:
    """A fresh secret, as its holder writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(secret: str, id_: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the signature in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    said = f"{id_}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def signed(id_: str, timestamp: int, body: bytes, with_: Sequence[str]) -> dict[str, str]:
    """The three headers of a request, signed with each of the secrets."""
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(one, id_, timestamp, body) for one in with_),
    }
