"""T-26: what somebody's computer says of itself is nowhere afterwards: reports go to a real server, then its disk is read.

Every request comes from an address of its own (127.77.13.5), names a browser, a page before, and whatever else proxies
and browsers say of somebody. Then all that the site has written is searched: its home with the keys and the files, what
its processes said, both databases with their logs of changes ahead, dumps of them; on PostgreSQL the memory of its
processes too. That it finds what is there, the reference of the case shows.
"""

import base64
import hashlib
import http.client
import ipaddress
import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse

import peelian
from tests.faults.casework.asking import reference_in
from tests.faults.casework.site import Site
from tests.services.contact.report.filling import BURGLARY, NAMELESS, fill, press, secret_on, send, text_of
from tests.support import postgres
from tests.support.forms import fields_of

ADDRESS = "127.77.13.5"
IPV6 = "2001:db8:77:1313::beef"
SAID = {
    "User-Agent": "Zwieback/9.81 (Kumquat OS 12)",
    "Referer": "https://quagmire.example/persimmon",
    "X-Forwarded-For": f"203.0.113.177, {IPV6}",
    "X-Real-IP": "203.0.113.178",
    "Forwarded": "for=203.0.113.179;host=localhost",
    "True-Client-IP": "203.0.113.180",
    "Via": "1.1 tamarillo",
    "From": "mangosteen@example.org",
    "Accept-Language": "x-rambutan",
    "Cookie": "satsuma=tangelo",
    "Sec-CH-UA": '"Physalis";v="7"',
    "Sec-CH-UA-Model": '"Salak 13"',
}
QUERY = "came-from=feijoa-newsletter"
MARKS = (
    ADDRESS,
    "127.77.13",
    "203.0.113",
    IPV6,
    "Zwieback",
    "Kumquat",
    "quagmire",
    "persimmon",
    "tamarillo",
    "mangosteen",
    "rambutan",
    "satsuma",
    "tangelo",
    "Physalis",
    "Salak",
    "feijoa",
)
"""Words that stand nowhere in Peelian."""
TYPED = "The cupboard behind the gym, marmalade-lantern."
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "pomelo-boundary-3141"

linux_only = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs 127.0.0.0/8 and /proc")


class Visitor:
    """A browser at ADDRESS that says everything about itself."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = FORM, **more: str
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(ADDRESS, 0)
        )
        headers = {"Host": f"localhost:{self.port}", **SAID, "Content-Type": kind, **more}
        try:
            connection.request(method, f"{path}?{QUERY}", body, headers)
            answer = connection.getresponse()
            assert answer.getheader("Set-Cookie") is None, path
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def send(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        return self.ask("POST", path, urlencode(form).encode())

    def get(self, path: str) -> HttpResponse:
        """As Django's test client, for who fills in the form of a report."""
        status, page = self.ask("GET", path)
        return HttpResponse(page, status=status)

    def post(self, path: str, form: dict[str, list[str]]) -> HttpResponse:
        status, page = self.ask("POST", path, urlencode(form, doseq=True).encode())
        return HttpResponse(page, status=status)


def reported(visitor: Any) -> tuple[str, str]:
    """Two reports from the first question to the receipt: the reference of the named one, the words of the other."""
    reference = reference_in(text_of(send(visitor, {**BURGLARY, "q.happened": TYPED})))
    assert reference is not None
    page = text_of(press(visitor, fill(visitor, {**NAMELESS, "q.happened": TYPED}), "send"))
    words = secret_on(page)
    sent = press(visitor, text_of(press(visitor, page)), "send", words=words)
    assert sent.status_code == 200
    assert len(words.split()) == 8
    return reference, words


