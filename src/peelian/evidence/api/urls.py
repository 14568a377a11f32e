"""The API as Django addresses: `/api/v1/…`, with errors in one shape."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

import peelian
from peelian.evidence.api import facts, league, plan
from peelian.evidence.api.problems import BadParameter, NotAMethod, OurFault, refusal
from peelian.evidence.problems import status_of
from peelian.reference.problems import Problem

api = NinjaAPI(
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
api.add_router("", facts.router)
api.add_router("", league.router)
api.add_router("", plan.router)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    return refusal(status_of(problem), problem)


@api.exception_handler(ValidationError)
def _unreadable(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every value that cannot be read, together."""
    return refusal(400, *(BadParameter(name=str(one["loc"][-1]), why=one["msg"]) for one in error.errors))


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusal(error.status_code, NotAMethod(method=request.method))


@api.exception_handler(Exception)
def _ours(request: HttpRequest, error: Exception) -> HttpResponse:
    logging.getLogger("django").error("%s", request.path, exc_info=error)
    return refusal(500, OurFault())


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API answers, from its own description."""

    path: str
    told: str
    asks: tuple[str, ...]


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation with its first sentence and its parameters, from the OpenAPI description."""
    paths = api.get_openapi_schema()["paths"]
    return tuple(
        Operation(
            path=path,
            told=made["get"].get("description", "").partition("\n")[0],
            asks=tuple(one["name"] for one in made["get"].get("parameters", ()) if one["in"] == "query"),
        )
        for path, made in paths.items()
    )
