"""Middleware: what every answer of the API carries, and the refusal of a method that it does not answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from peelian.evidence.api.problems import NotAMethod, for_address, refusal

ANSWERED: Final = "GET, HEAD, OPTIONS"
SEEN: Final = "ETag, Link, X-Store-Version, Content-Disposition"
"""The headers that a script of another site may read."""


class OnlyReading:
    """Answers GET and HEAD under `/api/`, from any site, and tells any other method what to use instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not for_address(request):
            return self.get_response(request)
        response = self._answer(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = SEEN
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "GET":
            return self.get_response(request)
        if request.method == "HEAD":
            return self._head(request)
        if request.method == "OPTIONS":
            return _preflight()
        response: HttpResponse = refusal(405, NotAMethod(method=(request.method or "")[:20]))
        response["Allow"] = ANSWERED
        return response

    def _head(self, request: HttpRequest) -> HttpResponseBase:
        """The framework routes by method and knows no HEAD: the answer to GET, without its body."""
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        if isinstance(response, HttpResponse):
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _preflight() -> HttpResponse:
    """A browser asks before it sends If-None-Match to another site."""
    response = HttpResponse(status=204)
    response["Allow"] = ANSWERED
    response["Access-Control-Allow-Methods"] = ANSWERED
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since, Accept"
    response["Access-Control-Max-Age"] = "86400"
    return response
