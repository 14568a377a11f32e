"""Absence: when somebody is away, and who answers for them meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of, user_of
from peelian.accounts.actions.absences import coming_absences, end_absence, plan_absence
from peelian.accounts.actors import Actor
from peelian.accounts.days import start_of
from peelian.accounts.models import Absence, Grant, Team, User
from peelian.accounts.reaching import people_for
from peelian.casework.desk.fields import Faults, Field, day_typed, faults, select, typed
from peelian.casework.desk.frame import SEE, page, see, show
from peelian.casework.desk.problems import ChooseFromList, DayUnreadable
from peelian.reference.problems import Bilingual, Problem

MANAGE: Final = "absence.manage"
KINDS: Final = {
    "leave": Bilingual("Leave", "Gwyliau"),
    "sick": Bilingual("Sick", "Salwch"),
    "training": Bilingual("Training", "Hyfforddiant"),
    "court": Bilingual("Court", "Llys"),
    "other": Bilingual("Other", "Arall"),
}
_PERSON, _TEAM = "user:", "team:"


@page("GET", "POST", may=(SEE, MANAGE))
def absence(request: HttpRequest) -> HttpResponseBase:
    """The absences that are planned, and a form for another one."""
    actor, now = actor_of(request), timezone.now()
    fields = _fields(actor, user_of(request), now)
    if request.method == "GET":
        return _page(request, fields, {}, now)
    given = typed(request, fields)
    wrong = {} if "end" in request.POST else faults(fields, given, now)
    if wrong:
        return _page(request, fields, given, now, wrong=wrong)
    try:
        if "end" in request.POST:
            _end(actor, request.POST["end"], now)
        else:
            _plan(actor, given, now)
    except Problem as problem:
        return _page(request, fields, given, now, problem=problem)
    return see("desk-absence")


def _page(
    request: HttpRequest,
    fields: tuple[Field, ...],
    given: dict[str, str],
    now: datetime,
    *,
    problem: Problem | None = None,
    wrong: Faults | None = None,
) -> HttpResponseBase:
    actor = actor_of(request)
    return show(
        request,
        "absence.html",
        section="absence",
        fields=fields,
        typed=given,
        problem=problem or next(iter((wrong or {}).values()), None),
        faults=wrong or {},
        mine=coming_absences(user_of(request), now),
        others=_others(actor, now),
        kinds=KINDS,
    )


def _fields(actor: Actor, user: User, now: datetime) -> tuple[Field, ...]:
    teams = list(
        Team.objects.filter(pk__in=sorted(actor.own_teams | actor.reach(MANAGE).teams)).order_by("name_en")[
            :200
        ]
    )
    people = _colleagues(teams, now)
    cover = [
        (
            Bilingual("A colleague", "Cydweithiwr"),
            tuple((f"{_PERSON}{one.uid}", one.name) for one in people),
        ),
        (
            Bilingual("A whole team", "Tîm cyfan"),
            tuple((_TEAM + one.slug, Bilingual(one.name_en, one.name_cy)) for one in teams),
        ),
    ]
    who = [(str(user.uid), Bilingual("I myself", "Fi fy hun"))]
    if actor.may(MANAGE):
        managed = [one for one in teams if actor.may(MANAGE, team=one.pk)]
        who += [(str(one.uid), Bilingual(one.name)) for one in _colleagues(managed, now) if one.pk != user.pk]
    return (
        select("who", Bilingual("Who is away", "Pwy sydd i ffwrdd"), who),
        Field("starts", Bilingual("First day away", "Diwrnod cyntaf i ffwrdd"), "date", required=True),
        Field("ends", Bilingual("Last day away", "Diwrnod olaf i ffwrdd"), "date", required=True),
        select("kind", Bilingual("Kind", "Math"), KINDS.items()),
        Field(
            "cover",
            Bilingual("Who answers meanwhile", "Pwy sy'n ateb yn y cyfamser"),
            "select",
            tuple(group for group in cover if group[1]),
            required=True,
        ),
    )


def _colleagues(teams: list[Team], now: datetime) -> list[User]:
    """Those who work in the teams now. One query."""
    held = Grant.objects.filter(team__in=teams, starts__lte=now).filter(
        Q(ends__isnull=True) | Q(ends__gt=now)
    )
    rows = User.objects.filter(pk__in=held.values("user_id")).order_by("name", "id")[:500]
    return [one for one in rows if one.is_active]


def _others(actor: Actor, now: datetime) -> list[Absence]:
    """The absences of those whose absence the actor sets."""
    if not actor.may(MANAGE):
        return []
    rows = Absence.objects.filter(user__in=people_for(actor, MANAGE).values("pk"), ends__gt=now)
    rows = rows.exclude(user=actor.user).select_related("user", "cover_user", "cover_team")
    return list(rows.order_by("starts", "id")[:200])


def _plan(actor: Actor, given: dict[str, str], now: datetime) -> None:
    first, last = day_typed(given["starts"]), day_typed(given["ends"])
    if first is None or last is None:
        raise DayUnreadable
    code = given["cover"].partition(":")[2]
    cover = User.objects.get(uid=code) if given["cover"].startswith(_PERSON) else Team.objects.get(slug=code)
    plan_absence(
        User.objects.get(uid=given["who"]),
        starts=max(start_of(first.date()), now) if first.date() == now.date() else start_of(first.date()),
        ends=last,
        kind=given["kind"],
        cover=cover,
        actor=actor,
        as_of=now,
    )


def _end(actor: Actor, number: str, now: datetime) -> None:
    """Strike out or end an absence of one's own, or of somebody whose absences one sets."""
    rows = [*coming_absences(user_of_actor(actor), now), *_others(actor, now)]
    found = next((row for row in rows if str(row.pk) == number), None)
    if found is None:
        raise ChooseFromList(field=Bilingual("Absence", "Absenoldeb"))
    end_absence(found, actor=actor, as_of=now)


def user_of_actor(actor: Actor) -> User:
    """The signed-in person; pages of the desk have one."""
    assert actor.user is not None
    return actor.user
