"""Documents that could act by themselves: PDF with scripts, office files with macros or parts that are fetched.

No document is rendered. A PDF is searched for the names of what acts, with names spelt in full (`/#4aS` is `/JS`), also
within its compressed streams, for objects can lie there. What is compressed by more than one step is not looked into
and therefore refused where it may hold objects.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from peelian.casework.files.kinds import KINDS, FileKind
from peelian.casework.files.problems import Active, Damaged, HiddenData, Locked, TooMuchInside, UnknownKind

_ACTS: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|Movie|3D)"
    rb"(?![A-Za-z0-9_.+-])"
)
_NAME_CODE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM: Final = re.compile(rb"stream\r?\n")
_END_WITHIN: Final = 2048
_DICTIONARY: Final = 4096
_INFLATED_EACH: Final = 32 * 2**20
_INFLATED_ALL: Final = 128 * 2**20
_MEMBERS: Final = 4000
_UNPACKED: Final = 256 * 2**20
_RELS: Final = 2**20
_EXTERNAL: Final = re.compile(r"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
_LINK: Final = re.compile(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_MACROS: Final = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)


def check_pdf(path: Path) -> None:
    """Raise Damaged, Locked, Active, TooMuchInside for a PDF that is not plain paper."""
    data = path.read_bytes()
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data) - end > _END_WITHIN:
        raise HiddenData if end >= 0 else Damaged
    spelt = _spelt(data)
    if re.search(rb"/Encrypt(?![A-Za-z])", spelt):
        raise Locked
    if _ACTS.search(spelt):
        raise Active
    total = 0
    for inflated in _streams(data):
        total += len(inflated)
        if total > _INFLATED_ALL:
            raise TooMuchInside
        if _ACTS.search(_spelt(inflated)):
            raise Active


def _spelt(data: bytes) -> bytes:
    return _NAME_CODE.sub(lambda code: bytes([int(code.group(1), 16)]), data) if b"#" in data else data


def _streams(data: bytes) -> Iterator[bytes]:
    """The inflated streams that are not pictures."""
    for found in _STREAM.finditer(data):
        about = _spelt(_dictionary(data, found.start()))
        if b"/Image" in about:
            continue
        filters = re.findall(
            rb"/(?:FlateDecode|Fl|[A-Za-z0-9]+Decode|LZW|A85|AHx|RL|Crypt)(?![A-Za-z])", about
        )
        holds_objects = b"/ObjStm" in about
        if not filters:
            continue
        if filters[0] not in (b"/FlateDecode", b"/Fl") or len(filters) > 1:
            if holds_objects:
                raise Active
            continue
        yield _inflated(data[found.end() :], holds_objects=holds_objects)


def _dictionary(data: bytes, at: int) -> bytes:
    """What describes the stream that begins at `at`: back to the beginning of its object."""
    begin = data.rfind(b" obj", max(0, at - _DICTIONARY), at)
    return data[begin if begin >= 0 else max(0, at - _DICTIONARY) : at]


def _inflated(data: bytes, *, holds_objects: bool) -> bytes:
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(data, _INFLATED_EACH)
    except zlib.error:
        if holds_objects:
            raise Damaged from None
        return b""
    if engine.unconsumed_tail and not engine.eof:
        raise TooMuchInside
    return plain


def kind_of_office(path: Path) -> FileKind:
    """Word or Excel by the members of the archive, which is checked as a whole first.

    Raises Damaged, HiddenData, Locked, TooMuchInside, Active, UnknownKind.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(path, archive, members)
            names = {one.filename for one in members}
            if "[Content_Types].xml" not in names:
                raise UnknownKind
            _check_parts(archive, members)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise Damaged from None
    if "word/document.xml" in names:
        return KINDS["docx"]
    if "xl/workbook.xml" in names:
        return KINDS["xlsx"]
    raise UnknownKind


def _check_members(path: Path, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MEMBERS or sum(one.file_size for one in members) > _UNPACKED:
        raise TooMuchInside
    names = [one.filename for one in members]
    if len(set(names)) != len(names) or archive.comment:
        raise HiddenData
    with path.open("rb") as file:
        file.seek(-22, 2)
        if file.read(4) != b"PK\x05\x06" or min((one.header_offset for one in members), default=0) != 0:
            raise HiddenData
    for one in members:
        if one.flag_bits & 0x1:
            raise Locked
        if one.filename.startswith("/") or ".." in one.filename.split("/") or "\\" in one.filename:
            raise HiddenData


def _check_parts(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    for one in members:
        name = one.filename.lower()
        if name.endswith(".bin") or _MACROS.search(name) or "/embeddings/" in name:
            raise Active
        if name == "[content_types].xml" or name.endswith(".rels"):
            text = _part(archive, one)
            if _MACROS.search(text):
                raise Active
            if any(not _LINK.search(tag) for tag in _EXTERNAL.findall(text)):
                raise Active


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """A small part as text, never more of it than is allowed however large it says it is."""
    with archive.open(member) as file:
        data = file.read(_RELS + 1)
    if len(data) > _RELS:
        raise TooMuchInside
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data or b"<!ENTITY" in data or b"&#" in data:
        raise Active
    return data.decode("utf-8", "replace")
