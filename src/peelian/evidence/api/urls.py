"""The API as Django addresses: `/api/v1/…`, with errors in one shape."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.operation import Operation

import peelian
from peelian.evidence.api import data, facts, league, plan, registers
from peelian.evidence.api.asking import Refused, fault_of
from peelian.evidence.api.problems import NotAMethod, OurFault, refusal
from peelian.evidence.api.serving import refused
from peelian.evidence.problems import status_of
from peelian.reference.problems import Problem


class Api(NinjaAPI):
    """The framework's own, but that a fault keeps the problem that told it, and operations have short names."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        return ValidationError(
            [dict(one) for each in error_contexts for one in each.pydantic_validation_error.errors()]
        )


api = Api(
    title="Peelian",
    version="1",
    description=(
        "Published figures on policing in England and Wales, league tables with honest ranks, claims with their "
        "working, and the plans from promise to outcome. Open: no key. A missing figure is null, never zero, and says "
        f"why in its state. Version of the software: {peelian.__version__}."
    ),
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url="/openapi.json",
)
for part in (facts, league, data, plan, registers):
    api.add_router("", part.router)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    return refusal(status_of(problem), problem)


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every value that cannot be read and every name that is not known, together."""
    found = refused(request, map(fault_of, error.errors), _asks(request))
    return _all(request, found) if found else refusal(400)


@api.exception_handler(Refused)
def _all(_request: HttpRequest, found: Refused) -> HttpResponse:
    return refusal(found.status, *found.problems)


def _asks(request: HttpRequest) -> tuple[str, ...]:
    """The parameters of the operation that was asked."""
    route = request.resolver_match.route if request.resolver_match else ""
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    return next((one.asks for one in operations() if one.path == path), ())


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusal(error.status_code, NotAMethod(method=request.method))


@api.exception_handler(Exception)
def _ours(request: HttpRequest, error: Exception) -> HttpResponse:
    logging.getLogger("django").error("%s", request.path, exc_info=error)
    return refusal(500, OurFault())


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description of the API, the same from every address that it is asked at."""
    return dict(api.get_openapi_schema(path_prefix="api/v1/"))


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing that the API answers, from its own description."""

    path: str
    told: str
    asks: tuple[str, ...]


@cache
def operations() -> tuple[Answered, ...]:
    """Every operation with its first sentence and its parameters, from the OpenAPI description."""
    paths = description()["paths"]
    return tuple(
        Answered(
            path=path,
            told=made["get"].get("description", "").partition("\n")[0],
            asks=tuple(one["name"] for one in made["get"].get("parameters", ()) if one["in"] == "query"),
        )
        for path, made in paths.items()
    )
