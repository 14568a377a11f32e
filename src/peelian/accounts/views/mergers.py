"""One force takes over from others: the mergers on record, the questions, the check of the answers, and the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from peelian.accounts.access import actor_of, needs
from peelian.accounts.actions.mergers import must_fit, record_succession
from peelian.accounts.models import Force, ForceSuccession
from peelian.accounts.problems import AccountsProblem, ChooseOne
from peelian.accounts.reaching import forces_for
from peelian.accounts.views.choosing import typed
from peelian.accounts.views.frame import page, see, show

MERGE: Final = "force.merge"
_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Merger:
    """The answers: `before` close as `on` begins, and `after` answers for them by `authority`, published at `source`."""

    before: tuple[Force, ...]
    after: Force
    on: date
    authority: str
    source: str


@page("GET", "POST")
@csrf_protect
@needs(MERGE)
def mergers(request: HttpRequest) -> HttpResponseBase:
    """`step` of the form says how far it is: to be checked, to be changed, or to be recorded."""
    step = request.POST.get("step", "")
    if request.method == "GET" or step == "change":
        return _form(request)
    actor, now = actor_of(request), timezone.now()
    try:
        merger = _merger(request)
        must_fit(merger.before, merger.after, merger.on, now)
        if step != "record":
            return show(request, "merger.html", merger=merger)
        record_succession(
            merger.before,
            merger.after,
            on=merger.on,
            authority=merger.authority,
            source=merger.source,
            actor=actor,
            as_of=now,
        )
    except AccountsProblem as problem:
        return _form(request, problem)
    return see("account-mergers")


def _form(request: HttpRequest, problem: AccountsProblem | None = None) -> HttpResponseBase:
    reached = forces_for(actor_of(request), MERGE)
    names = ("after", "on", "authority", "source")
    return show(
        request,
        "mergers.html",
        problem=problem,
        recorded=ForceSuccession.objects.filter(Q(before__in=reached) | Q(after__in=reached))
        .select_related("before", "after")
        .order_by("-on", "id")[:_SHOWN],
        forces=list(_open(request)),
        typed={name: request.POST.get(name, "") for name in names},
        ticked=request.POST.getlist("before"),
    )


def _open(request: HttpRequest) -> QuerySet[Force]:
    """The forces that the actor may merge and that no merger on record closes."""
    return forces_for(actor_of(request), MERGE).filter(closes__isnull=True)


def _merger(request: HttpRequest) -> Merger:
    """What was answered. Raises ChooseOne where an answer is missing, not a day, or a force out of reach."""
    held = {one.force_id: one for one in _open(request)}
    asked = request.POST.getlist("before")[: len(held)]
    after, authority, source = (
        held.get(typed(request, "after")),
        typed(request, "authority"),
        typed(request, "source", 300),
    )
    try:
        on = date.fromisoformat(typed(request, "on", 10))
    except ValueError:
        raise ChooseOne from None
    if after is None or not asked or not set(asked) <= held.keys() or not authority or not source:
        raise ChooseOne
    return Merger(tuple(held[one] for one in asked), after, on, authority, source)
