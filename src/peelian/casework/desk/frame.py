"""What every page of the desk is made in: its guard, its language, its frame, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from peelian.accounts.access import View, actor_of, needs
from peelian.accounts.models import Team, User
from peelian.accounts.problems import NotAllowed as NotInRole
from peelian.accounts.views.frame import when
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NeedsReason, NoSuchCase, NotAllowed
from peelian.casework.cases.references import shown
from peelian.casework.desk.sections import pages_for
from peelian.casework.desk.times import due_words
from peelian.casework.desk.words import URGENCY
from peelian.casework.files.problems import NoSuchFile
from peelian.casework.records.problems import NoSuchRecord
from peelian.casework.retention.problems import NoSuchHold
from peelian.casework.threads.problems import NoSuchPoint, NoSuchTask
from peelian.reference.problems import Bilingual, Problem
from peelian.ui.environment import environment
from peelian.ui.language import current, language_of, speaking
from peelian.ui.links import url

SEE: Final = "case.see"
REASON_LONGEST: Final = 500
_NOT_THERE: Final = (NoSuchCase, NoSuchTask, NoSuchFile, NoSuchHold, NoSuchPoint, NoSuchRecord)


def page(*methods: str, may: tuple[str, ...] = (SEE,)) -> Callable[[View], View]:
    """A page of the desk for people who hold one of `may` somewhere; a problem of ours becomes its page.

    What is restricted asks for a reason (NeedsReason), and the same view is asked again with it.
    """

    def wrap(view: View) -> View:
        @require_http_methods(list(methods))
        @csrf_protect
        @needs(*may)
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with speaking(language_of(request.path)):
                try:
                    return view(request, *args, **kwargs)
                except NeedsReason as problem:
                    return _ask_reason(request, problem)
                except Problem as problem:
                    return refusal(request, problem)

        answered.needs = may  # type: ignore[attr-defined]
        answered.methods = methods  # type: ignore[attr-defined]
        return answered

    return wrap


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A template of the desk as an answer. `problem` among the context sets its words on top and the status 400."""
    return show_template(request, f"casework/{template}", status, **context)


def show_template(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The same for a template of any room, in the desk's frame."""
    problem = context.get("problem")
    if problem is not None and status == 200:
        status = 400
    actor = actor_of(request)
    frame = {
        "address": request.path,
        "csrf": get_token(request),
        "here": request.user if isinstance(request.user, User) else None,
        "actor": actor,
        "now": timezone.now(),
        "words_of": words_of,
        "named": named,
        "when": when,
        "due_words": due_words,
        "urgency_of": urgency_of,
        "shown": shown,
        "problem": None,
        "section": "desk",
        "menu_pages": pages_for(actor),
    }
    text = environment().get_template(template).render({**frame, **context})
    return HttpResponse(text, status=status)


def words_of(text: Problem | Bilingual | str) -> str:
    """A problem's or a pair's words in the language of the page; what somebody typed is in no language of ours."""
    if isinstance(text, Problem):
        return text.message(current())
    return str(getattr(text, "cy", text)) if current() == "cy" else str(text)


def urgency_of(case: Case) -> tuple[Bilingual, str] | None:
    """How urgent a case is, in a word, with the colour of its tag; None for what is as usual."""
    return next(((text, colour) for least, text, colour in URGENCY if case.priority >= least), None)


def named(team: Team) -> str:
    """A team's name in the language of the page."""
    return team.name_cy if current() == "cy" else team.name_en


def refusal(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page for a problem that no form can show; what is unknown and what is forbidden look the same."""
    status = (
        404
        if isinstance(problem, _NOT_THERE)
        else 403
        if isinstance(problem, NotAllowed | NotInRole)
        else 400
    )
    return show(request, "refused.html", status, problem=problem)


def _ask_reason(request: HttpRequest, problem: NeedsReason) -> HttpResponse:
    """The page that asks why somebody needs to read what is restricted; what they had typed is carried along."""
    tried = request.method == "POST" and "look_reason" in request.POST
    own = {"csrfmiddlewaretoken", "look_reason"}
    return show(
        request,
        "reason.html",
        400 if tried else 200,
        kept=[(name, value) for name, value in request.POST.items() if name not in own],
        why=problem,
        tried=tried,
        longest=REASON_LONGEST,
    )


def see(name: str, query: str = "", **kwargs: str) -> HttpResponseRedirect:
    """To another page of the desk, in the language of this one."""
    response = HttpResponseRedirect(url(name, **kwargs) + (f"?{query}" if query else ""))
    response.status_code = 303
    return response
