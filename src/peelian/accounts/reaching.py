"""The doors to people, teams and links for an administrator: what is out of reach is not there."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from peelian.accounts.actors import Actor
from peelian.accounts.models import Force, Grant, Team, User
from peelian.accounts.problems import NoSuchAccount, NotAllowed

MANAGE = "account.manage"
GIVE = "role.give"
"""Supervisors give roles in their teams; only administrators manage accounts."""


def people_for(actor: Actor, permission: str = MANAGE) -> QuerySet[User]:
    """The people who hold, or have held, a role within the actor's reach."""
    if actor.reach(permission).everywhere:
        return User.objects.all()
    return User.objects.filter(pk__in=_grants_for(actor, permission).values("user_id"))


def person_for(actor: Actor, uid: str, permission: str = MANAGE) -> User:
    """The person with this id. Raises NoSuchAccount, also for one out of reach."""
    try:
        wanted = uuid.UUID(uid)
    except ValueError:
        raise NoSuchAccount from None
    found = people_for(actor, permission).filter(uid=wanted).first()
    if found is None:
        raise NoSuchAccount
    return found


def must_manage(actor: Actor, user: User) -> None:
    """Raise NotAllowed unless the actor manages accounts somewhere that `user` works."""
    if not people_for(actor).filter(pk=user.pk).exists():
        raise NotAllowed


def grants_of(actor: Actor, user: User) -> QuerySet[Grant]:
    """The grants of `user` that lie within the actor's reach."""
    return _grants_for(actor, GIVE).filter(user=user).select_related("force", "team", "granted_by")


def teams_for(actor: Actor, permission: str = MANAGE) -> QuerySet[Team]:
    """The teams within the actor's reach."""
    reach = actor.reach(permission)
    return Team.objects.all() if reach.everywhere else Team.objects.filter(pk__in=sorted(reach.teams))


def forces_for(actor: Actor, permission: str = MANAGE) -> QuerySet[Force]:
    """The forces that the permission is held for as a whole."""
    reach = actor.reach(permission)
    return (
        Force.objects.all() if reach.everywhere else Force.objects.filter(force_id__in=sorted(reach.forces))
    )


def _grants_for(actor: Actor, permission: str) -> QuerySet[Grant]:
    reach = actor.reach(permission)
    if reach.everywhere:
        return Grant.objects.all()
    return Grant.objects.filter(
        Q(team_id__in=sorted(reach.teams))
        | Q(force__force_id__in=sorted(reach.forces))
        | Q(service__in=sorted(reach.services))
    )
