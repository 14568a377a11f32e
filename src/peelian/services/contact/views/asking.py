"""The form: an emergency first, then one thing at a time, then everything once more before it is sent."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.casework.cases.references import shown
from peelian.reference.problems import Bilingual
from peelian.services.contact.actions.asking import Asked, ask_question
from peelian.services.contact.answers import Answers, typed
from peelian.services.contact.forms import STEPS, faults_of, first_faulty, team_of
from peelian.services.contact.numbers import is_number, new_number
from peelian.services.contact.places import force_of, forces, teams_of
from peelian.services.contact.views.frame import page, see, show
from peelian.ui.language import current
from peelian.ui.links import url

_BACK: Final = {
    "team": "force",
    "question": "team",
    "contact": "question",
    "language": "contact",
    "check": "language",
}


@page("GET", "POST")
def start(request: HttpRequest) -> HttpResponseBase:
    """Is anybody in danger now? Nothing else is asked before this."""
    if request.method != "POST":
        return show(request, "start.html")
    answers = typed(request.POST)
    if answers.emergency == "yes":
        return see("ask-emergency")
    if answers.emergency == "no":
        return _step(request, "force", _begun(answers))
    words = Bilingual("Say whether it is an emergency", "Dywedwch a yw'n argyfwng")
    return _start(request, answers, {"emergency": words})


def _start(request: HttpRequest, answers: Answers, faults: dict[str, Bilingual]) -> HttpResponseBase:
    carried = [(name, value) for name, value in answers.pairs() if name != "emergency"]
    return show(request, "start.html", carried=carried, faults=faults)


def _begun(answers: Answers) -> Answers:
    number = answers.number if is_number(answers.number) else new_number()
    return answers.with_(number=number, language=answers.language or current())


@page("GET")
def emergency(request: HttpRequest) -> HttpResponseBase:
    """Every way to reach 999."""
    return show(request, "emergency.html")


@page("GET", "POST")
def step(request: HttpRequest, step: str) -> HttpResponseBase:
    """One step: what was typed for it is checked, and the next one is shown with everything typed so far."""
    if request.method != "POST" or step not in STEPS:
        return see("ask")
    answers = _begun(typed(request.POST))
    if answers.emergency != "no":
        words = Bilingual("Say first whether it is an emergency", "Dywedwch yn gyntaf a yw'n argyfwng")
        return _start(request, answers, {"emergency": words})
    if "switch" in request.POST:
        return _step(request, step, answers)
    wanted = request.POST.get("back", "")
    if wanted in STEPS:
        return _step(request, wanted, answers)
    faults = faults_of(step, answers)
    if faults:
        return _step(request, step, answers, faults)
    if step == "check":
        return _send(request, answers)
    return _step(request, STEPS[STEPS.index(step) + 1], answers)


def _send(request: HttpRequest, answers: Answers) -> HttpResponseBase:
    team = team_of(answers)
    faulty = first_faulty(answers, team)
    if faulty is not None:
        return _step(request, faulty[0], answers, faulty[1])
    asked = ask_question(answers, as_of=timezone.now(), team=team)
    return _receipt(request, asked, answers)


def _step(
    request: HttpRequest, step: str, answers: Answers, faults: dict[str, Bilingual] | None = None
) -> HttpResponseBase:
    own = _OWN[step]
    return show(
        request,
        f"{step}.html",
        step=step,
        switch=url("ask-step", step=step),
        back=_BACK.get(step, ""),
        answers=answers,
        carried=[(name, value) for name, value in answers.pairs() if name not in own],
        faults=faults or {},
        **_more(step, answers),
    )


_OWN: Final = {
    "force": {"force"},
    "team": {"team"},
    "question": {"question", "place"},
    "contact": {"answer_by", "email", "mobile", "phone", "address", "name"},
    "language": {"language"},
    "check": set(),
}
"""The fields that a step shows itself; all others are carried along."""


def _more(step: str, answers: Answers) -> dict[str, Any]:
    if step == "force":
        return {"forces": forces()}
    if step == "team":
        force = force_of(answers.force)
        return {"force": force, "teams": teams_of(force) if force else []}
    if step == "check":
        return {"force": force_of(answers.force), "team": team_of(answers)}
    return {}


def _receipt(request: HttpRequest, asked: Asked, answers: Answers) -> HttpResponseBase:
    return show(
        request,
        "receipt.html",
        reference=shown(asked.case.reference),
        secret=asked.secret,
        due=asked.case.next_due_at,
        by=answers.answer_by,
        again=asked.again,
    )
