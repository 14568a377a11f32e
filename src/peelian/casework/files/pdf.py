"""PDF files that could act by themselves: scripts, programs, files within, forms that are sent somewhere.

Nothing is rendered. The names of what acts are looked for in the file as it lies, with every name spelt in full
(`/J#61vaScript` is `/JavaScript`), and in every compressed stream, since objects can lie there. Which streams hold
objects is not asked, for a hostile file would lie: everything that inflates is searched. Objects that are packed by
other means than inflating cannot be seen, so a file with packed objects may use no other.

Names of three or four signs are not looked for in bytes that are no text: they stand in any photograph by chance.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Final

from peelian.casework.files.problems import Active, Damaged, HiddenData, Locked, TooMuchInside

_ACTS: Final = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition|Movie)(?![A-Za-z0-9_.+-])"
    rb"|/XFA\s*[\[0-9<]|/Subtype\s*/3D(?![A-Za-z0-9])"
)
_LONGEST: Final = 64
_PACKS_OBJECTS: Final = re.compile(rb"/(?:ObjStm|XRefStm|XRef)(?![A-Za-z])")
_OTHER_MEANS: Final = re.compile(
    rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt)(?![A-Za-z])"
)
_ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(?:[0-9]+\s+[0-9]+\s+R|<<)")
_NAME_CODE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM: Final = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_STREAMS: Final = 20_000
_END_WITHIN: Final = 2048
_INFLATED_EACH: Final = 128 * 2**20
_INFLATED_ALL: Final = 384 * 2**20
_FIRST_PIECE: Final = 1024
_LARGEST_PIECE: Final = 2**18
_AT_ONCE: Final = 2**20


def check_pdf(path: Path) -> None:
    """Raise Damaged, HiddenData, Locked, Active or TooMuchInside for a PDF that is not plain paper."""
    data = path.read_bytes()
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Damaged
    if len(data) - end > _END_WITHIN:
        raise HiddenData
    spelt = _spelt(data)
    if _ENCRYPTED.search(spelt):
        raise Locked
    if _ACTS.search(spelt) or (_PACKS_OBJECTS.search(spelt) and _OTHER_MEANS.search(spelt)):
        raise Active
    total = 0
    for number, found in enumerate(_STREAM.finditer(data)):
        if number >= _STREAMS:
            raise TooMuchInside
        total += _searched(data, found.end())
        if total > _INFLATED_ALL:
            raise TooMuchInside


def _searched(data: bytes, at: int) -> int:
    """Inflate what is packed from `at` on and search it; how much it was, 0 for what does not inflate.

    It is fed in growing pieces, so that many small streams do not copy the file each, and never held as a whole.
    """
    engine, piece, seen, before = zlib.decompressobj(), _FIRST_PIECE, 0, b""
    try:
        while at < len(data) and not engine.eof:
            packed = data[at : at + piece]
            at, piece = at + piece, min(2 * piece, _LARGEST_PIECE)
            while packed:
                plain = engine.decompress(packed, _AT_ONCE)
                packed = engine.unconsumed_tail
                seen += len(plain)
                if seen > _INFLATED_EACH:
                    raise TooMuchInside
                before = _search(before, plain)
    except zlib.error:
        pass
    return seen


def _search(before: bytes, plain: bytes) -> bytes:
    """Search a piece together with the end of the one before; what the next one needs of this."""
    text = before + plain
    if _ACTS.search(_spelt(text)):
        raise Active
    return text[-3 * _LONGEST :]


def _spelt(data: bytes) -> bytes:
    """Every `#61` as the sign that it stands for."""
    return _NAME_CODE.sub(lambda code: bytes([int(code.group(1), 16)]), data) if b"#" in data else data
