"""One's own page takes a file: with real bytes, by the multipart form that a browser without JavaScript sends."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from PIL import Image

from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case, close_case
from peelian.casework.cases.models import Case
from peelian.casework.files import kinds, receiving, uploading
from peelian.casework.files.models import Attachment
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.files.serving import bytes_of, file_for, files_of
from peelian.casework.threads import writing
from peelian.casework.threads.models import Message
from peelian.casework.threads.writing import write_message
from tests.casework.files import made
from tests.services.contact.report.filling import QUESTION, secret_on
from tests.services.contact.report.filling import send as send_report
from tests.services.contact.report.filling import text_of as page_of
from tests.support.cases import World, make_world
from tests.support.forms import fields_of

pytestmark = pytest.mark.usefixtures("db")
LETTER = b"The lamp is dark.\n" * 40


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def words(world: World) -> str:
    return secret_on(page_of(send_report(Client(), QUESTION)))


def case() -> Case:
    return Case.objects.get()


def mine(words: str, prefix: str = "") -> str:
    return Client().post(f"{prefix}/track", {"reference": case().reference, "words": words}).content.decode()


def photo_with_place() -> bytes:
    """A JPEG as a phone makes it: Pillow writes the place of Birmingham's town hall into its GPS block."""
    picture, out, exif = Image.new("RGB", (40, 20), "red"), io.BytesIO(), Image.Exif()
    exif[0x010F] = "Lampmaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 28.0, 47.0), 3: "W", 4: (1.0, 54.0, 13.0)})
    picture.save(out, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(out.getvalue())).getexif().get_ifd(0x8825)[1] == "N"
    return out.getvalue()


def send(
    page: str, name: str, data: bytes, prefix: str = "", *, said: str = "", kind: str = "", **more: Any
) -> HttpResponseBase:
    """As the browser sends the form: the hidden fields, then the message, then the file."""
    form = fields_of(page, "ask") | {"message": said}
    form.pop("file", None)
    return Client().post(f"{prefix}/track", {**form, **more, "file": SimpleUploadedFile(name, data, kind)})


def text_of(answer: HttpResponseBase) -> str:
    return answer.content.decode().replace("&#39;", "'")  # type: ignore[attr-defined]


def kept(world: World) -> list[tuple[str, str]]:
    now = timezone.now()
    seen = case_for(world.actor("ben", now), case().reference, purpose="case_work", as_of=now)
    return [(one.name, one.state) for one in files_of(seen)]


def stored(home: Path) -> list[Path]:
    folders = (home / "files", home / "incoming")
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_before_a_file_is_chosen_the_page_says_what_may_be_sent_and_what_it_may_tell(
    words: str, prefix: str
) -> None:
    """T-23: from the same tables by which a file is taken."""
    page = mine(words, prefix).replace("&#39;", "'")
    form = page[page.index('id="ask"') :]
    assert form.startswith('id="ask" enctype="multipart/form-data"')
    before = form[: form.index('type="file"')]
    for kind in kinds.KINDS.values():
        assert (kind.title.cy if prefix else kind.title) in before
    for most in ("1 MB", "20 MB", "50 MB", "200 MB"):
        assert most in before
    assert (kinds.BEFORE_SENDING.cy if prefix else kinds.BEFORE_SENDING) in before
    assert form.index('name="pass"') < form.index('name="message"') < form.index('name="file"')


@pytest.mark.parametrize(
    ("prefix", "done", "listed"),
    [
        ("", "Your file is with the team", "kept; the team can open it"),
        ("/cy", "Mae eich ffeil gyda'r tîm", "wedi'i chadw; gall y tîm ei hagor"),
    ],
)
def test_a_photo_arrives_without_the_place_that_its_camera_noted(
    world: World, words: str, prefix: str, done: str, listed: str
) -> None:
    """T-23: what the officer opens holds no EXIF, read by Pillow itself."""
    page = text_of(send(mine(words, prefix), "lamp.jpg", photo_with_place(), prefix, kind="image/jpeg"))
    assert done in page
    assert listed in page[page.index('id="files"') :]
    assert ">lamp.jpg<" in page
    now = timezone.now()
    row = Attachment.objects.get()
    file = file_for(world.actor("ben", now), case().reference, row.uid, purpose="case_work", as_of=now)
    data = b"".join(bytes_of(file))
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {}
    assert b"Lampmaker" not in data


