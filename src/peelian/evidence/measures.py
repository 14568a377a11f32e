"""The measures: how each figure is defined, and its newest figures by force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peelian.evidence.claims import findings_on, vocabulary
from peelian.evidence.figures import columns_of, newest_period, periods_of
from peelian.evidence.pages import Context, Query, Table, download, page
from peelian.evidence.reading import Reading
from peelian.facts.measures import definition, definitions
from peelian.facts.measures.vocabulary import DIRECTIONS
from peelian.plan.spine import commitments_of

if TYPE_CHECKING:
    from peelian.facts.measures import Measure, MeasureRow

MEASURE_COLUMNS = (
    "id", "title_en", "title_cy", "unit", "direction", "basis", "datasets", "author", "checked_on", "next_review",
)  # fmt: skip
SHOWN_ROWS = 400


@page("evidence/measures.html")
def index(reading: Reading) -> Context:
    """Every measure, with how much of it is loaded."""
    loaded = {
        name: any(reading.store.has(set_) for set_ in one.datasets) for name, one in definitions().items()
    }
    return {"measures": list(definitions().values()), "loaded": loaded}


@page("evidence/measure.html", asks=("period",))
def one(reading: Reading, measure_id: str, query: Query) -> Context:
    """One measure: why, how it is worked out, what to be careful of, and its figures in one period."""
    measure = definition(measure_id)
    rows = every_row(reading, measure)
    periods = periods_of(rows)
    asked = query.get("period")
    period = asked if asked in periods else newest_period(rows)
    chosen = [row for row in rows if row.period == period]
    by_force = [row for row in chosen if row.area_kind == "force"]
    return {
        "measure": measure,
        "direction": DIRECTIONS.get(measure.direction),
        "period": period,
        "periods": periods,
        "rows": chosen[:SHOWN_ROWS],
        "left_off": max(0, len(chosen) - SHOWN_ROWS),
        "dims": sorted({name for row in chosen for name in row.dims}),
        "held_count": len({row.area_id for row in by_force if row.value is not None}),
        "absent_count": len({row.area_id for row in by_force if row.value is None}),
        "commitments": commitments_of("measure", measure.id),
        "findings": findings_on(reading, measure.id),
        **vocabulary(),
    }


@download
def index_file(reading: Reading) -> Table:
    """Every definition, a row each."""
    return Table("measures", MEASURE_COLUMNS, [_row(measure) for measure in definitions().values()])


@download
def figures_file(reading: Reading, measure_id: str) -> Table:
    """Every figure of one measure: every area and period, the absent ones too."""
    measure = definition(measure_id)
    rows = every_row(reading, measure)
    return Table(f"measure-{measure.id}", columns_of(rows), [row.flat() for row in rows])


def every_row(reading: Reading, measure: Measure) -> list[MeasureRow]:
    """Wider areas first, then forces."""
    wide = [row for row in reading.rows(measure.id) if row.area_kind not in {"force", "special"}]
    return [*wide, *reading.rows(measure.id, by="force")]


def _row(measure: Measure) -> dict[str, Any]:
    kept = {name: getattr(measure, name) for name in MEASURE_COLUMNS if hasattr(measure, name)}
    return {
        **kept,
        "title_en": measure.title.en,
        "title_cy": measure.title.cy,
        "basis": measure.basis.en,
        "datasets": list(measure.datasets),
    }
