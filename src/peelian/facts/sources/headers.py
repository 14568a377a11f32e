"""Finding the header row of a table by what its columns are called, wherever it stands and whatever the order.

A `Wanted` column has the names that editions have used for it; names are compared as `cells.key` writes them, so
case, punctuation, line breaks and “%” do not matter. Columns that nobody asked for are ignored, so an edition with
an added column still loads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peelian.facts.sources.cells import Cell, key, label

Row = Sequence[Cell]
LOOK_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """One column: the keys it has gone by, and whether a table without it is still this layout."""

    names: tuple[str, ...]
    required: bool = True


def wanted(*names: str, required: bool = True) -> Wanted:
    """A column under any of these headings, as `cells.key` writes them."""
    return Wanted(names, required)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table starts: the row of its headings (from 0) and the position of each wanted column."""

    row: int
    positions: Mapping[str, int]
    width: int
    headings: tuple[str, ...]

    def cell(self, row: Row, name: str) -> Cell:
        """The cell of a wanted column, None when the column or the cell is not there."""
        position = self.positions.get(name)
        return row[position] if position is not None and position < len(row) else None

    def heading(self, name: str) -> str:
        """The column's own heading, for messages."""
        position = self.positions.get(name)
        return self.headings[position] if position is not None else name


def match_row(row: Row, columns: Mapping[str, Wanted]) -> dict[str, int] | None:
    """The position of each wanted column in a row of headings; None unless every required one is there."""
    keys = [(key(cell), key(label(cell))) for cell in row]
    positions: dict[str, int] = {}
    for name, column in columns.items():
        spot = _position(keys, column.names)
        if spot is not None:
            positions[name] = spot
        elif column.required:
            return None
    return positions


def row_keys(row: Row) -> frozenset[str]:
    """Every key that a heading in the row answers to, footnote marks on or off."""
    return frozenset(found for cell in row for found in (key(cell), key(label(cell))))


def _position(keys: list[tuple[str, str]], names: tuple[str, ...]) -> int | None:
    for name in names:
        for spot, pair in enumerate(keys):
            if name in pair:
                return spot
    return None


def find_header(
    rows: Sequence[Row], columns: Mapping[str, Wanted], look_ahead: int = LOOK_AHEAD
) -> Header | None:
    """The first row (of the first `look_ahead`) that holds every required heading, else None."""
    for number, row in enumerate(rows[:look_ahead]):
        positions = match_row(row, columns)
        if positions is not None:
            return Header(
                number, positions, _width(row), tuple(str(c if c is not None else "").strip() for c in row)
            )
    return None


def _width(row: Row) -> int:
    """The number of columns up to the last heading that is not blank."""
    return max((spot + 1 for spot, cell in enumerate(row) if key(cell)), default=0)


def body(rows: Sequence[Row], header: Header) -> Iterator[tuple[int, Row]]:
    """The rows under a header with their numbers in the file (from 1); blank rows are left out."""
    for number, row in enumerate(rows[header.row + 1 :], header.row + 2):
        if any(cell not in (None, "") and str(cell).strip() for cell in row):
            yield number, row
