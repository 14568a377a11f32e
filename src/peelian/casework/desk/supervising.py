"""What a supervisor needs to see: clocks about to fail by team, whom somebody must reach, what failed, unusual reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.accounts.models import Team
from peelian.accounts.reaching import people_for, teams_for
from peelian.casework.cases.access import cases_for, open_cases_for
from peelian.casework.cases.models import Case
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.lines import lines
from peelian.casework.desk.names import away_of, names_of
from peelian.casework.desk.paging import page_of, page_of_teams, up_to
from peelian.casework.desk.times import SOON
from peelian.casework.ledger.unusual import Unusual, unusual
from peelian.casework.outbox import standing as outbox
from peelian.casework.schedule import standing as schedule
from peelian.casework.threads.models import ContactTask
from peelian.casework.threads.tasks import REASONS

TEAM: Final = "team.see"
LOOKS: Final = "look.see"
_LINES: Final = 25
_TEAMS: Final = 200
_FAILED: Final = 50
_READERS: Final = 50
_UNUSUAL: Final = 100
_LOOKED_BACK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """How one team stands: open cases, of those late, due within a day, without an owner; each counted by `up_to`."""

    team: Team
    open: int
    late: int
    soon: int
    free: int


@page("GET", may=(TEAM,))
def team(request: HttpRequest) -> HttpResponseBase:
    """The supervisor's page over every team within reach."""
    actor, now = actor_of(request), timezone.now()
    due = _due_soon(actor, now)
    failed = _failed(actor)
    reading = _unusual(actor, now, request.GET.get("people", ""))
    return show(
        request,
        "team.html",
        section="team",
        teams=_standing(actor, now),
        lines=lines(due, now, away=away_of((case.owner_id for case in due), now)),
        tasks=list(_tasks(actor)),
        reasons=REASONS,
        failed=failed,
        reading=reading,
        further="people" in request.GET,
        may_look=actor.may(LOOKS),
        names=names_of((line.actor for line in reading.lines), now),
        looked_back=_LOOKED_BACK.days,
    )


def _standing(actor: Actor, now: datetime) -> list[TeamLine]:
    """The teams with something open, those with most that is late first. One query."""
    open_ = open_cases_for(actor, TEAM).filter(team=OuterRef("pk")).order_by()
    teams = teams_for(actor, TEAM).annotate(
        open=up_to(open_),
        late=up_to(open_.filter(next_due_at__lt=now)),
        soon=up_to(open_.filter(next_due_at__gte=now, next_due_at__lte=now + SOON)),
        free=up_to(open_.filter(owner=None)),
    )
    found = [
        TeamLine(one, one.open, one.late, one.soon, one.free)
        for one in teams.order_by("name_en")
        if one.open or one.pk in actor.own_teams
    ]
    return sorted(found, key=lambda line: (-line.late, -line.soon, -line.open))[:_TEAMS]


def _due_soon(actor: Actor, now: datetime) -> Sequence[Case]:
    """Late, or due within a day, the first first; what is held for a look has a page of its own."""
    rows = open_cases_for(actor, TEAM).filter(next_due_at__lte=now + SOON, priority__gte=0)
    rows = rows.select_related("team", "owner").prefetch_related("tags__tag")
    return page_of_teams(rows, actor.reach(TEAM).teams, "").rows


def _tasks(actor: Actor) -> Sequence[ContactTask]:
    mine = cases_for(actor, TEAM).filter(pk=OuterRef("case"))
    rows = ContactTask.objects.filter(Exists(mine), done_at=None)
    return list(rows.prefetch_related("case__team").order_by("made_at", "id")[:_LINES])


def _failed(actor: Actor) -> list[dict[str, Any]]:
    """Dated items and events that failed for good, of cases within reach. Three queries."""
    mine = cases_for(actor, TEAM)
    items = schedule.failed().filter(Exists(mine.filter(uid=OuterRef("subject_stream"))))[:_FAILED]
    deliveries = outbox.failed().filter(Exists(mine.filter(uid=OuterRef("stream"))))[:_FAILED]
    found = [(one.subject_stream, one.due_at, "schedule") for one in items]
    found += [(one.stream, one.event.at, "outbox") for one in deliveries]
    cases = {case.uid: case for case in mine.filter(uid__in={stream for stream, _, _ in found})}
    return [{"case": cases[stream], "at": at, "what": what} for stream, at, what in found if stream in cases]


@dataclass(frozen=True, slots=True)
class Reading:
    """Unusual reading by some of the people within reach; `after`: the key of the next ones, `more`: lines left out."""

    lines: Sequence[Unusual]
    after: str
    more: bool


def _unusual(actor: Actor, now: datetime, key: str) -> Reading:
    """Reading of the last week by those who hold or held a role within reach, but oneself; some people at a time."""
    if not actor.may(LOOKS):
        return Reading((), "", False)
    people = people_for(actor, LOOKS).exclude(pk=actor.id).only("pk")
    some = page_of(people, key, column="", size=_READERS)
    found = unusual([f"user:{one.pk}" for one in some.rows], since=now - _LOOKED_BACK, until=now)
    return Reading(found[:_UNUSUAL], some.after, len(found) > _UNUSUAL)
