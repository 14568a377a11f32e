"""Files made for tests, whole ones and hostile ones, from their definitions: none lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

GPS = b"51.4408N-1.9350W"
"""Stands in the EXIF of every photo made here."""


def photo(kind: str = "JPEG", *, turned: bool = False, size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture: red above, blue below; with EXIF that tells the place and, if `turned`, that it lies on its side."""
    made = Image.new("RGB", size, "red")
    made.paste("blue", (0, size[1] // 2, size[0], size[1]))
    exif = Image.Exif()
    exif[0x010E] = GPS.decode()
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    made.save(out, kind, exif=exif, **({"quality": 95} if kind == "JPEG" else {}))
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels and holds almost nothing: a bomb."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width // 8 + 2) * min(height, 2000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects (`<< … >>` or with a stream)."""
    whole = enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", *objects), 1)
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % numbered for numbered in whole)
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R " + trailer + b" >>\nstartxref\n9\n%%EOF\n"


def packed(inner: bytes, about: bytes = b"/Type /ObjStm", filters: bytes = b"/FlateDecode") -> bytes:
    """A compressed stream."""
    data = zlib.compress(inner)
    return b"<< %s /Filter %s /Length %d >>\nstream\n%s\nendstream" % (about, filters, len(data), data)


def office(kind: str = "word/document.xml", **more: bytes) -> bytes:
    """A Word or Excel file with these further members (`__` stands for `/` in a name)."""
    types = b'<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/></Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        members = {"[Content_Types].xml": types, kind: b"<w/>"}
        members |= {name.replace("__", "/").replace("DOT", "."): data for name, data in more.items()}
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def archive(name: str = "evil.exe", data: bytes = b"MZ") -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, data)
    return out.getvalue()


def box(name: bytes, data: bytes = b"") -> bytes:
    """A box of a film."""
    return struct.pack(">I", 8 + len(data)) + name + data


def film(brand: bytes = b"isom", middle: bytes = b"moov") -> bytes:
    """A film's boxes."""
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + box(middle, b"x" * 40) + box(b"mdat", b"y" * 3000)


def sound(frames: int = 6) -> bytes:
    """MPEG 1 layer III frames of 128 kbit/s at 44.1 kHz: 144 × 128000 / 44100 = 417 bytes each."""
    return (b"\xff\xfb\x90\x00" + b"\0" * 413) * frames
