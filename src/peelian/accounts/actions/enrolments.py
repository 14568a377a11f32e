"""Links with which a person sets up how they sign in: a first one, or a recovery that two administrators give."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor, system_actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Enrolment, User
from peelian.accounts.problems import HasLeft, NotAllowed, NotForOneself, SecondPersonNeeded
from peelian.accounts.reaching import must_manage

FIRST_LASTS: Final = timedelta(days=7)
RECOVERY_LASTS: Final = timedelta(hours=4)


def digest_of(secret: str) -> str:
    """What is kept of a link's secret. 256 random bits need no slow hash."""
    return hashlib.sha256(secret.strip().encode()).hexdigest()


def write_first(user: User, *, actor: Actor, as_of: datetime) -> tuple[Enrolment, str]:
    """The first link of a new account, inside another action; the secret is shown once."""
    secret = secrets.token_urlsafe(32)
    made = Enrolment.objects.create(
        user=user,
        kind="first",
        digest=digest_of(secret),
        asked_by=actor.user,
        asked_at=as_of,
        expires_at=as_of + FIRST_LASTS,
    )
    return made, secret


def ask_recovery(user: User, *, actor: Actor, as_of: datetime, reason: str = "lost_device") -> Enrolment:
    """First administrator: `user` cannot sign in any more. Raises NotAllowed, NotForOneself, HasLeft."""
    _for_another(actor, user, as_of)
    with doing("recovery.ask", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        _open_ones(user).update(cancelled_at=as_of)
        made = Enrolment.objects.create(
            user=user, kind="recovery", asked_by=actor.user, asked_at=as_of, expires_at=as_of + RECOVERY_LASTS
        )
        done.facts.update(enrolment=made.pk)
    return made


def approve_recovery(
    enrolment: Enrolment, *, actor: Actor, as_of: datetime, reason: str = "lost_device"
) -> str:
    """Second administrator: the secret of the link, to be handed over in person. Raises SecondPersonNeeded."""
    _for_another(actor, enrolment.user, as_of)
    if actor.user is None or enrolment.asked_by_id in {None, actor.user.pk}:
        raise SecondPersonNeeded
    with doing(
        "recovery.approve", f"user:{enrolment.user_id}", actor=actor, as_of=as_of, reason=reason
    ) as done:
        row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        if row.digest is not None or not is_open(row, as_of):
            raise NotAllowed
        secret = secrets.token_urlsafe(32)
        row.digest, row.approved_by = digest_of(secret), actor.user
        row.expires_at = as_of + RECOVERY_LASTS
        row.save(update_fields=["digest", "approved_by", "expires_at"])
        done.facts.update(enrolment=row.pk, asked_by=row.asked_by_id)
    return secret


def cancel_enrolment(
    enrolment: Enrolment, *, actor: Actor, as_of: datetime, reason: str = "no_longer_needed"
) -> None:
    """A link that shall not be used. Raises NotAllowed."""
    must_manage(actor, enrolment.user)
    with doing(
        "recovery.cancel", f"user:{enrolment.user_id}", actor=actor, as_of=as_of, reason=reason
    ) as done:
        Enrolment.objects.filter(pk=enrolment.pk, used_at__isnull=True).update(cancelled_at=as_of)
        done.facts.update(enrolment=enrolment.pk)


def operator_link(user: User, *, as_of: datetime, reason: str = "lost_device") -> str:
    """A link given by who runs the computer, when no two administrators can. Raises HasLeft."""
    if user.has_left(day_of(as_of)):
        raise HasLeft
    actor = system_actor("operator", as_of)
    with doing("recovery.operator", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        _open_ones(user).update(cancelled_at=as_of)
        made, secret = write_first(user, actor=actor, as_of=as_of)
        done.facts.update(enrolment=made.pk)
    return secret


def enrolment_for(secret: str, as_of: datetime) -> Enrolment | None:
    """The link that `secret` opens, while it may be used."""
    found = Enrolment.objects.filter(digest=digest_of(secret)).select_related("user").first()
    return found if found is not None and is_open(found, as_of) else None


def is_open(enrolment: Enrolment, as_of: datetime) -> bool:
    """Neither used, nor cancelled, nor too old, and its owner still works here."""
    done = enrolment.used_at or enrolment.cancelled_at
    return not done and as_of < enrolment.expires_at and not enrolment.user.has_left(day_of(as_of))


def _for_another(actor: Actor, user: User, as_of: datetime) -> None:
    if actor.user is not None and actor.user.pk == user.pk:
        raise NotForOneself
    must_manage(actor, user)
    if user.has_left(day_of(as_of)):
        raise HasLeft


def _open_ones(user: User):  # type: ignore[no-untyped-def]
    return Enrolment.objects.filter(user=user, used_at__isnull=True, cancelled_at__isnull=True)
