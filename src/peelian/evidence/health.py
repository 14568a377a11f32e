"""For machines: is the site able to answer, and what may be crawled."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from peelian.evidence.reading import current_reading
from peelian.reference.problems import Problem

_PERSONAL: Final = ("/account", "/desk", "/track")
"""Pages that are answered anew for each person, where casework is served; robots have no business there."""


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 with the store's version when the store can be read, 503 when not."""
    try:
        state = {"status": "ok", "store": current_reading().version}
    except Problem as problem:
        state = {"status": "failing", "problem": problem.code}
    response = JsonResponse(state, status=200 if state["status"] == "ok" else 503)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read but what is for one person: accounts, the desk, and one's own report."""
    lines = [
        "User-agent: *",
        "Allow: /",
        *(f"Disallow: {prefix}{one}" for prefix in ("", "/cy") for one in _PERSONAL),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
