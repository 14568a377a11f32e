"""The pages of a report: a step as it is shown, the receipt, and what is said instead of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from peelian.accounts.days import today
from peelian.casework.cases.references import shown
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.selecting import rows_where
from peelian.casework.threads.anonymous import words_for
from peelian.law import engine
from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.actions.reporting import Reported, answers_of, contact_of, is_anonymous
from peelian.services.contact.numbers import new_number
from peelian.services.contact.places import forces, teams_of
from peelian.services.contact.routing.model import Elsewhere
from peelian.services.contact.sets import asking
from peelian.services.contact.sets.model import Answers, HelpNumber, Page, Question, QuestionSet
from peelian.services.contact.sets.reading import number, sets
from peelian.services.contact.tracking.duties import OWED
from peelian.services.contact.views.frame import show
from peelian.services.contact.visit import area
from peelian.services.contact.visit.answers import PREFIX, Visit
from peelian.services.contact.visit.walking import (
    AREA,
    CHECK,
    ELSEWHERE,
    EMERGENCY,
    KIND,
    RETYPE,
    TEAM,
    WAYS,
    WORDS,
    Step,
    renewed,
    set_of,
    version_of,
)
from peelian.services.contact.visit.words import IN_DANGER, NOT_NOW
from peelian.services.contact.visit.words import WORDS as SAID
from peelian.ui.language import current

EXIT_TO: Final = "https://www.bbc.co.uk/weather"
"""Where the exit leads: a site that anybody may have been looking at, the same for everybody."""
TRACKING: Final = "track"
ANONYMOUS: Final = "track-anonymous"
_OWN: Final = {
    EMERGENCY: frozenset({"emergency"}),
    KIND: frozenset({"set"}),
    AREA: frozenset({"force", "team"}),
    TEAM: frozenset({"team"}),
}
"""The fields of the frame that a step shows itself; all others are carried along."""

_FRAME: Final = frozenset({"emergency", "set", "force", "team", "words", "grade", "grade_reason"})
"""Fields that are no question's."""

Test = dict[str, object]


def show_step(request: HttpRequest, step: Step, *, typed: str = "") -> HttpResponse:
    """The page of a step; 400 where something on it is wrong. `typed`: words that were not the eight."""
    parts = parts_of(step)
    return _show(request, parts.pop("template"), typed=typed, **parts)


def parts_of(step: Step) -> dict[str, Any]:
    """What the page of a step is made of: its template and all that this needs."""
    visit, asked = step.visit, set_of(step.visit)
    if asked is not None and visit.version != asked.version(today()).number:
        visit = renewed(visit, asked, today())[0]
    more = _more(step, visit, asked)
    own = _OWN.get(step.at, frozenset()) | _fields_of(more.get("questions", ()))
    return {
        "visit": visit,
        "asked": asked,
        "faults": dict(step.faults),
        "fault_list": [(target_of(field), text) for field, text in step.faults.items()],
        "changed": step.changed,
        "carried": visit.fields(but=own),
        "form_there": True,
        "back": step.at != EMERGENCY,
        **more,
    }


def receipt(
    request: HttpRequest, reported: Reported, visit: Visit, asked: QuestionSet, *, anonymous: bool
) -> HttpResponse:
    """What was given, once; and what happens by when."""
    case = reported.case
    team = Bilingual(case.team.name_en, case.team.name_cy)
    return _show(
        request,
        "receipt.html",
        visit=Visit(number=visit.number),
        once=True,
        reference=shown(case.reference),
        secret=reported.words,
        link=case.uid,
        anonymous=anonymous,
        team=team.said(current()),
        promised=promised_in(case.pk),
        by=contact_of(visit, asked).by,
    )


def over(request: HttpRequest, number: str, *, sent: bool) -> HttpResponse:
    """A page of the visit with this number, which has ended."""
    return _show(request, "over.html", status=410, visit=Visit(number=number), sent=sent)


def too_much(request: HttpRequest, problem: Problem) -> HttpResponse:
    """More than a report can hold."""
    return _show(request, "too_much.html", status=413, visit=Visit(number=new_number()), problem=problem)


