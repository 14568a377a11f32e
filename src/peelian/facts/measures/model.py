"""What a measure is, and what a row of one is. Plain data: nothing here reads a file or an engine."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and Welsh."""

    en: str
    cy: str

    def in_(self, lang: str) -> str:
        return self.cy if lang == "cy" else self.en


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column that may remain as a dimension.

    Unless `where` asks otherwise, `each` value keeps its own row, `all` are summed, or only the named value is kept.
    `vocabulary`: the table of `reference` that lists the values and since when; real zeros and `where` go by it.
    """

    name: str
    default: str
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One aggregate over one dataset: the numerator, the denominator, or a published figure to fall back on.

    `where`: column -> accepted values. `value`: the summed column (None when rows are counted).
    `aggregate`: `sum`; `count`; `single`, one published figure a group (two that differ are flagged); `agreed`, the
    same for a published count, which may be added up over periods and forces.
    `scale` multiplies the aggregate. `latest_by`: within a group only rows with the latest date of that column.
    `zeros`: an area and period with any value in the dataset, but none that `where` accepts, is a real zero.
    `match`: `same_period`, or `nearest` (the `as_at` next to the middle of the period, at most `within_days` off).
    """

    dataset: str
    period: str
    where: Mapping[str, tuple[Any, ...]]
    value: str | None = None
    aggregate: str = "sum"
    scale: float = 1.0
    lower: str | None = None
    upper: str | None = None
    unit: str | None = None
    latest_by: str | None = None
    zeros: bool = False
    match: str = "same_period"
    within_days: int = 0
    basis: Text | None = None


@dataclass(frozen=True, slots=True)
class Comparability:
    """Which rows get which state, and why. No areas or no periods named: all of them.

    `since` and `until` are days: the rule holds for periods that touch that span.
    """

    state: str
    reason: Text
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Below this count a row keeps its value and carries the note; with `state` set, that state too."""

    count: str
    below: float
    reason: Text
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a published rate that comes without counts gets an interval: from the residents of the nearest day held.

    `dataset` is the dataset of residents; `per` is the rate's "per how many"; `a_year`: the rate is a yearly one over
    a longer period; `within_days`: how far the residents' day may lie from the middle of the period.
    """

    dataset: str
    per: float
    within_days: int
    a_year: bool = False


@dataclass(frozen=True, slots=True)
class Clustering:
    """A design effect that is assumed where the data cannot show one: cases come in bursts, not one by one.

    Either one `factor` for every area, or the correlation `within_day` of cases of one day: an area with n cases a
    day then has the factor 1 + (n - 1) times it.
    """

    reason: Text
    source: Text
    factor: float = 1.0
    within_day: float | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """From this day the figures mean something else; `until` where the change took a while."""

    at: date
    reason: Text
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LeagueRules:
    """How the areas of a measure are ranked.

    `kind`: `proportion` (a share of counted cases); `rate` (a published rate whose counts are worked out with
    `exposure`); `count` (cases counted, which chance moves); `estimate` (a published figure without counts);
    `complete` (a full count of people or money: chance plays no part). `first`: which end is rank 1. `target`: what
    was promised or asked for. `sibling`: the measure whose order is held against this one.
    """

    kind: str
    first: str
    exposure: Exposure | None = None
    target: float | None = None
    target_reason: Text | None = None
    sibling: str | None = None
    clustering: Clustering | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One reviewed definition. Shares are fractions (0.914), money is pounds; `scale` is per how many.

    `weight`: the count that a published mean is a mean over; means of several periods are weighted by it.
    """

    id: str
    title: Text
    why: Text
    basis: Text
    unit: str
    direction: str
    numerator: Side
    author: str
    checked_on: date
    next_review: date
    decimals: int = 0
    scale: float = 1.0
    denominator: Side | None = None
    published: Side | None = None
    weight: Side | None = None
    dims: tuple[Dimension, ...] = ()
    additive: bool = False
    zero_fill: bool = False
    every_force: bool = True
    national: str = "published"
    reviewed_cy: bool = False
    comparability: tuple[Comparability, ...] = ()
    small_numbers: SmallNumbers | None = None
    pitfalls: tuple[Text, ...] = ()
    league: LeagueRules | None = None

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets that the measure reads, each once."""
        return tuple(dict.fromkeys(side.dataset for side in self.sides.values()))

    @property
    def sides(self) -> dict[str, Side]:
        """The sides that the definition has, by name."""
        named = {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "published": self.published,
            "weight": self.weight,
        }
        return {name: side for name, side in named.items() if side is not None}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One figure, or one that is missing.

    `value` is None unless there is one to show; `numerator` and `denominator` are None where no counts are
    published. `as_at` and `vintage` are ISO dates: the day that the figure describes (a stock) or was known by (a
    flow), and the newest edition it comes from. `lower` and `upper` are the publisher's interval.
    """

    measure: str
    area_kind: str
    area_id: str
    area_name: str
    period: str
    dims: dict[str, str]
    value: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    basis: str
    as_at: str | None
    vintage: str | None
    state: str
    note: str
    source_ids: tuple[str, ...]
    lower: float | None = None
    upper: float | None = None
    note_cy: str = ""
    basis_cy: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Every field under its own name; `dims` stays an object."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def flat(self) -> dict[str, Any]:
        """As `as_dict`, with each dimension as a column of its own after `period`: for CSV and data frames."""
        flat: dict[str, Any] = {}
        for name, value in self.as_dict().items():
            if name == "dims":
                flat |= {dim_column(self.measure, dim): kept for dim, kept in self.dims.items()}
            else:
                flat[name] = value
        return flat


def dim_column(measure: str, dim: str) -> str:
    """The flat column of a dimension: its own name, or `population_basis` where a row has a field of that name."""
    return f"{measure}_{dim}" if dim in MeasureRow.__dataclass_fields__ else dim
