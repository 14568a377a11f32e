"""Saved filters: views of the queue that somebody comes back to, each called by what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone

from peelian.accounts.access import user_of
from peelian.accounts.models import Team, User
from peelian.casework.cases.models import Tag
from peelian.casework.desk import filtering
from peelian.casework.desk.filtering import Filter
from peelian.casework.desk.frame import page, see, show
from peelian.casework.desk.models import SavedFilter
from peelian.casework.desk.problems import TooManyFilters
from peelian.reference.problems import Bilingual

AT_MOST: Final = 20
GONE: Final = Bilingual("something that is no longer there", "rhywbeth nad yw yno mwyach")


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A saved filter with its name: the words of what it asks, the view first."""

    pk: int
    query: str
    name: tuple[Bilingual, ...]


@page("GET", "POST")
def filters(request: HttpRequest) -> HttpResponseBase:
    """One's own filters; the view that somebody came from becomes one more."""
    user = user_of(request)
    given = request.POST if request.method == "POST" else request.GET
    wanted = _asked(given.get("query", "")[:1000])
    if "remove" in request.POST:
        number = request.POST["remove"]
        SavedFilter.objects.filter(
            user=user, pk=int(number) if number.isdecimal() and len(number) < 18 else 0
        ).delete()
        return see("desk-filters")
    mine = saved_by(user)
    if request.method == "GET":
        return _page(request, mine, wanted)
    query = _known(wanted).query()
    if all(one.query != query for one in mine):
        if len(mine) >= AT_MOST:
            return _page(request, mine, wanted, TooManyFilters(most=AT_MOST))
        SavedFilter.objects.get_or_create(user=user, query=query, defaults={"made_at": timezone.now()})
    return see("desk", query)


def _page(
    request: HttpRequest, mine: Sequence[ShownFilter], wanted: Filter, problem: TooManyFilters | None = None
) -> HttpResponseBase:
    return show(
        request,
        "filters.html",
        filters=mine,
        query=wanted.query(),
        name=_named([wanted])[0],
        problem=problem,
    )


def saved_by(user: User) -> list[ShownFilter]:
    """The filters of one person, first to last; two queries more where some ask for a team or a tag."""
    rows = list(SavedFilter.objects.filter(user=user))
    names = _named([_asked(row.query) for row in rows])
    return [ShownFilter(row.pk, row.query, name) for row, name in zip(rows, names, strict=True)]


def _asked(query: str) -> Filter:
    return filtering.asked(QueryDict(query).dict())


def _named(wanted: Sequence[Filter]) -> list[tuple[Bilingual, ...]]:
    """What each filter asks, in words."""
    words = _words_of(wanted)
    return [
        (
            filtering.VIEWS[one.view],
            *(words[name].get(code, GONE) for name in filtering.CODES if (code := getattr(one, name))),
            *([filtering.DUE[one.due]] if one.due == "nothing" else []),
        )
        for one in wanted
    ]


def _known(wanted: Filter) -> Filter:
    """The filter without what names nothing, so that only codes of ours are kept."""
    words = _words_of([wanted])
    gone = [name for name in filtering.CODES if getattr(wanted, name) not in words[name]]
    return replace(wanted, **dict.fromkeys(gone, ""))


def _words_of(wanted: Sequence[Filter]) -> dict[str, dict[str, Bilingual]]:
    """Field -> code -> words, of every code that the filters name."""
    teams, tags = {one.team for one in wanted} - {""}, {one.tag for one in wanted} - {""}
    return {
        "team": _names(Team.objects.filter(slug__in=teams)) if teams else {},
        "kind": filtering.kinds(),
        "state": filtering.states(),
        "tag": _names(Tag.objects.filter(slug__in=tags)) if tags else {},
    }


def _names(rows: Iterable[Team | Tag]) -> dict[str, Bilingual]:
    return {row.slug: Bilingual(row.name_en, row.name_cy) for row in rows}