def with_file(form: dict[str, str]) -> tuple[bytes, str]:
    """The form with a letter, as a browser sends it."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in form.items()
    ]
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="letter.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\n{TYPED}\r\n--{BOUNDARY}--\r\n"
    )
    return "".join(parts).encode(), f"multipart/form-data; boundary={BOUNDARY}"


def visited(visitor: Visitor, site: Site, words: str) -> None:
    """Everything that somebody outside can do, whether it goes well or not."""
    assert visitor.ask("GET", "/track/anonymous")[0] == 200
    assert visitor.ask("GET", "/cy/track/anonymous/traced")[0] == 200
    assert visitor.send("/track/anonymous", {"words": "apple " * 8})[0] == 400
    status, page = visitor.send("/track/anonymous", {"words": words})
    assert status == 200
    form = fields_of(page, "ask") | {"message": TYPED}
    form.pop("file", None)
    status, page = visitor.ask("POST", "/track/anonymous/write", *with_file(form))
    assert (status, TYPED in page) == (200, True)
    for path in ("/report", "/report/exit", "/track", "/no-such-page"):
        assert visitor.ask("GET", path)[0] in {200, 303, 404}
        assert visitor.send(path, {"words": words})[0] < 500
    halved = visitor.ask("POST", "/track/anonymous/write", b"x" * 50, "multipart/form-data; boundary=y")
    assert halved[0] in {400, 413}
    assert visitor.ask("PUT", "/track/anonymous")[0] == 405
    assert visitor.ask("GET", "/track/anonymous", Host="elsewhere.example")[0] < 500
    with without_ring(site):
        assert visitor.send("/track/anonymous", {"words": words})[0] == 500


@contextmanager
def without_ring(site: Site) -> Iterator[None]:
    """The key ring is gone for a while: a fault of ours, which the server writes down."""
    ring = site.home / "keys" / "ring.json"
    away = ring.with_name("away")
    ring.rename(away)
    try:
        yield
    finally:
        away.rename(ring)


def dumped(site: Site, folder: Path) -> None:
    """Both databases as text."""
    folder.mkdir()
    if site.cluster is None:
        for name in ("casework", "vault"):
            with sqlite3.connect(site.home / "casework" / f"{name}.sqlite3") as held:
                (folder / f"{name}.sql").write_text("\n".join(held.iterdump()), encoding="utf-8")
            held.close()
        return
    programs = postgres.binaries()
    assert programs is not None
    for name in (site.name, f"{site.name}_vault"):
        command = [programs / "pg_dump", "-h", site.cluster.socket, "-U", postgres.ROLE, name]
        done = subprocess.run(command, capture_output=True, check=True)
        (folder / f"{name}.sql").write_bytes(done.stdout)


def wanted() -> dict[bytes, str]:
    """How a mark may lie there: as text, with two bytes a letter, as a digest, and any of it in base64."""
    plain = {form: mark for mark in MARKS for form in (mark.encode(), mark.lower().encode())}
    wide = {mark.encode("utf-16-le"): mark for mark in MARKS}
    digests = {
        form: f"{name} of {text}"
        for text in (ADDRESS, IPV6, *SAID.values())
        for name in ("md5", "sha1", "sha256")
        for form in (
            hashlib.new(name, text.encode()).digest(),
            hashlib.new(name, text.encode()).hexdigest().encode(),
        )
    }
    told = plain | digests
    coded = {form: f"{what} in base64" for text, what in told.items() for form in in_base64(text)}
    return told | wide | coded | {ipaddress.ip_address(IPV6).packed: IPV6}


def in_base64(text: bytes) -> Iterator[bytes]:
    """The letters that do not depend on what stands before and after it, for each place where it may begin."""
    for before in range(3):
        letters = base64.b64encode(b"x" * before + text)
        whole = letters[-(-before * 8 // 6) : (before + len(text)) * 8 // 6]
        if len(whole) > 8:
            yield whole


def found_in(held: bytes, marks: dict[bytes, str]) -> set[str]:
    return {mark for form, mark in marks.items() if form in held}


def written(site: Site, *more: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that the site wrote."""
    roots = [site.home, *more, *([site.cluster.socket] if site.cluster else [])]
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield str(path), path.read_bytes()


