"""T-08: nothing leaves Peelian past the gate. The whole source is read for anybody who could."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import peelian
from peelian.casework.threads.envelope import Envelope, sealed_for_sending

SOURCE = Path(peelian.__file__).parent
THREADS = "casework/threads"
LINES_OUT = {
    "smtplib",
    "httpx",
    "requests",
    "urllib.request",
    "http.client",
    "aiohttp",
    "aiosmtplib",
    "ftplib",
    "socket",
}
MAIL = {
    "django.core.mail",
    "send_mail",
    "send_mass_mail",
    "EmailMultiAlternatives",
    "mail_admins",
    "mail_managers",
}
"""Names by which Django sends."""
HOOKS = "services/contact/hooks/posting.py"
"""Tells other services of a force that something happened: codes and a reference, which its own tests hold it to (T-33)."""
CONFORMANCE = "services/contact/exchange/conformance.py"
"""The kit that a supplier runs against a record system: it sends made-up cases, and has no database to read people from."""
SCANNER = "casework/files/scanning.py"
"""Hands a file to the force's own scanner."""
LIBRARY = ("reference", "law", "stats", "charts", "facts", "plan", "ui", "evidence", "cli")
"""Rooms that fetch official files and never hold a person: they may read from other hosts."""


ASKED: re.Pattern[str] = re.compile(
    "|".join(
        {one.rpartition(".")[2] for one in LINES_OUT | MAIL}
        | {"create_connection", "sealed_for_sending", "_TOKEN", "providers", "open_sealed"}
    )
)
"""What the tests below ask for: a file that does not hold it as text cannot hold it as a name."""


def _files() -> Iterator[tuple[str, set[str]]]:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(SOURCE).as_posix(), _names(ast.parse(text)) if ASKED.search(text) else set()


def _names(tree: ast.Module) -> set[str]:
    """Everything that is imported, and every name and attribute that is read."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found |= {one.name for one in names}
            case ast.ImportFrom(module=module, names=names):
                found |= {
                    module or "",
                    *(f"{module}.{one.name}" for one in names),
                    *(one.name for one in names),
                }
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Constant(value=str(text)):
                found.add(text)
    return found


@pytest.fixture(scope="module")
def source() -> dict[str, set[str]]:
    found = dict(_files())
    assert len(found) > 300
    assert sum(map(bool, found.values())) > 50
    return found


def test_only_the_gate_makes_an_envelope(source: dict[str, set[str]]) -> None:
    assert {name for name, said in source.items() if "sealed_for_sending" in said} == {
        f"{THREADS}/safe_contact.py"
    }
    who = {name for name, said in source.items() if "_TOKEN" in said and name.startswith("casework")}
    assert who == {f"{THREADS}/envelope.py"}


def test_only_the_sender_knows_the_providers(source: dict[str, set[str]]) -> None:
    who = {
        name
        for name, said in source.items()
        if any("threads.providers" in one or one == "providers" for one in said)
        and not name.startswith(f"{THREADS}/providers/")
    }
    assert who == {f"{THREADS}/sending.py"}


def test_nobody_who_knows_people_has_another_line_out(source: dict[str, set[str]]) -> None:
    rooms = {name: said for name, said in source.items() if name.partition("/")[0] not in LIBRARY}
    assert len(rooms) > 100
    found = {name: sorted(said & LINES_OUT) for name, said in rooms.items() if said & LINES_OUT}
    senders = {name: lines for name, lines in found.items() if set(lines) != {"socket"}}
    assert {name for name in senders if name.startswith(("casework/", "services/", "accounts/"))} == {
        f"{THREADS}/providers/notify.py",
        f"{THREADS}/providers/smtp.py",
        CONFORMANCE,
    }
    assert {name for name, said in source.items() if said & MAIL} == set()
    lines = {name for name, said in source.items() if "create_connection" in said}
    assert lines == {HOOKS, SCANNER, "project/supervisor.py"}


def test_only_the_gate_opens_an_address_to_send_to(source: dict[str, set[str]]) -> None:
    """The desk opens one to show it, through a door; to send, none but the gate."""
    who = {
        name
        for name, said in source.items()
        if name.startswith(THREADS) and {"open_sealed", "address"} <= said
    }
    assert who == {f"{THREADS}/safe_contact.py"}


def test_an_envelope_cannot_be_made_changed_copied_or_kept() -> None:
    parts = {
        "channel": "email",
        "address": "a@b.c",
        "subject": "s",
        "text": "t",
        "language": "en",
        "key": "k",
    }
    with pytest.raises(TypeError):
        Envelope(object(), **parts)
    made = sealed_for_sending(**parts)
    with pytest.raises(TypeError):
        made.address = "else@where.org"
    for keep in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            keep(made)
    assert "a@b.c" not in f"{made!r} {made}"
