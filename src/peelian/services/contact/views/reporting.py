"""A report, from the first question to the receipt, on one address: nothing of it is in an address or a cookie.

What is pressed comes as `do`; where that leads, `visit.walking` says; here it is shown. See `frame` for what every
public page is made in, and docs/threat-model for what is left behind on a shared computer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Final

from csp.decorators import csp_update
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from peelian.accounts.days import day_of
from peelian.casework.cases.problems import TeamClosed
from peelian.casework.threads.anonymous import words_for
from peelian.casework.threads.problems import NotTheWords, WordsGiven
from peelian.reference.problems import Bilingual
from peelian.services.contact.actions.reporting import answers_of, is_anonymous, open_report, was_sent
from peelian.services.contact.holding.shape import began
from peelian.services.contact.numbers import new_number
from peelian.services.contact.problems import TooMuchSent
from peelian.services.contact.views.frame import page
from peelian.services.contact.views.report_pages import EXIT_TO, over, receipt, show_step, too_much
from peelian.services.contact.visit import ended
from peelian.services.contact.visit.answers import Visit, read
from peelian.services.contact.visit.clean import clean
from peelian.services.contact.visit.walking import AREA, EMERGENCY, RETYPE, WORDS, Step, move, set_of, unready

View = Callable[..., HttpResponseBase]

_ORIGIN: Final = "https://www.bbc.co.uk"
TEAM_CLOSED: Final = Bilingual(
    "This force has no team that takes reports here today. Choose another, or call 101",
    "Nid oes gan yr heddlu hwn dîm sy'n derbyn adroddiadau yma heddiw. Dewiswch un arall, neu ffoniwch 101",
)


def scripted(view: View) -> View:
    """A page that runs the script of the report, and whose form may lead to the neutral site."""
    allowed = {"script-src": ["'self'"], "connect-src": ["'self'"], "form-action": [_ORIGIN]}
    return wraps(view)(csp_update(allowed)(view))


@scripted
@page("GET", "POST")
def report(request: HttpRequest) -> HttpResponseBase:
    """The next step; the receipt after the last."""
    if request.method != "POST":
        about = set_of(Visit(set=request.GET.get("about", "")))
        number = new_number()
        first = Visit(
            number=number, at=EMERGENCY, set=about.id if about else "", began=began(number, timezone.now())
        )
        return show_step(request, Step(first))
    try:
        visit = read(request.POST)
    except TooMuchSent as problem:
        return too_much(request, problem)
    return _answered(request, visit, request.POST.get("do", "next"))


@page("GET", "POST")
def leave(request: HttpRequest) -> HttpResponseBase:
    """Exit: the visit is over, and the browser is told to drop what it holds of this site.

    Whoever leaves gets away also when the records cannot be reached: the visit then ends only in their browser.
    """
    if request.method == "POST":
        with suppress(DatabaseError, InterfaceError):
            ended.end(request.POST.get("number", ""), as_of=timezone.now())
    response = HttpResponseRedirect(EXIT_TO)
    response.status_code = 303
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _answered(request: HttpRequest, visit: Visit, do: str) -> HttpResponse:
    known = ended.ended(visit.number)
    if known is not None and not (known.sent and do == "send"):
        return over(request, visit.number, sent=known.sent)
    if not visit.number:
        visit = visit.but(number=new_number())
    now = timezone.now()
    if do == "send":
        return _sent(request, visit)
    return show_step(request, move(visit, do, day_of(now)))


def _sent(request: HttpRequest, visit: Visit) -> HttpResponse:
    now = timezone.now()
    step = unready(visit, day_of(now))
    asked = set_of(visit)
    if step is not None or asked is None:
        return show_step(request, step or Step(visit.but(at=EMERGENCY)))
    anonymous = is_anonymous(answers_of(visit, asked))
    if anonymous and visit.at != RETYPE:
        if was_sent(visit, asked):
            return over(request, visit.number, sent=True)
        return show_step(request, Step(with_other_words(visit)))
    typed = clean(request.POST.get("words", ""), lines=False)
    try:
        reported = open_report(visit, asked, as_of=now, typed=typed)
    except NotTheWords as problem:
        return show_step(request, Step(visit, faults={"words": problem}), typed=typed)
    except WordsGiven:
        return show_step(request, Step(with_other_words(visit)))
    except TeamClosed:
        return show_step(request, Step(visit.but(at=AREA), faults={"force": TEAM_CLOSED}))
    return receipt(request, reported, visit, asked, anonymous=anonymous)


def with_other_words(visit: Visit) -> Visit:
    """At the eight words, with some that no report was sent under: a second report from one page needs its own."""
    while True:
        try:
            words_for(visit.number, visit.again)
        except WordsGiven:
            visit = visit.but(again=visit.again + 1)
        else:
            return visit.but(at=WORDS)
