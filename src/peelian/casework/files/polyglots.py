"""Files that are two things at once. A reader of the other kind would find it; so a file that holds one is refused.

Archives are read from their end, PDF readers look for their mark within the first 1,024 bytes, browsers guess pages from
the beginning: what each of them would accept is looked for in everything that is not of that kind.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Final

from peelian.casework.files.problems import Damaged, HiddenData

ZIP_END: Final = b"PK\x05\x06"
_TAIL: Final = 65_557
_PDF_WITHIN: Final = 1024
_PAGE: Final = re.compile(rb"<\s*(?:script|html|iframe|!doctype|\?php)|<\?php", re.IGNORECASE)
_MARK: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_BEGINS: Final = (b"MZ", b"\x7fELF", b"#!", b"Rar!", b"7z\xbc\xaf")


def must_be_one_thing(path: Path, kind: str) -> None:
    """Raise HiddenData where another kind of reader would find its own in the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_PDF_WITHIN)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if kind not in ("docx", "xlsx") and _ends_an_archive(tail):
        raise HiddenData
    if kind != "pdf" and b"%PDF-" in head:
        raise HiddenData
    if kind not in ("text", "docx", "xlsx") and _PAGE.search(head[:512]):
        raise HiddenData


def must_be_harmless(left: bytes) -> None:
    """For what stands after a picture's end: cameras put more pictures there; programs, pages and archives are refused."""
    if left.startswith(_BEGINS) or _PAGE.search(left) or b"PK\x03\x04" in left[:64] or b"%PDF-" in left:
        raise HiddenData


def _ends_an_archive(tail: bytes) -> bool:
    """An end record whose comment fits what follows it, as readers of archives ask."""
    at = tail.rfind(ZIP_END)
    while at >= 0:
        if len(tail) - at >= 22:
            (comment,) = struct.unpack_from("<H", tail, at + 20)
            if at + 22 + comment <= len(tail):
                return True
        at = tail.rfind(ZIP_END, 0, at)
    return False


def check_png(path: Path) -> None:
    """Walk the chunks to the end: nothing may follow. Raises Damaged, HiddenData."""
    data = path.read_bytes()
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            if at != len(data):
                raise HiddenData
            return
    raise Damaged


def check_webp(path: Path) -> None:
    """The length at the beginning is that of the file. Raises Damaged, HiddenData."""
    size = path.stat().st_size
    with path.open("rb") as file:
        (length,) = struct.unpack("<I", file.read(8)[4:])
    told = length + 8 + length % 2
    if told > size:
        raise Damaged
    if told < size:
        raise HiddenData


def check_jpeg(path: Path) -> None:
    """Walk the segments to the end of the picture; what follows must be harmless (it is dropped). Raises Damaged."""
    data = path.read_bytes()
    must_be_harmless(data[_end_of_jpeg(data) :])


def _end_of_jpeg(data: bytes) -> int:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise Damaged
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark == 0xD9:
            return at + 2
        elif mark == 0x01 or 0xD0 <= mark <= 0xD7:
            at += 2
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
            if mark == 0xDA:
                at = _after_scan(data, at)
    if data[at : at + 2] == b"\xff\xd9":
        return at + 2
    raise Damaged


def _after_scan(data: bytes, at: int) -> int:
    """The next mark that is not part of the pixels."""
    found = _MARK.search(data, at)
    if found is None:
        raise Damaged
    return found.start()
