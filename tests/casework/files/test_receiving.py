"""A file from the form to the store and out again: sealed, named, limited, chained, and gone with its case."""

from __future__ import annotations

import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from peelian.accounts import door
from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.moving import reply_to_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NoSuchCase, NotAllowed
from peelian.casework.files import receiving, rescanning, store
from peelian.casework.files.disposing import delete_files
from peelian.casework.files.models import Attachment
from peelian.casework.files.problems import (
    Active,
    Empty,
    FileBroken,
    Infected,
    NoSuchFile,
    TooLarge,
    TooMany,
    UnknownKind,
)
from peelian.casework.files.receiving import Upload, add_file, cleaned_name
from peelian.casework.files.serving import bytes_of, file_for, files_of, own_file, response
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.sealing.sealing import destroy_key
from peelian.casework.threads.door import new_secret, open_thread, thread_for
from peelian.casework.threads.writing import write_message
from tests.casework.files import made
from tests.support.cases import DAY, NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")
TEXT = b"marmalade and lanterns\n" * 9000


class Chunks:
    """As Django gives an upload."""

    def __init__(self, data: bytes, size: int = 50_000) -> None:
        self.data, self.size, self.read = data, size, 0

    def chunks(self) -> Iterator[bytes]:
        for at in range(0, len(self.data), self.size):
            self.read += 1
            yield self.data[at : at + self.size]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def case(world: World) -> Case:
    return world.opened()


def _add(
    world: World, case: Case, data: bytes, name: str = "a.txt", who: str = "outside", **more: Any
) -> Attachment:
    return add_file(
        case.reference, upload=Upload(name, "", Chunks(data)), actor=world.actor(who), as_of=NOON, **more
    )


