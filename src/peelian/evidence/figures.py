"""Rows of measures arranged for a page: the newest of each series, the history, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peelian.reference.periods import Period

if TYPE_CHECKING:
    from peelian.facts.measures import Measure, MeasureRow

SHOWN_SERIES = 40

COLUMNS = (
    "measure",
    "area_kind",
    "area_id",
    "area_name",
    "period",
    "value",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "unit",
    "basis",
    "as_at",
    "vintage",
    "state",
    "note",
    "source_ids",
)


def columns_of(rows: Iterable[MeasureRow]) -> tuple[str, ...]:
    """The columns of a download of rows: each dimension that they have is one of its own, after the period."""
    dims = sorted({name for row in rows for name in row.dims})
    return (*COLUMNS[:5], *dims, *COLUMNS[5:])


@dataclass(frozen=True, slots=True)
class Series:
    """One measure with one set of dimensions at one area: `newest` first, and the last that holds a figure."""

    measure: Measure
    dims: dict[str, str]
    history: tuple[MeasureRow, ...]

    @property
    def newest(self) -> MeasureRow:
        return self.history[0]

    @property
    def last_held(self) -> MeasureRow | None:
        """The newest row with a figure, when the newest row itself has none."""
        if self.newest.value is not None:
            return None
        return next((row for row in self.history if row.value is not None), None)


def by_end(row: MeasureRow) -> tuple[str, str]:
    """Sorts by the end of the period, then its start."""
    period = Period.parse(row.period)
    return (period.end.isoformat(), period.start.isoformat())


def series_of(measure: Measure, rows: Iterable[MeasureRow], area_id: str) -> tuple[Series, ...]:
    """The series that one area has, in order of their dimensions; none when no row names the area."""
    groups: dict[tuple[tuple[str, str], ...], list[MeasureRow]] = {}
    for row in rows:
        if row.area_id == area_id:
            groups.setdefault(tuple(sorted(row.dims.items())), []).append(row)
    return tuple(
        Series(measure, dict(dims), tuple(sorted(held, key=by_end, reverse=True)))
        for dims, held in sorted(groups.items())
    )


def newest_period(rows: Sequence[MeasureRow]) -> str | None:
    """The period of the newest row that holds a figure."""
    held = [row for row in rows if row.value is not None]
    return max(held, key=by_end).period if held else None


def periods_of(rows: Iterable[MeasureRow]) -> list[str]:
    """The periods that any row has, newest first."""
    ends = {row.period: by_end(row) for row in rows}
    return sorted(ends, key=lambda period: ends[period], reverse=True)
