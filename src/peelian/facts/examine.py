"""What a file is, from its bytes: container, hashes, whether it is whole, and the sample that adapters look at.

The content's hash is taken after gzip is undone, so a CSV and its .gz are one and the same content. The line count
lets the bulk path prove that it saw every row; gzip checksums are checked here because bulk readers do not.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from peelian.facts.problems import FETCH_AGAIN, FileProblem
from peelian.facts.sources.lines import MAX_LINE
from peelian.facts.sources.sample import HEAD_BYTES, Container, Sample, SourceFile, csv_head, unreadable
from peelian.reference.problems import Bilingual

# A gzip chunk can unfold a thousandfold: this bounds the memory to 64 MB.
_CHUNK = 64 * 1024
GZIP = b"\x1f\x8b"
_EMPTY = Bilingual("it is empty.", "mae’n wag.")


#: Content up to this size is unfolded beside the work, so that nothing has to undo its gzip a second time.
UNFOLD_LIMIT = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was read once. `file` is the unfolded copy when one was made; `content_bytes` is its size.

    `lines` counts line feeds (plus an unended last line); `simple` means that there is no NUL, no lone carriage
    return, no line of enormous length, one gzip member and one kind of line end, so that a bulk reader sees the same
    lines.
    """

    file: SourceFile
    sample: Sample
    sha256: str
    content_sha256: str
    bytes: int
    content_bytes: int
    lines: int
    simple: bool


def examine(path: Path, name: str, unfold: Path | None = None) -> Examined:
    """Read a file once; a gzip's content is written to `unfold` on the way if it is text and not too large.

    Raises FileProblem when it cannot be read or its compression is damaged.
    """
    facts = _Facts()
    try:
        with path.open("rb") as stream:
            compressed = stream.read(2) == GZIP
            stream.seek(0)
            content = _content(stream, facts, compressed)
            unfolded = _see_all(content, facts, unfold if compressed else None)
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(name, error) from None
    if facts.bytes == 0:
        raise FileProblem(path=name, why=_EMPTY, mend=FETCH_AGAIN)
    container = container_of(path, facts.head)
    file = SourceFile(unfolded or path, name, container, compressed and unfolded is None)
    return Examined(
        file=file,
        sample=sample_of(file, facts.head),
        sha256=facts.raw.hexdigest(),
        content_sha256=facts.content.hexdigest() if compressed else facts.raw.hexdigest(),
        bytes=facts.bytes,
        content_bytes=facts.content_bytes,
        lines=facts.line_feeds + (0 if facts.last == b"\n" else 1),
        simple=facts.simple,
    )


def _see_all(content: Iterator[bytes], facts: _Facts, unfold: Path | None) -> Path | None:
    """Count everything; the unfolded copy if it was wanted and came out whole."""
    if unfold is None:
        for chunk in content:
            facts.see(chunk)
        return None
    with unfold.open("wb", buffering=_CHUNK * 4) as out:
        for chunk in content:
            facts.see(chunk)
            if facts.content_bytes <= UNFOLD_LIMIT and not facts.binary:
                out.write(chunk)
    if facts.content_bytes <= UNFOLD_LIMIT and not facts.binary:
        return unfold
    unfold.unlink()
    return None


class _Facts:
    """What is counted while the content goes by."""

    def __init__(self) -> None:
        self.raw = hashlib.sha256()
        self.content = hashlib.sha256()
        self.bytes = 0
        self.content_bytes = 0
        self.binary = False
        self.head = b""
        self.last = b""
        self.line_feeds = 0
        self._carriage_returns = 0
        self._both = 0
        self._nul = False
        self._run = 0
        self._long = False
        self.members = 0

    def see(self, chunk: bytes) -> None:
        if len(self.head) < HEAD_BYTES:
            self.head += chunk[: HEAD_BYTES - len(self.head)]
            self.binary = self.head.startswith((b"PAR1", b"PK"))
        self.content_bytes += len(chunk)
        if self.last == b"\r" and chunk.startswith(b"\n"):
            self._both += 1
        self.line_feeds += chunk.count(b"\n")
        if b"\r" in chunk:
            self._carriage_returns += chunk.count(b"\r")
            self._both += chunk.count(b"\r\n")
        self._nul = self._nul or b"\0" in chunk
        end = chunk.rfind(b"\n")
        self._run = self._run + len(chunk) if end < 0 else len(chunk) - end - 1
        self._long = self._long or self._run > MAX_LINE
        self.last = chunk[-1:] or self.last

    @property
    def simple(self) -> bool:
        one_end = self._carriage_returns in (0, self.line_feeds) and self._both == self._carriage_returns
        return one_end and not self._nul and not self._long and self.members <= 1


def _content(stream: IO[bytes], facts: _Facts, compressed: bool) -> Iterator[bytes]:
    inflater = zlib.decompressobj(31) if compressed else None
    while chunk := stream.read(_CHUNK):
        facts.raw.update(chunk)
        facts.bytes += len(chunk)
        if inflater is None:
            yield chunk
            continue
        while chunk:
            if inflater.eof:
                if not chunk.strip(b"\0"):
                    break
                inflater = zlib.decompressobj(31)
                facts.members += 1
            if plain := inflater.decompress(chunk):
                facts.content.update(plain)
                yield plain
            chunk = inflater.unused_data
    if inflater is not None:
        facts.members += 1
        if not inflater.eof:
            raise EOFError


def container_of(path: Path, head: bytes) -> Container:
    """What the content is by its first bytes (after gzip)."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.lstrip()[:1] in (b"{", b"["):
        return "json"
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head[:4096])
    return "text" if odd <= len(head[:4096]) // 100 else "unknown"


def _zip_kind(path: Path) -> Container:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names and b"spreadsheet" in archive.read("mimetype")[:200]:
                return "ods"
            return (
                "xlsx"
                if "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)
                else "zip"
            )
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        return "unknown"


def sample_of(file: SourceFile, head: bytes) -> Sample:
    """The sample that adapters look at; a workbook that cannot be opened raises FileProblem."""
    name = Path(file.name).name
    if file.container in ("xlsx", "ods"):
        sheets = tuple(file.workbook.sheet_names)
        return Sample(file.path, name, file.container, sheets=sheets, file=file)
    if file.container == "parquet":
        return Sample(file.path, name, file.container, columns=_parquet_columns(file), file=file)
    if file.container in ("zip", "unknown"):
        return Sample(file.path, name, file.container, file=file)
    text = _text(head)
    header, rows = csv_head(text) if file.container == "text" else ((), ())
    columns = _json_keys(text) if file.container == "json" else ()
    return Sample(file.path, name, file.container, text, header, rows, columns=columns, file=file)


def _text(head: bytes) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        if head.startswith("\ufeff".encode(encoding)):
            return head.decode(encoding, "replace").removeprefix("\ufeff")
    return head.decode("utf-8-sig", "replace")


def _parquet_columns(file: SourceFile) -> tuple[str, ...]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return tuple(pq.read_schema(file.path).names)
    except (pa.ArrowException, OSError, ValueError):
        raise FileProblem(
            path=file.name, why="the Parquet file is damaged.", mend="Fetch it again."
        ) from None


def _json_keys(text: str) -> tuple[str, ...]:
    """The top-level keys when the whole document fits the sample; else none (look at `text`)."""
    try:
        document = json.loads(text)
    except ValueError:
        return ()
    return tuple(document) if isinstance(document, dict) else ()
