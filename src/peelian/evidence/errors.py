"""Error pages in the language of the address: what happened and what to do, never a stack trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from peelian.evidence.pages import error_page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be understood."""
    return error_page(request, 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is understood and not allowed."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing lies at the address."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake."""
    return error_page(request, 500)
