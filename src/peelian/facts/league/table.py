"""What a league table is: its rows, who is not ranked and why, its pitfalls and its checks. Plain data.

The order of `rows` is the order to show: ranked areas first, then those with a figure that is not ranked, then those
without a figure. Nothing is left out: each of the 43 forces asked for has one row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from peelian.reference.problems import Bilingual
from peelian.stats.results import Check

if TYPE_CHECKING:
    from peelian.facts.measures.model import Measure
    from peelian.facts.store import Source
    from peelian.stats.funnel import Funnel
    from peelian.stats.league import League

#: The columns that every printed league begins with, in this order.
COLUMNS: Final = (
    "force_id", "state", "value", "lower", "upper", "rank", "rank_low", "rank_high", "numerator", "denominator",
    "basis", "period", "as_at", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pitfall:
    """One reason to read the table with care.

    `id` names the rule that found it (`standing-1` and so on: the measure's own, always shown). `text` is the warning,
    `because` the figures of this table that called for it ("" for a standing one). `areas`: the areas it speaks of.
    """

    id: str
    text: Bilingual
    because: Bilingual
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One area of a table.

    `rank` is None unless the area is ranked; `reason` then says why not. `rank_low` to `rank_high` is the range that
    holds for the whole table at once, `alone_low` to `alone_high` the one for a reader of this area alone. Ranges,
    `lower` and `upper` are None where chance cannot be worked out; the table's checks say why. `numerator` and
    `denominator` are published counts; `worked_out` says that the interval rests on counts worked out from a rate.
    """

    area_id: str
    area_name: str
    area_name_cy: str
    area_kind: str
    state: str
    value: float | None
    numerator: float | None
    denominator: float | None
    basis: Bilingual
    period: str
    as_at: str | None
    source: str
    source_ids: tuple[str, ...]
    note: Bilingual
    dims: dict[str, str] = field(default_factory=dict)
    lower: float | None = None
    upper: float | None = None
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    alone_low: int | None = None
    alone_high: int | None = None
    could_be_first: bool | None = None
    could_be_last: bool | None = None
    shrunk: float | None = None
    shrunk_lower: float | None = None
    shrunk_upper: float | None = None
    chance_last: float | None = None
    tier: int | None = None
    worked_out: bool = False
    reason: Bilingual | None = None

    @property
    def force_id(self) -> str:
        """The area's id under the name that printed tables use."""
        return self.area_id

    def as_dict(self) -> dict[str, Any]:
        """Every field as a plain value: `COLUMNS` first, texts in English with their Welsh beside them."""
        row = {name: getattr(self, name) for name in COLUMNS} | {"basis": str(self.basis)}
        row |= {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name not in row and name not in ("area_id", "note", "reason", "source_ids", "dims")
        }
        row |= {
            "dims": dict(self.dims),
            "note": str(self.note),
            "reason": str(self.reason or ""),
            "basis_cy": self.basis.cy,
            "note_cy": self.note.cy,
            "reason_cy": self.reason.cy if self.reason else "",
            "source_ids": list(self.source_ids),
        }
        return row


@dataclass(frozen=True, slots=True)
class LeagueTable:
    """A whole table with everything that must be shown beside it.

    `first`: `highest` or `lowest` is rank 1. `chosen`: how the period was chosen when none was asked for, else None.
    `league` and `funnel` are the results of the methods, None where they do not apply. `wider`: figures of countries
    and nations for the period, as published or derived; never made from percentages.
    """

    measure: Measure
    period: str
    first: str
    rows: tuple[TableRow, ...]
    pitfalls: tuple[Pitfall, ...]
    checks: tuple[Check, ...]
    sources: tuple[Source, ...]
    league: League | None = None
    funnel: Funnel | None = None
    wider: tuple[TableRow, ...] = ()
    level: float = 0.95
    where: dict[str, str] = field(default_factory=dict)
    region: str | None = None
    chosen: Bilingual | None = None
    store_version: str = ""

    @property
    def ranked(self) -> tuple[TableRow, ...]:
        """The rows with a rank, in rank order."""
        return tuple(row for row in self.rows if row.rank is not None)

    @property
    def unranked(self) -> tuple[TableRow, ...]:
        """The rows that have a figure, or a suppressed one, and no rank; each with its reason."""
        return tuple(row for row in self.rows if row.rank is None and row.state != "no_data")

    @property
    def missing(self) -> tuple[TableRow, ...]:
        """The rows of areas without any figure."""
        return tuple(row for row in self.rows if row.rank is None and row.state == "no_data")

    @property
    def tiers(self) -> tuple[tuple[TableRow, ...], ...]:
        """The ranked rows in groups that cannot be told apart; one group each where chance plays no part."""
        numbers = dict.fromkeys(row.tier for row in self.ranked if row.tier is not None)
        return tuple(tuple(row for row in self.ranked if row.tier == number) for number in numbers)

    def row(self, area_id: str) -> TableRow:
        """The row of an area; raises KeyError."""
        for row in self.rows:
            if row.area_id == area_id:
                return row
        raise KeyError(area_id)

    def as_rows(self) -> list[dict[str, Any]]:
        """The rows as plain values, `COLUMNS` first; each carries what its table warns of."""
        warned = [f"{check.name}: {check.outcome}" for check in self.checks if check.outcome != "pass"]
        told = [pitfall.id for pitfall in self.pitfalls]
        return [row.as_dict() | {"checks": warned, "pitfalls": told} for row in self.rows]
