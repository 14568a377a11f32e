"""Figures of the services that Peelian runs, as `peelian publish` writes them: aggregates after disclosure control.

One line per figure. Columns: `service_measures_layout` (1), `made_up` (yes or no), `published` (a day), `service`,
`measure`, `area_kind` (force or country), `area_id`, `period` (a month, 2026-10), `item` (`numerator`, `denominator`,
`p50`, `p90`, `p99`), `value` (empty where hidden), `unit`, `state` (ok or suppressed). Made-up figures have a kind and
a dataset of their own, so that nothing ever adds them to real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import ClassVar, Final

from peelian.facts.sources.base import Adapter, Context, Item, Reject, Row, Sample, SourceFile, Vintage
from peelian.reference.areas import ENGLAND_AND_WALES
from peelian.reference.forces import forces
from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod

LAYOUT: Final = "1"
COLUMNS: Final = (
    "service_measures_layout", "made_up", "published", "service", "measure", "area_kind", "area_id", "period", "item",
    "value", "unit", "state",
)  # fmt: skip
ITEMS: Final = ("numerator", "denominator", "p50", "p90", "p99")
STATES: Final = ("ok", "suppressed")
MADE_UP: Final = "made-up data: no real person, case or force stands behind it"


class ServiceMeasures(Adapter):
    """Figures of real cases."""

    id, kind = "service-measures", "service-measures"
    title = "How Peelian's own services did"
    publisher = "The forces that use Peelian"
    datasets = ("service_measures",)
    made_up: ClassVar[str] = "no"

    def recognises(self, sample: Sample) -> float:
        if not sample.has_columns(*COLUMNS):
            return 0.0
        return 0.95 if sample.text.partition("\n")[2].startswith(f"{LAYOUT},{self.made_up},") else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        days: set[str] = set()
        for found in file.records():
            if isinstance(found, Reject):
                yield found
                continue
            cells = found.cells
            fault = self._fault(cells)
            if fault is not None:
                yield Reject(found.line, fault[0], fault[1], cells[fault[0]])
                continue
            days.add(cells["published"])
            yield Row(self.datasets[0], self._values(cells), line=found.line)
        if days:
            yield Vintage(date.fromisoformat(max(days)))

    def _values(self, cells: dict[str, str]) -> dict[str, str | None]:
        names = ("area_kind", "area_id", "period", "service", "measure", "item", "unit", "state")
        note = MADE_UP if self.made_up == "yes" else ""
        return {name: cells[name] for name in names} | {"value": cells["value"] or None, "note": note}

    def _fault(self, cells: dict[str, str]) -> tuple[str, str] | None:
        """The column and why its cell cannot be right."""
        known = {
            "service_measures_layout": (LAYOUT,),
            "made_up": (self.made_up,),
            "item": ITEMS,
            "state": STATES,
            "area_kind": ("force", "country"),
        }
        for name, allowed in known.items():
            if cells[name] not in allowed:
                return name, f"it is none of {', '.join(allowed)}"
        areas = _force_ids() if cells["area_kind"] == "force" else frozenset({ENGLAND_AND_WALES})
        if cells["area_id"] not in areas:
            return "area_id", "no force or country is called so"
        if (cells["state"] == "suppressed") != (cells["value"] == ""):
            return "value", "a hidden figure has no value, and every other has one"
        return _bad_time(cells)


class MadeUpServiceMeasures(ServiceMeasures):
    """Figures of made-up cases."""

    id, kind = "service-measures-made-up", "service-measures-made-up"
    title = "Made-up figures of Peelian's own services, for trying out"
    publisher = "peelian demo"
    datasets = ("service_measures_synthetic",)
    made_up = "yes"


@cache
def _force_ids() -> frozenset[str]:
    return frozenset(force.id for force in forces())


def _bad_time(cells: dict[str, str]) -> tuple[str, str] | None:
    try:
        date.fromisoformat(cells["published"])
    except ValueError:
        return "published", "it is no day"
    try:
        if len(cells["period"]) != len("2026-10") or Period.parse(cells["period"]).id != cells["period"]:
            return "period", "it is no month"
    except BadPeriod:
        return "period", "it is no month"
    return None


ADAPTERS = (ServiceMeasures(), MadeUpServiceMeasures())
