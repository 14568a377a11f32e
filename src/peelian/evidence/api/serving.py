"""From a question to an answer: rows as JSON or CSV, made once per version of the store and validated by it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Schema

import peelian
from peelian.evidence.answers import Answer, answer
from peelian.evidence.api.asking import Ask, Refused, faults_of_names
from peelian.evidence.api.shapes import Shape, Words
from peelian.evidence.problems import status_of
from peelian.evidence.reading import Reading
from peelian.reference.problems import Problem

TYPES: Final = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Things to list, their shape, and what JSON says beside them.

    `shape` names the keys of a row, in order: those of JSON and the columns of CSV. `row` makes a row of one of
    `things`; only those of the part asked for are made. `flat`, when given, makes the rows of CSV instead, with `flat_columns`.
    """

    name: str
    things: Sequence[Any]
    shape: type[Shape]
    row: Callable[[Any], Row] = dict
    beside: Row | None = None
    flat: Callable[[Any], Row] | None = None
    flat_columns: Sequence[str] = ()


def listing(request: HttpRequest, ask: Ask, make: Callable[[Reading], Listing]) -> HttpResponse:
    """The listing as asked. Raises Refused; what `make` raises becomes an error in words."""
    return _served(request, ask, lambda reading: _written(make(reading), ask, reading, request.path))


def thing(request: HttpRequest, make: Callable[[Reading], Row]) -> HttpResponse:
    """One thing as a JSON object."""

    def build(reading: Reading) -> Answer:
        return Answer(_json({"store_version": reading.version, **make(reading)}), TYPES["json"])

    return _served(request, None, build)


def refused(request: HttpRequest, found: Iterable[Problem], known: Iterable[str]) -> Refused | None:
    """Every fault of a question together: those that were found, and those of the names that it uses."""
    problems = [*found, *faults_of_names(request, known)]
    if not problems:
        return None
    return Refused(404 if any(status_of(one) == 404 for one in problems) else 400, problems)


def _served(request: HttpRequest, ask: Ask | None, build: Callable[[Reading], Answer]) -> HttpResponse:
    refusal = refused(request, (), type(ask).model_fields if ask else ())
    if refusal:
        raise refusal
    address = request.path + "?" + urlencode(_given(ask) if ask else [], doseq=True)

    def validated(reading: Reading) -> Answer:
        made = build(reading)
        made.etag = etag(reading.version, address)
        made.headers["X-Store-Version"] = reading.version
        return made

    return answer(request, ("api", address), validated, fresh=True)


def etag(version: str, address: str) -> str:
    """The validator: the store's version and the software's, so that neither makes an old answer look new."""
    asked = hashlib.sha256(f"{peelian.__version__} {address}".encode()).hexdigest()[:12]
    return f'"{version}.{asked}"'


def _given(ask: Schema) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in ask.model_dump(exclude_defaults=True).items())


def _written(made: Listing, ask: Ask, reading: Reading, path: str) -> Answer:
    limit, offset = ask.limit, ask.offset
    part = made.things[offset : offset + limit]
    more = offset + limit < len(made.things)
    following = f"{path}?{urlencode([*_given_but_offset(ask), ('offset', offset + limit)], doseq=True)}"
    headers = {"Link": f'<{following}>; rel="next"'} if more else {}
    if ask.format == "csv":
        headers["Content-Disposition"] = f'attachment; filename="peelian-{_file_name(made.name)}.csv"'
        return Answer(_csv(made, part), TYPES["csv"], headers)
    body = {
        "store_version": reading.version,
        **(made.beside or {}),
        "total": len(made.things),
        "offset": offset,
        "next": following if more else None,
        "rows": [shaped(made.row(one), made.shape) for one in part],
    }
    return Answer(_json(body), TYPES["json"], headers)


def shaped(row: Row, shape: type[Shape]) -> dict[str, Any]:
    """The keys of the shape, in its order; a text in two languages that has no words is null."""
    double = _in_two_languages(shape)
    return {
        name: worded(row.get(name)) if name in double else row.get(name)
        for name in shape.model_fields
        if name != "store_version"
    }


def worded(text: Any) -> dict[str, str] | None:
    """Words in English and Welsh, with the English where there is no Welsh; None for no words."""
    if not text:
        return None
    english, welsh = (
        (text.get("en", ""), text.get("cy"))
        if isinstance(text, Mapping)
        else (str(text), getattr(text, "cy", ""))
    )
    return {"en": english, "cy": welsh or english} if english or welsh else None


def _csv(made: Listing, part: Sequence[Any]) -> bytes:
    """The rows as CSV: `title` holds the English, and `title_cy`, after all other columns, the Welsh."""
    from peelian.facts.export import to_csv

    if made.flat:
        return to_csv([made.flat(one) for one in part], made.flat_columns)
    names = [name for name in made.shape.model_fields if name != "store_version"]
    double = _in_two_languages(made.shape)
    rows = [_spread(shaped(made.row(one), made.shape), double) for one in part]
    return to_csv(rows, [*names, *(f"{name}_cy" for name in names if name in double)])


def _spread(row: dict[str, Any], double: frozenset[str]) -> dict[str, Any]:
    spread = {name: None if value == {} else value for name, value in row.items()}
    for name in double:
        words = spread[name] or {}
        spread |= {name: words.get("en"), f"{name}_cy": words.get("cy")}
    return spread


@cache
def _in_two_languages(shape: type[Shape]) -> frozenset[str]:
    return frozenset(
        name for name, field in shape.model_fields.items() if field.annotation in (Words, Words | None)
    )


def _given_but_offset(ask: Schema) -> list[tuple[str, Any]]:
    return [pair for pair in _given(ask) if pair[0] != "offset"]


def _file_name(text: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", text.lower())


def _json(body: Row) -> bytes:
    from peelian.facts.export import plain

    return (json.dumps(plain(body), ensure_ascii=False, allow_nan=False) + "\n").encode()
