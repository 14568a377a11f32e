"""One's own report at one address, `/track`: where it stands, what is owed by when, and what one can do.

Everything travels in the page: a pass that ends by itself, which part of the page is open (`at`), what was typed. Nothing
of it is in an address, a cookie or the history of the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.casework.cases.problems import CasesProblem
from peelian.casework.files.kinds import BEFORE_SENDING, by_size
from peelian.casework.files.problems import FilesProblem
from peelian.casework.files.uploading import ANYBODY, takes_file, uploaded
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.private_link import is_link
from peelian.casework.threads.problems import NoSuchThread, ThreadsProblem
from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.access import pass_for, seen_by_pass
from peelian.services.contact.actions import rights
from peelian.services.contact.actions.writing import ask_to_reopen, send_file, write_back
from peelian.services.contact.numbers import is_number, new_number
from peelian.services.contact.problems import PassExpired
from peelian.services.contact.tracking import needs as assessment
from peelian.services.contact.tracking.entering import seen_by
from peelian.services.contact.tracking.safety import SAFETY
from peelian.services.contact.tracking.tracked import Tracked, tracked
from peelian.services.contact.views.frame import page, show
from peelian.services.contact.views.report_pages import EXIT_TO
from peelian.services.contact.views.reporting import scripted
from peelian.services.contact.visit.clean import clean
from peelian.services.contact.visit.ended import ended
from peelian.ui.language import current
from peelian.ui.links import url

MINE: Final = "mine"
FORMS: Final = ("wrong", "withdraw", "review", "needs", "statement", "support", "language")
"""The parts that open on a page of their own."""
_RIGHTS: Final = ("needs", "statement", "support")
_LONGEST: Final = 40
"""Of a reference or a link, as typed."""

Faults = dict[str, Problem | Bilingual]


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What came with the form. `at`: which part it was sent from; `do`: what its button says."""

    do: str
    at: str
    number: str
    reference: str
    link: str
    message: str
    language: str
    needs: assessment.Needs

    def carried(self) -> list[tuple[str, str]]:
        """What was typed, as hidden fields of the door: it is still there afterwards."""
        own = (("at", self.at if self.at in FORMS else ""), ("message", self.message))
        return [(name, value) for name, value in own if value] + self.needs.pairs()


@dataclass(frozen=True, slots=True)
class Done:
    """How an act went: what was done, or what is wrong with it."""

    said: str = ""
    faults: Faults = field(default_factory=dict)


@scripted
@page("GET", "POST")
def track(request: HttpRequest) -> HttpResponseBase:
    """The door; then one's own page and its parts."""
    if request.method != "POST":
        return _door(request, _typed(request))
    typed, now = _typed(request), timezone.now()
    if ended(typed.number) is not None:
        return _door(request, _nothing(), over=True)
    if "switch" in request.POST and "pass" not in request.POST:
        return _door(request, typed)
    try:
        seen = _let_in(request, typed, now)
    except (NoSuchThread, PassExpired) as problem:
        return _door(request, typed, problem)
    if "switch" in request.POST or typed.do in {"enter", "back"}:
        return _shown(request, seen, typed, MINE if typed.do == "back" else typed.at)
    if typed.do.startswith("open."):
        return _shown(request, seen, typed, typed.do.removeprefix("open."))
    done = _write(request, seen, typed, now) if typed.do == "write" else _do(seen, typed, now)
    seen.case.refresh_from_db()
    return _shown(request, seen, typed, typed.at if done.faults else MINE, done)


takes_file(track, ANYBODY)


@scripted
@page("GET")
def private(request: HttpRequest, link: str) -> HttpResponseBase:
    """The door of a private link: it asks for the words, whatever the link is."""
    if not is_link(link):
        raise Http404
    return _door(request, _nothing(link))


def _nothing(link: str = "") -> Typed:
    return Typed("", "", new_number(), "", link, "", "", assessment.Needs())


def _typed(request: HttpRequest) -> Typed:
    given = request.POST

    def one(name: str, *, lines: bool = False) -> str:
        return clean(given.get(name, ""), lines=lines)

    return Typed(
        do=one("do") or "enter",
        at=one("at"),
        number=number if is_number(number := one("number")) else new_number(),
        reference=one("reference")[:_LONGEST],
        link=one("link")[:_LONGEST],
        message=one("message", lines=True),
        language=one("language"),
        needs=assessment.chosen(
            one("safe"), given.getlist("grounds"), given.getlist("help"), one("more", lines=True)
        ),
    )


