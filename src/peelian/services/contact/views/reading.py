"""One's own question: where it stands, who answers, what was written and sent; write back, ask for it to be opened again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.casework.cases.problems import CasesProblem
from peelian.casework.files.kinds import BEFORE_SENDING, by_size
from peelian.casework.files.problems import FilesProblem
from peelian.casework.files.uploading import ANYBODY, takes_file, uploaded
from peelian.casework.threads.door import SeenThread, thread_for
from peelian.casework.threads.problems import NoSuchThread, ThreadsProblem
from peelian.reference.problems import Problem
from peelian.services.contact.access import pass_for, seen_by_pass
from peelian.services.contact.actions.asking import ask_to_reopen, send_file, write_back
from peelian.services.contact.answers import clean
from peelian.services.contact.problems import PassExpired
from peelian.services.contact.standing import standing_of
from peelian.services.contact.views.frame import page, show
from peelian.ui.links import url


@page("GET", "POST")
def read(request: HttpRequest) -> HttpResponseBase:
    """Ask for the reference and the six words; then the page of the question. A message typed before comes along."""
    if request.method != "POST":
        return show(request, "read.html")
    reference, secret = (clean(request.POST.get(name, ""), lines=False) for name in ("reference", "words"))
    try:
        seen = thread_for(reference, secret, as_of=timezone.now())
    except NoSuchThread as problem:
        return _door(request, problem)
    return _mine(request, seen, message=_message(request))


@page("GET", "POST")
def write(request: HttpRequest) -> HttpResponseBase:
    """Write to the officer, send a file, or both; a closed question is opened again by what is written."""
    if request.method != "POST":
        return show(request, "read.html")
    now, text = timezone.now(), _message(request)
    try:
        seen = seen_by_pass(request.POST.get("pass", ""), as_of=now)
    except PassExpired as problem:
        return _door(request, problem)
    if "switch" in request.POST:
        return _mine(request, seen, message=text)
    upload, done = uploaded(request), ""
    do = ask_to_reopen if seen.case.klass == "closed" else write_back
    try:
        if upload is not None:
            send_file(seen, upload, text, as_of=now)
            done = send_file.__name__
        if text or upload is None:
            do(seen, text, as_of=now)
            done = "both" if done else do.__name__
    except (ThreadsProblem, CasesProblem, FilesProblem) as problem:
        seen.case.refresh_from_db()
        return _mine(request, seen, problem=problem, message=text, done=done)
    seen.case.refresh_from_db()
    return _mine(request, seen, done=done)


takes_file(write, ANYBODY)


def _field_of(problem: Problem, seen: SeenThread) -> str:
    """The field that a problem is about. A closed question has none for a file."""
    about_file = isinstance(problem, FilesProblem) and seen.case.klass != "closed"
    return "file" if about_file else "message"


def _message(request: HttpRequest) -> str:
    return clean(request.POST.get("message", ""))


def _door(request: HttpRequest, problem: Problem) -> HttpResponseBase:
    return show(
        request,
        "read.html",
        faults={"reference": problem},
        reference=clean(request.POST.get("reference", ""), lines=False)[:40],
        message=_message(request),
    )


def _mine(
    request: HttpRequest,
    seen: SeenThread,
    *,
    problem: Problem | None = None,
    message: str = "",
    done: str = "",
) -> HttpResponseBase:
    return show(
        request,
        "mine.html",
        standing=standing_of(seen, timezone.now()),
        pass_=pass_for(seen),
        faults={_field_of(problem, seen): problem} if problem else {},
        message=message,
        kinds=by_size(),
        before_sending=BEFORE_SENDING,
        done=done,
        switch=url("ask-write"),
    )
