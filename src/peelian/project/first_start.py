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
    """The first administrator's address and the secret of a link that opens; None when one has set up already.

    Other people, such as the made-up ones of `peelian demo`, do not count: none of them can let anybody in.
    The secret is not kept, so each start before the link is used gives a new one and ends the one before.
    """
    from peelian.accounts.actions.people import administrators, first_administrator
    from peelian.reference.forces import forces

    held = administrators(now)
    if any(_has_set_up(user) for user in held):
        return None
    if held:
        return held[0].email, _again(held[0], now)
    address = os.environ.get(VARIABLE) or DEFAULT
    user, secret = first_administrator(
        email=address, name="Administrator", force_ids=[force.id for force in forces()], as_of=now
    )
    return user.email, secret


def _has_set_up(user: User) -> bool:
    from peelian.accounts.models import Enrolment

    return user.has_usable_password() or Enrolment.objects.filter(user=user, used_at__isnull=False).exists()


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
