"""Rows of a table from rows of a measure, with the places that the method gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from peelian.facts.league.eligibility import reason
from peelian.facts.league.table import TableRow
from peelian.facts.league.words import name_of
from peelian.facts.measures.model import Measure, MeasureRow
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.facts.league.exposure import WorkedOut
    from peelian.facts.store import Source
    from peelian.stats.league import League

_PLACES = (
    "lower", "upper", "rank", "rank_low", "rank_high", "alone_low", "alone_high", "could_be_first", "could_be_last",
    "shrunk", "shrunk_lower", "shrunk_upper", "chance_last", "tier",
)  # fmt: skip


def table_row(measure: Measure, row: MeasureRow, sources: Mapping[str, Source]) -> TableRow:
    """A row that has no place yet; the publisher's own interval is kept."""
    name = name_of(row.area_id)
    return TableRow(
        area_id=row.area_id,
        area_name=str(name),
        area_name_cy=name.cy,
        area_kind=row.area_kind,
        state=row.state,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        basis=Bilingual(row.basis, row.basis_cy),
        period=row.period,
        as_at=row.as_at,
        source="; ".join(dict.fromkeys(_told(sources[one]) for one in row.source_ids if one in sources)),
        source_ids=row.source_ids,
        note=Bilingual(row.note, row.note_cy),
        dims=dict(row.dims),
        lower=row.lower,
        upper=row.upper,
        reason=reason(measure, row, name),
    )


def _told(source: Source) -> str:
    """A source as a reader would cite it."""
    return ", ".join(filter(None, (source.publisher, source.title, source.vintage)))


def with_places(rows: Sequence[TableRow], league: League, made: WorkedOut | None) -> list[TableRow]:
    """The rows with what the method says of those it ranked."""
    places = {place.id: place for place in league.rows}
    full = league.kind == "complete"
    return [_placed(row, places, made, full) for row in rows]


def _placed(row: TableRow, places: Mapping[str, object], made: WorkedOut | None, full: bool) -> TableRow:
    place = places.get(row.area_id)
    if place is None:
        return row
    held = {name: getattr(place, name) for name in _PLACES}
    if held["lower"] is None and row.lower is not None:
        held["lower"], held["upper"] = row.lower, row.upper
    if held["rank_low"] is None and held["shrunk"] is None and not full:
        held |= dict.fromkeys(("could_be_first", "could_be_last", "tier"))
    return replace(row, **held, worked_out=made is not None and row.area_id in made.size)


def in_order(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """Ranked rows by rank, then those with a figure or a reason, then those without any figure."""

    def key(row: TableRow) -> tuple[int, int, str]:
        if row.rank is not None:
            return (0, row.rank, row.area_name)
        return (2 if row.state == "no_data" else 1, 0, row.area_name)

    return tuple(sorted(rows, key=key))
