"""Every address of the rooms that keep records, tried by everybody: what `tests/walk/test_roles.py` compares.

An answer is one of
    in        a page, a file or a step further; a form that says what is missing with status 200
    done      303: it is done, and the next page is another
    asked     400: what was sent names nothing that they could choose
    sign-in   sent to sign in first
    refused   401, 403 or 404: not for them, and no word on whether the thing exists
    -         the address does not answer this method
"""

import copy
import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import URLPattern, URLResolver

METHODS = ("GET", "POST")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Address:
    """One pattern of the table: its name, its view, and the names of what it takes."""

    name: str
    view: Any
    takes: tuple[str, ...]
    namespace: str

    def path(self, given: Mapping[str, str]) -> str:
        """The address itself; fails for an argument that has no example yet. `desk-file uid` goes before `uid`."""
        from django.urls import reverse

        found = {name: given.get(f"{self.name} {name}", given.get(name, "")) for name in self.takes}
        missing = [name for name in self.takes if not found[name]]
        assert not missing, f"{self.name} takes {missing}: give tests/walk/standing.py an example"
        return reverse(f"{self.namespace}:{self.name}" if self.namespace else self.name, kwargs=found or None)


def addresses() -> list[Address]:
    """Every address that the public site alone has not, in both languages."""
    from peelian.evidence.urls import PAGES
    from peelian.project import urls, urls_casework

    public = {id(one.callback) for one in PAGES}
    public |= {id(one.callback) for one in walk(urls.urlpatterns, "", ()) if isinstance(one, URLPattern)}
    found = []
    for one, namespace in _all(urls_casework.urlpatterns, ""):
        if id(one.callback) not in public:
            found.append(Address(str(one.name), one.callback, tuple(one.pattern.converters), namespace))
    return found


def walk(patterns: Any, _namespace: str, _seen: tuple[str, ...]) -> Iterator[Any]:
    """Every pattern at the end of the table."""
    return (one for one, _ in _all(patterns, ""))


def _all(patterns: Any, namespace: str) -> Iterator[tuple[URLPattern, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _all(one.url_patterns, one.namespace or namespace)
        else:
            yield one, namespace


def answer(
    client: Client, method: str, path: str, sign_in: str, typed: Mapping[str, str | bytes] | None = None
) -> str:
    """What somebody gets, in a word; a POST sends the fields `typed`, bytes among them as a file of plain text."""
    return said(response_to(client, method, path, typed), sign_in)


def response_to(
    client: Client, method: str, path: str, typed: Mapping[str, str | bytes] | None = None
) -> HttpResponse:
    """What somebody gets; whatever it changed is undone."""
    cookies = copy.copy(client.cookies)  # an answer puts others in their place, it changes none
    body, content_type = body_of(typed or {}) if method == "POST" else (b"", FORM)
    with undone():
        got = client.generic(method, path, body, content_type=content_type)
    client.cookies = cookies
    return got


def body_of(typed: Mapping[str, str | bytes]) -> tuple[bytes, str]:
    """The form as a browser sends it, with the name of how it is written."""
    if not any(isinstance(value, bytes) for value in typed.values()):
        return urlencode(typed).encode(), FORM
    parts = {
        name: SimpleUploadedFile("typed.txt", value, "text/plain") if isinstance(value, bytes) else value
        for name, value in typed.items()
    }
    return encode_multipart(BOUNDARY, parts), MULTIPART_CONTENT


def said(got: HttpResponse, sign_in: str) -> str:
    """The word for an answer. A fault of ours is nobody's answer."""
    assert got.status_code < 500, f"{got.status_code}: {got.content[-500:]!r}"
    if got.status_code == 405:
        return "-"
    if got.status_code in {401, 403, 404}:
        return "refused"
    if got.status_code == 400:
        return "asked"
    if got.status_code in {301, 302, 303, 307} and got.headers["Location"].split("?")[0] == sign_in:
        return "sign-in"
    return "done" if got.status_code == 303 else "in"


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that looks like the outermost block of a test, so that actions run inside it."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        yield
        transaction.set_rollback(True)


Table = dict[tuple[str, str], dict[str, str]]
"""(name of the address, method) -> who -> answer."""


def read(path: Path) -> Table:
    """The expected table: a CSV with a column for each person and role."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row.pop("address"), row.pop("method")): row
            for row in csv.DictReader(file)  # type: ignore[misc]
        }


def write(path: Path, table: Table) -> None:
    """Write a table in the same form, to be read by a person and put in its place."""
    who = list(next(iter(table.values())))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["address", "method", *who])
        for (name, method), row in sorted(table.items()):
            writer.writerow([name, method, *(row[one] for one in who)])


def differences(found: Table, expected: Table) -> list[str]:
    """Every cell found that is not as expected, and every address that is in one table only."""
    found_who, named = (next(iter(table.values())).keys() for table in (found, expected))
    lines = [f"{who} is not in the table" for who in sorted(found_who - named)]
    lines += [f"{key} is not in the table" for key in sorted(found.keys() - expected.keys())]
    lines += [f"{key} is in the table and no longer there" for key in sorted(expected.keys() - found.keys())]
    for key in sorted(found.keys() & expected.keys()):
        for who in sorted(found[key]):
            here, there = found[key][who], expected[key].get(who)
            if here != there:
                lines.append(f"{key} for {who}: {here}, expected {there}")
    return lines
