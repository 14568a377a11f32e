"""Who a program is: `Authorization: Bearer peelian_<prefix>_<secret>`, never in an address."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from peelian.accounts.actors import Actor, Reach, actor_for, teams_of_forces
from peelian.accounts.days import day_of
from peelian.accounts.models import ApiKey
from peelian.accounts.problems import BadKey

_FORM: Final = re.compile(r"peelian_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")
_NOTHING: Final = bytes(32)


def written(prefix: str, secret: str) -> str:
    """The key as its holder writes it."""
    return f"peelian_{prefix}_{secret}"


def digest_of(secret: str) -> bytes:
    """What is kept of the secret: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def key_of(request: HttpRequest) -> str | None:
    """The bearer text of a request, or None. A key in the query is no key."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" and text else None


def actor_for_key(text: str, as_of: datetime | None = None) -> Actor:
    """The actor that a key stands for. Raises BadKey: unknown, wrong, old and revoked all look the same."""
    moment = as_of or timezone.now()
    parts = _FORM.fullmatch(text)
    prefix, secret = parts.groups() if parts else ("", "")
    row = ApiKey.objects.filter(prefix=prefix).select_related("force", "made_by").first()
    right = hmac.compare_digest(bytes(row.digest) if row else _NOTHING, digest_of(secret))
    if row is None or not right or not _holds(row, moment):
        raise BadKey
    teams = teams_of_forces([row.force_id], day_of(moment))[row.force_id]
    reach = Reach(False, frozenset(teams), frozenset({row.force.force_id}))
    return Actor("key", row.prefix, moment, MappingProxyType(dict.fromkeys(row.scopes.split(), reach)))


def _holds(row: ApiKey, moment: datetime) -> bool:
    if row.revoked_at is not None or not row.made_at <= moment < row.expires_at:
        return False
    return actor_for(row.made_by, moment).may("key.manage", force=row.force.force_id)
