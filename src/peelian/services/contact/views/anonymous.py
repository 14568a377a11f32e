"""The page of somebody who reported without a name: eight words open it, an officer's answer is read and written to.

Nothing of a request is looked at but the form: no address, no browser, no page before. Of the report the page shows where
it stands and what was written since, neither its reference nor what was reported. `traced`: what can be traced all the same.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.casework.cases.problems import CasesProblem
from peelian.casework.files.kinds import BEFORE_SENDING, by_size
from peelian.casework.files.problems import FilesProblem
from peelian.casework.files.uploading import ANYBODY, takes_file, uploaded
from peelian.casework.threads.anonymous import anonymous_thread_for
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.problems import NoSuchWords, ThreadsProblem, TooManyAtOnce
from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.access import anonymous_by_pass, anonymous_pass_for
from peelian.services.contact.actions.writing import ask_to_reopen, send_file, write_back
from peelian.services.contact.numbers import is_number, new_number
from peelian.services.contact.problems import WordsAgain
from peelian.services.contact.traced import traced
from peelian.services.contact.tracking.tracked import tracked
from peelian.services.contact.views.frame import page, show
from peelian.services.contact.views.report_pages import EXIT_TO
from peelian.services.contact.views.reporting import scripted
from peelian.services.contact.visit.clean import clean
from peelian.services.contact.visit.ended import ended
from peelian.ui.links import url

_WAIT: Final = "10"
"""Seconds after which to press again while the brake is on, for programs that read the header."""
_LONGEST: Final = 300
_NONE: Final = Bilingual("Type your eight words", "Teipiwch eich wyth gair")


@scripted
@page("GET", "POST")
def door(request: HttpRequest) -> HttpResponseBase:
    """Ask for the eight words; then the page of the report. A message typed before comes along."""
    if _is_over(request):
        return _over(request)
    if request.method != "POST" or "switch" in request.POST:
        return _door(request)
    typed = clean(request.POST.get("words", ""), lines=False)[:_LONGEST]
    if not typed:
        return _door(request, _NONE)
    try:
        seen = anonymous_thread_for(typed, as_of=timezone.now())
    except TooManyAtOnce as problem:
        response = _door(request, problem, status=429, typed=typed)
        response["Retry-After"] = _WAIT
        return response
    except NoSuchWords as problem:
        return _door(request, problem)
    return _mine(request, seen, message=_message(request))


@scripted
@page("GET", "POST")
def write(request: HttpRequest) -> HttpResponseBase:
    """Write back, send a file, or both; what is closed is opened again by what is written."""
    if _is_over(request):
        return _over(request)
    if request.method != "POST":
        return _door(request)
    now, text = timezone.now(), _message(request)
    try:
        seen = anonymous_by_pass(request.POST.get("pass", ""), as_of=now)
    except WordsAgain as problem:
        return _door(request, problem)
    if "switch" in request.POST:
        return _mine(request, seen, message=text)
    upload, done = uploaded(request), ""
    do = ask_to_reopen if seen.case.klass == "closed" else write_back
    try:
        if upload is not None:
            send_file(seen, upload, text, as_of=now)
            done = "file"
        if text or upload is None:
            do(seen, text, as_of=now)
            done = "both" if done else do.__name__
    except (ThreadsProblem, CasesProblem, FilesProblem) as problem:
        seen.case.refresh_from_db()
        return _mine(request, seen, problem=problem, message=text, done=done)
    seen.case.refresh_from_db()
    return _mine(request, seen, done=done)


takes_file(write, ANYBODY)


@scripted
@page("GET")
def traces(request: HttpRequest) -> HttpResponseBase:
    """What can be traced, and what cannot."""
    return show(request, "anonymous/traced.html", traced=traced(), **_exit(request))


def _exit(request: HttpRequest) -> dict[str, Any]:
    """What the button to leave needs: the number of this visit, and where it leads."""
    number = request.POST.get("number", "")
    return {"number": number if is_number(number) else new_number(), "exit_to": EXIT_TO}


def _is_over(request: HttpRequest) -> bool:
    """Whether somebody pressed the button to leave: what is sent afterwards from the same visit is not looked at."""
    number = request.POST.get("number", "")
    return is_number(number) and ended(number) is not None


def _over(request: HttpRequest) -> HttpResponseBase:
    return show(
        request, "anonymous/door.html", over=True, typed="", message="", number=new_number(), exit_to=EXIT_TO
    )


def _message(request: HttpRequest) -> str:
    return clean(request.POST.get("message", ""))


def _door(
    request: HttpRequest, problem: Problem | Bilingual | None = None, *, status: int = 200, typed: str = ""
) -> HttpResponseBase:
    """`typed`: the words come back only where nobody looked at them; what was wrong is not shown again."""
    return show(
        request,
        "anonymous/door.html",
        status,
        faults={"words": problem} if problem else {},
        over=False,
        typed=typed,
        message=_message(request) if request.method == "POST" else "",
        switch=url("track-anonymous"),
        **_exit(request),
    )


def _mine(
    request: HttpRequest,
    seen: SeenThread,
    *,
    problem: Problem | None = None,
    message: str = "",
    done: str = "",
) -> HttpResponseBase:
    closed = seen.case.klass == "closed"
    field = "file" if isinstance(problem, FilesProblem) and not closed else "message"
    return show(
        request,
        "anonymous/mine.html",
        mine=tracked(seen, timezone.now()),
        pass_=anonymous_pass_for(seen),
        faults={field: problem} if problem else {},
        message=message,
        kinds=by_size(),
        before_sending=BEFORE_SENDING,
        done=done,
        switch=url("track-anonymous-write"),
        **_exit(request),
    )
