"""The kinds of file that are taken: an allow-list, by the first bytes and nothing else. A name or a browser's word only
has to agree with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from peelian.casework.files.problems import NamesDisagree, UnknownKind
from peelian.reference.problems import Bilingual

MB: Final = 2**20
HEAD: Final = 512
_ANYTHING: Final = {"", "application/octet-stream", "binary/octet-stream"}
_HEIC: Final = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_MP4: Final = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"dash",
    b"3gp4",
    b"3gp5",
}
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class FileKind:
    """`most`: bytes. `redrawn`: only its pixels are kept. `declared`: what browsers call it."""

    id: str
    title: Bilingual
    media_type: str
    endings: tuple[str, ...]
    declared: frozenset[str]
    most: int
    redrawn: bool = False

    @property
    def may_tell(self) -> bool:
        """Whether it is kept with what its maker wrote into it: a place, a time, a device, a name."""
        return not self.redrawn and self.id != "text"


def _kind(
    id_: str, title: Bilingual, media: str, endings: str, *, most: int, also: str = "", redrawn: bool = False
) -> FileKind:
    return FileKind(
        id_, title, media, tuple(endings.split()), frozenset({media, *also.split()}), most * MB, redrawn
    )


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final = {
    kind.id: kind
    for kind in (
        _kind(
            "jpeg",
            Bilingual("photo (JPEG)", "llun (JPEG)"),
            "image/jpeg",
            "jpg jpeg jpe",
            most=20,
            also="image/jpg image/pjpeg",
            redrawn=True,
        ),
        _kind(
            "png",
            Bilingual("picture (PNG)", "llun (PNG)"),
            "image/png",
            "png",
            most=20,
            also="image/x-png",
            redrawn=True,
        ),
        _kind(
            "webp", Bilingual("picture (WebP)", "llun (WebP)"), "image/webp", "webp", most=20, redrawn=True
        ),
        _kind(
            "heic",
            Bilingual("photo (HEIC)", "llun (HEIC)"),
            "image/heic",
            "heic heif",
            most=20,
            also="image/heif image/heic-sequence",
        ),
        _kind("pdf", Bilingual("PDF", "PDF"), "application/pdf", "pdf", most=20, also="application/x-pdf"),
        _kind(
            "mp4",
            Bilingual("video (MP4)", "fideo (MP4)"),
            "video/mp4",
            "mp4 m4v",
            most=200,
            also="video/x-m4v",
        ),
        _kind("mp3", Bilingual("sound (MP3)", "sain (MP3)"), "audio/mpeg", "mp3", most=50, also="audio/mp3"),
        _kind("text", Bilingual("plain text", "testun plaen"), "text/plain", "txt text", most=1),
        _kind("docx", Bilingual("Word document", "dogfen Word"), _WORD, "docx", most=20),
        _kind("xlsx", Bilingual("Excel workbook", "llyfr gwaith Excel"), _EXCEL, "xlsx", most=20),
    )
}


MAY_TELL: Final = Bilingual(
    "Kept as it came: it may say where, when and with which device it was made, or who wrote it. Think of that before "
    "you pass it on.",
    "Fe’i cedwir fel y daeth: gall ddweud ble, pryd ac â pha ddyfais y’i gwnaed, neu pwy a’i hysgrifennodd. Ystyriwch "
    "hynny cyn ei throsglwyddo.",
)
"""For the officer, beside each file that `may_tell`."""
BEFORE_SENDING: Final = Bilingual(
    "From JPEG, PNG and WebP pictures we remove the place, the time and the device that a camera notes in them. All "
    "other files are kept as they are: a HEIC photo, a film, a sound, a PDF, a Word document or an Excel workbook may "
    "say where, when and with which device it was made, or who wrote it. If nobody may know that, send a JPEG picture "
    "or a screenshot.",
    "O luniau JPEG, PNG a WebP rydym yn tynnu’r lle, yr amser a’r ddyfais y mae camera yn eu nodi ynddynt. Cedwir pob "
    "ffeil arall fel y mae: gall llun HEIC, fideo, sain, PDF, dogfen Word neu lyfr gwaith Excel ddweud ble, pryd ac â pha "
    "ddyfais y’i gwnaed, neu pwy a’i hysgrifennodd. Os na chaiff neb wybod hynny, anfonwch lun JPEG neu sgrinlun.",
)
"""For the person outside: a page that takes files says this before one is chosen."""


def by_size() -> tuple[tuple[int, tuple[FileKind, ...]], ...]:
    """(most MB, the kinds that may be as large), the smallest first: what a page that takes files says."""
    sizes = sorted({kind.most for kind in KINDS.values()})
    return tuple((size // MB, tuple(kind for kind in KINDS.values() if kind.most == size)) for size in sizes)


def kind_of(head: bytes) -> FileKind:
    """The kind by the first `HEAD` bytes; Word for both kinds of office file (`office.kind_of` looks inside). UnknownKind."""
    return KINDS[_id_of(head)]


def _id_of(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC:
            return "heic"
        if head[8:12] in _MP4:
            return "mp4"
        raise UnknownKind
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"ID3") or (len(head) > 2 and head[0] == 0xFF and head[1] in (0xFB, 0xFA, 0xF3, 0xF2)):
        return "mp3"
    if head.startswith(_ZIP):
        return "docx"
    if looks_like_text(head):
        return "text"
    raise UnknownKind


def looks_like_text(head: bytes) -> bool:
    """UTF-8 without control characters, and no program, page or script by its first sign."""
    if not head or head.startswith((b"MZ", b"\x7fELF", b"#!", b"{\\rtf")):
        return False
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%!PS")):
        return False
    try:
        plain = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or error.start < len(head) - 3:
            return False
        plain = head[: error.start].decode("utf-8")
    return all(sign >= " " or sign in "\t\r\n\f" for sign in plain)


def must_agree(kind: FileKind, name: str, declared: str) -> None:
    """Raise NamesDisagree unless the name's ending and what the browser says fit the content."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    said = declared.partition(";")[0].strip().lower()
    if ending not in kind.endings or (said not in _ANYTHING and said not in kind.declared):
        raise NamesDisagree(kind=kind.title)
