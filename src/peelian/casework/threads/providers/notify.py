"""E-mail and text messages by GOV.UK Notify's HTTP interface.

Each request carries a JSON web token (HS256) made at that moment from the service's key; Notify accepts it for 30
seconds. Our idempotency key is Notify's `reference`: after a broken line it is asked for before anything is sent again.
In Notify's own account one template for each channel passes `((subject))` and `((text))` on, since the reviewed words
are ours (notices.toml).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import httpx

from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.problems import OutcomeUnknown
from peelian.casework.threads.providers.base import Accepted, Outcome, ProviderAway, Refused

ADDRESS: Final = "https://api.notifications.service.gov.uk"
SECONDS: Final = 20.0
RATE_WAIT: Final = 30.0
DAY_WAIT: Final = 3600.0
_UUID: Final = 36
_STATES: Final = {
    "created": "handed",
    "pending": "handed",
    "sending": "handed",
    "sent": "delivered",
    "delivered": "delivered",
    "permanent-failure": "bounced",
    "temporary-failure": "failed",
    "technical-failure": "failed",
}


@dataclass(frozen=True, slots=True)
class Notify:
    """A service at Notify. `key`: as Notify shows it, `name-<service id>-<secret>`; `templates`: channel -> template id."""

    key: str = field(repr=False)
    templates: dict[str, str]
    address: str = ADDRESS
    name: str = "notify"
    can_find: bool = True

    def send(self, envelope: Envelope) -> Accepted | Refused:
        """Post one notification."""
        to = "email_address" if envelope.channel == "email" else "phone_number"
        body = {
            to: envelope.address,
            "template_id": self.templates[envelope.channel],
            "personalisation": {"subject": envelope.subject, "text": envelope.text},
            "reference": envelope.key,
        }
        try:
            answer = self._ask("POST", f"/v2/notifications/{envelope.channel}", body)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return Refused("notify-away", wait=30)
        except httpx.HTTPError:
            raise OutcomeUnknown from None
        if answer.status_code == 201:
            return Accepted(ref=str(_read(answer).get("id", ""))[:120])
        return _refused(answer)

    def find(self, key: str, ref: str = "") -> Outcome | None:
        """What Notify says of our key, the newest first."""
        try:
            answer = self._ask("GET", f"/v2/notifications?reference={key}")
        except httpx.HTTPError:
            raise ProviderAway("notify-away") from None
        if answer.status_code != 200:
            raise ProviderAway(f"notify-{answer.status_code}")
        listed = _read(answer).get("notifications")
        found = [
            one
            for one in (listed if isinstance(listed, list) else [])
            if isinstance(one, dict) and one.get("reference") == key
        ]
        if not found:
            return None
        status = str(found[0].get("status", ""))
        state = _STATES.get(status, "handed")
        return Outcome(state, str(found[0].get("id", ""))[:120], f"notify-{status}"[:80])  # type: ignore[arg-type]

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token(int(time.time()))}", "User-Agent": "peelian"}
        with httpx.Client(
            verify=_trusted(), timeout=SECONDS, follow_redirects=False, trust_env=False
        ) as client:
            return client.request(method, self.address.rstrip("/") + path, headers=headers, json=body)

    def token(self, now: int) -> str:
        """The token for a request made at `now` (seconds since 1970)."""
        secret = self.key[-_UUID:]
        service = self.key[-2 * _UUID - 1 : -_UUID - 1]
        head = _part({"typ": "JWT", "alg": "HS256"})
        claims = _part({"iss": service, "iat": now})
        signed = hmac.new(secret.encode(), head + b"." + claims, hashlib.sha256).digest()
        return (head + b"." + claims + b"." + _text(signed)).decode("ascii")


@cache
def _trusted() -> ssl.SSLContext:
    """Whom a connection believes: read once, for reading the list of authorities takes longer than a message."""
    return httpx.create_ssl_context(trust_env=False)


def _refused(answer: httpx.Response) -> Refused:
    """What a refusal means. 400 is about what was sent, 403 about our key, 429 about how much."""
    status = answer.status_code
    errors = _read(answer).get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    if status == 429:
        daily = first.get("error") == "TooManyRequestsError"
        return Refused("notify-limit", wait=DAY_WAIT if daily else RATE_WAIT)
    if status == 400 and first.get("error") == "ValidationError":
        said = str(first.get("message", ""))
        about_address = "email_address" in said or "phone_number" in said
        return Refused("notify-address" if about_address else "notify-400", permanent=about_address)
    if status in (401, 403):
        return Refused("notify-sign-in", wait=300)
    return Refused(f"notify-{status}", wait=60 if status >= 500 else 0)


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        given = answer.json()
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def _part(given: dict[str, Any]) -> bytes:
    return _text(json.dumps(given, separators=(",", ":")).encode())


def _text(given: bytes) -> bytes:
    return base64.urlsafe_b64encode(given).rstrip(b"=")
