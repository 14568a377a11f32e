"""How many people live in an area, on the day held that lies nearest to a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peelian.facts.league.periods import middle
from peelian.facts.measures.asking import rows
from peelian.facts.measures.summing import period_of
from peelian.facts.store import Store
from peelian.reference.periods import Period

ANY_DAY = 1_000_000


@dataclass(frozen=True, slots=True)
class Residents:
    """A population: its day, how it was counted, and how many days that is from the middle of the period."""

    value: float
    day: date
    basis: str
    days_off: int
    source_ids: tuple[str, ...] = ()


def residents(period: Period, store: Store, within_days: int = ANY_DAY) -> dict[str, Residents]:
    """Force id -> the residents of the nearest day held; forces without one in reach are left out."""
    wanted = middle(period)
    found: dict[str, Residents] = {}
    for row in rows("population", by="force", store=store):
        if row.value is None:
            continue
        day = period_of(row.period).start
        off = abs((day - wanted).days)
        held = found.get(row.area_id)
        if off <= within_days and (held is None or (off, day) < (held.days_off, held.day)):
            found[row.area_id] = Residents(row.value, day, row.dims.get("basis", ""), off, row.source_ids)
    return found
