"""Somebody leaves, or moves to another team: nothing stays with them that they should not keep."""

from __future__ import annotations

from datetime import datetime

from peelian.accounts import witness
from peelian.accounts.actions.doing import doing
from peelian.accounts.actions.grants import close_grant, write_grant
from peelian.accounts.actors import Actor, grants_at
from peelian.accounts.days import day_of
from peelian.accounts.models import ApiKey, Enrolment, Grant, Shift, Team, User
from peelian.accounts.problems import HasLeft, NotAllowed, NotForOneself
from peelian.accounts.scopes import Scope, must_give
from peelian.accounts.sessions import end_all_sessions


def record_leaver(user: User, *, actor: Actor, as_of: datetime, reason: str = "leaves") -> User:
    """`user` leaves today: grants, sessions, keys, links and shifts end, and their cases go back to the team.

    The actor must manage accounts wherever `user` holds a role. Raises NotAllowed, NotForOneself, LastAdministrator.
    """
    _must_manage_all_of(actor, user, as_of)
    with doing("user.leave", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        row = User.objects.select_for_update().get(pk=user.pk)
        if row.has_left(day_of(as_of)):
            raise HasLeft
        grants = [close_grant(grant, as_of=as_of) for grant in _not_ended(row, as_of)]
        row.left_on = day_of(as_of)
        row.save(update_fields=["left_on"])
        keys = ApiKey.objects.filter(made_by=row, revoked_at__isnull=True).update(revoked_at=as_of)
        Enrolment.objects.filter(user=row, used_at__isnull=True, cancelled_at__isnull=True).update(
            cancelled_at=as_of
        )
        _end_shifts(row, None, as_of)
        sessions = end_all_sessions(row, as_of=as_of)
        done.facts.update(grants=len(grants), keys=keys, sessions=sessions)
        witness.tell_leaving(row, team=None, actor=actor, as_of=as_of, reason=reason)
    user.left_on = row.left_on
    return row


def move_person(
    user: User, *, leaves: Team, joins: Team, actor: Actor, as_of: datetime, reason: str = "moves"
) -> list[Grant]:
    """Move `user` between teams with the roles that they hold there. Cases stay with the old team.

    The actor must be allowed to take back and give each of the roles. Raises NotAllowed.
    """
    held = [grant for grant in grants_at(user, as_of) if grant.team_id == leaves.pk]
    if not held:
        raise NotAllowed
    if actor.user is not None and actor.user.pk == user.pk:
        raise NotForOneself
    for grant in held:
        must_give(actor, grant.role, Scope(team=leaves), as_of)
        must_give(actor, grant.role, Scope(team=joins), as_of)
    with doing("user.move", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        made = []
        for grant in held:
            close_grant(grant, as_of=as_of)
            made.append(
                write_grant(user, grant.role, Scope(team=joins), actor=actor, reason=reason, starts=as_of)
            )
        _end_shifts(user, leaves, as_of)
        done.facts.update(leaves=leaves.slug, joins=joins.slug, roles=[one.role for one in made])
        witness.tell_leaving(user, team=leaves, actor=actor, as_of=as_of, reason=reason)
    return made


def _must_manage_all_of(actor: Actor, user: User, as_of: datetime) -> None:
    if actor.user is not None and actor.user.pk == user.pk:
        raise NotForOneself
    actor.must("account.manage")
    for grant in _not_ended(user, as_of):
        force = grant.force.force_id if grant.force is not None else None
        actor.must("account.manage", team=grant.team_id, force=force, service=grant.service or None)


def _not_ended(user: User, as_of: datetime) -> list[Grant]:
    rows = Grant.objects.filter(user=user).select_related("force", "team")
    return [grant for grant in rows if grant.ends is None or grant.ends > as_of]


def _end_shifts(user: User, team: Team | None, as_of: datetime) -> None:
    shifts = Shift.objects.filter(user=user, ends__gt=as_of)
    if team is not None:
        shifts = shifts.filter(team=team)
    shifts.filter(starts__gte=as_of).delete()
    shifts.filter(starts__lt=as_of).update(ends=as_of)
