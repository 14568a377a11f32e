"""What somebody tells us is found nowhere but sealed: a marked person asks, is answered to, and everything is searched.

Searched: every row of both databases, every file of the home, every log line, every address in every page, every error.
Threats T: what lies about (logs, addresses, caches, jobs, error pages) must hold nothing personal.
"""

import io
import logging
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse

from peelian.casework.files.models import Attachment
from peelian.project.worker import JOBS, attempt, named
from tests.faults.casework.asking import FORM, answers, reference_in
from tests.support import doors
from tests.support.cases import World, make_world
from tests.support.databases import ALIASES, Clone
from tests.walk.standing import version

NAME, STREET = "Zenobia Quillfeather", "Vexillology"
MARKED = {
    "name": NAME,
    "told__email": "zenobia.quillfeather@marked.example",
    "told__mobile": "07700 900987",
    "question": f"Who mends the lamp in {STREET} Crescent?",
    "where__words": f"{STREET} Crescent",
}
MARKS = (
    "Zenobia",
    "Quillfeather",
    "marked.example",
    "07700 900987",
    "7700900987",
    "Vexillology",
    "Kumquatting",
    "Ombrometer",
    "Gallimaufry",
)
MESSAGE = "Kumquatting goes on under it at night."
FILE_NAME, FILE = "Ombrometer.txt", b"Gallimaufry of what I saw.\n" * 50
"""Of a file that she sends; officers send others under the same name."""


