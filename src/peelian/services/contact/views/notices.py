"""What is true of this software about privacy, cookies and accessibility, for who reports, asks or follows up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from peelian.accounts.days import today
from peelian.casework.retention import schedules
from peelian.reference.problems import Bilingual
from peelian.services.contact.families import families
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.reading import sets
from peelian.services.contact.traced import notice
from peelian.services.contact.views.frame import page, show
from peelian.ui.links import url

_B = Bilingual
ICO: Final = (
    "https://ico.org.uk/make-a-complaint/",
    _B("Information Commissioner", "Comisiynydd Gwybodaeth"),
)
_NAMES: Final = {
    "privacy-reports": _B("Privacy of what you report or ask", "Preifatrwydd yr hyn rydych yn ei adrodd neu'n ei ofyn"),
    "cookies": _B("Cookies", "Cwcis"),
    "accessibility-reports": _B("Accessibility of reporting and following up", "Hygyrchedd adrodd a dilyn"),
    "track-anonymous-traced": _B("What can be traced when you report without a name", "Yr hyn y gellir ei olrhain pan fyddwch yn adrodd heb enw"),
}  # fmt: skip
_LAWS: Final = {
    "part3": _B("Part 3 of the Data Protection Act 2018", "Rhan 3 o Ddeddf Diogelu Data 2018"),
    "gdpr": _B("UK GDPR", "GDPR y DU"),
}
_SIGNED_IN: Final = _B("That you are signed in", "Eich bod wedi mewngofnodi")
_FORGED: Final = _B(
    "That a form was sent from our own page", "Bod ffurflen wedi'i hanfon o'n tudalen ein hunain"
)
_CLOSES: Final = _B(
    "Until you sign out or close the browser, {hours} hours at most",
    "Nes ichi allgofnodi neu gau'r porwr, {hours} awr ar y mwyaf",
)
_YEAR: Final = _B("One year", "Un flwyddyn")
_YEARS: Final = _B("{years} years", "{years} o flynyddoedd")


@dataclass(frozen=True, slots=True)
class Table:
    """A table beneath a notice."""

    title: Bilingual
    heads: tuple[Bilingual, ...]
    rows: tuple[tuple[Bilingual, ...], ...]


@page("GET")
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice of reports and questions."""
    return _notice(request, "privacy", (_kinds(),), others=("cookies", "track-anonymous-traced"), ico=True)


@page("GET")
def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies there are: none here, and those of the desk."""
    return _notice(request, "cookies", (desk_cookies(),), others=("privacy-reports",))


@page("GET")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement of these pages."""
    return _notice(request, "accessibility", (), others=("privacy-reports",))


def desk_cookies() -> Table:
    """The cookies of the desk by their real names, and how long each is kept."""
    kept = _with(_CLOSES, hours=str(settings.SESSION_COOKIE_AGE // 3600))
    return Table(
        _B("Cookies of the desk", "Cwcis y ddesg"),
        (_B("Name", "Enw"), _B("What it says", "Yr hyn y mae'n ei ddweud"), _B("How long", "Am ba hyd")),
        (
            (_B(settings.SESSION_COOKIE_NAME), _SIGNED_IN, kept),
            (_B(settings.CSRF_COOKIE_NAME), _FORGED, _YEAR),
        ),
    )


def _kinds() -> Table:
    """Every kind of report that is sent here: under which law, and when it is looked at again after it was closed."""
    rows = tuple((one.short, _LAWS[one.regime], _kept(one)) for one in sets().values() if one.online)
    heads = (
        _B("Report", "Adroddiad"),
        _B("Law", "Cyfraith"),
        _B("Looked at again after", "Edrychir eto ar ôl"),
    )
    return Table(_B("Each kind of report", "Pob math o adroddiad"), heads, rows)


def _kept(asked: QuestionSet) -> Bilingual:
    family = families()[asked.family]
    schedule = schedules.schedules()[family.retentions.get(asked.id, family.retention)]
    version = max((one for one in schedule.versions if one.starts <= today()), key=lambda one: one.starts)
    return _with(_YEARS, years=str(version.keep_years))


def _with(words: Bilingual, **given: str) -> Bilingual:
    """The words with what is given in its place, in both languages."""
    return _B(*(words.said(lang).format(**given) for lang in ("en", "cy")))


def _notice(
    request: HttpRequest, name: str, tables: tuple[Table, ...], *, others: tuple[str, ...], ico: bool = False
) -> HttpResponse:
    found = notice(name)
    links = [(url(other), _NAMES[other]) for other in others] + ([ICO] if ico else [])
    return show(request, "public/notice.html", title=found.title, notice=found, tables=tables, links=links)
