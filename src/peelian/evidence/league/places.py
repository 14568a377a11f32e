"""Where one force stands in each league table, with the range of ranks that chance allows it alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peelian.evidence.league.tables import leagued, newest_table

if TYPE_CHECKING:
    from peelian.evidence.reading import Reading
    from peelian.facts.league import LeagueTable, TableRow
    from peelian.facts.measures import Measure
    from peelian.reference.forces import Force


@dataclass(frozen=True, slots=True)
class Place:
    """A force's row in the newest table of a measure."""

    measure: Measure
    table: LeagueTable
    row: TableRow


def places_of(reading: Reading, found: Force) -> list[Place]:
    """The newest table of each measure that has a row for the force with a figure or a reason."""
    places = []
    for measure in leagued():
        table = newest_table(reading, measure)
        row = next((row for row in table.rows if row.area_id == found.id), None) if table else None
        if table and row and row.state != "no_data":
            places.append(Place(measure, table, row))
    return places