def questions_on(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions that this page may ask. What depends on another page is decided; what depends on this one is not."""
    here = {one.id for one in page.questions}
    return tuple(
        one
        for one in page.questions
        if all(test.question in here or test.holds(answers) for test in one.show_if)
    )


def tests_of(question: Question) -> list[Test]:
    """On which answers a question is needed, for the script."""
    return [
        {"name": PREFIX + test.question, "op": test.op, "values": list(test.values)}
        for test in question.show_if
    ]


def _show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return show(request, f"report/{template}", status=status, **{**frame_of(), **context})


def frame_of() -> dict[str, Any]:
    """What the template of every step may use."""
    return {
        "layout": "contact/report/form.html",
        "words": SAID,
        "in_danger": _numbers(IN_DANGER),
        "exit_to": EXIT_TO,
        "tracking": TRACKING,
        "tracking_by_words": ANONYMOUS,
        "form_there": False,
        "first_do": "next",
        "once": False,
        "in_both": False,
        "about_danger": False,
        "fault_list": [],
        "changed": False,
        "back": False,
        "choices_of": _choices,
        "tests_of": tests_of,
        "hints": _joined,
        "only_if": _only_if,
    }


def _more(step: Step, visit: Visit, asked: QuestionSet | None) -> dict[str, Any]:
    """The template of a step and what it needs beside the visit."""
    if asked is not None and (step.page is not None or step.ending is not None):
        return _of_set(step, visit, asked)
    if step.at == WAYS:
        return {"template": "ways.html", "not_now": _numbers(NOT_NOW), "about_danger": True}
    if step.at == KIND or (asked is None and step.at != EMERGENCY):
        return {"template": "kind.html", "sets": list(sets().values())}
    if step.at in {AREA, TEAM, ELSEWHERE, CHECK} and asked is not None:
        return _of_area(step.at, visit, asked)
    if step.at in {WORDS, RETYPE} and visit.number:
        return _of_words(visit, step.at)
    return {"template": "emergency.html"}


def _of_area(at: str, visit: Visit, asked: QuestionSet) -> dict[str, Any]:
    """The choice of a force or a team, who else it belongs to, or everything once more with who is told."""
    found = area.area_of(visit, asked, today())
    if at == CHECK:
        return {"template": "check.html", "also": _besides(found), **_summary(visit, asked, found)}
    if at == TEAM and found.force is not None:
        return {"template": "team.html", "teams": teams_of(found.force), "force": found.force}
    if at == ELSEWHERE and found.instead is not None:
        return {
            "template": "elsewhere.html",
            "elsewhere": found.instead,
            "ring": _numbers(found.instead.numbers),
        }
    taken = {one.force_id for one in forces()}
    return {
        "template": "area.html",
        "forces": forces(),
        "candidates": [one for one in found.decision.candidates if one.elsewhere or one.force in taken],
        "reason": found.decision.reason,
    }


def _besides(found: area.Area) -> list[tuple[Elsewhere, list[HelpNumber]]]:
    """Who else is responsible for the place."""
    every = (found.decision.elsewhere, *found.decision.also)
    return [(one, _numbers(one.numbers)) for one in every if one is not None and found.force is not None]


def _of_words(visit: Visit, at: str) -> dict[str, Any]:
    """The eight words, or the question for them. They were used already where this very form was sent before."""
    if at == RETYPE:
        return {"template": "retype.html", "first_do": "send"}
    return {"template": "eight_words.html", "eight": words_for(visit.number, visit.again)}


def _of_set(step: Step, visit: Visit, asked: QuestionSet) -> dict[str, Any]:
    reviewed = version_of(visit, asked).reviewed_cy
    if step.ending is not None:
        ending = step.ending
        return {
            "template": "ending.html",
            "ending": ending,
            "ending_numbers": _numbers(ending.numbers),
            "in_both": ending.safety and not reviewed,
            "about_danger": "999" in ending.numbers,
        }
    page = step.page
    assert page is not None
    return {
        "template": "page.html",
        "page": page,
        "questions": questions_on(page, visit.answers),
        "page_numbers": _numbers(page.numbers),
        "in_both": page.safety and not reviewed,
    }


def _summary(visit: Visit, asked: QuestionSet, found: area.Area) -> dict[str, Any]:
    names = [Bilingual(one.name_en, one.name_cy) for one in (found.force, found.team) if one is not None]
    return {
        "rows": asking.summary(asked, visit.answers, version_of(visit, asked)),
        "area_names": names,
        "reason": found.decision.reason,
        "asks_team": area.asks_team(asked),
        "nameless": is_anonymous(answers_of(visit, asked)),
    }


def _fields_of(questions: Sequence[Question]) -> frozenset[str]:
    return frozenset(PREFIX + field for one in questions for field in one.fields)


def promised_in(case_id: int) -> list[tuple[Bilingual, datetime | None]]:
    """What is owed in the case, and by when."""
    running = rows_where(Clock, case=case_id, state="running")
    rows = sorted(running, key=lambda one: (one.due_at, one.pk))
    return [(OWED.get(one.code, engine.provision(one.code).title), one.due_at) for one in rows]


def _numbers(ids: Sequence[str]) -> list[HelpNumber]:
    return [number(id_) for id_ in ids]


def _choices(question: Question) -> list[tuple[str, Bilingual, Bilingual]]:
    return [(one.id, one.label, one.hint) for one in question.choices]


def _joined(*texts: Bilingual) -> Bilingual:
    given = [text for text in texts if text]
    return Bilingual(" ".join(given), " ".join(text.cy for text in given))


def _only_if(field: str, *values: str) -> list[Test]:
    return [{"name": PREFIX + field, "op": "is", "values": list(values)}]


def target_of(field: str) -> str:
    """The id of the first field that a fault is about."""
    if field in _FRAME:
        return field
    return "q-" + field.replace(".", "-")
