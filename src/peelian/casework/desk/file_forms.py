"""A colleague puts a file to a case: what the person handed over at the counter, a still from a film, a letter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import Conflict
from peelian.casework.desk.forms import after, must, version_of
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.history import changed_words
from peelian.casework.desk.lines import state_title
from peelian.casework.desk.opening import listed_case
from peelian.casework.files.kinds import by_size
from peelian.casework.files.problems import Empty, FilesProblem
from peelian.casework.files.receiving import ADD, add_file
from peelian.casework.files.uploading import SIGNED_IN, takes_file, uploaded


@page("GET", "POST", may=(ADD,))
def add(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Add a file, of which the person outside learns nothing."""
    actor = actor_of(request)
    case = listed_case(actor, reference)
    must(actor, case, ADD)
    if request.method == "GET":
        return _show(request, case)
    upload = uploaded(request)
    try:
        if upload is None:
            raise Empty
        add_file(reference, upload=upload, actor=actor, as_of=timezone.now(), version=version_of(request))
    except Conflict as conflict:
        return _show(request, listed_case(actor, reference), conflict=conflict)
    except FilesProblem as problem:
        return _show(request, listed_case(actor, reference), problem=problem)
    return after(request, reference)


takes_file(add, SIGNED_IN)


def _show(
    request: HttpRequest,
    case: Case,
    *,
    problem: FilesProblem | None = None,
    conflict: Conflict | None = None,
) -> HttpResponseBase:
    """The form; status 409 where somebody else was first. A refused file is an act, so the version is a new one."""
    return show(
        request,
        "add_file.html",
        409 if conflict else 200,
        case=case,
        kinds=by_size(),
        problem=problem,
        state=state_title(case),
        changed=changed_words(case, version_of(request), timezone.now()) if conflict else None,
        conflict=conflict,
    )
