"""A table inside a file, whether the file is a CSV (gzipped or not) or a sheet of an .xlsx or .ods workbook.

An adapter names the columns it wants; every sheet whose first rows hold them is a table, so a cover sheet, another sheet
name or a title above the headings change nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from peelian.facts.sources.base import Reject, Sample, SourceFile
from peelian.facts.sources.cells import BadCell, Cell, Number, number, text_of, whole
from peelian.facts.sources.headers import LOOK_AHEAD, Header, Row, Wanted, body, find_header, row_keys

# A CSV with more lines above its headings, or more columns, than these is none of ours.
TITLES_ABOVE = 15
MOST_COLUMNS = 500
WORKBOOKS = frozenset({"xlsx", "ods"})


@dataclass(slots=True)
class TableRow:
    """One row under the headings: its line or sheet row, and its cells by the adapter's names.

    Not frozen, because freezing triples the time to make one and files have a hundred thousand.
    """

    line: int
    cells: Row
    header: Header
    sheet: str

    def __getitem__(self, name: str) -> Cell:
        position = self.header.positions.get(name)
        return self.cells[position] if position is not None and position < len(self.cells) else None

    def text(self, name: str) -> str:
        """The cell's words, "" when the column or the cell is not there."""
        return text_of(self[name])

    def reject(self, name: str, reason: str) -> Reject:
        """This row refused because of one of its cells."""
        return Reject(self.line, self.header.heading(name), reason, self.text(name), self.sheet)


@dataclass(frozen=True)
class FoundTable:
    """A table with its headings found. `title` is the text above them."""

    file: SourceFile
    sheet: str
    header: Header
    title: str

    def rows(self) -> Iterator[TableRow | Reject]:
        """The rows in order; lines of a CSV that cannot be read come as Rejects."""
        if self.sheet:
            for number, row in body(self.file.sheet(self.sheet), self.header):
                yield TableRow(number, row, self.header, self.sheet)
            return
        header, begun = self.header, False
        for found in self.file.rows(header_line=header.row + 1):
            if isinstance(found, Reject):
                yield found
                continue
            line, cells = found
            if begun and any(cells):
                yield TableRow(line, cells, header, "")
            begun = True


def amount(row: TableRow, name: str, *, nil_dash: bool = False) -> Number | Reject:
    """The figure in a cell, or the Reject that says why there is none to be had."""
    try:
        return number(row[name], nil_dash=nil_dash)
    except BadCell as problem:
        return row.reject(name, str(problem))


def count(row: TableRow, name: str, *, negative: bool = False) -> int | Reject | None:
    """The whole count in a cell, None where the publisher gives none; `negative` lets a net correction stand."""
    try:
        return _whole(row[name], negative)
    except BadCell as problem:
        return row.reject(name, str(problem))


@lru_cache(maxsize=32_768, typed=True)
def _whole(cell: Cell, negative: bool) -> int | None:
    return whole(number(cell, negative=negative))


def picker(header: Header, *names: str) -> Callable[[TableRow], tuple[Cell, ...]]:
    """What takes these columns' cells out of a row at once; a column that the table lacks gives None."""
    spots = [header.positions.get(name, -1) for name in names]
    take, last = itemgetter(*spots, -1), max(spots)

    def taken(row: TableRow) -> tuple[Cell, ...]:
        if last < len(row.cells):
            return take((*row.cells, None))[:-1]  # type: ignore[no-any-return]
        return tuple(row[name] for name in names)

    return taken


def is_workbook(file: SourceFile) -> bool:
    """Whether the content is an .xlsx or .ods, whatever the name."""
    return file.container in WORKBOOKS


def own_name(file: SourceFile) -> str:
    """The last part of a file's name, which may hint at what the content leaves out."""
    return file.name.replace("\\", "/").rpartition("/")[2]


@lru_cache(maxsize=8)
def head_rows(text: str, limit: int = LOOK_AHEAD) -> tuple[tuple[str, ...], ...]:
    """The first lines of a text as CSV rows, one per line (a last line that is cut is harmless here)."""
    rows = []
    for line in text.removeprefix("\ufeff").splitlines()[:limit]:
        try:
            rows.append(tuple(next(csv.reader([line]), ())))
        except csv.Error:
            rows.append(())
    return tuple(rows)


@lru_cache(maxsize=8)
def _head_keys(text: str) -> tuple[frozenset[str], ...]:
    """What the cells of each of the first lines are called, for a quick look that every adapter shares."""
    return tuple(row_keys(row) for row in head_rows(text, TITLES_ABOVE) if len(row) <= MOST_COLUMNS)


def head_of(file: SourceFile, limit: int = LOOK_AHEAD) -> tuple[tuple[str, ...], ...]:
    """The first rows of a CSV file."""
    lines: list[str] = []
    for line in file.lines():
        lines.append("" if isinstance(line, Reject) else line.text)
        if len(lines) >= limit:
            break
    return head_rows("\n".join(lines), limit)


def sheet_names(file: SourceFile) -> list[str]:
    """The sheets of a workbook in order."""
    return [str(name) for name in file.workbook.sheet_names]


def tables(file: SourceFile, columns: Mapping[str, Wanted]) -> Iterator[FoundTable]:
    """Every table of the file that has the wanted columns."""
    if is_workbook(file):
        for name in sheet_names(file):
            rows = file.sheet(name)
            header = find_header(rows, columns)
            if header:
                yield FoundTable(file, name, header, _words(rows[: header.row]))
        return
    head = head_of(file)
    header = find_header(head, columns)
    if header:
        yield FoundTable(file, "", header, _words(head[: header.row]))


def best_score(
    sample: Sample, columns: Mapping[str, Wanted], score: Callable[[Sequence[Row]], float]
) -> float:
    """How surely a sample holds the table: the best of a workbook's sheets, or the head of a text that has it."""
    if sample.sheets:
        return max((score(sample.sheet(name)) for name in sample.sheets), default=0.0)
    return score(head_rows(sample.text)) if has_table(sample, columns) else 0.0


def has_table(sample: Sample, columns: Mapping[str, Wanted]) -> bool:
    """Whether the file has such a table, from its sample alone."""
    if sample.sheets:
        return any(find_header(sample.sheet(name), columns) for name in sample.sheets)
    if sample.container == "json" or not sample.text:
        return False
    needed = [column.names for column in columns.values() if column.required]
    return any(all(not keys.isdisjoint(names) for names in needed) for keys in _head_keys(sample.text))


def _words(rows: Iterable[Row]) -> str:
    return "\n".join(text_of(cell) for row in rows for cell in row if text_of(cell))
