"""What is taken and what is not. Every hostile file is made here and refused for the reason that the person reads."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from peelian.casework.files import looking, pictures
from peelian.casework.files.kinds import BEFORE_SENDING, KINDS
from peelian.casework.files.problems import FileRefused
from peelian.casework.files.scanning import NoScanner
from tests.casework.files import made

SCRIPT = b"<script>alert(1)</script>"
TEXT = "Diolch, mae'r lamp yn gweithio: ŵ\n".encode()
RELS = b'<Relationships><Relationship Id="a" Type="http://x/%s" Target="http://evil" TargetMode="External"/></Relationships>'


def _look(tmp_path: Path, data: bytes, name: str, declared: str = "") -> looking.Looked:
    path = tmp_path / "received"
    path.write_bytes(data)
    return looking.look(path, name=name, declared=declared, scanner=NoScanner())


def _refused(tmp_path: Path, data: bytes, name: str, declared: str = "") -> str:
    with pytest.raises(FileRefused) as caught:
        _look(tmp_path, data, name, declared)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "name", "declared", "kind"),
    [
        (made.photo(), "a.jpg", "image/jpeg", "jpeg"),
        (made.photo(), "A.JPEG", "", "jpeg"),
        (made.photo() + made.photo(), "two.jpg", "image/jpeg", "jpeg"),
        (made.photo() + made.film(), "motion.jpg", "image/jpeg", "jpeg"),
        (made.photo("PNG"), "a.png", "image/png", "png"),
        (made.photo("WEBP"), "a.webp", "image/webp", "webp"),
        (made.film(b"heic", b"meta"), "a.heic", "image/heic", "heic"),
        (made.film(), "a.mp4", "video/mp4", "mp4"),
        (made.sound(), "a.mp3", "audio/mpeg", "mp3"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x0a" + b"\0" * 10 + made.sound(), "a.mp3", "", "mp3"),
        (made.pdf(), "a.pdf", "application/pdf", "pdf"),
        (made.pdf(made.packed(b"<< /Type /Page >>")), "a.pdf", "application/octet-stream", "pdf"),
        (TEXT, "a.txt", "text/plain; charset=utf-8", "text"),
        (TEXT * 4000, "long.txt", "text/plain", "text"),
        (("ŵ" * 200_000).encode(), "line.txt", "text/plain", "text"),
        (made.office(), "a.docx", "", "docx"),
        (made.office("xl/workbook.xml"), "a.xlsx", "", "xlsx"),
        (made.office(word___rels__document_DOTxmlDOTrels=RELS % b"hyperlink"), "link.docx", "", "docx"),
    ],
)
def test_what_people_send_is_taken(tmp_path: Path, data: bytes, name: str, declared: str, kind: str) -> None:
    assert _look(tmp_path, data, name, declared).kind.id == kind


def test_every_kind_that_is_listed_is_tried_above() -> None:
    (mark,) = test_what_people_send_is_taken.pytestmark  # type: ignore[attr-defined]
    assert {kind for *_, kind in mark.args[1]} == set(KINDS)


def test_before_sending_a_person_reads_which_files_tell_a_place_and_which_do_not() -> None:
    """T-23: what the words say is what is done with each kind."""
    words = {
        "jpeg": ("JPEG", "JPEG"),
        "png": ("PNG", "PNG"),
        "webp": ("WebP", "WebP"),
        "heic": ("HEIC photo", "llun HEIC"),
        "pdf": ("PDF", "PDF"),
        "mp4": ("film", "fideo"),
        "mp3": ("sound", "sain"),
        "docx": ("Word document", "dogfen Word"),
        "xlsx": ("Excel workbook", "lyfr gwaith Excel"),
    }
    assert set(words) == set(KINDS) - {"text"}, "text holds nothing but its words"
    for language, (bare, whole) in enumerate(
        (BEFORE_SENDING.split(" All other "), BEFORE_SENDING.cy.split(" Cedwir pob "))
    ):
        kept = whole.split("send a JPEG")[0].split("anfonwch lun JPEG")[0]
        for kind, said in words.items():
            assert (said[language] in bare) is not KINDS[kind].may_tell, kind
            assert (said[language] in kept) is KINDS[kind].may_tell, kind


@pytest.mark.parametrize(
    ("data", "name", "declared", "code"),
    [
        # not on the list, or called something else
        (b"MZ" + b"\0" * 600, "a.txt", "", "file-kind"),
        (b"\x7fELF" + b"\0" * 600, "a.jpg", "", "file-kind"),
        (b"GIF89a" + b"\0" * 600, "a.gif", "", "file-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "", "file-kind"),
        (b"<!doctype html>" + SCRIPT, "a.txt", "text/plain", "file-kind"),
        (b"#!/bin/sh\n", "a.txt", "", "file-kind"),
        (made.archive(), "a.zip", "", "file-kind"),
        (made.archive(), "a.docx", "", "file-kind"),
        (made.photo(), "a.jpg.exe", "", "file-name"),
        (made.photo(), "a.pdf", "", "file-name"),
        (made.photo(), "a", "", "file-name"),
        (made.photo(), "a.jpg", "text/html", "file-name"),
        (made.office(), "a.xlsx", "", "file-name"),
        # two things at once
        (made.photo() + made.archive(), "a.jpg", "", "file-hidden"),
        (made.photo("PNG") + made.archive(), "a.png", "", "file-hidden"),
        (made.photo("PNG") + b"anything", "a.png", "", "file-hidden"),
        (made.photo("WEBP") + b"anything", "a.webp", "", "file-hidden"),
        (made.photo() + SCRIPT, "a.jpg", "", "file-hidden"),
        (made.photo() + b"MZ" + b"\0" * 99, "a.jpg", "", "file-hidden"),
        (made.photo() + made.pdf(), "a.jpg", "", "file-hidden"),
        (
            made.photo()[:2] + b"\xff\xfe\x00\x20" + SCRIPT + b"\0" * 5 + made.photo()[2:],
            "a.jpg",
            "",
            "file-hidden",
        ),
        (made.photo()[:2] + b"\xff\xfe\x00\x0b%PDF-1.7\0" + made.photo()[2:], "a.jpg", "", "file-hidden"),
        (made.pdf() + made.archive(), "a.pdf", "", "file-hidden"),
        (made.pdf() + b"x" * 5000, "a.pdf", "", "file-hidden"),
        (made.film() + made.archive(), "a.mp4", "", "file-hidden"),
        (made.film() + b"\0\0\0\1????", "a.mp4", "", "file-hidden"),
        (made.sound() + made.archive(), "a.mp3", "", "file-hidden"),
        (made.office() + b"more", "a.docx", "", "file-hidden"),
        (b"PK\x03\x04" + b"\0" * 60 + made.office(), "a.docx", "", "file-hidden"),
        (made.office(DOTDOT__evil=b"x"), "a.docx", "", "file-hidden"),
        # not whole
        (made.photo()[:-30], "a.jpg", "", "file-damaged"),
        (b"\xff\xd8\xff" + b"\0" * 40, "a.jpg", "", "file-damaged"),
        (made.photo("PNG")[:60], "a.png", "", "file-damaged"),
        (made.photo("WEBP")[:-20], "a.webp", "", "file-damaged"),
        (made.film()[:-100], "a.mp4", "", "file-damaged"),
        (made.film(b"isom", b"free"), "a.mp4", "", "file-damaged"),
        (b"\xff\xfb\x90\x00" + b"x" * 2000, "a.mp3", "", "file-damaged"),
        (b"%PDF-1.7 nothing", "a.pdf", "", "file-damaged"),
        (TEXT * 40 + b"\x00", "a.txt", "", "file-damaged"),
        (TEXT * 40 + b"\xff\xff", "a.txt", "", "file-damaged"),
        (made.office()[:-40], "a.docx", "", "file-damaged"),
        # acts by itself
        (made.pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf", "", "file-active"),
        (made.pdf(b"<< /S /#4aavaScr#69pt >>"), "a.pdf", "", "file-active"),
        (made.pdf(made.packed(b" " * (2**20 - 5) + b"/JavaScript ")), "a.pdf", "", "file-active"),
        (
            made.pdf(b"<< /X (1 0 obj) " + b" " * 70_000 + made.packed(b"/JavaScript ")[3:]),
            "a.pdf",
            "",
            "file-active",
        ),
        (made.pdf(b"<< /AcroForm << /XFA [1 0 R] >> >>"), "a.pdf", "", "file-active"),
        (made.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "a.pdf", "", "file-active"),
        (made.pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"), "a.pdf", "", "file-active"),
        (made.pdf(made.packed(b"<< /S /JavaScript /JS (x) >>")), "a.pdf", "", "file-active"),
        (made.pdf(made.packed(b"<< /S /#4AavaScript >>", b"/Type /Image")), "a.pdf", "", "file-active"),
        (made.pdf(made.packed(b" " * 90_000 + b"<< /S /JavaScript >>")), "a.pdf", "", "file-active"),
        (
            made.pdf(made.packed(b"<< /S /JavaScript >>").replace(b"stream\n", b"stream\r", 1)),
            "a.pdf",
            "",
            "file-active",
        ),
        (made.pdf(made.packed(b"x", filters=b"[/ASCIIHexDecode /FlateDecode]")), "a.pdf", "", "file-active"),
        (made.office(word__vbaProjectDOTbin=b"x"), "a.docx", "", "file-active"),
        (made.office(word__embeddings__a=b"x"), "a.docx", "", "file-active"),
        (made.office(word___rels__aDOTrels=RELS % b"attachedTemplate"), "a.docx", "", "file-active"),
        (
            made.office(word___rels__aDOTrels=(RELS % b"attachedTemplate").decode().encode("utf-16")),
            "a.docx",
            "",
            "file-active",
        ),
        (
            made.office(word___rels__aDOTrels=(RELS % b"x").replace(b"External", b"Extern&#97;l")),
            "a.docx",
            "",
            "file-active",
        ),
        # locked
        (made.pdf(trailer=b"/Encrypt 4 0 R"), "a.pdf", "", "file-locked"),
        # far too much inside
        (made.png_of(60_000, 60_000), "a.png", "", "file-bomb"),
        (made.png_of(9_000, 9_000), "a.png", "", "file-bomb"),
        (made.pdf(*[made.packed(b"x")] * 20_001), "a.pdf", "", "file-bomb"),
        (made.box(b"ftyp", b"isom") + made.box(b"free") * 100_001, "a.mp4", "", "file-bomb"),
        (
            lambda: made.pdf(made.packed(b"\0" * (129 * 2**20), b"/Type /XObject")),
            "a.pdf",
            "",
            "file-bomb",
        ),
    ],
)
def test_what_is_hostile_or_broken_is_refused_in_words(
    tmp_path: Path, data: bytes | Callable[[], bytes], name: str, declared: str, code: str
) -> None:
    """T-22: polyglots, bombs, scripts, macros, things that call home."""
    assert _refused(tmp_path, data() if callable(data) else data, name, declared) == code


def test_a_photograph_s_bytes_in_a_pdf_are_not_taken_for_a_script(tmp_path: Path) -> None:
    """Any name of three signs stands somewhere in 16 MB of noise; a scanned page must not be refused for it."""
    noise = Random(7).randbytes(4 * 2**20) + b"/JS /3D /AA (x) "
    for stream in (
        made.packed(noise, b"/Subtype /Image"),
        b"<< /Filter /DCTDecode >>\nstream\n" + noise + b"\nendstream",
    ):
        assert _look(tmp_path, made.pdf(stream), "scan.pdf").kind.id == "pdf"


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path) -> None:
    """T-22: 300 MB of nothing in 300 KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        with archive.open("word/document.xml", "w") as member:
            for _ in range(300):
                member.write(b"\0" * 2**20)
    assert _refused(tmp_path, out.getvalue(), "a.docx") == "file-bomb"


