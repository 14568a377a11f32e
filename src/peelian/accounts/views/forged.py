"""The page for a form whose token is not right. What it held is not shown again: it may be somebody else's words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from peelian.accounts.problems import FormTooOld
from peelian.accounts.views.frame import show
from peelian.ui.language import language_of, speaking


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    with speaking(language_of(request.path)):
        return show(request, "refused.html", 403, problem=FormTooOld())
