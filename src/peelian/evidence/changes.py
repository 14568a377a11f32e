"""What changed since a day, as a page; and feeds of changes for the site, for a force and for a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from peelian.evidence.answers import Answer
from peelian.evidence.pages import Context, Query, Table, answered, download, page, page_number
from peelian.evidence.problems import BadDay
from peelian.evidence.reading import Reading
from peelian.evidence.wording import area_name, figure, in_words, measure_title
from peelian.facts.measures import definition
from peelian.plan.changes import KINDS, Change, changes
from peelian.reference.forces import force
from peelian.ui.formats import number, period
from peelian.ui.language import current
from peelian.ui.language import gettext as _
from peelian.ui.links import url

if TYPE_CHECKING:
    from peelian.plan.claims.finding import Finding

COLUMNS = ("on", "kind", "title", "areas", "claims", "measure", "period", "old", "new", "sources", "id")
SHOWN: Final = 100
IN_A_FEED: Final = 50
ATOM: Final = "http://www.w3.org/2005/Atom"


@page("evidence/changes.html", asks=("since", "area", "kind", "page"))
def index(reading: Reading, query: Query) -> Context:
    """What changed since the day asked for; without one, the newest."""
    since = day_asked(query)
    found = changed(reading, since, query.get("kind"), query.get("area"))
    page_asked, pages = page_number(query, len(found), SHOWN)
    start = (page_asked - 1) * SHOWN
    return {
        "changes": [(one, told(one), address_of(one)) for one in found[start : start + SHOWN]],
        "number": page_asked,
        "pages": pages,
        "same": urlencode({name: value for name, value in query.items() if name != "page"}),
        "found": len(found),
        "since": since,
        "query": query,
        "kinds": in_words(KINDS),
        "years": [str(date.today().year - back) for back in range(9)],
    }


@download
def index_file(reading: Reading) -> Table:
    """Every change, newest first."""
    return Table("changes", COLUMNS, [_row(one) for one in everything(reading)])


def day_asked(query: Query) -> date | None:
    """The day of `since`, None when none was asked for. Raises BadDay."""
    text = query.get("since")
    return day(text) if text else None


def day(text: str) -> date:
    """A day as it is written: 2024-03-31. Raises BadDay."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDay(text=text[:40]) from None


def everything(reading: Reading) -> list[Change]:
    """Every change that this version of the store tells of, newest first."""
    return reading.once("changes", lambda: changes(reading.store, reading.findings()))


def changed(reading: Reading, since: date | None, kind: str | None, area: str | None) -> list[Change]:
    """The changes since a day, of a kind, that speak of an area; None asks for all. Newest first."""
    return [
        one
        for one in everything(reading)
        if (since is None or one.on >= since.isoformat())
        and kind in {None, one.kind}
        and (area is None or area in one.areas)
    ]


def told(one: Change) -> str:
    """A change in the words of the page."""
    if one.kind != "revision" or one.old is None or one.new is None:
        return one.title[current()]
    measure = definition(one.measure)
    old, new = (figure(value, measure.unit, measure.decimals) for value in (one.old, one.new))
    if old == new:
        old, new = (number(value, 4) for value in (one.old, one.new))
    return _("{measure}, {area}, {period}: {old} became {new}").format(
        measure=measure_title(one.measure), area=area_name(one.areas[0]), period=period(one.period),
        old=old, new=new,
    )  # fmt: skip


def address_of(one: Change) -> str:
    """The page that a change leads to."""
    kind, id_ = one.target
    if kind == "event":
        return url("events") + f"#{id_}"
    return url(kind, **{f"{kind}_id": id_})


def site_feed(request: HttpRequest) -> HttpResponse:
    """The newest changes of all."""
    return _feed(
        request, lambda reading: ("site", _("Peelian: what changed"), url("changes"), everything(reading))
    )


def force_feed(request: HttpRequest, force_id: str) -> HttpResponse:
    """The newest changes that speak of a force."""

    def make(reading: Reading) -> tuple[str, str, str, Iterable[Change]]:
        one = force(force_id)
        spoken = [change for change in everything(reading) if one.id in change.areas]
        return (f"force:{one.id}", area_name(one.id), url("force", force_id=one.id), spoken)

    return _feed(request, make)


def claim_feed(request: HttpRequest, claim_id: str) -> HttpResponse:
    """The verdict of a claim as it is now, and what its figures' sources did."""

    def make(reading: Reading) -> tuple[str, str, str, Iterable[Change]]:
        finding = reading.finding(claim_id)
        spoken = [change for change in everything(reading) if finding.id in change.claims]
        address = url("claim", claim_id=finding.id)
        return (
            f"claim:{finding.id}",
            f"{finding.id}: {finding.title[current()]}",
            address,
            [_verdict(finding, spoken), *spoken],
        )

    return _feed(request, make)


def _verdict(finding: Finding, spoken: Sequence[Change]) -> Change:
    """An entry of its own for each verdict and figure found: a reader is told when either changes."""
    days = [change.on for change in spoken if change.kind in {"source", "revision"}]
    words = {lang: f"{finding.verdict_in(lang)}: {finding.because[lang]}" for lang in ("en", "cy")}
    return Change(
        id=f"verdict:{finding.id}:{finding.verdict}:{finding.found}",
        kind="source",
        on=max(days, default=finding.said_on),
        title=words,
        target=("claim", finding.id),
    )


@require_safe
def _feed(request: HttpRequest, make: Any) -> HttpResponse:
    def build(reading: Reading) -> Answer:
        return Answer(_atom(request.path, *make(reading)), "application/atom+xml; charset=utf-8")

    return answered(request, request.path, build)


def _atom(path: str, id_: str, title: str, address: str, found: Iterable[Change]) -> bytes:
    """The feed as Atom (RFC 4287). Links are relative to the feed's own address, for the site's name is not known."""
    shown = sorted(found, key=lambda one: one.on[:10], reverse=True)[:IN_A_FEED]
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": current()})
    _put(feed, "id", f"urn:peelian:{id_}:{current()}")
    _put(feed, "title", title)
    _put(feed, "updated", _moment(shown[0].on if shown else "2018-04-09"))
    _put(feed, "link", rel="self", href=path, type="application/atom+xml")
    _put(feed, "link", rel="alternate", href=address, type="text/html")
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _put(author, "name", "Peelian")
    for one in shown:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "id", f"urn:peelian:{one.id}".replace(" ", "%20"))
        _put(entry, "title", _dated(one))
        _put(entry, "updated", _moment(one.on))
        _put(entry, "link", rel="alternate", href=address_of(one), type="text/html")
        _put(entry, "summary", one.kind_in(current()))
    return bytes(b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed) + b"\n")


def _put(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text or None


def _dated(one: Change) -> str:
    """The change in words; with its date where that is not known to the day, for a feed can only give days."""
    known = one.when or one.on
    return told(one) if len(known) >= 10 else f"{period(known)}: {told(one)}"


def _moment(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"


def _row(one: Change) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in COLUMNS},
        "kind": one.kind_in(current()),
        "title": told(one),
    }
