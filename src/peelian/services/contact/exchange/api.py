"""`/api/exchange/v1/…`: the feed for record systems, and what they post. A key in `Authorization: Bearer` and nothing else.

Laid once, in no language: errors are told in both. Whether a case exists is never told to a key that may not see it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from peelian.accounts.actors import Actor
from peelian.accounts.api_keys import actor_for_key, key_of
from peelian.accounts.problems import BadKey
from peelian.casework.cases.problems import NoSuchCase, NotAllowed
from peelian.reference.problems import Problem
from peelian.services.contact.exchange import feed, refused, schemas, tables
from peelian.services.contact.exchange.inbound import Result, receive
from peelian.services.contact.exchange.layout import LARGEST, MOST
from peelian.services.contact.exchange.problems import BadQuestion, NotMessages
from peelian.services.contact.problems import ContactProblem

USUAL: Final = 100
_BIGGEST: Final = 2**63 - 1
View = Callable[..., HttpResponse]


class NotHere(ContactProblem):
    """A method that the address does not answer."""

    code = "exchange-method"
    en = "This address does not answer that."
    cy = "Nid yw'r cyfeiriad hwn yn ateb hynny."


class OurFault(ContactProblem):
    """A fault of ours: the sender may send the same again."""

    code = "exchange-fault"
    en = "Something went wrong on our side. Send the same again: what was taken in already is not taken in twice."
    cy = "Aeth rhywbeth o'i le ar ein hochr ni. Anfonwch yr un peth eto: ni dderbynnir ddwywaith yr hyn a dderbyniwyd eisoes."


class Api(NinjaAPI):
    """The framework's own, with short names of operations."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return f"exchange_{operation.view_func.__name__}"


def _bearer(request: HttpRequest) -> Actor:
    """Whose key it is. Raises BadKey."""
    return actor_for_key(key_of(request) or "", timezone.now())


