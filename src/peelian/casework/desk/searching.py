"""Search: by reference, by an exact detail of a person or place, by tag, state and day. What is typed stays out of addresses.

Each search is written down before its results are shown. The form is sent, not put into the address, so that nobody's
name or number lies in a history, a log or a bookmark.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.days import start_of
from peelian.casework.cases.finding import SEARCH, Search, find_cases
from peelian.casework.cases.models import Tag
from peelian.casework.desk import filtering
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.lines import lines
from peelian.casework.desk.names import away_of
from peelian.casework.desk.paging import page_of
from peelian.casework.desk.problems import DayUnreadable, SearchTooLittle
from peelian.reference.problems import Bilingual, Problem

BY: Final = {
    "reference": Bilingual("Reference", "Cyfeirnod"),
    "name": Bilingual("Name, in full", "Enw, yn llawn"),
    "phone": Bilingual("Telephone number", "Rhif ffôn"),
    "email": Bilingual("Email address", "Cyfeiriad e-bost"),
    "postcode": Bilingual("Postcode", "Cod post"),
}
PURPOSES: Final = {
    "find_case": Bilingual("To find a case that I work on", "I ddod o hyd i achos rwy'n gweithio arno"),
    "contact": Bilingual("Somebody has contacted us", "Mae rhywun wedi cysylltu â ni"),
    "supervision": Bilingual("Supervision", "Goruchwylio"),
    "review": Bilingual("Review or complaint", "Adolygiad neu gŵyn"),
}
_NAMES: Final = ("by", "text", "purpose", "tag", "kind", "state", "opened_from", "opened_to", "open_only")
_LONGEST: Final = 200


@page("GET", "POST", may=(SEARCH,))
def search(request: HttpRequest) -> HttpResponseBase:
    """The form; with what was found, after the search is written down."""
    typed = {name: request.POST.get(name, "").strip()[:_LONGEST] for name in _NAMES}
    if request.method == "GET":
        return _page(request, typed)
    try:
        wanted = _wanted(typed)
    except Problem as problem:
        return _page(request, typed, problem=problem)
    now = timezone.now()
    purpose = typed["purpose"] if typed["purpose"] in PURPOSES else "find_case"
    found = find_cases(actor_of(request), wanted, purpose=purpose, as_of=now)
    shown = page_of(
        found.select_related("team", "owner").prefetch_related("tags__tag"),
        request.POST.get("after", ""),
        column="opened_at",
        newest=True,
    )
    away = away_of((case.owner_id for case in shown.rows), now)
    return _page(request, typed, found=lines(shown.rows, now, away=away), after=shown.after)


def _page(request: HttpRequest, typed: dict[str, str], **more: Any) -> HttpResponseBase:
    return show(
        request,
        "search.html",
        section="search",
        typed=typed,
        by=BY,
        purposes=PURPOSES,
        kinds=filtering.kinds(),
        states=filtering.states(closed=True),
        tags=list(Tag.objects.order_by("slug")[:200]),
        **{"found": None, "after": "", **more},
    )


def _wanted(typed: dict[str, str]) -> Search:
    by, text = typed["by"], typed["text"]
    detail = by if by in BY and by != "reference" else ""
    wanted = Search(
        reference=text if not detail else "",
        detail=detail if text else "",
        text=text if detail else "",
        tags=(typed["tag"],) if typed["tag"] else (),
        states=(typed["state"],) if typed["state"] else (),
        kind=typed["kind"],
        opened_from=_day(typed["opened_from"]),
        opened_before=_day(typed["opened_to"], days=1),
        open_only=typed["open_only"] == "1",
    )
    if wanted.is_empty or wanted == Search(open_only=True):
        raise SearchTooLittle
    return wanted


def _day(text: str, *, days: int = 0) -> datetime | None:
    """Midnight at which a day begins, `days` later. Raises DayUnreadable."""
    if not text:
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            found = date(year, month, day)
        else:
            found = date.fromisoformat(text)
        return start_of(found + timedelta(days=days))
    except (ValueError, OverflowError):
        raise DayUnreadable from None
