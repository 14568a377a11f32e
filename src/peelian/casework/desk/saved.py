"""Saved filters: a view of the queue under a name of one's own."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone

from peelian.accounts.access import user_of
from peelian.casework.desk import filtering
from peelian.casework.desk.frame import page, see, show
from peelian.casework.desk.models import SavedFilter
from peelian.casework.desk.problems import NameTheFilter

LONGEST: Final = 60
AT_MOST: Final = 20


@page("GET", "POST")
def filters(request: HttpRequest) -> HttpResponseBase:
    """One's own filters; a new one by its name and the view that it stands for."""
    user = user_of(request)
    given = request.POST if request.method == "POST" else request.GET
    query = filtering.asked(QueryDict(given.get("query", "")[:1000]).dict()).query()
    mine = list(SavedFilter.objects.filter(user=user))
    if request.method == "GET":
        return show(request, "filters.html", filters=mine, query=query, name="")
    if "remove" in request.POST:
        number = request.POST["remove"]
        SavedFilter.objects.filter(
            user=user, pk=int(number) if number.isdecimal() and len(number) < 18 else 0
        ).delete()
        return see("desk-filters")
    name = " ".join(request.POST.get("name", "").split())[:LONGEST]
    if not name or any(one.name.casefold() == name.casefold() for one in mine) or len(mine) >= AT_MOST:
        return show(request, "filters.html", filters=mine, query=query, name=name, problem=NameTheFilter())
    SavedFilter.objects.create(user=user, name=name, query=query[:400], made_at=timezone.now())
    return see("desk", query)
