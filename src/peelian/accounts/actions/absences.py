"""Plan an absence with its cover, and end it early."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor, actor_for
from peelian.accounts.models import Absence, Shift, Team, User
from peelian.accounts.problems import CoverUnfit, NotAllowed, WrongTimes


def plan_absence(
    user: User,
    *,
    starts: datetime,
    ends: datetime,
    kind: str,
    cover: User | Team,
    actor: Actor,
    as_of: datetime,
    reason: str = "away",
) -> Absence:
    """Set that `user` is away and who covers. For oneself, or with `absence.manage` over one of their teams.

    Raises NotAllowed, WrongTimes, CoverUnfit. The kind (it may be about health) is not in the ledger.
    """
    _may_set(actor, user, as_of)
    if ends <= starts or ends <= as_of:
        raise WrongTimes
    _fit(user, cover, starts)
    with doing("absence.plan", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        person, team = (cover, None) if isinstance(cover, User) else (None, cover)
        made = Absence.objects.create(
            user=user, starts=starts, ends=ends, kind=kind, cover_user=person, cover_team=team
        )
        done.facts.update(
            absence=made.pk,
            starts=starts.isoformat(),
            ends=ends.isoformat(),
            cover=f"user:{person.pk}" if person else f"team:{cover.pk}",
        )
    return made


def end_absence(absence: Absence, *, actor: Actor, as_of: datetime, reason: str = "correction") -> None:
    """The person is back, or will not go: the absence ends now, and is struck out if it had not begun."""
    _may_set(actor, absence.user, as_of)
    with doing("absence.end", f"user:{absence.user_id}", actor=actor, as_of=as_of, reason=reason) as done:
        done.facts.update(absence=absence.pk)
        _end_now(Absence.objects.select_for_update().get(pk=absence.pk), as_of)


def plan_shift(
    user: User,
    team: Team,
    *,
    starts: datetime,
    ends: datetime,
    part: str = "on_shift",
    actor: Actor,
    as_of: datetime,
    reason: str = "joins",
) -> Shift:
    """Put `user` on shift for `team`, or as its duty officer. Raises NotAllowed, WrongTimes, CoverUnfit."""
    actor.must("absence.manage", team=team.pk)
    if ends <= starts:
        raise WrongTimes
    if team.pk not in actor_for(user, starts).own_teams:
        raise CoverUnfit
    with doing("shift.plan", f"user:{user.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        made = Shift.objects.create(user=user, team=team, starts=starts, ends=ends, part=part)
        done.facts.update(shift=made.pk, team=team.slug, part=part)
    return made


def end_shift(shift: Shift, *, actor: Actor, as_of: datetime, reason: str = "correction") -> None:
    """The shift ends now, or is struck out if it had not begun. Raises NotAllowed."""
    actor.must("absence.manage", team=shift.team_id)
    with doing("shift.end", f"user:{shift.user_id}", actor=actor, as_of=as_of, reason=reason) as done:
        done.facts.update(shift=shift.pk)
        _end_now(Shift.objects.select_for_update().get(pk=shift.pk), as_of)


def _end_now(row: Absence | Shift, as_of: datetime) -> None:
    if row.starts >= as_of:
        row.delete()
    elif row.ends > as_of:
        row.ends = as_of
        row.save(update_fields=["ends"])


def _may_set(actor: Actor, user: User, as_of: datetime) -> None:
    if actor.kind == "user" and actor.user is not None and actor.user.pk == user.pk:
        return
    over = actor.reach("absence.manage")
    if over.everywhere or over.teams & actor_for(user, as_of).own_teams:
        return
    raise NotAllowed


def _fit(user: User, cover: User | Team, starts: datetime) -> None:
    """Cover must see the same work: a colleague of one of the teams, or a team that is open."""
    if isinstance(cover, Team):
        if cover.closes is not None and cover.closes <= starts.date():
            raise CoverUnfit
        return
    if cover.pk == user.pk:
        raise CoverUnfit
    theirs, other = actor_for(user, starts), actor_for(cover, starts)
    if not other.roles or (theirs.own_teams and not theirs.own_teams & other.reach("case.see").teams):
        raise CoverUnfit


def coming_absences(user: User, as_of: datetime) -> list[Absence]:
    """The absences of `user` that have not ended, the nearest first."""
    rows = Absence.objects.filter(Q(user=user), ends__gt=as_of).select_related("cover_user", "cover_team")
    return list(rows.order_by("starts", "id"))
