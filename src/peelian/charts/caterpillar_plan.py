"""What the layouts of a caterpillar chart share: the table that is drawn, and the panels it is drawn in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peelian.charts.chart import NARROW, WIDE
from peelian.charts.scale import Scale, linear
from peelian.charts.units import Unit
from peelian.charts.words import name_of
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.league import League, LeagueRow

# Heights in rows of the table: the head, the rule above each group.
HEAD, RULE = 1.7, 0.75


@dataclass(frozen=True, slots=True)
class Table:
    """The league with its words. `absent` holds those without a rank, each with the reason or nothing; `complete` says
    that the caller has told who they are, so that "nobody" may be said."""

    league: League
    names: Mapping[str, str]
    unit: Unit
    places: int
    lang: str
    marked: frozenset[str]
    absent: Mapping[str, str]
    complete: bool
    noun: Bilingual
    href: Callable[[str], str | None] | None

    def name(self, id: str, lang: str | None = None) -> str:
        """The name of a unit in the chart's language, or another."""
        return name_of(self.names, id, lang or self.lang)

    def shown(self, value: float) -> str:
        """A value beside its mark: in millions where some are eight digits long."""
        longest = max(abs(row.value * self.unit.factor) for row in self.league.rows)
        if not 1e7 <= longest < 1e15:
            return self.unit.text(value, self.places)
        sign = "−" if value < 0 else ""
        return f"{sign}{self.unit.before}{abs(value * self.unit.factor) / 1e6:,.1f}m{self.unit.after}"

    def steps(self) -> Iterator[tuple[float, int | None, LeagueRow | None]]:
        """Top edge of each rule (with its group's number) and of each row (with the row), downwards, in rows."""
        at, tier = HEAD, None
        for row in self.league.rows:
            if self.grouped and row.tier != tier:
                tier = row.tier
                yield at, tier, None
                at += RULE
            yield at, None, row
            at += 1
        yield at, None, None

    @property
    def grouped(self) -> bool:
        """Whether the groups are worth a rule: there is more than one."""
        return len({row.tier for row in self.league.rows}) > 1 and self.ranged

    @property
    def ranged(self) -> bool:
        """Whether any unit has a range of ranks."""
        return any(row.rank_low is not None for row in self.league.rows)

    def bottom(self) -> float:
        """Where the last row ends, in rows."""
        return max(at for at, _, _ in self.steps())


@dataclass(frozen=True, slots=True)
class Plan:
    """One layout: the height of a row in pixels, the width it is made for, and its panels in per cent of the width."""

    kind: str
    pitch: float
    width: float
    values: tuple[float, float]
    ranks: tuple[float, float]
    ticks: int
    key_columns: int

    @property
    def wide(self) -> bool:
        """Whether names stand beside the marks."""
        return self.kind == "wide"

    def pixels(self, share: float) -> float:
        """A share of the width at the width that the layout is made for."""
        return share / 100 * self.width


WIDE_PLAN = Plan("wide", 24, WIDE, (39, 69), (75, 93), 5, 2)
NARROW_PLAN = Plan("narrow", 44, NARROW, (4, 54), (62, 84), 3, 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table in a plan, with its two scales."""

    table: Table
    plan: Plan
    values: Scale
    ranks: Scale

    @property
    def top(self) -> float:
        """Where the first row may begin, in pixels."""
        return HEAD * self.plan.pitch

    @property
    def bottom(self) -> float:
        """Where the last row ends, in pixels."""
        return self.table.bottom() * self.plan.pitch


def laid_out(table: Table, plan: Plan) -> Layout:
    """The scales of a table in a plan; without ranges the values take the room of both panels."""
    if not table.ranged:
        plan = replace(plan, values=(plan.values[0], 96 if plan.wide else 92))
    return Layout(table, plan, _value_scale(table, plan), _rank_scale(table, plan))


def _value_scale(table: Table, plan: Plan) -> Scale:
    ends = [end for row in table.league.rows for end in (row.value, row.lower, row.upper)]
    unit = table.unit
    return linear(
        [*ends, table.league.pooled], *plan.values, count=plan.ticks, floor=unit.floor, ceiling=unit.ceiling
    )


def _rank_scale(table: Table, plan: Plan) -> Scale:
    last = max([1, len(table.league.rows), *(row.rank_high or 1 for row in table.league.rows)])
    inner = {10 * step for step in range(1, last // 10 + 1) if 10 * step < last - 3} if last > 12 else set()
    return Scale(0.5, last + 0.5, *plan.ranks, ticks=tuple(sorted({1.0, *map(float, inner), float(last)})))
