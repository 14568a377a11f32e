"""What chance needs to know of each ranked figure: how many cases of how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.facts.league.exposure import WorkedOut
from peelian.facts.measures.model import LeagueRules, Measure, MeasureRow

Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """One entry for each ranked row, in order. `scale`: the value is per how many; `kind`: as the method calls it."""

    kind: str
    numerator: Numbers
    denominator: Numbers
    scale: float

    @property
    def counted(self) -> bool:
        """Whether the method works from counts."""
        return self.kind in ("proportion", "rate")

    @property
    def known(self) -> int:
        """How many rows have a size."""
        return sum(size is not None for size in self.denominator)


def sizes(
    measure: Measure, rules: LeagueRules, ranked: Sequence[MeasureRow], made: WorkedOut | None
) -> Sizes:
    """The counts behind the values: published ones, exposures worked out, or the count itself."""
    if made is not None and rules.exposure is not None:
        per = rules.exposure.per
        exposures = tuple(made.size.get(row.area_id) for row in ranked)
        counts = tuple(
            _count(row, size, per, made.whole) for row, size in zip(ranked, exposures, strict=True)
        )
        return Sizes("rate", counts, exposures, per)
    if rules.kind == "count":
        return Sizes("rate", tuple(row.value for row in ranked), (1.0,) * len(ranked), 1.0)
    if rules.kind in ("proportion", "rate"):
        pairs = [_pair(row, rules.kind) for row in ranked]
        return Sizes(rules.kind, tuple(y for y, _ in pairs), tuple(n for _, n in pairs), measure.scale)
    return Sizes(rules.kind, (None,) * len(ranked), (None,) * len(ranked), 1.0)


def _count(row: MeasureRow, size: float | None, per: float, whole: bool) -> float | None:
    if size is None or row.value is None:
        return None
    count = row.value * size / per
    return float(round(count)) if whole else count


def _pair(row: MeasureRow, kind: str) -> tuple[float | None, float | None]:
    """Numerator and denominator where both are known and possible."""
    y, n = row.numerator, row.denominator
    if y is None or not n or n < 0 or y < 0 or (kind == "proportion" and y > n):
        return (None, None)
    return (y, n)
