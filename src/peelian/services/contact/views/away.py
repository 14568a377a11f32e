"""The page for when the records cannot be reached: the emergency numbers, in both languages, from files alone.

It lies at /maintenance, so that whoever runs a copy can keep it for the equipment in front of it, and it is the answer
to every request that met a database that is away. A report that was on its way when that happened is in the page that
was sent: it is carried in this one, with a button to try again, so nothing that was typed is lost.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from peelian.reference.problems import Bilingual
from peelian.services.contact.problems import TooMuchSent
from peelian.services.contact.sets.reading import number
from peelian.services.contact.views.frame import page, show
from peelian.services.contact.visit.answers import read
from peelian.services.contact.visit.words import IN_DANGER, NOT_NOW, WORDS
from peelian.ui.language import language_of, same_page, speaking

CARRIED: Final = "/report"
"""What was typed here is shown again; what is typed to sign in or to open a report never is."""
TITLE: Final = Bilingual(
    "This service is not working at the moment", "Nid yw'r gwasanaeth hwn yn gweithio ar hyn o bryd"
)
NOW: Final = Bilingual(
    "We cannot take reports, questions or messages here just now. Nothing of what you were doing was sent.",
    "Ni allwn dderbyn adroddiadau, cwestiynau na negeseuon yma ar hyn o bryd. Ni anfonwyd dim o'r hyn roeddech yn ei wneud.",
)  # fmt: skip
AGAIN: Final = Bilingual("Try again with what you typed", "Rhoi cynnig arall arni gyda'r hyn a deipioch")
OTHERWISE: Final = Bilingual("If it is not an emergency", "Os nad yw'n argyfwng")
LONGEST_WAIT: Final = 120


@page("GET")
def maintenance(request: HttpRequest) -> HttpResponse:
    """The page as it is, for anybody."""
    return _shown(request, 200)


def away(request: HttpRequest) -> HttpResponse:
    """The answer to a request that the records could not serve."""
    with speaking(language_of(request.path)):
        response = _shown(request, 503, _typed(request))
    response["Retry-After"] = str(LONGEST_WAIT)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _shown(request: HttpRequest, status: int, carried: tuple[tuple[str, str], ...] = ()) -> HttpResponse:
    return show(
        request,
        "public/away.html",
        status=status,
        title=TITLE,
        words=WORDS,
        in_both=True,
        now=NOW,
        again=AGAIN,
        otherwise=OTHERWISE,
        in_danger=[number(id_) for id_ in IN_DANGER],
        not_now=[number(id_) for id_ in NOT_NOW],
        carried=carried,
    )


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    if request.method != "POST" or same_page(request.path, "en") != CARRIED:
        return ()
    try:
        visit = read(request.POST)
    except TooMuchSent:
        return ()
    return (*visit.fields(), ("do", request.POST.get("do", "next")))