api = Api(
    title="Peelian exchange",
    version="1",
    description="What forces' record systems and Peelian tell each other. A key: Authorization: Bearer peelian_…",
    urls_namespace="exchange-v1",
    docs_url=None,
    openapi_url=None,
)
_SCHEMES: Final[dict[str, Any]] = {"security": [{"key": []}]}
_IN: Final = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": ["object", "array"]}}},
    }
}
_PART: Final = [
    {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": feed.MOST}},
    {
        "name": "format",
        "in": "query",
        "schema": {"type": "string", "enum": ["json", "csv"], "default": "json"},
    },
]


def open_to_keys(view: View) -> View:
    """Answer whoever has a key that holds; `request.exchange` is then its actor."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.exchange = _bearer(request)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return answered


@api.get("/messages", openapi_extra={**_SCHEMES, "parameters": _PART}, url_name="exchange-messages")
@open_to_keys
def messages(request: HttpRequest) -> HttpResponse:
    """What happened to the cases of the key's force, in one order that never changes."""
    after, limit, form = _asked(request)
    found = feed.part(_actor(request), after=after, limit=limit, as_of=timezone.now())
    return _shown(request, found, form)


@api.post("/messages", openapi_extra={**_SCHEMES, **_IN}, url_name="exchange-messages")
@open_to_keys
def post_messages(request: HttpRequest) -> HttpResponse:
    """Take in one message, or a list: each for itself, in the order of the list."""
    given = _posted(request)
    rows = given if isinstance(given, list) else [given]
    results = [receive(one, actor=_actor(request), as_of=timezone.now()) for one in rows]
    if isinstance(given, list):
        return _json({"results": [_result(one) for one in results]})
    return _json(_result(results[0]), results[0].status)


@api.get(
    "/cases/{reference}/messages",
    openapi_extra={**_SCHEMES, "parameters": _PART},
    url_name="exchange-case-messages",
)
@open_to_keys
def case_messages(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened to one case."""
    after, limit, form = _asked(request)
    found = feed.part_of_case(_actor(request), reference, after=after, limit=limit, as_of=timezone.now())
    return _shown(request, found, form)


@api.get("/refused", openapi_extra={**_SCHEMES, "parameters": _PART[:2]}, url_name="exchange-refused")
@open_to_keys
def refused_messages(request: HttpRequest) -> HttpResponse:
    """What this key sent and was refused in the last 90 days: ids and codes, never the words."""
    after, limit, _form = _asked(request)
    return _json(refused.refused(_actor(request), after=after, limit=limit, as_of=timezone.now()))


@api.get("/schema/{way}.json", url_name="exchange-schema")
def schema(request: HttpRequest, way: str) -> HttpResponse:
    """The JSON Schema of one message: `in` or `out`. Open: no key."""
    if way == "in":
        return _json(schemas.schema("in"))
    if way == "out":
        return _json(schemas.schema("out"))
    raise BadQuestion(name="schema", wanted="in.json, out.json")


@api.get("/openapi.json", url_name="exchange-openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of these addresses in OpenAPI. Open: no key."""
    described = dict(api.get_openapi_schema(path_prefix="api/exchange/v1/"))
    described["components"] = {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}
    return _json(described)


# --- reading a question -----------------------------------------------------------------------------------
def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.exchange  # type: ignore[attr-defined]
    return actor


def _asked(request: HttpRequest) -> tuple[int, int, str]:
    form = request.GET.get("format", "json")
    if form not in {"json", "csv"}:
        raise BadQuestion(name="format", wanted="json, csv")
    after = _number(request, "after", 0, 0, _BIGGEST)
    return after, _number(request, "limit", USUAL, 1, feed.MOST), form


def _number(request: HttpRequest, name: str, usual: int, least: int, most: int) -> int:
    text = request.GET.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise BadQuestion(name=name, wanted=f"{least}-{most}")
    return int(text)


def _posted(request: HttpRequest) -> object:
    """What JSON gave: an object, or a list of at most `MOST`. Raises NotMessages."""
    refusal = NotMessages(most=MOST, largest=LARGEST)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise refusal
    raw = request.read(LARGEST + 1)
    try:
        given: object = json.loads(raw.decode("utf-8")) if len(raw) <= LARGEST else None
    except (ValueError, RecursionError):
        raise refusal from None
    if isinstance(given, dict) or (isinstance(given, list) and 0 < len(given) <= MOST):
        return given
    raise refusal


# --- writing an answer ------------------------------------------------------------------------------------
def _shown(request: HttpRequest, found: feed.Part, form: str) -> HttpResponse:
    if form == "csv":
        response = HttpResponse(tables.as_csv(found.messages), content_type="text/csv; charset=utf-8")
        response["X-After"], response["X-More"] = str(found.after), str(found.more).lower()
        return _private(response)
    return _json({"messages": list(found.messages), "after": found.after, "more": found.more})


def _result(one: Result) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, "state": one.state, "status": one.status}
    if one.reference:
        told |= {"reference": one.reference, "version": one.version}
    if one.problem is not None:
        told["errors"] = [_problem(one.problem)]
    if one.faults:
        told["faults"] = [fault.told() for fault in one.faults]
    if one.state == "conflict":
        told |= {"held": one.held, "given": one.given}
    return told


def _problem(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "message": {"en": problem.message("en"), "cy": problem.message("cy")}}


def _json(body: dict[str, Any], status: int = 200) -> HttpResponse:
    return _private(JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False}))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response


# --- what goes wrong --------------------------------------------------------------------------------------
@api.exception_handler(Problem)
def _refused(_request: HttpRequest, problem: Problem) -> HttpResponse:
    known = ((BadKey, 401), (NotAllowed, 403), (NoSuchCase, 404), (NotMessages, 400), (BadQuestion, 400))
    status = next((status for kind, status in known if isinstance(problem, kind)), 422)
    response = _json({"errors": [_problem(problem)]}, status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
@api.exception_handler(ValidationError)
def _not_answered(_request: HttpRequest, error: Exception) -> HttpResponse:
    return _json({"errors": [_problem(NotHere())]}, getattr(error, "status_code", 422))


@api.exception_handler(Exception)
def _ours(request: HttpRequest, error: Exception) -> HttpResponse:
    logging.getLogger("django").error("%s", request.path, exc_info=error)
    return _json({"errors": [_problem(OurFault())]}, 500)


def _laid() -> list[URLPattern]:
    """The framework's addresses that answer something, each with the methods that it answers."""
    patterns, _app, _namespace = api.urls
    found = [one for one in patterns if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        posted = one.name == "exchange-messages"
        one.callback.methods = ("GET", "POST") if posted else ("GET",)  # type: ignore[attr-defined]
    return found


ROOT: list[URLPattern | URLResolver] = [path("api/exchange/v1/", (_laid(), "ninja", "exchange-v1"))]
