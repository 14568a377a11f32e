"""Middleware of the sites that hold records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from peelian.evidence.api.methods import OnlyReading

EVIDENCE_API = "/api/v1/"
NOT_KEPT = "no-store, private"


class OnlyReadingOfEvidence(OnlyReading):
    """The evidence API is for reading; casework's own API under `/api/` is not touched."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(EVIDENCE_API):
            return super().__call__(request)
        return self.get_response(request)


class OnlyItsMethods:
    """A method that a page does not answer is told so (405) before anybody is asked for a form's token.

    A page names its methods as `view.methods`; whatever names none is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        methods = getattr(view, "methods", None)
        if methods is None or request.method in methods:
            return None
        return HttpResponseNotAllowed(methods, headers={"Cache-Control": NOT_KEPT})


class NoStore:
    """No browser, proxy or cache keeps a page that was made for somebody who is signed in, or that set a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_personal(request, response):
            response["Cache-Control"] = NOT_KEPT
            response.headers.pop("ETag", None)
        return response


def _is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    session = getattr(request, "session", None)
    used = bool(session is not None and session.accessed)
    return used or bool(response.cookies) or request.method not in {"GET", "HEAD"}
