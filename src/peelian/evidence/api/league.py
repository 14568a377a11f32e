"""League tables and comparisons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import schemas
from peelian.evidence.api.facts import where_of
from peelian.evidence.api.serving import Ask, Listing, listing
from peelian.stats.results import plain

router = Router(tags=["league tables"])


class LeagueAsk(Ask):
    period: str | None = Field(
        None, description="Without it, the newest period that half of the forces have."
    )
    where: list[str] = Field([], description="NAME=VALUE for a dimension.")
    region: str | None = Field(None, description="Ranks among the forces of one region, by name or ONS code.")
    first: str | None = Field(
        None, description="highest or lowest is rank 1; without it, the measure's own rule."
    )


@router.get(
    "/league/{measure_id}",
    response={200: schemas.League, 400: schemas.Faults, 404: schemas.Faults},
)
def league(request: HttpRequest, measure_id: str, ask: Query[LeagueAsk]) -> HttpResponse:
    """A league table: ranked forces first, then those not ranked with the reason, then those without a figure."""

    def make(reading: Any) -> Listing:
        from peelian.facts.league import COLUMNS, league_table

        made = league_table(
            measure_id,
            ask.period,
            where=where_of(ask.where),
            region=ask.region,
            first=ask.first,
            store=reading.store,
        )
        rows = made.as_rows()
        more = [name for name in (rows[0] if rows else ()) if name not in COLUMNS]
        beside = {
            "measure": made.measure.id,
            "period": made.period,
            "first": made.first,
            "level": made.level,
            "where": made.where,
            "tiers": [[row.area_id for row in tier] for tier in made.tiers],
            "checks": plain(made.checks),
            "pitfalls": plain(made.pitfalls),
            "chosen": plain(made.chosen),
        }
        return Listing(f"league-{measure_id}", rows, (*COLUMNS, *more), beside)

    return listing(request, ask, make)
