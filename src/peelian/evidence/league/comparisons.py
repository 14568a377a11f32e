"""Two forces, or two periods of one, beside each other: the difference with its interval, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from peelian.evidence.figures import periods_of
from peelian.evidence.league.drawing import slope_of
from peelian.evidence.league.tables import leagued
from peelian.evidence.pages import Context, Query, Table, asked_download, page
from peelian.evidence.reading import Reading
from peelian.facts.measures import definition
from peelian.reference.forces import forces

if TYPE_CHECKING:
    from peelian.facts.compare import Comparison

EVERYONE: Final = "all"
"""What `a` says when every force's two periods are asked for."""
ASKS = ("measure", "a", "b", "period", "then")


@page("evidence/compare.html", asks=ASKS)
def one(reading: Reading, query: Query) -> Context:
    """Choose two forces and compare them on one measure, or one force in two periods."""
    measure = definition(query["measure"]) if "measure" in query else None
    rows = reading.rows(measure.id, by="force") if measure else ()
    made = compared(reading, query)
    return {
        "query": query,
        "measures": {one.id: one for one in leagued()},
        "forces": forces(),
        "measure": measure,
        "periods": periods_of(row for row in rows if row.value is not None),
        "made": made,
        "slope": slope_of(made) if made and len(made.rows) > 1 else None,
        "file_query": "?" + urlencode(query),
    }


@asked_download(*ASKS)
def one_file(reading: Reading, query: Query) -> Table:
    """The comparison asked for, a row a side."""
    made = compared(reading, query)
    rows: list[dict[str, Any]] = made.as_rows() if made else []
    return Table("comparison", list(rows[0]) if rows else ["measure"], rows)


def compared(reading: Reading, query: Query) -> Comparison | None:
    """The comparison that the query asks for; None when it names too little."""
    from peelian.facts.compare import compare, compare_periods

    if "measure" not in query or "a" not in query:
        return None
    if "b" in query:
        return compare(query["measure"], query["a"], query["b"], query.get("period"), store=reading.store)
    if "period" in query and "then" in query:
        area = None if query["a"] == EVERYONE else query["a"]
        return compare_periods(query["measure"], query["period"], query["then"], area, store=reading.store)
    return None