@pytest.fixture
def world(committing_db: Clone) -> World:
    return make_world()


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything that the loggers would write, in their own form, at their own levels."""
    held = io.StringIO()
    root = logging.getLogger()
    formatter = next(handler.formatter for handler in root.handlers if handler.formatter is not None)
    handler = logging.StreamHandler(held)
    handler.setFormatter(formatter)
    loggers = [root, logging.getLogger("django")]
    for one in loggers:
        one.addHandler(handler)
    yield held
    for one in loggers:
        one.removeHandler(handler)


def marks_in(text: str | bytes) -> list[str]:
    """The marks that stand in it, whatever the case of the letters."""
    lower = text.lower() if isinstance(text, bytes) else text.lower().encode("utf-8", "replace")
    return [mark for mark in MARKS if mark.lower().encode() in lower]


def rows() -> Iterator[tuple[str, str]]:
    """(where, value) of every value of every table of both databases."""
    for alias in ALIASES:
        connection = connections[alias]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                names = [column[0] for column in cursor.description]
                for row in cursor.fetchall():
                    for name, value in zip(names, row, strict=True):
                        yield f"{alias}.{table}.{name}", text_of(value)


def text_of(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


def addresses_in(page: str) -> list[str]:
    return re.findall(r'(?:href|action|src|formaction)="([^"]*)"', page)


class Walk:
    """Visits that keep what is to be searched."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.pages: list[str] = []

    def go(self, client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> str:
        got = client.get(path) if method == "GET" else client.post(path, data or {})
        page = (
            got.content.decode() if not got.streaming else b"".join(got.streaming_content).decode("latin-1")
        )
        self.addresses += [path, got.headers.get("Location", ""), *addresses_in(page)]
        self.pages.append(page)
        assert "no-store" in got.headers.get("Cache-Control", ""), (path, got.status_code)
        return page


def visited(world: World) -> Walk:
    """Zenobia asks, reads, writes; Ben and Cerys look at every page of it and try every form, with her words in it."""
    walk, outside = Walk(), Client(raise_request_exception=False)
    for step in ("page.question", "page.where", "page.safe_contact", "team", "page.name", "check"):
        page = walk.go(outside, "POST", FORM, answers(**MARKED, at=step, do="next"))
    page = walk.go(outside, "POST", FORM, answers(**MARKED))
    reference = reference_in(page)
    assert reference is not None, page[-3000:]
    words = re.search(r"\b([a-z]+(?: [a-z]+){5})\b(?=\s*<)", page)
    assert words is not None
    mine = walk.go(outside, "POST", reverse("en:track"), {"reference": reference, "words": words[1]})
    token = re.search(r'name="pass" value="([^"]*)"', mine)
    assert token is not None, mine[-3000:]
    writing = {"pass": token[1], "do": "write"}
    walk.go(outside, "POST", reverse("en:track"), {**writing, "message": MESSAGE})
    for sent in (
        FILE,
        FILE,
        b"<p>" + FILE,
        b"",
        FILE * 1000,
    ):  # kept, kept already, and three that are refused
        walk.go(outside, "POST", reverse("en:track"), {**writing, "message": "", "file": upload(sent)})
    walk.go(outside, "POST", reverse("en:track"), {"reference": reference, "words": NAME})
    given = {
        "reference": reference,
        "uid": str(world.ben.uid),
        "slug": world.team.slug,
        "transition": "close",
        "part": "reporter",
        "desk-file uid": Attachment.objects.get(state="held").uid,
    }
    typed = {**MARKED, "note": MESSAGE, "text": MESSAGE, "body": MESSAGE, "reason": MESSAGE, "q": NAME}
    for user in (world.ben, world.cerys):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        for one in desk():
            for method in doors.METHODS:
                walk.go(client, method, one.path(given), typed)
        adding = reverse("en:desk-file-add", args=[reference])
        for sent in (FILE + user.email.encode(), b"<p>" + FILE):
            form = {"version": version(reference), "file": upload(sent)}
            walk.go(client, "POST", adding, form)
    return walk


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(FILE_NAME, data, "text/plain")


def desk() -> list[doors.Address]:
    return [one for one in doors.addresses() if one.name.startswith("desk") and one.namespace == "en"]


def test_what_a_person_tells_is_found_nowhere_but_sealed(
    world: World, committing_db: Clone, logs: io.StringIO
) -> None:
    walk = visited(world)
    for job in JOBS:
        assert attempt(job, named(job.function)) is not None, job.name
    assert len(desk()) >= 10
    assert sum(bool(marks_in(page)) for page in walk.pages) >= 3, "she and her officer read her words"
    assert any(FILE.decode() in page for page in walk.pages), "her officer opened her file"
    assert sorted(Attachment.objects.values_list("state", flat=True)) == ["held"] * 3 + ["refused"] * 6
    assert [one for one in walk.addresses if marks_in(one)] == []
    found = list(rows())
    assert len(found) > 500
    assert sorted({where for where, value in found if marks_in(value)}) == []
    assert [str(path) for path in files(committing_db.home) if marks_in(path.read_bytes())] == []
    assert marks_in(logs.getvalue()) == []


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_the_search_would_find_a_mark_in_a_row_a_file_and_a_log(
    world: World, committing_db: Clone, logs: io.StringIO
) -> None:
    world.ben.name = f"called by {NAME}"
    world.ben.save()
    logging.getLogger("peelian").error("asked by %s", NAME)
    assert {where for where, value in rows() if marks_in(value)} == {"default.accounts_user.name"}
    assert marks_in(logs.getvalue()) == ["Zenobia", "Quillfeather"]
    if committing_db.engine == "sqlite":
        assert any(marks_in(path.read_bytes()) for path in files(committing_db.home))


def test_a_fault_of_ours_tells_neither_the_reader_nor_the_log_what_was_typed(
    world: World, logs: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peelian.services.contact.views import reporting

    def falls(*_given: object, **_named: object) -> None:
        try:
            raise KeyError(MARKED["told__email"])
        except KeyError as error:
            raise RuntimeError(f"Key (email)=({MARKED['told__email']}) already exists.") from error

    monkeypatch.setattr(reporting, "open_report", falls)
    got = Client(raise_request_exception=False).post(FORM, answers(**MARKED))
    assert got.status_code == 500
    assert marks_in(got.content) == []
    said = logs.getvalue()
    assert "builtins.RuntimeError" in said
    assert "builtins.KeyError" in said
    assert "reporting.py" in said
    assert marks_in(said) == []


def test_an_address_that_somebody_typed_is_not_logged(world: World, logs: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.ben)
    number = secrets.token_hex(4)
    for path in (f"/desk/cases/{NAME}", f"/track/{NAME}?q={NAME}", f"/desk?q={NAME}&n={number}"):
        client.get(path)
    assert marks_in(logs.getvalue()) == []
    assert number not in logs.getvalue()
