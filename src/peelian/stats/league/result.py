"""What a league table hands back: rows in order of rank, tiers, checks and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from peelian.stats.results import Check, Provenance, StatsProblem

Kind = Literal["proportion", "rate", "estimate", "complete"]
First = Literal["highest", "lowest"]
KINDS: Final[tuple[Kind, ...]] = ("proportion", "rate", "estimate", "complete")


class BadLeague(StatsProblem):
    code = "bad-league"
    en = "No league table can be made: {why}. {mend}"
    cy = "Ni ellir gwneud tabl cynghrair: {why}. {mend}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked of the table."""

    kind: Kind
    first: First
    level: float
    tau: int
    scale: float
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One unit of the table. Values and ends are in the unit of the measure; None where nothing can be said.

    `lower`, `upper`: the interval of the value. `rank` counts from 1 by the table's `first`; ties share the lower
    number. `rank_low..rank_high` holds the true rank for all units together at the table's level (for a whole table);
    `alone_low..alone_high` for this unit looked up by itself ("where is my force?").
    `could_be_first` and `could_be_last`: among the first and the last `tau` of the table, as far as chance allows.
    `shrunk` with its ends: the value drawn towards the pooled one, as far as its size gives reason to.
    `chance_last`: chance that the unit is truly among the last `tau`. `tier` counts from 1.
    """

    id: str
    value: float
    lower: float | None
    upper: float | None
    rank: int
    rank_low: int | None
    rank_high: int | None
    alone_low: int | None
    alone_high: int | None
    could_be_first: bool
    could_be_last: bool
    shrunk: float | None
    shrunk_lower: float | None
    shrunk_upper: float | None
    chance_last: float | None
    tier: int


@dataclass(frozen=True, slots=True)
class League:
    """A league table: `rows` in order of rank, `pooled` the value of all units together (None where it has none),
    `phi` the design effect where one held for all units (the median where each had its own)."""

    rows: tuple[LeagueRow, ...]
    kind: Kind
    first: First
    level: float
    tau: int
    pooled: float | None
    phi: float | None
    tiers: tuple[tuple[str, ...], ...]
    checks: tuple[Check, ...]
    provenance: Provenance
