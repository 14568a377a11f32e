"""Forces, measures, figures and sources."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import schemas
from peelian.evidence.api.problems import BadWhere
from peelian.evidence.api.serving import Ask, Listing, listing, thing
from peelian.evidence.forces import FORCE_COLUMNS
from peelian.evidence.problems import NoSuchPage
from peelian.evidence.sources import SOURCE_COLUMNS
from peelian.facts.measures import definition, definitions
from peelian.reference.areas import area
from peelian.reference.forces import force, forces, special_forces

router = Router(tags=["figures"])


class FigureAsk(Ask):
    by: str | None = Field(None, description="force, region, nation, country or district; without it, all.")
    period: list[str] = Field(
        [], description="A period such as 2017-09-30, 2023-11, ye_2018_03, 2020-04/P3Y."
    )
    area: list[str] = Field([], description="Area ids: a force's id, or an ONS code.")
    where: list[str] = Field([], description="NAME=VALUE for a dimension; VALUE may be each or all.")
    vintages: str = Field("current", description="current, or all for every edition.")


@router.get("/forces", response={200: schemas.Page, 400: schemas.Faults})
def list_forces(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """The 43 territorial forces, and the special ones, which are never ranked."""
    return listing(
        request, ask, lambda _reading: Listing("forces", [*map(_force, _all_forces())], FORCE_COLUMNS)
    )


@router.get("/forces/{force_id}", response={200: schemas.Thing, 404: schemas.Faults})
def one_force(request: HttpRequest, force_id: str) -> HttpResponse:
    """One force: names, codes and region."""
    return thing(request, lambda _reading: _force(force(force_id)))


@router.get("/measures", response={200: schemas.Page, 400: schemas.Faults})
def list_measures(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Every measure with its definition."""
    return listing(
        request, ask, lambda _reading: Listing("measures", [_measure(one) for one in definitions().values()])
    )


@router.get("/measures/{measure_id}", response={200: schemas.Thing, 404: schemas.Faults})
def one_measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """One measure: why it matters, its basis, its dimensions and its pitfalls."""
    return thing(request, lambda _reading: _measure(definition(measure_id)))


@router.get(
    "/measures/{measure_id}/figures",
    response={200: schemas.Figures, 400: schemas.Faults, 404: schemas.Faults},
)
def figures(request: HttpRequest, measure_id: str, ask: Query[FigureAsk]) -> HttpResponse:
    """The figures of a measure. By force, each of the 43 without a figure has a row whose value is null."""

    def make(reading: Any) -> Listing:
        from peelian.facts import measures

        found = measures.rows(
            measure_id,
            by=ask.by,
            periods=ask.period or None,
            areas=ask.area or None,
            where=where_of(ask.where),
            vintages=ask.vintages,  # type: ignore[arg-type]  # checked there, with an error in words
            store=reading.store,
        )
        if ask.format == "csv":
            return Listing(f"measure-{measure_id}", [row.flat() for row in found])
        return Listing(f"measure-{measure_id}", [row.as_dict() for row in found])

    return listing(request, ask, make)


@router.get("/sources", response={200: schemas.Page, 400: schemas.Faults})
def list_sources(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Every source that is loaded, superseded ones too."""
    return listing(
        request,
        ask,
        lambda reading: Listing("sources", [asdict(one) for one in reading.sources()], SOURCE_COLUMNS),
    )


@router.get("/sources/{path:source_id}", response={200: schemas.Thing, 404: schemas.Faults})
def one_source(request: HttpRequest, source_id: str) -> HttpResponse:
    """One source with its coverage."""

    def make(reading: Any) -> dict[str, Any]:
        found = reading.sources_by_id().get(source_id)
        if found is None:
            raise NoSuchPage(name=source_id)
        return asdict(found)

    return thing(request, make)


def where_of(texts: list[str]) -> dict[str, str | list[str]] | None:
    """NAME=VALUE texts as a question to a measure; a name given twice asks for both values. Raises BadWhere."""
    asked: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise BadWhere(text=text[:80])
        asked.setdefault(name.strip(), []).append(value.strip())
    return {name: values[0] if len(values) == 1 else values for name, values in asked.items()} or None


def _all_forces() -> tuple[Any, ...]:
    return (*forces(), *special_forces())


def _force(one: Any) -> dict[str, Any]:
    return {**asdict(one), "region": area(one.region_id).name if one.region_id else None}


def _measure(one: Any) -> dict[str, Any]:
    kept = (
        "id",
        "unit",
        "direction",
        "decimals",
        "additive",
        "national",
        "author",
        "checked_on",
        "next_review",
    )
    return {
        **{name: getattr(one, name) for name in kept},
        "title": asdict(one.title),
        "why": asdict(one.why),
        "basis": asdict(one.basis),
        "datasets": list(one.datasets),
        "dimensions": [{"name": dim.name, "default": dim.default} for dim in one.dims],
        "pitfalls": [asdict(one_pitfall) for one_pitfall in one.pitfalls],
    }
