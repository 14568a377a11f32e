"""The two kinds of view: a page (template and context) and a download (rows and columns)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from peelian.evidence.answers import Answer, answer
from peelian.evidence.problems import status_of
from peelian.evidence.reading import Reading
from peelian.evidence.wording import WORDS
from peelian.reference.problems import Problem
from peelian.ui.environment import environment
from peelian.ui.language import current, language_of, speaking

T = TypeVar("T")
Context = dict[str, Any]
Query = dict[str, str]
View = Callable[..., HttpResponse]
LONGEST_QUESTION = 200

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


class Table:
    """Rows for a download: mappings, the order of their columns, and the name of the file."""

    def __init__(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        self.name = name
        self.columns = tuple(columns)
        self.rows = tuple(rows)


def page(template: str, *, asks: tuple[str, ...] = ()) -> Callable[[Callable[..., Context]], View]:
    """A view that fills `template`. `asks` names the query's parts that change the page; others are ignored."""

    def wrap(make: Callable[..., Context]) -> View:
        @require_safe
        @wraps(make)
        def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
            address, given = _asked(request, asks, kwargs)

            def build(reading: Reading) -> Answer:
                context = make(reading, **given)
                return Answer(render(template, address, context, reading), "text/html; charset=utf-8")

            return answered(request, address, build)

        return view

    return wrap


def download(make: Callable[..., Table]) -> View:
    """A view that gives a table as CSV, JSON or Parquet, whichever the address ends in."""
    return asked_download()(make)


def asked_download(*asks: str) -> Callable[[Callable[..., Table]], View]:
    """A download whose table the query changes; `asks` as for a page."""

    def wrap(make: Callable[..., Table]) -> View:
        @require_safe
        @wraps(make)
        def view(request: HttpRequest, *, form: str, **kwargs: str) -> HttpResponse:
            address, given = _asked(request, asks, kwargs)

            def build(reading: Reading) -> Answer:
                return _as_file(make(reading, **given), form)

            return answered(request, address, build)

        return view

    return wrap


def answered(request: HttpRequest, address: str, build: Callable[[Reading], Answer]) -> HttpResponse:
    """The answer at `address`, or the page for the problem that making it met."""
    with speaking(language_of(request.path)):
        try:
            return answer(request, (current(), address), build)
        except Problem as problem:
            return error_page(request, status_of(problem), problem.message(current()))


def error_page(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """The page for an error: what happened and what to do, in the language of the address."""
    with speaking(language_of(request.path)):
        body = render("evidence/error.html", request.path, {"status": status, "detail": detail})
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response


def render(template: str, address: str, context: Context, reading: Reading | None = None) -> bytes:
    """The page as bytes. `address` is the page's own, for the language switch."""
    held = reading.sources_by_id() if reading else {}
    frame = {"address": address, "version": reading.version if reading else "", "held_sources": held, **WORDS}
    return environment().get_template(template).render({**frame, **context}).encode()


def page_number(query: Query, total: int, shown: int) -> tuple[int, int]:
    """The page asked for and how many there are, of `shown` lines each; a number that is none of them is the nearest."""
    pages = max(1, -(-total // shown))
    asked = query.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), pages), pages


def chosen(things: Iterable[T], query: Query) -> list[T]:
    """The things whose fields are what the query asks for."""
    return [one for one in things if all(getattr(one, name) == value for name, value in query.items())]


def _asked(request: HttpRequest, asks: tuple[str, ...], named: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The address with the parts of the query that count, and what the view is given: `named` and, if any, the query."""
    asked = {name: request.GET.get(name, "").strip()[:LONGEST_QUESTION] for name in asks}
    query: Query = {name: value for name, value in asked.items() if value}
    address = request.path + ("?" + urlencode(query) if query else "")
    return address, {**named, "query": query} if asks else {**named}


def _as_file(table: Table, form: str) -> Answer:
    from peelian.facts import export

    write = {"csv": export.to_csv, "json": export.to_json, "parquet": export.to_parquet}[form]
    name = f"peelian-{table.name}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(write(table.rows, table.columns), FORMATS[form], headers)
