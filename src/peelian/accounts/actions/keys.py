"""Keys for programs: made once, shown once, revoked at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor
from peelian.accounts.api_keys import digest_of, written
from peelian.accounts.models import ApiKey, Force
from peelian.accounts.problems import NotAllowed, WrongTimes
from peelian.accounts.roles import permission
from peelian.accounts.scopes import Scope, permissions_givable

LONGEST: Final = timedelta(days=366)


def make_key(
    *,
    name: str,
    scopes: Sequence[str],
    force: Force,
    expires_at: datetime,
    actor: Actor,
    as_of: datetime,
    reason: str = "joins",
) -> tuple[ApiKey, str]:
    """A key with these permissions over the teams of `force`; and its text, shown once.

    Only permissions of roles that the maker may give there. Raises NotAllowed, WrongTimes, UnknownPermission.
    """
    actor.must("key.manage", force=force.force_id)
    wanted = {permission(one) for one in scopes}
    if actor.user is None or not wanted or wanted - permissions_givable(actor, Scope(force=force), as_of):
        raise NotAllowed
    if not as_of < expires_at <= as_of + LONGEST:
        raise WrongTimes
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    with doing("key.make", f"force:{force.force_id}", actor=actor, as_of=as_of, reason=reason) as done:
        made = ApiKey.objects.create(
            prefix=prefix,
            digest=digest_of(secret),
            name=name,
            scopes=" ".join(sorted(wanted)),
            force=force,
            made_by=actor.user,
            made_at=as_of,
            expires_at=expires_at,
        )
        done.facts.update(key=f"key:{prefix}", scopes=sorted(wanted), expires=expires_at.isoformat())
    return made, written(prefix, secret)


def revoke_key(key: ApiKey, *, actor: Actor, as_of: datetime, reason: str = "no_longer_needed") -> ApiKey:
    """The key opens nothing from now on. Raises NotAllowed."""
    actor.must("key.manage", force=key.force.force_id)
    with doing("key.revoke", f"force:{key.force.force_id}", actor=actor, as_of=as_of, reason=reason) as done:
        ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=as_of)
        done.facts.update(key=f"key:{key.prefix}")
    key.refresh_from_db()
    return key
