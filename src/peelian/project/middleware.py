"""Middleware of the sites that hold records."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from peelian.evidence.api.methods import OnlyReading

EVIDENCE_API = "/api/v1/"


class OnlyReadingOfEvidence(OnlyReading):
    """The evidence API is for reading; casework's own API under `/api/` is not touched."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(EVIDENCE_API):
            return super().__call__(request)
        return self.get_response(request)


class NoStore:
    """No browser, proxy or cache keeps a page that was made for somebody who is signed in, or that set a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_personal(request, response):
            response["Cache-Control"] = "no-store, private"
            response.headers.pop("ETag", None)
        return response


def _is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    session = getattr(request, "session", None)
    used = bool(session is not None and session.accessed)
    return used or bool(response.cookies) or request.method not in {"GET", "HEAD"}
