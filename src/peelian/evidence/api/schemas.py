"""The shapes of answers, for the OpenAPI description. A key that may be absent is named so; null means unknown."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict


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
    """The one shape of every error."""

    errors: list[Fault]


class Figure(Shape):
    """One figure or one that is missing; `state` is ok, no_data, suppressed, provisional or not_comparable."""

    measure: str
    area_kind: str
    area_id: str
    area_name: str
    period: str
    dims: dict[str, str]
    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    basis: str
    as_at: str | None
    vintage: str | None
    state: str
    note: str
    source_ids: list[str]


class LeagueLine(Shape):
    """A line of a league table. `rank_low` to `rank_high` is the 95% set that holds for the whole table at once."""

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
    basis: str
    period: str
    as_at: str | None
    source: str


class Page(Shape):
    """What every listing says beside its rows."""

    store_version: str
    total: int
    offset: int
    next: str | None
    rows: list[dict[str, Any]]


class Figures(Page):
    rows: list[Figure]  # type: ignore[assignment]


class League(Page):
    rows: list[LeagueLine]  # type: ignore[assignment]


class Thing(Shape):
    """One thing, with the version of the store that it was read from."""

    store_version: str
