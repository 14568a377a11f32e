"""Middleware: a method that the API does not answer is refused in the API's own shape."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from peelian.evidence.api.problems import NotAMethod, for_address, refusal

ANSWERED = "GET, HEAD"


class OnlyReading:
    """Answers GET and HEAD under `/api/`, and tells any other method what to use instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not for_address(request) or request.method == "GET":
            return self.get_response(request)
        if request.method == "HEAD":
            # The framework routes by method and knows no HEAD; the server sends no body for one.
            request.method = "GET"
            return self.get_response(request)
        response: HttpResponse = refusal(405, NotAMethod(method=request.method))
        response["Allow"] = ANSWERED
        return response
