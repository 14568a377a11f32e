"""A file before it is understood: what its bytes are, its first lines, its sheets; and ways to read it within bounds.

Containers are told by their first bytes, never by the name. Text is read line by line with a limit on each line, so a
file without line ends cannot fill the memory.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Literal

from peelian.facts.problems import FETCH_AGAIN, FileProblem
from peelian.facts.sources.lines import Line, Record, Reject, records_of, rows_of, split_lines
from peelian.reference.problems import Bilingual

Container = Literal["text", "gzip", "zip", "xlsx", "ods", "json", "parquet", "unknown"]
HEAD_BYTES = 64 * 1024
TEXT_LIMIT = 512 * 1024 * 1024
_CUT_SHORT = Bilingual(
    "the gzip file ends too early (it was cut short).",
    "mae’r ffeil gzip yn gorffen yn rhy gynnar (fe’i torrwyd yn fyr).",
)
_DAMAGED = Bilingual("the gzip file is damaged.", "mae’r ffeil gzip wedi’i difrodi.")


@dataclass(frozen=True, slots=True)
class Sample:
    """The start of a file. `header` and `rows` are the first CSV lines, `sheets` the names in a workbook."""

    path: Path
    name: str
    container: Container
    text: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    file: SourceFile | None = field(default=None, compare=False, repr=False)

    def has_columns(self, *names: str) -> bool:
        """Whether the header (CSV or Parquet) has all these columns, whatever the case and spacing."""
        have = {_plain(name) for name in (self.header or self.columns)}
        return all(_plain(name) in have for name in names)

    def missing(self, *names: str) -> list[str]:
        """Those of `names` that the header lacks."""
        have = {_plain(name) for name in (self.header or self.columns)}
        return [name for name in names if _plain(name) not in have]

    def sheet(self, name: str, rows: int = 40) -> list[list[Any]]:
        """The first rows of a sheet; [] if there is none of that name."""
        return self.file.sheet(name)[:rows] if self.file and name in self.sheets else []


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True)
class SourceFile:
    """A file to read: `path` on the disk, `name` as a person knows it (`archive.zip/2025-01/x.csv` for a member)."""

    path: Path
    name: str
    container: Container
    compressed: bool = False

    def open(self) -> IO[bytes]:
        """The content's bytes, gzip undone. Raises FileProblem when it cannot be opened."""
        try:
            return gzip.open(self.path, "rb") if self.compressed else self.path.open("rb")  # type: ignore[return-value]
        except OSError as error:
            raise unreadable(self.name, error) from None

    def lines(self, encoding: str = "utf-8") -> Iterator[Line | Reject]:
        """Numbered text lines without their ends; a line too long, with a NUL, or not in `encoding` is a Reject."""
        with self.open() as stream:
            try:
                yield from split_lines(stream, encoding)
            except (OSError, EOFError, zlib.error) as error:
                raise unreadable(self.name, error) from None

    def records(
        self, *, header_line: int = 1, delimiter: str = ",", encoding: str = "utf-8"
    ) -> Iterator[Record | Reject]:
        """CSV records as (line, values by heading); ragged or unreadable lines are Rejects."""
        yield from records_of(self.lines(encoding), header_line=header_line, delimiter=delimiter)

    def rows(self, *, header_line: int = 1) -> Iterator[tuple[int, list[str]] | Reject]:
        """The same as (line, cells), the header's row first: for tables whose columns are known by position."""
        yield from rows_of(self.lines(), header_line=header_line)

    def text(self) -> str:
        """The whole content as UTF-8 text (at most 512 MB); raises FileProblem."""
        try:
            with self.open() as stream:
                data = stream.read(TEXT_LIMIT + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(self.name, error) from None
        if len(data) > TEXT_LIMIT:
            raise FileProblem(path=self.name, why="it holds more than 512 MB of text.", mend="Split it.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileProblem(
                path=self.name,
                why=f"byte {error.start + 1} is not UTF-8 text.",
                mend="Save it again as UTF-8.",
            ) from None

    def json(self) -> Any:
        """The content as JSON; raises FileProblem."""
        try:
            return json.loads(self.text())
        except ValueError as error:
            raise FileProblem(
                path=self.name, why=f"it is not whole JSON ({error}).", mend="Fetch it again."
            ) from None

    @cached_property
    def workbook(self) -> Any:
        """The `python_calamine` workbook of an .xlsx or .ods, told by content; raises FileProblem."""
        from python_calamine import CalamineWorkbook

        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self.path.read_bytes()))
        except Exception as error:  # noqa: BLE001 - calamine raises many kinds for a broken workbook
            raise FileProblem(
                path=self.name, why=f"the workbook cannot be opened ({error}).", mend="Fetch it again."
            ) from None

    def sheet(self, name: str) -> list[list[Any]]:
        """All rows of a sheet as Python values, from the top left cell on; raises FileProblem."""
        cache: dict[str, list[list[Any]]] = self.__dict__.setdefault("_sheets", {})
        if name not in cache:
            try:
                cache[name] = self.workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            except Exception as error:  # noqa: BLE001 - calamine raises many kinds for a broken sheet
                raise FileProblem(
                    path=self.name, why=f"sheet {name!r} cannot be read ({error}).", mend="Fetch it again."
                ) from None
        return cache[name]


def unreadable(name: str, error: Exception) -> FileProblem:
    """What to tell a person about bytes that cannot be read."""
    if isinstance(error, EOFError):
        return FileProblem(path=name, why=_CUT_SHORT, mend=FETCH_AGAIN)
    if isinstance(error, (gzip.BadGzipFile, zlib.error)):
        return FileProblem(path=name, why=_DAMAGED, mend=FETCH_AGAIN)
    if isinstance(error, FileNotFoundError):
        return FileProblem(path=name, why="there is no such file.", mend="Check the path.")
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileProblem(
        path=name, why=f"it cannot be read ({why}).", mend="Check the permissions and the disk."
    )


def csv_head(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The header and up to 20 rows of the start of a CSV; the last line may be cut, so it is left out."""
    lines = [line for line in text.removeprefix("\ufeff").splitlines()[:22] if line.strip()]
    try:
        rows = [tuple(row) for row in csv.reader(lines)]
    except csv.Error:
        return (), ()
    return (rows[0], tuple(rows[1:21])) if rows else ((), ())


__all__ = ["Container", "Line", "Record", "Reject", "Sample", "SourceFile", "csv_head", "unreadable"]
