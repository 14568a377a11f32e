"""Give a team a place that it answers for, or take one away: for those who manage teams there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, needs
from peelian.accounts.actions.areas import add_area, end_area
from peelian.accounts.models import TeamArea
from peelian.accounts.problems import AccountsProblem, ChooseOne
from peelian.accounts.views.choosing import number, typed
from peelian.accounts.views.frame import page, see
from peelian.accounts.views.teams import MANAGE, chosen, team_page


@page("POST")
@csrf_protect
@needs(MANAGE)
def add(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The team answers for one more place."""
    one = chosen(request, slug)
    kind, area = typed(request, "kind"), typed(request, "area")
    try:
        if not area:
            raise ChooseOne
        add_area(one, kind, area, actor=actor_of(request), as_of=timezone.now())
    except AccountsProblem as problem:
        return team_page(request, one, problem)
    return see("account-team", slug=one.slug)


@page("POST")
@csrf_protect
@needs(MANAGE)
def end(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The team no longer answers for a place."""
    one = chosen(request, slug)
    row = TeamArea.objects.filter(team=one, pk=number(request, "area"), ends__isnull=True).first()
    try:
        if row is None:
            raise ChooseOne
        end_area(row, actor=actor_of(request), as_of=timezone.now())
    except AccountsProblem as problem:
        return team_page(request, one, problem)
    return see("account-team", slug=one.slug)
