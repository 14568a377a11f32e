"""A call handler takes a report on 101: the pages of the public form, in the frame of the desk.

Instead of the emergency page the handler is asked what the caller says of danger, and decides on the grade at the end, by
the grades of the force that the report belongs to. Nothing is kept before it is recorded; then the handler reads the
reference and the words out. The case goes to its own force and team, whatever force the handler works for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.casework.cases.problems import TeamClosed
from peelian.casework.desk import words as desk_words
from peelian.casework.desk.frame import page, show_template
from peelian.casework.threads.problems import NotTheWords, WordsGiven
from peelian.casework.threads.safe_contact import page_address
from peelian.reference.problems import Bilingual
from peelian.services.contact.actions.reporting import (
    TAKE,
    ByPhone,
    Reported,
    answers_of,
    contact_of,
    is_anonymous,
    known_report,
    noticed_in,
    open_report,
)
from peelian.services.contact.numbers import new_number
from peelian.services.contact.risk.desk_form import grade_words
from peelian.services.contact.risk.grades import scheme_for
from peelian.services.contact.risk.problems import SayWhyOtherwise
from peelian.services.contact.risk.triage import explained
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.wording import WAY_WORDS
from peelian.services.contact.tracking.callers import earlier_cases, linkable
from peelian.services.contact.views.report_pages import frame_of, parts_of, promised_in
from peelian.services.contact.views.reporting import TEAM_CLOSED, with_other_words
from peelian.services.contact.visit import area
from peelian.services.contact.visit.answers import Visit, read
from peelian.services.contact.visit.clean import clean
from peelian.services.contact.visit.spelling import digit_by_digit, spelled_words
from peelian.services.contact.visit.taken import GRADE, LINKS, REASON, Taken, read_taken
from peelian.services.contact.visit.walking import (
    AREA,
    CHECK,
    EMERGENCY,
    KIND,
    RETYPE,
    WAYS,
    Faults,
    Step,
    move,
    set_of,
    unready,
)

NAME: Final = "desk-report"
TITLE: Final = Bilingual("Take a report", "Cymryd adroddiad")
_SAID: Final = frozenset({"yes", "no"})
_SAY_FIRST: Final = Bilingual(
    "Ask the caller, and say whether anybody is in danger now",
    "Gofynnwch i'r galwr, a dywedwch a oes rhywun mewn perygl nawr",
)
_GRADE_IT: Final = Bilingual("Decide on a grade", "Penderfynwch ar radd")
_OWN_TEMPLATES: Final = {
    "emergency.html": "contact/taking/danger.html",
    "ways.html": "contact/taking/help.html",
    "check.html": "contact/taking/check.html",
}
_SCRIPT: Final = {"script-src": ["'self'"], "connect-src": ["'self'"]}


@csp_update(_SCRIPT)
@page("GET", "POST", may=(TAKE,))
def take(request: HttpRequest) -> HttpResponseBase:
    """The next step; the receipt to be read out after the last."""
    if request.method != "POST":
        about = set_of(Visit(set=request.GET.get("about", "")))
        first = Visit(number=new_number(), at=EMERGENCY, set=about.id if about else "")
        return _shown(request, Step(first), Taken())
    visit, taken, now = read(request.POST), read_taken(request.POST), timezone.now()
    if not visit.number:
        visit = visit.but(number=new_number())
    do = request.POST.get("do", "next")
    if do == "send" and visit.emergency in _SAID:
        return _sent(request, visit, taken, now)
    return _shown(request, moved(visit, do, day_of(now)), taken)


def moved(visit: Visit, do: str, on: date) -> Step:
    """As on the public form; but danger stops nobody here: help is sent by the control room, and the handler goes on."""
    if visit.emergency not in _SAID or (visit.at == EMERGENCY and do in {"switch", "back"}):
        faults: Faults = {} if do in {"switch", "back"} else {EMERGENCY: _SAY_FIRST}
        return Step(visit.but(at=EMERGENCY), faults=faults)
    if visit.at == WAYS and do in {"switch", "back"}:
        return Step(visit.but(at=WAYS if do == "switch" else EMERGENCY))
    if visit.at == EMERGENCY and visit.emergency == "yes" and do == "next":
        return Step(visit.but(at=WAYS))
    at = EMERGENCY if visit.at == WAYS else visit.at
    return _heard(move(_calm(visit).but(at=at), do, on), visit)


def _calm(visit: Visit) -> Visit:
    """The visit as the public form goes on with it."""
    return visit.but(emergency="no")


def _heard(step: Step, visit: Visit) -> Step:
    """The step with what the caller said of danger."""
    return replace(step, visit=step.visit.but(emergency=visit.emergency))


# --- sending ---------------------------------------------------------------------------------------------
def _sent(request: HttpRequest, visit: Visit, taken: Taken, now: datetime) -> HttpResponse:
    step, asked = unready(_calm(visit), day_of(now)), set_of(visit)
    if step is not None or asked is None:
        return _shown(request, _heard(step or Step(visit.but(at=KIND)), visit), taken)
    known = known_report(visit, asked, as_of=now)
    if known is not None:
        return _receipt(request, known, visit, asked)
    made = _by_phone(actor_of(request), visit, asked, taken, now)
    if not isinstance(made, ByPhone):
        return _shown(request, Step(visit.but(at=CHECK), faults=made), taken)
    if is_anonymous(answers_of(visit, asked)) and visit.at != RETYPE:
        return _shown(request, Step(with_other_words(visit)), taken)
    typed = clean(request.POST.get("words", ""), lines=False)
    try:
        reported = open_report(visit, asked, as_of=now, typed=typed, by_phone=made)
    except NotTheWords as problem:
        return _shown(request, Step(visit, faults={"words": problem}), taken, typed=typed)
    except WordsGiven:
        return _shown(request, Step(with_other_words(visit)), taken)
    except TeamClosed:
        return _shown(request, Step(visit.but(at=AREA), faults={"force": TEAM_CLOSED}), taken)
    return _receipt(request, reported, visit, asked)


def _by_phone(
    actor: Actor, visit: Visit, asked: QuestionSet, taken: Taken, now: datetime
) -> ByPhone | Faults:
    """What the handler decided, or what is wrong with it."""
    found = area.area_of(visit, asked, day_of(now))
    danger = visit.emergency == "yes"
    chosen = scheme_for(found.force.force_id if found.force else "", day_of(now)).grade(taken.grade)
    if chosen is None:
        return {GRADE: _GRADE_IT}
    suggested = noticed_in(visit, asked, as_of=now, danger=danger).level
    if taken.reason not in {"", *desk_words.URGENCY_REASONS} or not explained(
        suggested, chosen, taken.reason
    ):
        return {REASON: SayWhyOtherwise()}
    links = linkable(actor, taken.links)
    return ByPhone(actor, chosen, taken.reason, danger, links)


# --- pages -----------------------------------------------------------------------------------------------
def _shown(request: HttpRequest, step: Step, taken: Taken, *, typed: str = "") -> HttpResponse:
    """The page of a step; 400 where something on it is wrong."""
    parts = parts_of(step)
    named = parts.pop("template")
    travelling = parts.pop("carried")
    about = parts["asked"].short if parts["asked"] is not None else None
    if named == "check.html":
        parts |= _of_check(actor_of(request), step.visit, parts["asked"], taken)
    else:
        travelling += taken.fields()
    return show_template(
        request,
        _OWN_TEMPLATES.get(named, f"contact/report/{named}"),
        400 if step.faults else 200,
        **{**frame_of(), **parts, **_frame(), "about": about, "travelling": travelling, "typed": typed},
    )


def _frame() -> dict[str, Any]:
    return {"layout": "contact/taking/form.html", "section": NAME, "take_title": TITLE}


def _of_check(actor: Actor, visit: Visit, asked: QuestionSet, taken: Taken) -> dict[str, Any]:
    """The grade to decide on, with what the rules noticed; and the caller's earlier cases."""
    now = timezone.now()
    found = area.area_of(visit, asked, day_of(now))
    scheme = scheme_for(found.force.force_id if found.force else "", day_of(now))
    noticed = noticed_in(visit, asked, as_of=now, danger=visit.emergency == "yes")
    suggested = scheme.of_level(noticed.level)
    return {
        "taken": taken,
        "grades": [(one.id, grade_words(one, suggested)) for one in scheme.grades],
        "suggested": suggested.name,
        "noticed": [flag.reason for flag in noticed.flags],
        "why_otherwise": list(desk_words.URGENCY_REASONS.items()),
        "earlier": earlier_cases(actor, visit, asked, as_of=now),
        "link_kinds": list(LINKS.items()),
    }


def _receipt(request: HttpRequest, reported: Reported, visit: Visit, asked: QuestionSet) -> HttpResponse:
    """What is read out to the caller, once, and where the report has gone."""
    case, actor = reported.case, actor_of(request)
    told = contact_of(visit, asked)
    return show_template(
        request,
        "contact/taking/receipt.html",
        **{
            **frame_of(),
            **_frame(),
            "once": True,
            "case": case,
            "said": digit_by_digit(case.reference),
            "secret": spelled_words(reported.words),
            "anonymous": is_anonymous(answers_of(visit, asked)),
            "by": told.by,
            "way": WAY_WORDS[told.by],
            "note": told.note,
            "address_of_page": page_address(),
            "mine": actor.may("case.see", team=case.team_id),
            "promised": promised_in(case.pk),
        },
    )


PAGES: list[URLPattern] = [path("desk/report", take, name=NAME)]
"""The address of the form; `contact.urls` lays it."""
