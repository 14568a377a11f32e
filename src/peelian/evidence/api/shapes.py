"""The shapes of answers about figures. What OpenAPI says, what JSON holds and the columns of CSV are made from these.

A text is `{"en": …, "cy": …}`, and null where there is none; a number or a date that is not known is null, never zero.
"""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, create_model


class Shape(Schema):
    """A shape that may grow: a later 1.x version may add keys, and takes none away."""

    model_config = ConfigDict(extra="allow")


class Words(Shape):
    """A text in English and Welsh. No Welsh has been reviewed unless the thing says so."""

    en: str
    cy: str


class Fault(Shape):
    code: str
    message: Words


class Faults(Shape):
    """The one shape of every error: all faults of a question together."""

    errors: list[Fault]


class Page(Shape):
    """What every listing says beside its rows. `next` is the address of the following part, null at the end."""

    store_version: str
    total: int
    offset: int
    next: str | None


class Thing(Shape):
    """One thing, with the version of the store that it was read from."""

    store_version: str


def page_of(row: type[Shape], name: str, base: type[Page] = Page) -> Any:
    """The shape of a listing of such rows."""
    return create_model(name, __base__=base, rows=(list[row], ...))  # type: ignore[valid-type]


def one_of_these(row: type[Shape], name: str) -> Any:
    """The shape of one thing that has the keys of a row."""
    return create_model(name, __base__=(row, Thing))


class Force(Shape):
    """`kind` is territorial, or special: special forces are listed and never ranked."""

    id: str
    name: Words
    short_name: str
    home_office_name: str
    ons_code: str | None
    region_id: str
    region: Words | None
    country: str
    kind: str
    starts: str | None
    ends: str | None
    aliases: list[str]


class AreaRow(Shape):
    """`kind` is country, nation, region, force, special or district."""

    id: str
    kind: str
    name: Words
    code: str | None


class Dimension(Shape):
    name: str
    default: str


class MeasureShape(Shape):
    """A measure. `leagued`: it speaks of every force, so it has a table at /api/v1/league."""

    id: str
    title: Words
    why: Words
    basis: Words
    unit: str
    direction: str
    decimals: int
    additive: bool
    national: str
    datasets: list[str]
    dimensions: list[Dimension]
    pitfalls: list[Words]
    leagued: bool
    commitments: list[str]
    author: str
    checked_on: str
    next_review: str


class Figure(Shape):
    """One figure or one that is missing; `state` is ok, no_data, suppressed, provisional or not_comparable."""

    measure: str
    area_kind: str
    area_id: str
    area_name: Words
    period: str
    dims: dict[str, str]
    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    basis: Words | None
    as_at: str | None
    vintage: str | None
    state: str
    note: Words | None
    source_ids: list[str]


class SourceShape(Shape):
    """A source. Title, publisher and licence are in the publisher's own words."""

    id: str
    title: str
    publisher: str
    address: str
    licence: str
    vintage: str
    kind: str
    datasets: list[str]
    file_name: str
    sha256: str
    bytes: int
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    superseded: str
    packaged: bool
    added_at: str


class WholeSource(SourceShape, Thing):
    coverage: dict[str, Any]
    labels: dict[str, Any]
    notes: list[Any]


class Quarantined(Shape):
    """A row that was not kept, with the reason."""

    source_id: str
    file: str | None
    line: int | None
    column: str | None
    reason: str
    text: str | None


class Missing(Shape):
    """A force without a figure in the newest period of a measure."""

    measure: str
    period: str
    force_id: str
    state: str
    note: Words | None


class Check(Shape):
    """One look at whether the estimate may be believed: `outcome` is pass, warn or fail."""

    name: str
    outcome: str
    number: float | None
    sentence: Words


class Pitfall(Shape):
    id: str
    text: Words
    because: Words
    areas: list[str]


class LeagueName(Shape):
    """A measure that ranks the forces, and the periods of which figures are loaded, newest first."""

    measure: str
    title: Words
    kind: str
    unit: str
    direction: str
    periods: list[str]


class LeagueLine(Shape):
    """A line of a league table.

    `rank_low` to `rank_high` is the 95% set that holds for the whole table at once, `alone_low` to `alone_high` the one
    for this force alone. A force that is not ranked says why in `reason`.
    """

    force_id: str
    state: str
    value: float | None
    lower: float | None
    upper: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    numerator: float | None
    denominator: float | None
    basis: Words | None
    period: str
    as_at: str | None
    source: str
    area_name: Words
    area_kind: str
    alone_low: int | None
    alone_high: int | None
    could_be_first: bool | None
    could_be_last: bool | None
    shrunk: float | None
    shrunk_lower: float | None
    shrunk_upper: float | None
    chance_last: float | None
    tier: int | None
    worked_out: bool
    dims: dict[str, str]
    note: Words | None
    reason: Words | None
    source_ids: list[str]


class LeaguePage(Page):
    """`tiers`: the ranked forces in groups that cannot be told apart. `chosen`: how the period was chosen, if it was."""

    measure: str
    title: Words
    period: str
    first: str
    level: float
    where: dict[str, str]
    region: str | None
    tiers: list[list[str]]
    checks: list[Check]
    pitfalls: list[Pitfall]
    chosen: Words | None


class CompareLine(Shape):
    """One pair. `difference` is the second less the first; `told_apart`: it is more than chance explains."""

    first_area_id: str
    first_area_name: Words
    first_period: str
    first_state: str
    first_value: float | None
    first_lower: float | None
    first_upper: float | None
    first_numerator: float | None
    first_denominator: float | None
    first_as_at: str | None
    first_source: str
    second_area_id: str
    second_area_name: Words
    second_period: str
    second_state: str
    second_value: float | None
    second_lower: float | None
    second_upper: float | None
    second_numerator: float | None
    second_denominator: float | None
    second_as_at: str | None
    second_source: str
    difference: float | None
    difference_lower: float | None
    difference_upper: float | None
    relative: float | None
    told_apart: bool | None
    basis: Words | None
    reason: Words | None


class ComparePage(Page):
    """`of` is areas (two areas, one period) or periods. A failed check stands against the difference."""

    measure: str
    title: Words
    of: str
    level: float
    where: dict[str, str]
    sentence: Words
    checks: list[Check]
    pitfalls: list[Pitfall]
    sources: list[str]


Forces = page_of(Force, "Forces")
OneForce = one_of_these(Force, "OneForce")
Areas = page_of(AreaRow, "Areas")
Measures = page_of(MeasureShape, "Measures")
OneMeasure = one_of_these(MeasureShape, "OneMeasure")
Figures = page_of(Figure, "Figures")
Sources = page_of(SourceShape, "Sources")
Quarantine = page_of(Quarantined, "Quarantine")
MissingPage = page_of(Missing, "MissingFigures")
Leagues = page_of(LeagueName, "Leagues")
League = page_of(LeagueLine, "League", LeaguePage)
Comparison = page_of(CompareLine, "Comparison", ComparePage)
