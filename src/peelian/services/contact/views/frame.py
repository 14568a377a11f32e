"""What every public page of contact is made in.

These pages know nobody: they set no cookie and read none, so a form holds everything that it needs (what was typed,
and on one's own page a pass that ends by itself). A forged form from another site could do nothing with a visitor's
name, for there is none; that is why the check for forged forms, which would need a cookie and would lose what was
typed when it ran out, is left off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from peelian.accounts.days import LONDON
from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.problems import TooMuchSent
from peelian.services.contact.sets.reading import number
from peelian.services.contact.visit.words import IN_DANGER, WORDS
from peelian.ui import formats
from peelian.ui.environment import environment
from peelian.ui.language import current, language_of, speaking

View = Callable[..., HttpResponseBase]


def page(*methods: str) -> Callable[[View], View]:
    """A public page in the language of its address that no cache keeps."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @never_cache
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else list(methods))
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with speaking(language_of(request.path)):
                response = view(request, *args, **kwargs) if _whole(request) else _not_whole(request)
            response["Cache-Control"] = "no-store, private"
            response["Referrer-Policy"] = "no-referrer"
            return response

        return answered

    return wrap


def _whole(request: HttpRequest) -> bool:
    """Whether the form that was sent can be read. Asked here, before Django would answer with the evidence site's page
    and write a trace for each."""
    try:
        return request.POST is not None
    except (SuspiciousOperation, MultiPartParserError, BadRequest, UnreadablePostError):
        return False


def _not_whole(request: HttpRequest) -> HttpResponse:
    return show(request, "not_whole.html", status=413, problem=TooMuchSent())


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The template as an answer. `faults` (field -> words) set the summary on top and the status 400."""
    faults = context.get("faults") or {}
    frame = {
        "address": request.path,
        "words_of": words_of,
        "when": when,
        "call_999": WORDS.call_999,
        "other_ways": WORDS.other_ways,
        "ways_to_999": [number(id_) for id_ in IN_DANGER],
        "faults": faults,
        "answers": None,
        "switch": None,
    }
    text = environment().get_template(f"contact/{template}").render({**frame, **context})
    return HttpResponse(text, status=400 if faults and status == 200 else status)


def words_of(text: Problem | Bilingual | str) -> str:
    """A problem's or a pair's words in the language of the page."""
    if isinstance(text, Problem):
        return text.message(current())
    return getattr(text, "cy", text) if current() == "cy" else str(text)


def when(moment: datetime | None) -> str:
    """A time of the day in London, in the language of the page."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    return f"{formats.day(local.date())}, {local:%H:%M}"
