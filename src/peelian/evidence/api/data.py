"""Sources, refused rows and missing figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import shapes
from peelian.evidence.api.asking import Ask, Short, one_of
from peelian.evidence.api.describing import alone, listed
from peelian.evidence.api.serving import Listing, listing, thing
from peelian.evidence.problems import NoSuchPage
from peelian.evidence.sources import missing_rows, quarantined
from peelian.facts.measures import definitions

router = Router(tags=["data"])


class QuarantineAsk(Ask):
    source: Short | None = Field(None, description="Only rows of this source, by id.")


class MissingAsk(Ask):
    measure: one_of(definitions()) | None = Field(None, description="Only this measure, by id.")  # type: ignore[valid-type]


@router.get("/sources", **listed(shapes.Sources))
def list_sources(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Every source that is loaded, superseded ones too."""
    return listing(
        request, ask, lambda reading: Listing("sources", reading.sources(), shapes.SourceShape, asdict)
    )


@router.get("/sources/{path:source_id}", **alone(shapes.WholeSource))
def one_source(request: HttpRequest, source_id: str) -> HttpResponse:
    """One source with its coverage."""

    def make(reading: Any) -> dict[str, Any]:
        found = reading.sources_by_id().get(source_id)
        if found is None:
            raise NoSuchPage(name=source_id[:200])
        return asdict(found)

    return thing(request, make)


@router.get("/quarantine", **listed(shapes.Quarantine))
def list_quarantined(request: HttpRequest, ask: Query[QuarantineAsk]) -> HttpResponse:
    """Every row that was not kept, with file, line, column and reason."""
    return listing(
        request,
        ask,
        lambda reading: Listing("quarantine", quarantined(reading, ask.source, None), shapes.Quarantined),
    )


@router.get("/missing", **listed(shapes.MissingPage))
def list_missing(request: HttpRequest, ask: Query[MissingAsk]) -> HttpResponse:
    """For each measure's newest period, the forces without a figure, and why."""

    def make(reading: Any) -> Listing:
        found = [one for one in missing_rows(reading) if ask.measure in {None, one["measure"]}]
        return Listing("missing", found, shapes.Missing)

    return listing(request, ask, make)
