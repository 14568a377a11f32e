"""The published figures of this service for one force: the newest month of each measure, real and made-up apart.

What is published went through disclosure control (`casework.publish`); this reads what came out, never a case. The store
is read once per version of the data.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from peelian.facts.home import home
from peelian.facts.store import open_store

if TYPE_CHECKING:
    from peelian.facts.measures import Measure, MeasureRow
    from peelian.facts.store import Store

DATASETS: Final = ("service_measures", "service_measures_synthetic")
SERVICE: Final = "contact"


@dataclass(frozen=True, slots=True)
class Figure:
    """The newest row of a measure for a force; `made_up`: no real case stands behind it."""

    measure: Measure
    row: MeasureRow
    made_up: bool


def measures_of_service() -> tuple[Measure, ...]:
    """The measures that are worked out from what this service published."""
    from peelian.facts.measures import definitions

    return tuple(
        one
        for one in definitions().values()
        if one.numerator.dataset in DATASETS and SERVICE in one.numerator.where.get("service", ())
    )


def figures_of(force: str) -> tuple[Figure, ...]:
    """What is published of this service for the force; none where nothing is."""
    store = open_store(home())
    return _every(_Version(store))[force] if any(store.parts(name) for name in DATASETS) else ()


class _Version:
    """A store that is the same as another of its version."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Version) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str]:
        return str(self.store.path), self.store.version


@lru_cache(maxsize=2)
def _every(version: _Version) -> defaultdict[str, tuple[Figure, ...]]:
    from peelian.facts.measures import rows

    found: defaultdict[str, tuple[Figure, ...]] = defaultdict(tuple)
    for measure in measures_of_service():
        made_up = measure.numerator.dataset == DATASETS[1]
        newest: dict[str, MeasureRow] = {}
        for row in rows(measure, store=version.store):
            if row.area_kind == "force" and row.state != "no_data":
                held = newest.get(row.area_id)
                newest[row.area_id] = row if held is None or held.period < row.period else held
        for area, row in newest.items():
            found[area] += (Figure(measure, row, made_up),)
    return found