def memories(site: Site) -> Iterator[tuple[str, bytes]]:
    """What the processes of PostgreSQL hold, where this user may read it."""
    if site.cluster is None or site.cluster.process is None:
        return
    leader = site.cluster.process.pid
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.getsid(int(folder.name)) != leader and int(folder.name) != leader:
                continue
            for line in (folder / "maps").read_text().splitlines():
                place = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
                if place:
                    start, end = (int(one, 16) for one in place.groups())
                    with suppress(OSError), (folder / "mem").open("rb", buffering=0) as memory:
                        memory.seek(start)
                        yield f"memory of {folder.name}", memory.read(end - start)


@linux_only
def test_nothing_that_a_computer_says_of_itself_is_on_disk_in_a_log_or_in_a_database(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRANIAN_LOG_ACCESS_ENABLED", "true")
    log = tmp_path / "said" / "log"
    log.parent.mkdir()
    site.start(log)
    visitor = Visitor(site.port)
    reference, words = reported(visitor)
    visited(visitor, site, words)
    for child in site.children:
        child.ask_to_end()
    for child in site.children:
        assert child.process is not None
        child.process.wait()
    assert "no-ring" in log.read_text(encoding="utf-8"), "the fault was written down"
    if site.cluster is not None:
        site.cluster.execute("CHECKPOINT")
    dumped(site, tmp_path / "dumps")
    marks = wanted()
    secrets = {words.encode(): "the words", TYPED.encode(): "the message"}
    control, files = set(), 0
    for place, held in written(site, log.parent, tmp_path / "dumps"):
        files += 1
        assert found_in(held, marks | secrets) == set(), place
        control |= {Path(place).suffix} if reference.encode() in held else set()
    assert files > 5
    assert ".sql" in control and len(control) > 1, "the search reads dumps and databases"
    for place, held in memories(site):
        assert found_in(held, marks) == set(), place


@linux_only
def test_no_table_has_a_column_for_an_address(site: Site, tmp_path: Path) -> None:
    """Whatever is called so, or is of PostgreSQL's type for it. The name of a browser is kept of officers alone."""
    dumped(site, tmp_path / "dumps")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "dumps").iterdir())
    tables = re.findall(
        r'CREATE TABLE (?:IF NOT EXISTS )?(?:public\.)?"?(\w+)"?\s*\((.*?)\n?\);?\n', text, re.DOTALL
    )
    assert len(tables) > 30
    named = re.compile(
        r"\b(inet|cidr|\w*(?:ip_?addr|remote|user_?agent|referr?er|browser|device)\w*)\b", re.IGNORECASE
    )
    found = {(table, name) for table, columns in tables for name in named.findall(columns)}
    assert found <= {("accounts_signedin", "browser"), ("accounts_signinevent", "browser")}, found


def test_nobody_reads_what_a_request_says_of_who_sent_it() -> None:
    """What is read of a request beside its form, by name: how long it is, a program's key, and an officer's browser at
    sign-in, to list their own sessions by. What is read without a name could be anything."""
    source = Path(peelian.__file__).parent
    reads = re.compile(
        r"""\brequest\.(?:META|headers|COOKIES)\b(?:(?:\.get\(|\[)["']([\w-]+)["'])?|\b(REMOTE_\w+)"""
    )
    found = {
        (path.relative_to(source).as_posix(), "".join(names) or "?")
        for room in ("accounts", "casework", "services", "project", "ui")
        for path in (source / room).rglob("*.py")
        for names in reads.findall(path.read_text(encoding="utf-8"))
    }
    assert ("accounts/door.py", "User-Agent") in found, "the search finds what is there"
    about_nobody = {"CONTENT_LENGTH", "CONTENT_TYPE", "Authorization", "Content-Type", "Content-Length"}
    assert {one for one in found if one[1] not in about_nobody} == {("accounts/door.py", "User-Agent")}
