"""The queue: what is most urgent and due next, and why, for oneself, for what nobody has taken, for one's teams."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from peelian.accounts.access import actor_of, signed_in, user_of
from peelian.accounts.reaching import teams_for
from peelian.casework.cases.actions.giving import take_next_case
from peelian.casework.cases.models import Tag
from peelian.casework.desk import filtering
from peelian.casework.desk.bulk import acts_for
from peelian.casework.desk.frame import SEE, page, see, show
from peelian.casework.desk.lines import lines
from peelian.casework.desk.names import away_of
from peelian.casework.desk.paging import count, page_of_teams
from peelian.casework.desk.saved import saved_by

TAKE = "case.take"


@require_GET
@signed_in
def start(request: HttpRequest) -> HttpResponseBase:
    """The queue; for those whose role has no cases, their account."""
    if not actor_of(request).may(SEE):
        return see("account")
    return queue(request)


start.methods = ("GET",)  # type: ignore[attr-defined]


@page("GET")
def queue(request: HttpRequest) -> HttpResponseBase:
    """One page of the queue."""
    actor, now = actor_of(request), timezone.now()
    wanted = filtering.asked(request.GET.dict())
    teams = filtering.teams_of(actor, wanted)
    rows = filtering.rows(actor, wanted, teams)
    shown = page_of_teams(
        rows.select_related("team", "owner").prefetch_related("tags__tag"),
        teams,
        request.GET.get("after", ""),
        column="" if wanted.due == "nothing" else "place",
    )
    return show(
        request,
        "queue.html",
        wanted=wanted,
        lines=lines(shown.rows, now, away=away_of((case.owner_id for case in shown.rows), now)),
        after=shown.after,
        inside=bool(request.GET.get("after")),
        counted=count(rows, filtering.late(actor, wanted, teams, now)),
        views=filtering.VIEWS,
        dues=filtering.DUE,
        kinds=filtering.kinds(),
        states=filtering.states(),
        teams=list(teams_for(actor, SEE).order_by("name_en")[:200]),
        tags=list(Tag.objects.filter(retired_at=None).order_by("slug")[:200]),
        saved=saved_by(user_of(request)),
        done=request.GET.get("done", ""),
        choosing=request.GET.get("choose") == "1" and bool(acts_for(actor)),
        acts=acts_for(actor),
    )


@page("POST", may=(TAKE,))
def take_next(request: HttpRequest) -> HttpResponseBase:
    """The case that is due first and that nobody has becomes one's own."""
    case = take_next_case(actor=actor_of(request), as_of=timezone.now())
    if case is None:
        return see("desk", "done=none")
    return see("desk-case", "done=taken", reference=case.reference)
