"""The link with which the first administrator of a new Peelian sets up how they sign in."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from peelian.accounts.models import User

VARIABLE: Final = "PEELIAN_ADMINISTRATOR"
DEFAULT: Final = "administrator@localhost"


def first_secret(now: datetime) -> tuple[str, str] | None:
    """The first administrator's address and the secret of a link that opens; None when somebody has set up already.

    The secret is not kept, so each start before the link is used gives a new one and ends the one before.
    """
    from peelian.accounts.actions.people import first_administrator
    from peelian.accounts.models import User
    from peelian.reference.forces import forces

    held = list(User.objects.all()[:2])
    if not held:
        address = os.environ.get(VARIABLE) or DEFAULT
        user, secret = first_administrator(
            email=address, name="Administrator", force_ids=[force.id for force in forces()], as_of=now
        )
        return user.email, secret
    if len(held) == 1 and _has_only_a_link(held[0]):
        return held[0].email, _again(held[0], now)
    return None


def _has_only_a_link(user: User) -> bool:
    from peelian.accounts.models import Enrolment

    links = Enrolment.objects.filter(user=user)
    return links.exists() and not links.filter(used_at__isnull=False).exists()


def _again(user: User, now: datetime) -> str:
    from peelian.accounts.actions.doing import doing
    from peelian.accounts.actions.enrolments import write_first
    from peelian.accounts.actors import system_actor
    from peelian.accounts.models import Enrolment

    actor = system_actor("first-start", now)
    with doing("user.first", f"user:{user.pk}", actor=actor, as_of=now, reason="first_start") as done:
        open_ones = Enrolment.objects.filter(user=user, used_at__isnull=True, cancelled_at__isnull=True)
        done.facts.update(ended=open_ones.update(cancelled_at=now))
        _, secret = write_first(user, actor=actor, as_of=now)
    return secret