def test_a_message_and_a_file_go_together(world: World, words: str) -> None:
    page = text_of(send(mine(words), "letter.txt", LETTER, said="Here is the letter."))
    assert "Your message and your file are with the team" in page
    assert (Message.objects.count(), kept(world)) == (1, [("letter.txt", "held")])


@pytest.mark.parametrize(
    ("name", "data", "said", "in_welsh"),
    [
        ("a.jpg", b"<html><script>alert(1)</script></html>" * 30, "This kind of file", "Ni ellir derbyn"),
        ("a.txt", made.photo(), "name says that it is something else", "dweud ei bod yn rhywbeth arall"),
        ("a.jpg", made.photo() + made.archive(), "hidden in the file", "wedi’i guddio yn y ffeil"),
        ("a.pdf", made.pdf(b"<< /S /JavaScript >>"), "runs or opens by itself", "agor ohono’i hun"),
        ("a.txt", b"a" * (2**20 + 1), "at most 1 MB for this kind", "1 MB ar y mwyaf"),
        ("a.txt", b"", "There is nothing in the file", "Does dim byd yn y ffeil"),
    ],
    ids=["a page as a picture", "a picture as text", "polyglot", "a script in a PDF", "too large", "empty"],
)
def test_a_refused_file_is_told_on_the_same_page_which_keeps_what_was_typed(
    world: World, words: str, home: Path, name: str, data: bytes, said: str, in_welsh: str
) -> None:
    """T-22: nothing of it stays on the disk, no message is sent."""
    for prefix, told in (("", said), ("/cy", in_welsh)):
        answer = send(mine(words, prefix), name, data, prefix, said="Half an hour of words.")
        page = text_of(answer)
        assert answer.status_code == 400
        summary = page[page.index('class="govuk-error-summary"') : page.index("<h1")]
        assert (told in summary, 'href="#file"' in summary) == (True, True), summary
        assert 'aria-describedby="file-hint file-error" aria-invalid="true"' in page
        assert fields_of(page, "ask")["message"] == "Half an hour of words."
        state = "heb ei chadw" if prefix else "not kept"
        assert f"<strong>{state}</strong>" in page[page.index('id="files"') :]
    assert (Message.objects.count(), stored(home)) == (0, [])
    assert {state for _, state in kept(world)} == {"refused"}


def test_a_message_that_is_too_long_keeps_the_file_from_being_sent(world: World, words: str) -> None:
    answer = send(mine(words), "letter.txt", LETTER, said="y" * 20_001)
    assert (answer.status_code, "too long" in text_of(answer)) == (400, True)
    assert kept(world) == []


def test_the_same_file_sent_twice_is_kept_once_and_told(world: World, words: str) -> None:
    page = text_of(send(mine(words), "letter.txt", LETTER))
    answer = send(page, "letter.txt", LETTER)
    assert "it was sent before and is kept" in text_of(answer)
    assert kept(world) == [("letter.txt", "held")]
    again = text_of(answer)
    assert again[again.index('id="files"') : again.index('id="ask"')].count("<li>") == 1


