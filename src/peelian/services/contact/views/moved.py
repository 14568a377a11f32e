"""The addresses of the first public form, which asked a question: they lead to where that is done now, for good.

A form that was open before is sent on with everything in it, so a reference and its words still open the case.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from peelian.services.contact.views.frame import page
from peelian.ui.links import url

QUESTION: Final = "question"
"""The set that asks what the first form asked."""


@page("GET", "POST")
def ask(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """To a new question."""
    return _for_good(request, f"{url('report')}?about={QUESTION}")


@page("GET", "POST")
def read(request: HttpRequest) -> HttpResponseBase:
    """To one's own page."""
    return _for_good(request, url("track"))


def _for_good(request: HttpRequest, there: str) -> HttpResponseRedirect:
    """308 has the browser send the same form there (RFC 9110, 15.4.9)."""
    response = HttpResponseRedirect(there)
    response.status_code = 308 if request.method == "POST" else 301
    return response
