"""Error pages in the language of the address: what happened and what to do, never a stack trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from peelian.evidence.api.problems import OurFault, for_address, refusal
from peelian.evidence.pages import error_page
from peelian.evidence.problems import NoSuchPage


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be understood."""
    return error_page(request, 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is understood and not allowed."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing lies at the address; one slash too many or too few leads to the page that was meant."""
    if for_address(request):
        return refusal(404, NoSuchPage(name=request.path_info[:200]))
    meant = _meant(request.path_info)
    return HttpResponsePermanentRedirect(meant) if meant else error_page(request, 404)


def _meant(path: str) -> str | None:
    other = path.rstrip("/") if path.endswith("/") else path + "/"
    if not other or other.startswith("//"):
        return None
    try:
        resolve(other)
    except Resolver404:
        return None
    return other


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake."""
    if for_address(request):
        return refusal(500, OurFault())
    return error_page(request, 500)