def _let_in(request: HttpRequest, typed: Typed, now: datetime) -> SeenThread:
    """By the pass of the page, or by the words."""
    if "pass" in request.POST:
        return seen_by_pass(request.POST["pass"], as_of=now)
    words = clean(request.POST.get("words", ""), lines=False)
    return seen_by(typed.reference, typed.link, words, as_of=now)


# --- what can be done --------------------------------------------------------------------------------------
Do = Callable[[SeenThread, Typed, datetime], object]


def _needs(seen: SeenThread, typed: Typed, now: datetime) -> object:
    return rights.say_needs(seen, typed.needs, language=current(), as_of=now)


def _asks(right: str) -> Do:
    return lambda seen, typed, now: rights.ask_for(seen, right, typed.message, language=current(), as_of=now)


_DO: Final[Mapping[str, Do]] = {
    "reopen": lambda seen, typed, now: ask_to_reopen(seen, typed.message, as_of=now),
    "wrong": lambda seen, typed, now: rights.say_wrong(seen, typed.message, as_of=now),
    "withdraw": lambda seen, typed, now: rights.withdraw(seen, typed.message, as_of=now),
    "review": lambda seen, typed, now: rights.ask_review(seen, typed.message, as_of=now),
    "language": lambda seen, typed, now: rights.change_language(seen, typed.language, as_of=now),
    "needs": _needs,
    "statement": _asks("statement"),
    "support": _asks("support"),
}


def _do(seen: SeenThread, typed: Typed, now: datetime) -> Done:
    do = _DO.get(typed.do)
    if do is None or (typed.do in _RIGHTS and not _open(typed.do, tracked(seen, now))):
        return Done()
    wrong: Faults = dict(assessment.faults_of(typed.needs)) if typed.do == "needs" else {}
    if wrong:
        return Done(faults=wrong)
    try:
        do(seen, typed, now)
    except (ThreadsProblem, CasesProblem) as problem:
        field_ = {"language": "language", "needs": "more"}.get(typed.do, "message")
        return Done(faults={field_: problem})
    return Done(typed.do)


def _write(request: HttpRequest, seen: SeenThread, typed: Typed, now: datetime) -> Done:
    """A message, a file, or both."""
    upload, done = uploaded(request), ""
    try:
        if upload is not None:
            send_file(seen, upload, typed.message, as_of=now)
            done = "file"
        if typed.message or upload is None:
            write_back(seen, typed.message, as_of=now)
            done = "both" if done else "write"
    except FilesProblem as problem:
        return Done(done, {"message" if seen.case.klass == "closed" else "file": problem})
    except (ThreadsProblem, CasesProblem) as problem:
        return Done(done, {"message": problem})
    return Done(done)


# --- what is shown -----------------------------------------------------------------------------------------
def _door(
    request: HttpRequest, typed: Typed, problem: Problem | None = None, *, over: bool = False
) -> HttpResponseBase:
    about = "words" if typed.link else "reference"
    return show(
        request,
        "track/door.html",
        faults={about: problem} if problem else {},
        over=over,
        typed=typed,
        number=typed.number,
        exit_to=EXIT_TO,
        carried=typed.carried(),
        switch=url("track") if request.method == "POST" else None,
    )


def _shown(
    request: HttpRequest, seen: SeenThread, typed: Typed, at: str, done: Done | None = None
) -> HttpResponseBase:
    found = tracked(seen, timezone.now())
    part = at if at in FORMS and _open(at, found) else MINE
    ended = done is not None and not done.faults
    return show(
        request,
        f"track/{part}.html",
        at=part,
        number=typed.number,
        exit_to=EXIT_TO,
        mine=found,
        pass_=pass_for(seen),
        faults=done.faults if done else {},
        done=done.said if done else "",
        message="" if ended else typed.message,
        needs=assessment.Needs() if ended else typed.needs,
        switch=url("track"),
        **(_of_files() if part == MINE else {"assessment": assessment, "safety": SAFETY}),
    )


def _of_files() -> dict[str, Any]:
    return {"kinds": by_size(), "before_sending": BEFORE_SENDING}


def _open(part: str, found: Tracked) -> bool:
    """Whether this part of the page is there now."""
    if part in {"withdraw", "review"}:
        return {"withdraw": "withdraw", "review": "ask_review"}[part] in found.can
    if part in _RIGHTS:
        return any(one.name == part and one.can for one in found.topics)
    return True
