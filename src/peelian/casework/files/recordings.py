"""Films, sounds, HEIC photos and plain text: whole, and nothing behind their end. None of them is decoded."""

from __future__ import annotations

import codecs
import struct
from pathlib import Path
from typing import Final

from peelian.casework.files.kinds import HEAD, looks_like_text
from peelian.casework.files.problems import Damaged, HiddenData, TooMuchInside

_CHUNK: Final = 2**16
_BOXES: Final = 100_000
_BITRATES: Final = {
    "1": (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    "2": (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_FRAMES: Final = 4


def check_boxes(path: Path, needed: bytes) -> None:
    """Films and HEIC are a row of boxes that fills the file; `needed` must be one of them. Raises Damaged, HiddenData."""
    size, at, seen, count = path.stat().st_size, 0, set(), 0
    with path.open("rb") as file:
        while at < size:
            count += 1
            if count > _BOXES:
                raise TooMuchInside
            file.seek(at)
            head = file.read(16)
            if len(head) < 8:
                raise HiddenData
            length, name = struct.unpack(">I4s", head[:8])
            if length == 1 and len(head) == 16:
                (length,) = struct.unpack(">Q", head[8:])
            if length == 0:
                length = size - at
            if length < 8 or not all(32 <= sign < 127 or sign == 0xA9 for sign in name):
                raise HiddenData if needed in seen else Damaged
            seen.add(name)
            at += length
    if needed not in seen or at != size:
        raise Damaged


def check_mp3(path: Path) -> None:
    """After the ID3 tag, if there is one, frames follow each other. Raises Damaged."""
    with path.open("rb") as file:
        at = _after_id3(file.read(10))
        for _ in range(_FRAMES):
            file.seek(at)
            length = _frame(file.read(4))
            if length == 0:
                raise Damaged
            at += length
            if at >= path.stat().st_size:
                return


def _after_id3(head: bytes) -> int:
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    if any(part > 127 for part in head[6:10]):
        raise Damaged
    length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return 10 + length + (10 if head[5] & 0x10 else 0)


def _frame(head: bytes) -> int:
    """The length of the layer III frame that begins so; 0 for what is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or bits in (0, 15) or rate == 3:
        return 0
    bitrate = _BITRATES["1" if version == 3 else "2"][bits] * 1000
    return (144 if version == 3 else 72) * bitrate // _RATES[version][rate] + padding


def check_text(path: Path) -> None:
    """UTF-8 to its end, without control characters. Raises Damaged."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        if not looks_like_text(file.read(HEAD)):
            raise Damaged
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                _must_be_plain(decoder.decode(chunk))
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise Damaged from None


def _must_be_plain(text: str) -> None:
    if any(sign < " " and sign not in "\t\r\n\f" for sign in text):
        raise Damaged
