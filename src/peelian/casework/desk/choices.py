"""Who and which team a case can be given to, as lists to choose from."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from peelian.accounts.cover import members
from peelian.accounts.days import day_of
from peelian.accounts.models import Absence, Force, Team, TeamForce, User
from peelian.casework.desk.fields import Choice, Group
from peelian.reference.problems import Bilingual

_MOST = 500
_SAME_FORCE = Bilingual("The same force", "Yr un heddlu")
_OTHER_FORCES = Bilingual("Other forces", "Heddluoedd eraill")


def people_choices(team: Team, now: datetime, *, but: int | None = None) -> list[Choice]:
    """Who works in the team, those at work first; who is away says so."""
    people = [user for user in members(team, now) if user.pk != but]
    away = set(
        Absence.objects.filter(user__in=people, starts__lte=now, ends__gt=now).values_list(
            "user_id", flat=True
        )
    )
    ordered = sorted(people, key=lambda user: (user.pk in away, user.name))
    return [(str(user.uid), _person(user, user.pk in away)) for user in ordered]


def person_chosen(team: Team, now: datetime, uid: str) -> User | None:
    """The chosen one of the team."""
    return next((user for user in members(team, now) if str(user.uid) == uid), None)


def team_groups(team: Team, now: datetime) -> tuple[Group, ...]:
    """The other open teams of the same force, then the contact teams of the other forces."""
    day = day_of(now)
    held = TeamForce.objects.filter(starts__lte=day).filter(Q(ends__isnull=True) | Q(ends__gt=day))
    own = held.filter(team=team).values("force_id")
    open_ = Team.objects.filter(Q(closes__isnull=True) | Q(closes__gt=day)).exclude(pk=team.pk)
    same = list(open_.filter(pk__in=held.filter(force__in=own).values("team_id")).order_by("name_en")[:_MOST])
    forces = (
        Force.objects.filter(contact_team__isnull=False).exclude(pk__in=own).select_related("contact_team")
    )
    others = [
        (force.contact_team.slug, Bilingual(force.name_en, force.name_cy))
        for force in forces.filter(Q(closes__isnull=True) | Q(closes__gt=day))
        if force.contact_team is not None
    ]
    near = tuple((one.slug, Bilingual(one.name_en, one.name_cy)) for one in same)
    return tuple(group for group in ((_SAME_FORCE, near), (_OTHER_FORCES, tuple(others))) if group[1])


def team_chosen(slug: str) -> Team | None:
    """The chosen team; the action itself refuses a closed one."""
    return Team.objects.filter(slug=slug).first()


def _person(user: User, away: bool) -> Bilingual:
    welsh = user.welsh_speaker
    en = [word for word, holds in (("Welsh speaker", welsh), ("away", away)) if holds]
    cy = [word for word, holds in (("siarad Cymraeg", welsh), ("i ffwrdd", away)) if holds]
    if not en:
        return Bilingual(user.name, user.name)
    return Bilingual(f"{user.name} ({', '.join(en)})", f"{user.name} ({', '.join(cy)})")
