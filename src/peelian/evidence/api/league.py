"""League tables and comparisons."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import shapes
from peelian.evidence.api.asking import (
    LONGEST,
    AreaName,
    Ask,
    PeriodText,
    WhereText,
    one_of,
    where_of,
)
from peelian.evidence.api.describing import listed
from peelian.evidence.api.facts import named
from peelian.evidence.api.problems import TooLittle
from peelian.evidence.api.serving import Listing, listing, worded
from peelian.evidence.figures import periods_of
from peelian.evidence.league.tables import leagued
from peelian.facts.measures import definitions
from peelian.facts.measures.vocabulary import FIRST
from peelian.reference.areas import regions
from peelian.stats.results import plain

router = Router(tags=["league tables"])


class LeagueAsk(Ask):
    period: PeriodText | None = Field(
        None, description="Without it, the newest period that half of the forces have."
    )
    where: list[WhereText] = Field([], max_length=LONGEST, description="NAME=VALUE for a dimension.")
    region: one_of(one.id for one in regions()) | None = Field(  # type: ignore[valid-type]
        None, description="Ranks among the forces of one region, by ONS code."
    )
    first: one_of(FIRST) | None = Field(  # type: ignore[valid-type]
        None, description="highest or lowest is rank 1; without it, the measure's own rule."
    )


class CompareAsk(Ask):
    measure: one_of(definitions()) = Field(description="The measure, by id.")  # type: ignore[valid-type]
    a: AreaName | None = Field(None, description="An area by id, ONS code or name.")
    b: AreaName | None = Field(None, description="Another area; the difference is b less a.")
    period: PeriodText | None = Field(None, description="Without it, the newest that both areas have.")
    then: PeriodText | None = Field(None, description="A second period, for a, or for every force without a.")
    where: list[WhereText] = Field([], max_length=LONGEST, description="NAME=VALUE for a dimension.")


@router.get("/league", **listed(shapes.Leagues))
def list_leagues(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Every measure that ranks the forces, with the periods that a table may be asked for."""

    def make(reading: Any) -> Listing:
        def row(measure: Any) -> dict[str, Any]:
            held = [one for one in reading.rows(measure.id, by="force") if one.value is not None]
            return {
                "measure": measure.id,
                "title": asdict(measure.title),
                "kind": measure.league.kind if measure.league else "not stated",
                "unit": measure.unit,
                "direction": measure.direction,
                "periods": periods_of(held),
            }

        return Listing("leagues", leagued(), shapes.LeagueName, row)

    return listing(request, ask, make)


@router.get("/league/{measure_id}", **listed(shapes.League))
def league(request: HttpRequest, measure_id: str, ask: Query[LeagueAsk]) -> HttpResponse:
    """A league table: ranked forces first, then those not ranked with the reason, then those without a figure."""

    def make(reading: Any) -> Listing:
        from peelian.facts.league import league_table

        made = league_table(
            measure_id,
            ask.period,
            where=where_of(ask.where),
            region=next((one.name for one in regions() if one.id == ask.region), None),
            first=ask.first,
            store=reading.store,
        )
        beside = {
            "measure": made.measure.id,
            "title": asdict(made.measure.title),
            "period": made.period,
            "first": made.first,
            "level": made.level,
            "where": made.where,
            "region": made.region,
            "tiers": [[row.area_id for row in tier] for tier in made.tiers],
            "checks": plain(made.checks),
            "pitfalls": plain(made.pitfalls),
            "chosen": worded(made.chosen),
        }
        return Listing(f"league-{measure_id}", made.rows, shapes.LeagueLine, _line, beside)

    return listing(request, ask, make)


@router.get("/compare", **listed(shapes.Comparison))
def compare(request: HttpRequest, ask: Query[CompareAsk]) -> HttpResponse:
    """Two areas in one period, or one period with another: the difference, its interval, and what stands against it."""

    def make(reading: Any) -> Listing:
        made = _compared(ask, reading.store)
        beside = {
            "measure": made.measure.id,
            "title": asdict(made.measure.title),
            "of": made.of,
            "level": made.level,
            "where": made.where,
            "sentence": worded(made.sentence),
            "checks": plain(made.checks),
            "pitfalls": plain(made.pitfalls),
            "sources": [source.id for source in made.sources],
        }
        return Listing("comparison", made.rows, shapes.CompareLine, _pair, beside)

    return listing(request, ask, make)


def _compared(ask: CompareAsk, store: Any) -> Any:
    from peelian.facts import compare as comparing

    where = where_of(ask.where)
    if ask.a and ask.b and not ask.then:
        return comparing.compare(ask.measure, ask.a, ask.b, ask.period, where=where, store=store)
    if ask.period and ask.then and not ask.b:
        return comparing.compare_periods(ask.measure, ask.period, ask.then, ask.a, where=where, store=store)
    raise TooLittle


def _line(row: Any) -> dict[str, Any]:
    return dict(row.as_dict()) | {
        "area_name": named(row.area_id, row.area_name),
        "basis": worded(row.basis),
        "note": worded(row.note),
        "reason": worded(row.reason),
    }


def _pair(row: Any) -> dict[str, Any]:
    return dict(row.as_dict()) | {
        "first_area_name": named(row.first.area_id, row.first.area_name),
        "second_area_name": named(row.second.area_id, row.second.area_name),
        "basis": worded(row.second.basis),
        "reason": worded(row.reason),
    }
