"""What a rule may look at: the table, the measure's other periods, and the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from peelian.facts.league.residents import Residents, residents
from peelian.facts.league.table import Pitfall, TableRow
from peelian.facts.measures.model import LeagueRules, Measure, MeasureRow
from peelian.facts.measures.request import Where
from peelian.facts.measures.summing import period_of
from peelian.facts.store import Store


@dataclass(frozen=True)
class Seen:
    """`rows`: the table's rows in order. `held`: the measure's rows of every period, for the areas asked for."""

    measure: Measure
    rules: LeagueRules
    period: str
    first: str
    rows: tuple[TableRow, ...]
    held: Sequence[MeasureRow]
    where: Where | None
    store: Store

    @cached_property
    def ranked(self) -> tuple[TableRow, ...]:
        """The rows with a rank, first to last."""
        return tuple(row for row in self.rows if row.rank is not None)

    @cached_property
    def forces(self) -> tuple[TableRow, ...]:
        """Every row of a territorial force."""
        return tuple(row for row in self.rows if row.area_kind == "force")

    @property
    def a_head(self) -> bool:
        """Whether the value is already set against residents."""
        side = self.measure.denominator
        return self.measure.unit in ("per_1000", "per_million", "pounds_per_head", "score") or (
            side is not None and side.dataset == "population"
        )

    @cached_property
    def residents(self) -> Mapping[str, Residents]:
        """Force id -> the residents of the nearest day held."""
        return residents(period_of(self.period), self.store)


Rule = Callable[[Seen], Iterator[Pitfall]]
