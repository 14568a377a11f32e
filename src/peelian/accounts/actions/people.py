"""Add a person, and the very first administrator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from peelian.accounts.actions.doing import doing
from peelian.accounts.actions.enrolments import write_first
from peelian.accounts.actions.grants import ADMINISTRATOR, write_grant
from peelian.accounts.actors import Actor, system_actor
from peelian.accounts.days import day_of
from peelian.accounts.forces import prepare_forces
from peelian.accounts.models import Force, Grant, User
from peelian.accounts.problems import AddressTaken, NotAllowed
from peelian.accounts.scopes import Scope, must_give


def add_user(
    *,
    email: str,
    name: str,
    role: str,
    scope: Scope,
    actor: Actor,
    as_of: datetime,
    reason: str = "joins",
    collar_number: str = "",
    language: str = "en",
    welsh_speaker: bool = False,
) -> tuple[User, str]:
    """A new person with a first role; and the secret of the link to set up sign-in, shown once.

    Raises NotAllowed, AddressTaken, UnknownRole.
    """
    must_give(actor, role, scope, as_of)
    actor.must("account.manage")
    with doing("user.add", "user:0", actor=actor, as_of=as_of, reason=reason) as done:
        user = _new_user(
            email, name=name, collar_number=collar_number, language=language, welsh_speaker=welsh_speaker
        )
        write_grant(user, role, scope, actor=actor, reason=reason, starts=as_of)
        _, secret = write_first(user, actor=actor, as_of=as_of)
        done.subject = f"user:{user.pk}"
        done.facts.update(role=role, scope=scope.code)
    return user, secret


def first_administrator(
    *, email: str, name: str, force_ids: Sequence[str], as_of: datetime
) -> tuple[User, str]:
    """The administrator that a new Peelian starts with, of `force_ids`; and the secret of their link.

    Raises NotAllowed when there is an administrator already, AddressTaken.
    """
    prepare_forces()
    actor = system_actor("first-start", as_of)
    with doing("user.first", "user:0", actor=actor, as_of=as_of, reason="first_start") as done:
        if administrators(as_of):
            raise NotAllowed
        user = _new_user(email, name=name)
        for force in Force.objects.filter(force_id__in=force_ids):
            write_grant(
                user, ADMINISTRATOR, Scope(force=force), actor=actor, reason="first_start", starts=as_of
            )
        _, secret = write_first(user, actor=actor, as_of=as_of)
        done.subject = f"user:{user.pk}"
        done.facts.update(forces=list(force_ids))
    return user, secret


def administrators(as_of: datetime) -> list[User]:
    """Everybody who administers a force at this moment and works here, those who came first before others."""
    held = Grant.objects.filter(role=ADMINISTRATOR, starts__lte=as_of).exclude(ends__lte=as_of)
    found = User.objects.filter(pk__in=held.values("user")).order_by("pk")
    return [user for user in found if not user.has_left(day_of(as_of))]


def _new_user(email: str, **fields: object) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, **fields)  # type: ignore[arg-type]
    except IntegrityError:
        raise AddressTaken from None