def test_no_more_files_than_may_come_from_outside(
    world: World, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-25."""
    monkeypatch.setattr(receiving, "FROM_OUTSIDE", 2)
    page = mine(words)
    for number in range(2):
        assert send(page, "letter.txt", LETTER + b"%d" % number).status_code == 200
    answer = send(page, "letter.txt", LETTER)
    assert "There are 2 files already" in text_of(answer)
    assert len(kept(world)) == 2


def test_a_file_brings_an_answered_question_back_to_its_officer(world: World, words: str) -> None:
    now = timezone.now()
    ben = world.actor("ben", now)
    take_case(case().reference, actor=ben, as_of=now)
    answer_case(
        case().reference, write=lambda act: write_message(act, text="Yes") and None, actor=ben, as_of=now
    )
    assert case().waiting_on == "them"
    assert "working on an answer" in text_of(send(mine(words), "letter.txt", LETTER))
    assert (case().state, case().waiting_on, case().next_due_code) == (
        "with_officer",
        "us",
        "neighbourhood.reply",
    )


def test_a_closed_question_takes_no_file_until_it_is_open_again(world: World, words: str) -> None:
    """Not from a page either that was open when it was closed; what was typed becomes the reason to open it."""
    now, before = timezone.now(), mine(words)
    take_case(case().reference, actor=world.actor("ben", now), as_of=now)
    close_case(case().reference, actor=world.actor("ben", now), as_of=now, reason="answered")
    closed = mine(words)
    assert 'type="file"' not in closed
    assert "When it is open again you can add a file" in closed
    answer = send(before, "letter.txt", LETTER, said="It is not mended.")
    page = text_of(answer)
    assert (answer.status_code, "Your question is closed, so nobody would see the file" in page) == (
        400,
        True,
    )
    assert 'href="#message"' in page
    assert (kept(world), case().klass) == ([], "closed")
    Client().post("/track", fields_of(page, "ask"))
    assert case().klass == "open"
    assert send(mine(words), "letter.txt", LETTER).status_code == 200
    assert kept(world) == [("letter.txt", "held")]


def test_what_a_colleague_adds_is_not_told_to_the_person(world: World, words: str) -> None:
    now = timezone.now()
    upload = Upload("inside.txt", "", SimpleUploadedFile("inside.txt", LETTER))
    add_file(case().reference, upload=upload, actor=world.actor("ben", now), as_of=now)
    assert "inside.txt" not in mine(words)
    assert kept(world) == [("inside.txt", "held")]


def test_a_file_that_is_being_checked_is_listed_so(world: World, words: str) -> None:
    now = timezone.now()
    receiving._noted(
        case().reference, actor=world.actor("outside", now), as_of=now, message=None, reason="", version=None
    )
    assert re.search(r"A file: <strong>being checked</strong>", mine(words))


def test_the_pass_is_asked_before_a_file_is_taken(words: str, home: Path) -> None:
    answer = send(mine(words), "letter.txt", LETTER, **{"pass": "forged"}, said="Kept words")
    page = text_of(answer)
    assert (answer.status_code, "If you chose a file, choose it again" in page) == (400, True)
    assert "Kept words" in page
    assert (Attachment.objects.count(), stored(home)) == (0, [])


def test_the_button_of_the_language_sends_no_file(world: World, words: str) -> None:
    page = text_of(send(mine(words), "letter.txt", LETTER, "/cy", said="Half", switch="1"))
    assert fields_of(page, "ask")["message"] == "Half"
    assert kept(world) == []


def test_while_it_arrives_a_file_lies_under_no_name_and_is_cut_behind_what_its_kind_may_have(
    words: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-01, T-22: 12 MB that say they are text leave 1 MB and one byte, in a file that no folder names."""
    seen: list[tuple[int, list[Path]]] = []
    real = uploading.OneFile.file_complete

    def watched(self: uploading.OneFile, file_size: int) -> Any:
        file = real(self, file_size)
        seen.append((file.size if file else -1, stored(home)))
        return file

    monkeypatch.setattr(uploading.OneFile, "file_complete", watched)
    answer = send(mine(words), "long.txt", b"a" * (12 * 2**20))
    assert "at most 1 MB" in text_of(answer)
    assert seen == [(2**20 + 1, [])]


@pytest.mark.parametrize("path", ["/report", "/ask"])
def test_a_page_that_takes_no_file_reads_past_it(
    path: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small ones are dropped; more than a form can be is told before it is read. No copy lies in a temporary folder."""
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", None)
    for size, status in ((1000, {200, 308, 400}), (uploading.FORM + 1, {413})):
        answer = Client().post(path, {"file": SimpleUploadedFile("a.txt", b"a" * size)})
        assert answer.status_code in status
    assert stored(home) == []


def test_what_is_longer_than_any_file_may_be_is_told_before_it_is_read(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "READ_PAST", 4 * 2**20)
    answer = send(mine(words), "a.mp4", made.film() + bytes(5 * 2**20))
    assert answer.status_code == 413
    assert "Nothing was kept or passed on" in text_of(answer)
    assert Attachment.objects.count() == 0


def test_a_file_that_was_kept_is_told_so_though_its_message_has_to_wait(
    world: World, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-25: the day's messages are used up; the words stay in their box, the file need not be sent again."""
    monkeypatch.setattr(writing, "MOST_A_DAY", 1)
    page = mine(words)
    send(page, "one.txt", LETTER, said="The first.")
    answer = send(page, "two.txt", LETTER + b"Two", said="The second.")
    told = text_of(answer)
    assert (answer.status_code, Message.objects.count()) == (400, 1)
    assert "Your file is with the team" in told
    assert 'href="#message"' in told
    assert fields_of(told, "ask")["message"] == "The second."
    assert kept(world) == [("one.txt", "held"), ("two.txt", "held")]
