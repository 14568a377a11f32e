"""What a comparison is: pairs of figures, the difference of each, and everything to be shown beside it. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from peelian.facts.league.table import Pitfall, TableRow
from peelian.reference.problems import Bilingual
from peelian.stats.results import Check

if TYPE_CHECKING:
    from peelian.facts.measures.model import Measure
    from peelian.facts.store import Source

_SIDE: Final = (
    "area_id", "area_name", "period", "state", "value", "lower", "upper", "numerator", "denominator", "as_at", "source",
)  # fmt: skip
#: The columns of a printed comparison, in order: the first figure, the second, then the difference.
COLUMNS: Final = (
    *(f"first_{name}" for name in _SIDE),
    *(f"second_{name}" for name in _SIDE),
    "difference", "difference_lower", "difference_upper", "relative", "told_apart", "basis", "reason", "reason_cy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One pair. `difference` is the second less the first, in the measure's unit; `relative` is it over the first.

    `lower` and `upper` are the ends of the difference looked at alone, None where chance cannot be worked out. `told_apart`: the
    difference is more than chance explains, for all pairs of the comparison together; None where that cannot be said.
    `reason`: why there is no difference to give.
    """

    first: TableRow
    second: TableRow
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    relative: float | None = None
    told_apart: bool | None = None
    reason: Bilingual | None = None

    def as_dict(self) -> dict[str, Any]:
        """`COLUMNS` as plain values."""
        row = {f"first_{name}": getattr(self.first, name) for name in _SIDE}
        row |= {f"second_{name}": getattr(self.second, name) for name in _SIDE}
        return row | {
            "difference": self.difference,
            "difference_lower": self.lower,
            "difference_upper": self.upper,
            "relative": self.relative,
            "told_apart": self.told_apart,
            "basis": str(self.second.basis),
            "reason": str(self.reason or ""),
            "reason_cy": self.reason.cy if self.reason else "",
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """`of`: `areas` (two areas, one period) or `periods` (one or all areas, two periods)."""

    measure: Measure
    of: str
    rows: tuple[CompareRow, ...]
    checks: tuple[Check, ...]
    pitfalls: tuple[Pitfall, ...]
    sources: tuple[Source, ...]
    sentence: Bilingual
    level: float = 0.95
    where: dict[str, str] = field(default_factory=dict)
    store_version: str = ""

    def as_rows(self) -> list[dict[str, Any]]:
        """The pairs as plain values; each carries what the comparison warns of."""
        warned = [f"{check.name}: {check.outcome}" for check in self.checks if check.outcome != "pass"]
        told = [pitfall.id for pitfall in self.pitfalls]
        return [row.as_dict() | {"checks": warned, "pitfalls": told} for row in self.rows]
