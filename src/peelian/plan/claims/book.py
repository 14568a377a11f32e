"""The loaded figures that a run of checks reads: each measure once, then by area, period and dimension."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from peelian.facts import measures
from peelian.plan.claims.claim import LookUp
from peelian.plan.claims.problems import BadQuestion
from peelian.reference.forces import forces

if TYPE_CHECKING:
    from peelian.facts.measures.model import MeasureRow
    from peelian.facts.measures.placing import ByPlace
    from peelian.facts.store import Source, Store

USABLE: Final = ("ok", "provisional")


class Book:
    """Rows of measures from one version of the store, read when first asked for."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self._rows: dict[tuple[str, ...], ByPlace] = {}
        self._sources: dict[str, Source] = {}

    def rows(self, measure: str, named: Iterable[str] = ()) -> "ByPlace":
        """The rows of a measure by (area id, period), one for each value of the dimensions that are named."""
        return self._read(measure, _apart(measure, named))

    def _read(self, measure: str, apart: list[str], period: str = "") -> "ByPlace":
        key = (measure, *apart, period)
        if key not in self._rows:
            where = dict.fromkeys(apart, "each")
            self._rows[key] = measures.rows_by_place(
                measure, where=where, periods=period or None, store=self.store
            )
        return self._rows[key]

    def _at(self, step: LookUp, area: str) -> "list[MeasureRow]":
        """The rows of one area at the step's period: those held, else the sum of shorter periods that tile it."""
        held = self.rows(step.measure, step.dims)
        place = (area, step.period)
        if place in held or not held or not measures.definition(step.measure).additive:
            return held.get(place, [])
        apart = _apart(step.measure, step.dims)
        return self._read(step.measure, apart, step.period).get(place, [])

    def row(self, step: LookUp, area: str | None = None) -> "MeasureRow | None":
        """The one row that the step asks for, or None. Raises BadQuestion when several answer differently."""
        rows = [
            row
            for row in self._at(step, area or step.area)
            if all(row.dims.get(name) == value for name, value in step.dims.items())
        ]
        if len({(row.value, row.state) for row in rows}) > 1:
            raise _several(step, rows)
        return rows[0] if rows else None

    def for_each_force(self, step: LookUp) -> "dict[str, MeasureRow | None]":
        """The row of each of the 43 forces; None where there is none."""
        return {force.id: self.row(step, force.id) for force in forces()}

    def periods(self, measure: str) -> tuple[str, ...]:
        """Every period that the measure has a row for, in order of writing."""
        return tuple(sorted({period for _, period in self.rows(measure)}))

    def source(self, id_: str) -> "Source | None":
        """The loaded source, or None if the store no longer knows it."""
        if id_ not in self._sources:
            self._sources |= {source.id: source for source in self.store.sources()}
        return self._sources.get(id_)


def _apart(measure: str, named: Iterable[str]) -> list[str]:
    """The named dimensions that the measure would otherwise sum."""
    wanted = set(named)
    dims = measures.definition(measure).dims if wanted else ()
    return [one.name for one in dims if one.name in wanted and one.default != "each"]


def value_of(row: "MeasureRow | None") -> float | None:
    """The figure of a row that may be used in a sum; None for one that may not."""
    return row.value if row is not None and row.state in USABLE else None


def _several(step: LookUp, rows: "list[MeasureRow]") -> BadQuestion:
    names = sorted({name for row in rows for name in row.dims if name not in step.dims})
    some = "; ".join(sorted({", ".join(f"{k}={row.dims[k]}" for k in names) for row in rows})[:5])
    return BadQuestion(
        why_en=f"the step '{step.name}' asks for one figure of {step.measure} at {step.area}, {step.period}, "
        f"and {len(rows)} answer. Add dims to choose one: {some}.",
        why_cy=f"mae'r cam '{step.name}' yn gofyn am un ffigur o {step.measure} yn {step.area}, {step.period}, "
        f"ac mae {len(rows)} yn ateb. Ychwanegwch dims i ddewis un: {some}.",
    )