def test_a_part_that_lies_about_its_size_is_read_no_further_than_allowed(tmp_path: Path) -> None:
    """T-22: the directory says ten bytes, the part holds megabytes."""
    big = made.office(word___rels__aDOTrels=b"<" + b"a" * (3 * 2**20))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = big.rfind(
            mark,
            0,
            big.rfind(b"word/_rels/a.rels") if mark == b"PK\x01\x02" else big.find(b"word/_rels/a.rels"),
        )
        big = big[: at + offset] + struct.pack("<I", 10) + big[at + offset + 4 :]
    assert _refused(tmp_path, big, "a.docx") in ("file-damaged", "file-bomb")


def test_an_encrypted_office_file_is_locked(tmp_path: Path) -> None:
    data = bytearray(made.office())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    assert _refused(tmp_path, bytes(data), "a.docx") == "file-locked"


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_of_a_picture_only_the_pixels_are_kept(tmp_path: Path, kind: str, name: str) -> None:
    """T-23: a photo tells where it was taken; nothing of that is kept, and it stands upright."""
    data = made.photo(kind, turned=True)
    assert made.GPS in data
    kept = _look(tmp_path, data, name).path
    assert kept != tmp_path / "received"
    assert made.GPS not in kept.read_bytes()
    with Image.open(kept) as picture:
        assert picture.size == (20, 40)
        assert dict(picture.getexif()) == {}
        assert {"icc_profile", "comment", "xmp"}.isdisjoint(picture.info)
        left, right = picture.convert("RGB").getpixel((3, 20)), picture.convert("RGB").getpixel((16, 20))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert (left[2] > 200, right[0] > 200) == (True, True)


def test_what_stands_behind_a_photo_is_not_kept(tmp_path: Path) -> None:
    secret = b"a second picture of somebody else"
    kept = _look(tmp_path, made.photo() + made.photo() + secret, "a.jpg").path
    assert secret not in kept.read_bytes()
    assert kept.read_bytes().count(b"\xff\xd8\xff") == 1


def test_a_decoder_that_runs_away_is_stopped_and_takes_nobody_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-22: the process has limits of its own; whatever ends it, this one goes on."""
    from peelian.casework.files.problems import TooMuchInside

    monkeypatch.setattr(pictures, "_SECONDS", 0.001)
    (tmp_path / "in").write_bytes(made.photo())
    with pytest.raises(TooMuchInside):
        pictures.redraw("jpeg", tmp_path / "in", tmp_path / "out")
