"""What the framework cannot see for OpenAPI: CSV beside JSON, the headers, and the answers that have no body."""

from __future__ import annotations

from typing import Any, Final

from peelian.evidence.api.shapes import Faults


def _header(text: str, *, always: bool = True, example: str = "") -> dict[str, Any]:
    told: dict[str, Any] = {"description": text, "required": always, "schema": {"type": "string"}}
    return told | ({"example": example} if example else {})


_ORIGIN: Final = _header("Any site may read the answer.", example="*")
_HEADERS: Final = {
    "ETag": _header("Changes with the store and the software. Send it back in If-None-Match."),
    "X-Store-Version": _header("The version of the store that was read."),
    "Access-Control-Allow-Origin": _ORIGIN,
}
_LINK: Final = _header('The next part, as rel="next"; absent at the end.', always=False)
_CSV: Final = {
    "text/csv": {
        "schema": {"type": "string", "description": "The same rows: Welsh in columns that end in _cy."}
    }
}
_UNCHANGED: Final = {
    "description": "The caller has the answer already.",
    "headers": {"ETag": _HEADERS["ETag"]},
}
_REFUSED: Final = {"headers": {"Access-Control-Allow-Origin": _ORIGIN}}

ERRORS: Final[dict[int, Any]] = {400: Faults, 404: Faults, 503: Faults}


def _extra(ok: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {200: ok, 304: _UNCHANGED, **dict.fromkeys(ERRORS, _REFUSED)}}


LISTED: Final = _extra({"headers": {**_HEADERS, "Link": _LINK}, "content": _CSV})
ALONE: Final = _extra({"headers": _HEADERS})


def listed(shape: Any) -> dict[str, Any]:
    """The arguments of an operation that lists such rows."""
    return {"response": {200: shape, **ERRORS}, "openapi_extra": LISTED}


def alone(shape: Any) -> dict[str, Any]:
    """The arguments of an operation that gives one thing."""
    return {"response": {200: shape, **ERRORS}, "openapi_extra": ALONE}
