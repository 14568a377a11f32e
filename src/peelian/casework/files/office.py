"""Word and Excel files: an archive that is checked member by member, and refused with macros or parts that are fetched."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from peelian.casework.files.kinds import KINDS, FileKind
from peelian.casework.files.problems import Active, Damaged, HiddenData, Locked, TooMuchInside, UnknownKind

_MEMBERS: Final = 4000
_UNPACKED: Final = 256 * 2**20
_RELS: Final = 2**20
_EXTERNAL: Final = re.compile(r"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
_LINK: Final = re.compile(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_MACROS: Final = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)


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
