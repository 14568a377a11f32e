"""Bounded lines and CSV records: the exact, slow way, which can say the line and the column of every fault.

A physical line is one record unless a quoted cell runs over its end; then up to twenty following lines are joined. A
quote that never closes costs its own line only, not the rest of the file.
"""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, NamedTuple

MAX_LINE = 128 * 1024
MAX_JOINED = 20
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not kept: the line (header = 1), the publisher's column, why, and the offending text."""

    line: int | None
    column: str
    reason: str
    text: str = ""
    sheet: str = ""


class Line(NamedTuple):
    """A line of text and its number, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Record(Mapping[str, str]):
    """One CSV record by heading, and the line it began on. Absent headings raise KeyError."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def split_lines(stream: IO[bytes], encoding: str = "utf-8") -> Iterator[Line | Reject]:
    """Lines ended by LF, CRLF or CR. Raises what the stream raises (EOFError for a cut gzip)."""
    for number, raw in enumerate(_raw_lines(stream), start=1):
        if number > 1 and isinstance(raw, bytes) and b"\0" not in raw:
            try:
                yield Line(number, raw.decode(encoding))
                continue
            except UnicodeDecodeError:
                pass
        first = number == 1 and isinstance(raw, bytes)
        yield _decoded(number, raw.removeprefix(codecs.BOM_UTF8) if first else raw, encoding)  # type: ignore[union-attr]


def _decoded(number: int, raw: bytes | int, encoding: str) -> Line | Reject:
    if isinstance(raw, int):
        reason = f"the line is {raw:,} bytes long; the limit is {MAX_LINE:,}. A line end is probably missing"
        return Reject(number, "", reason)
    if b"\0" in raw:
        text = raw[:200].decode("utf-8", "replace").replace("\0", "\ufffd")
        return Reject(
            number, "", "the line holds a NUL byte, which no CSV text has; fetch the file again", text
        )
    try:
        return Line(number, raw.decode(encoding))
    except UnicodeDecodeError as error:
        reason = (
            f"byte {error.start + 1} of the line is not {encoding.upper()} text; save the file again as UTF-8"
        )
        return Reject(number, "", reason, raw[:400].decode("cp1252", "replace"))


def _raw_lines(stream: IO[bytes]) -> Iterator[bytes | int]:
    """Lines as bytes; of a line over the limit only its length, so memory stays bounded."""
    pending = b""
    skipped = 0
    while chunk := stream.read(_CHUNK):
        lines = (pending + chunk).splitlines(keepends=True)
        pending = b"" if lines[-1].endswith(b"\n") else lines.pop()
        for line in lines:
            yield _measured(line.rstrip(b"\r\n"), skipped)
            skipped = 0
        if len(pending) > MAX_LINE:
            skipped += len(pending)
            pending = b""
    if pending or skipped:
        yield _measured(pending.rstrip(b"\r\n"), skipped)


def _measured(line: bytes, skipped: int) -> bytes | int:
    length = len(line) + skipped
    return length if skipped or length > MAX_LINE else line


def records_of(
    lines: Iterator[Line | Reject], *, header_line: int = 1, delimiter: str = ","
) -> Iterator[Record | Reject]:
    """Records by heading. Lines before `header_line` and blank lines are passed over."""
    header: list[str] | None = None
    for row in rows_of(lines, header_line=header_line, delimiter=delimiter):
        if isinstance(row, Reject):
            yield row
        elif header is None:
            header = [name.strip() for name in row[1]]
        else:
            yield Record(row[0], dict(zip(header, row[1], strict=True)))


def rows_of(
    lines: Iterator[Line | Reject], *, header_line: int = 1, delimiter: str = ","
) -> Iterator[tuple[int, list[str]] | Reject]:
    """The same as line numbers and cells, the header first; every row has as many cells as the header."""
    queue = _Queue(lines)
    header: list[str] | None = None
    while (line := queue.take()) is not None:
        if isinstance(line, Reject):
            if line.line is None or line.line >= header_line:
                yield line
            continue
        if line.number < header_line or not line.text.strip():
            continue
        if '"' in line.text:
            cells = _cells(line, queue, delimiter, len(header) if header else 0)
        else:  # without a quotation mark there is nothing for a CSV reader to do
            cells = line.text.split(delimiter)
        if isinstance(cells, Reject):
            yield cells
        elif header is None:
            header = cells
            yield line.number, cells
        elif len(cells) != len(header):
            yield _ragged(line, cells, [name.strip() for name in header])
        else:
            yield line.number, cells


def _ragged(line: Line, cells: list[str], header: list[str]) -> Reject:
    reason = f"the row has {len(cells)} columns where the header has {len(header)}"
    extra = cells[len(header)] if len(cells) > len(header) else ""
    column = header[len(cells)] if len(cells) < len(header) else header[-1]
    return Reject(line.number, column, reason, extra or line.text)


class _Queue:
    """Lines with a way to look ahead and to give back."""

    def __init__(self, lines: Iterator[Line | Reject]) -> None:
        self._lines = lines
        self._back: deque[Line | Reject] = deque()

    def take(self) -> Line | Reject | None:
        return self._back.popleft() if self._back else next(self._lines, None)

    def give_back(self, lines: list[Line | Reject]) -> None:
        self._back.extendleft(reversed(lines))


def _cells(line: Line, queue: _Queue, delimiter: str, width: int) -> list[str] | Reject:
    """The cells of the record that begins on `line`; a fault leaves the following lines in the queue.

    Lines are joined only when that gives exactly `width` cells, so a stray quote swallows no other row.
    """
    cells = _parse(line.text, delimiter)
    if cells is not None:
        return cells
    taken: list[Line | Reject] = []
    text = line.text
    while '"' in line.text and len(taken) < MAX_JOINED and (following := queue.take()) is not None:
        taken.append(following)
        if isinstance(following, Reject):
            break
        text += "\n" + following.text
        if len(text) > MAX_LINE:
            break
        if (cells := _parse(text, delimiter)) is not None and len(cells) == width:
            return cells
    queue.give_back(taken)
    return Reject(line.number, "", "a quotation mark in the row does not match another", line.text)


def _parse(text: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(csv.reader([line + "\n" for line in text.split("\n")], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
