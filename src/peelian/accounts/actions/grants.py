"""Give a role and take it back."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Force, Grant, User
from peelian.accounts.problems import AlreadyHeld, HasLeft, LastAdministrator, NotForOneself
from peelian.accounts.scopes import Scope, must_give, scope_of

ADMINISTRATOR = "administrator"


def grant_role(
    user: User,
    *,
    role: str,
    scope: Scope,
    actor: Actor,
    as_of: datetime,
    reason: str,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> Grant:
    """Give `user` a role. Raises NotAllowed, NotForOneself, AlreadyHeld, HasLeft, UnknownRole."""
    must_give(actor, role, scope, as_of)
    if actor.user is not None and actor.user.pk == user.pk:
        raise NotForOneself
    with doing("grant.give", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        made = write_grant(user, role, scope, actor=actor, reason=reason, starts=starts or as_of, ends=ends)
        done.facts.update(grant=made.pk, role=role, scope=scope.code)
    return made


def write_grant(
    user: User,
    role: str,
    scope: Scope,
    *,
    actor: Actor,
    reason: str,
    starts: datetime,
    ends: datetime | None = None,
) -> Grant:
    """The row alone, inside another action."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_left(day_of(starts)):
        raise HasLeft
    same = Grant.objects.filter(
        user=user, role=role, force=scope.force, team=scope.team, service=scope.service
    )
    if same.filter(Q(ends__isnull=True) | Q(ends__gt=starts)).exists():
        raise AlreadyHeld
    return Grant.objects.create(
        user=user,
        role=role,
        force=scope.force,
        team=scope.team,
        service=scope.service,
        starts=starts,
        ends=ends,
        granted_by=actor.user,
        reason=reason,
    )


def end_grant(grant: Grant, *, actor: Actor, as_of: datetime, reason: str) -> Grant:
    """Take a role back now. Raises NotAllowed, LastAdministrator. Ended twice, it stays as it was."""
    must_give(actor, grant.role, scope_of(grant), as_of)
    with doing("grant.end", f"user:{grant.user_id}", actor=actor, as_of=as_of, reason=reason) as done:
        ended = close_grant(grant, as_of=as_of)
        done.facts.update(grant=grant.pk, role=grant.role, scope=scope_of(grant).code)
    return ended


def close_grant(grant: Grant, *, as_of: datetime) -> Grant:
    """End the row alone, inside another action. Raises LastAdministrator."""
    row = Grant.objects.select_for_update(of=("self",)).select_related("force", "team").get(pk=grant.pk)
    if row.ends is not None and row.ends <= as_of:
        return row
    if row.role == ADMINISTRATOR and row.force is not None and _is_last(row, row.force, as_of):
        raise LastAdministrator
    row.ends = max(as_of, row.starts)
    row.save(update_fields=["ends"])
    return row


def _is_last(grant: Grant, force: Force, as_of: datetime) -> bool:
    Force.objects.select_for_update().get(pk=force.pk)
    if force.closes is not None and force.closes <= day_of(as_of):
        return False
    others = Grant.objects.filter(role=ADMINISTRATOR, force=force, starts__lte=as_of).exclude(pk=grant.pk)
    return not others.filter(Q(ends__isnull=True) | Q(ends__gt=as_of)).exists()
