"""Put somebody on shift for a team, or strike a coming shift out: for those who manage absence there."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, needs
from peelian.accounts.actions.absences import end_shift, plan_shift
from peelian.accounts.cover import members
from peelian.accounts.days import LONDON
from peelian.accounts.models import Shift, User
from peelian.accounts.models.absence import SHIFT_PARTS
from peelian.accounts.problems import AccountsProblem, ChooseOne, WrongTimes
from peelian.accounts.views.choosing import number, typed
from peelian.accounts.views.frame import page, see
from peelian.accounts.views.teams import SHIFTS, chosen, team_page


@page("POST")
@csrf_protect
@needs(SHIFTS)
def add(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Plan a shift."""
    one, now = chosen(request, slug), timezone.now()
    try:
        who: User | None = next(
            (user for user in members(one, now) if user.pk == number(request, "user")), None
        )
        part = typed(request, "part")
        if who is None or part not in SHIFT_PARTS:
            raise ChooseOne
        starts, ends = _moment(request, "starts"), _moment(request, "ends")
        plan_shift(who, one, starts=starts, ends=ends, part=part, actor=actor_of(request), as_of=now)
    except AccountsProblem as problem:
        return team_page(request, one, problem)
    return see("account-team", slug=one.slug)


@page("POST")
@csrf_protect
@needs(SHIFTS)
def end(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Strike a coming shift out, or end one that runs."""
    one = chosen(request, slug)
    row = Shift.objects.filter(team=one, pk=number(request, "shift")).select_related("user", "team").first()
    try:
        if row is None:
            raise ChooseOne
        end_shift(row, actor=actor_of(request), as_of=timezone.now())
    except AccountsProblem as problem:
        return team_page(request, one, problem)
    return see("account-team", slug=one.slug)


def _moment(request: HttpRequest, name: str) -> datetime:
    """A local date and time as the browser sends it: `2026-11-23T08:00`. Raises WrongTimes."""
    try:
        given = datetime.fromisoformat(typed(request, name, 19))
    except ValueError:
        raise WrongTimes from None
    if given.tzinfo is not None or not 2000 <= given.year <= 2100:
        raise WrongTimes
    return given.replace(tzinfo=LONDON)