def _stored(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def test_what_was_sent_comes_back_byte_for_byte_and_lies_sealed(world: World, case: Case, home: Path) -> None:
    """T-01: neither name nor words stand in the store or the row."""
    row = _add(world, case, TEXT, "Asha's lamp.txt")
    assert (row.state, row.kind, row.bytes) == ("held", "text", len(TEXT))
    (path,) = _stored(home)
    assert path.name == row.uid
    assert b"marmalade" not in path.read_bytes()
    assert "lamp" not in str(Attachment.objects.values().get())
    seen = file_for(world.actor("ben"), case.reference, row.uid, purpose="case_work", as_of=NOON)
    assert b"".join(bytes_of(seen)) == TEXT
    assert seen.name == "Asha's lamp.txt"
    assert looks_at(case.uid).get().what == "file"


def test_two_acts_tell_of_it_and_hold_no_name(world: World, case: Case) -> None:
    row = _add(world, case, TEXT, "Asha.txt")
    entries = list(history(case.uid))[1:]
    assert [entry.action for entry in entries] == ["file.receive", "file.keep"]
    assert facts_of(entries[1])["file_kind"] == "text"
    assert "Asha" not in "".join(entry.facts for entry in entries)
    assert Case.objects.get(pk=case.pk).version == 3
    assert row.digest != b""


def test_it_is_handed_out_to_be_saved_and_never_shown_in_a_page(world: World, case: Case) -> None:
    """T-22: a browser does not guess, draw or run it."""
    row = _add(world, case, made.pdf(), 'na"me\r\nX: y.pdf')
    seen = file_for(world.actor("ben"), case.reference, row.uid, purpose="case_work", as_of=NOON)
    answer = response(seen)
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''na%22meX%3A%20y.pdf"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert len(b"".join(answer)) == int(answer["Content-Length"])  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["dev", "eve"])
def test_who_may_not_see_the_case_gets_nothing_and_the_same_answer(
    world: World, case: Case, who: str
) -> None:
    """T-06."""
    row = _add(world, case, TEXT)
    for reference in (case.reference, "48291307560"):
        with pytest.raises((NoSuchCase, NoSuchFile)):
            file_for(world.actor(who), reference, row.uid, purpose="case_work", as_of=NOON)
    with pytest.raises((NoSuchCase, NotAllowed)):
        _add(world, case, TEXT, who=who)


def test_a_file_of_another_case_does_not_open_through_this_one(world: World, case: Case) -> None:
    """T-06: a file's name is no key."""
    row = _add(world, world.opened(), TEXT)
    with pytest.raises(NoSuchFile):
        file_for(world.actor("ben"), case.reference, row.uid, purpose="case_work", as_of=NOON)


def test_a_refused_file_leaves_its_code_and_no_byte(world: World, case: Case, home: Path) -> None:
    with pytest.raises(Active):
        _add(world, case, made.pdf(b"<< /S /JavaScript >>"), "a.pdf")
    assert _stored(home) == []
    row = Attachment.objects.get()
    assert (row.state, row.problem_code, row.name) == ("refused", "file-active", None)
    entry = history(case.uid).last()
    assert entry is not None
    assert (entry.action, facts_of(entry)["code"]) == ("file.refuse", "file-active")


def test_no_more_is_read_than_the_kind_may_have(world: World, case: Case, home: Path) -> None:
    """T-22: the size that a browser tells is not asked."""
    chunks = Chunks(b"a" * (40 * 2**20), size=2**16)
    with pytest.raises(TooLarge) as caught:
        add_file(case.reference, upload=Upload("a.txt", "", chunks), actor=world.actor("outside"), as_of=NOON)
    assert "1 MB" in str(caught.value)
    assert chunks.read == 17
    assert _stored(home) == []
    for data, problem in ((b"", Empty), (b"\0" * 999, UnknownKind)):
        with pytest.raises(problem):
            _add(world, case, data)


def test_from_outside_come_so_many_files_and_no_more(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-25."""
    monkeypatch.setattr(receiving, "FROM_OUTSIDE", 2)
    for number in range(2):
        _add(world, case, TEXT + b"%d" % number)
    with pytest.raises(TooMany):
        _add(world, case, TEXT)
    _add(world, case, TEXT, who="ben")


def test_the_person_outside_opens_what_we_sent_and_sees_the_rest_by_name(world: World) -> None:
    new = new_secret()
    case = world.opened(also=lambda act, people: open_thread(act, new))
    own = _add(world, case, TEXT, "mine.txt")
    reply_to_case(
        case.reference,
        write=lambda act: write_message(act, text="x", way="out"),
        actor=world.actor("outside"),
        as_of=NOON,
    )
    ours = _add(world, case, TEXT + b"Yours", "yours.txt", who="ben", message=1)
    outside = thread_for(case.reference, new.words, as_of=NOON)
    assert [(one.name, one.message, one.state) for one in files_of(outside)] == [
        ("mine.txt", 0, "held"),
        ("yours.txt", 1, "held"),
    ]
    assert b"".join(bytes_of(own_file(outside, ours.uid))) == TEXT + b"Yours"
    with pytest.raises(NoSuchFile):
        own_file(outside, own.uid)
    with pytest.raises(NoSuchFile):
        _add(world, case, TEXT, message=9)


def test_a_file_that_is_kept_as_it_came_is_shown_with_a_warning(world: World, case: Case) -> None:
    """T-23: in both languages; a picture was redrawn and text holds nothing but its words. A refused file is not kept."""
    for name, data in (
        ("a.txt", TEXT),
        ("a.jpg", made.photo()),
        ("a.mp4", made.film()),
        ("a.pdf", made.pdf()),
    ):
        _add(world, case, data, name)
    with pytest.raises(Active):
        _add(world, case, made.pdf(b"<< /S /JavaScript >>"), "b.pdf")
    seen = case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON)
    shown = files_of(seen)
    assert [(one.name, bool(one.warning)) for one in shown] == [
        ("a.txt", False),
        ("a.jpg", False),
        ("a.mp4", True),
        ("a.pdf", True),
        ("", False),
    ]
    warning = shown[2].warning
    assert warning is not None
    assert "where, when and with which device" in warning
    assert warning.cy != warning


@pytest.mark.parametrize(("prefix", "words"), [("", "Kept as it came"), ("/cy", "Fe’i cedwir fel y daeth")])
def test_the_officer_reads_the_warning_beside_the_file_on_the_case_page(
    world: World, case: Case, prefix: str, words: str
) -> None:
    """T-23."""
    _add(world, case, TEXT, "plain.txt")
    client = Client()
    client.force_login(world.ben)
    session = client.session
    session[door.SEEN] = session[door.STARTED] = time.time()
    session.save()
    address = f"{prefix}/desk/cases/{case.reference}"
    assert words not in client.get(address).content.decode()
    _add(world, case, made.film(b"heic", b"meta"), "beach.heic")
    page = client.get(address).content.decode()
    assert page.count(words) == 1
    assert page.index("plain.txt") < page.index("beach.heic") < page.index(words)
    assert "()" not in page
    with pytest.raises(Active):
        _add(world, case, made.pdf(b"<< /S /JavaScript >>"), "a.pdf")
    refused = client.get(address).content.decode()
    assert page.count("File without a name") + page.count("Ffeil heb enw") == 0
    assert refused.count("<li>") > page.count("<li>") and "()" not in refused


@pytest.mark.parametrize("fault", ["changed", "cut", "swapped", "renamed", "gone"])
def test_a_kept_file_that_was_tampered_with_does_not_open(
    world: World, case: Case, home: Path, fault: str
) -> None:
    """T-02: each chunk knows its place, its file and whether it is the last."""
    row, other = _add(world, case, TEXT), _add(world, case, TEXT[:-1] + b"!")
    path, second = (home / "files" / one.uid[:2] / one.uid for one in (row, other))
    data, size = bytearray(path.read_bytes()), 15
    if fault == "changed":
        data[70_000] ^= 1
    elif fault == "cut":
        del data[size + 65_552 :]
    elif fault == "swapped":
        one, two = data[size : size + 65_552], data[size + 65_552 : size + 2 * 65_552]
        data[size : size + 2 * 65_552] = two + one
    elif fault == "renamed":
        data = bytearray(second.read_bytes())
    path.write_bytes(data)
    if fault == "gone":
        path.unlink()
    seen = file_for(world.actor("ben"), case.reference, row.uid, purpose="case_work", as_of=NOON)
    with pytest.raises(FileBroken):
        b"".join(bytes_of(seen))


def test_with_the_case_s_key_the_files_are_gone_wherever_copies_lie(
    world: World, case: Case, home: Path
) -> None:
    """T-12: disposal."""
    from peelian.casework.sealing.problems import KeyDestroyed

    row = _add(world, case, TEXT)
    seen = file_for(world.actor("ben"), case.reference, row.uid, purpose="case_work", as_of=NOON)
    destroy_key(case.key_id, certificate="test")
    with pytest.raises(KeyDestroyed):
        b"".join(bytes_of(seen))
    assert (delete_files(case.pk), _stored(home), delete_files(case.pk)) == (1, [], 1)


def test_what_a_crash_left_half_done_is_refused_a_day_later(world: World, case: Case, home: Path) -> None:
    row = receiving._noted(
        case.reference, actor=world.actor("outside"), as_of=NOON, message=None, reason="", version=None
    )
    assert receiving.sweep(NOON + timedelta(hours=23)) == 0
    assert receiving.sweep(NOON + 2 * DAY) == 1
    row.refresh_from_db()
    assert (row.state, row.problem_code, receiving.sweep(NOON + 3 * DAY)) == ("refused", "interrupted", 0)


def test_nothing_plain_is_left_lying_about(world: World, case: Case, home: Path) -> None:
    """T-01: not after a success, a refusal or a fault of ours."""
    _add(world, case, made.photo(), "a.jpg")
    with pytest.raises(Active):
        _add(world, case, made.pdf(b"<< /S /Launch >>"), "a.pdf")
    assert list((home / "incoming").iterdir()) == []
    assert {path.parent.name for path in _stored(home)} == {path.name[:2] for path in _stored(home)}
    stale = home / "incoming" / "dead"
    stale.mkdir()
    (stale / "received").write_bytes(TEXT)
    assert store.clear_workplaces(stale.stat().st_mtime + 1) == 1
    assert not stale.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Asha\\a.txt", "a.txt"),
        ("gpj.\u202etxt.exe", "gpj.txt.exe"),
        ("a\x00b\n.txt", "ab.txt"),
        ("x" * 300 + ".txt", "x" * 120 + ".txt"),
        ("...", ""),
    ],
)
def test_a_name_is_its_last_part_without_signs_that_steer(name: str, kept: str) -> None:
    """T-22: signs that turn the writing direction make `exe` look like `txt`."""
    assert cleaned_name(name) == kept


class _Clamd(socketserver.StreamRequestHandler):
    """Answers as ClamAV's daemon does: FOUND for what holds its test word."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Test FOUND\0" if b"EICAR" in data else b"stream: OK\0")


@pytest.fixture
def clamd(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        monkeypatch.setenv("PEELIAN_SCANNER", f"clamd://127.0.0.1:{server.server_address[1]}")
        yield
        server.shutdown()


def test_a_scanner_clears_a_file_or_has_it_refused(clamd: None, world: World, case: Case, home: Path) -> None:
    assert _add(world, case, TEXT).state == "clean"
    with pytest.raises(Infected):
        _add(world, case, TEXT + b"EICAR")
    assert len(_stored(home)) == 1


def test_files_that_came_before_there_was_a_scanner_are_looked_at_again(
    world: World, case: Case, home: Path, request: pytest.FixtureRequest
) -> None:
    good, bad = _add(world, case, TEXT), _add(world, case, TEXT + b"EICAR\n")
    assert rescanning.scan_again(NOON) == 0
    request.getfixturevalue("clamd")
    assert rescanning.scan_again(NOON) == 2
    states = [Attachment.objects.get(pk=row.pk).state for row in (good, bad)]
    assert (states, len(_stored(home))) == (["clean", "refused"], 1)


def test_a_scanner_that_is_away_leaves_files_unchecked(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELIAN_SCANNER", "clamd://127.0.0.1:9")
    assert _add(world, case, TEXT).state == "held"
