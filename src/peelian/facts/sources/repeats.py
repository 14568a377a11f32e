"""Rows that a table gives twice: added up they would double a force's figure without a word."""

from __future__ import annotations

from collections.abc import Hashable

from peelian.facts.sources.base import Reject
from peelian.facts.sources.tables import TableRow


class Repeats:
    """The rows of one file, by everything in them but their counts.

    All other cells take part, also those of columns that the adapter does not read, so that rows which a newer edition
    splits further (by sex, say) are no repeats. Kept are hashes, for files have a hundred thousand rows.
    """

    def __init__(self, *counts: str) -> None:
        self._counts = counts
        self._seen: dict[int, tuple[str, int, int]] = {}

    def find(self, row: TableRow) -> tuple[Reject, bool] | None:
        """The refusal of a row that was given before, and whether it contradicts the first; None the first time."""
        positions = [row.header.positions[name] for name in self._counts if name in row.header.positions]
        given: tuple[Hashable, ...] = tuple(
            row.cells[spot] if spot < len(row.cells) else None for spot in positions
        )
        rest = hash(tuple(cell for spot, cell in enumerate(row.cells) if spot not in positions))
        sheet, line, before = self._seen.setdefault(rest, (row.sheet, row.line, hash(given)))
        if (sheet, line) == (row.sheet, row.line):
            return None
        first = f"row {line} of sheet “{sheet}”" if sheet else f"row {line}"
        differs = before != hash(given)
        does = "contradicts" if differs else "repeats"
        name = next(name for name in self._counts if name in row.header.positions)
        return row.reject(
            name, f"{first} gives this count already, which this {does}; the first is kept"
        ), differs
