"""From a question to an answer: rows as JSON or CSV, made once per version of the store and validated by it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema

import peelian
from peelian.evidence.answers import Answer, answer
from peelian.evidence.api.problems import UnknownParameter
from peelian.evidence.reading import Reading, current_reading
from peelian.reference.reading import hint

MOST: Final = 5_000
USUAL: Final = 500
TYPES: Final = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


class Ask(Schema):
    """What every listing takes."""

    format: Literal["json", "csv"] = Field("json", description="JSON, or the same rows as CSV.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows in one answer.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Rows to pass over first.")


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows, the order of their columns in CSV, and what JSON says beside them."""

    name: str
    rows: Sequence[Mapping[str, Any]]
    columns: Sequence[str] = ()
    beside: Mapping[str, Any] | None = None


def listing(request: HttpRequest, ask: Ask, make: Callable[[Reading], Listing]) -> HttpResponse:
    """The listing as asked. Raises UnknownParameter; what `make` raises becomes an error in words."""
    return _served(request, ask, lambda reading: _written(make(reading), ask, reading, request.path))


def thing(request: HttpRequest, make: Callable[[Reading], Mapping[str, Any]]) -> HttpResponse:
    """One thing as a JSON object."""

    def build(reading: Reading) -> Answer:
        return Answer(_json({"store_version": reading.version, **make(reading)}), TYPES["json"])

    return _served(request, None, build)


def _served(request: HttpRequest, ask: Schema | None, build: Callable[[Reading], Answer]) -> HttpResponse:
    known = type(ask).model_fields if ask else {}
    for name in request.GET:
        if name not in known:
            raise UnknownParameter(name=name, hint=hint(name, known), known=", ".join(known) or "–")
    address = request.path + "?" + urlencode(_given(ask) if ask else [], doseq=True)

    def validated(reading: Reading) -> Answer:
        made = build(reading)
        made.etag = etag(reading.version, address)
        made.headers["Access-Control-Allow-Origin"] = "*"
        made.headers["X-Store-Version"] = reading.version
        return made

    if request.headers.get("If-None-Match") == (tag := etag(current_reading().version, address)):
        return _unchanged(tag)
    return answer(request, ("api", address), validated)


def _unchanged(tag: str) -> HttpResponse:
    response = HttpResponse(status=304)
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def etag(version: str, address: str) -> str:
    """The validator: the store's version and the software's, so that neither makes an old answer look new."""
    asked = hashlib.sha256(f"{peelian.__version__} {address}".encode()).hexdigest()[:12]
    return f'"{version}.{asked}"'


def _given(ask: Schema) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in ask.model_dump(exclude_defaults=True).items())


def _written(made: Listing, ask: Ask, reading: Reading, path: str) -> Answer:
    from peelian.facts import export

    limit, offset = ask.limit, ask.offset
    rows = made.rows[offset : offset + limit]
    more = offset + limit < len(made.rows)
    following = f"{path}?{urlencode([*_given_but_offset(ask), ('offset', offset + limit)], doseq=True)}"
    headers = {"Link": f'<{following}>; rel="next"'} if more else {}
    if ask.format == "csv":
        headers["Content-Disposition"] = f'attachment; filename="peelian-{made.name}.csv"'
        flat, columns = _flat(rows, made.columns)
        return Answer(export.to_csv(flat, columns or None), TYPES["csv"], headers)
    body = {
        "store_version": reading.version,
        **(made.beside or {}),
        "total": len(made.rows),
        "offset": offset,
        "next": following if more else None,
        "rows": list(rows),
    }
    return Answer(_json(body), TYPES["json"], headers)


def _flat(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Each text in two languages as two columns: title_en, title_cy."""
    double = {
        name
        for row in rows
        for name, value in row.items()
        if isinstance(value, dict) and set(value) == {"en", "cy"}
    }
    names = columns or list(dict.fromkeys(name for row in rows for name in row))
    flat = [
        {
            key: value
            for name, held in row.items()
            for key, value in (
                ((f"{name}_en", (held or {}).get("en")), (f"{name}_cy", (held or {}).get("cy")))
                if name in double
                else ((name, held),)
            )
        }
        for row in rows
    ]
    return flat, [
        key for name in names for key in ((f"{name}_en", f"{name}_cy") if name in double else (name,))
    ]


def _given_but_offset(ask: Schema) -> list[tuple[str, Any]]:
    return [pair for pair in _given(ask) if pair[0] != "offset"]


def _json(body: Mapping[str, Any]) -> bytes:
    from peelian.facts.export import plain

    return (json.dumps(plain(body), ensure_ascii=False, allow_nan=False) + "\n").encode()
