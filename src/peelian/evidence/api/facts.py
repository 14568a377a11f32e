"""Forces, areas, measures and figures."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import shapes
from peelian.evidence.api.asking import LONGEST, AreaId, Ask, PeriodText, WhereText, one_of, where_of
from peelian.evidence.api.describing import alone, listed
from peelian.evidence.api.serving import Listing, listing, shaped, thing
from peelian.facts.measures import definition, definitions
from peelian.facts.measures.model import MeasureRow, dim_column
from peelian.facts.measures.request import BREAKDOWNS, VINTAGES
from peelian.plan.spine import commitments_of
from peelian.reference.areas import area, regions
from peelian.reference.forces import force, forces, special_forces
from peelian.reference.places import districts

router = Router(tags=["figures"])
KINDS = ("country", "nation", "region", "force", "special", "district")


class AreaAsk(Ask):
    kind: one_of(KINDS) | None = Field(None, description="Only areas of this kind.")  # type: ignore[valid-type]


class FigureAsk(Ask):
    by: one_of(BREAKDOWNS) | None = Field(None, description="Only areas of this kind; without it, all.")  # type: ignore[valid-type]
    period: list[PeriodText] = Field(
        [], max_length=LONGEST, description="A period such as 2017-09-30, 2023-11, ye_2018_03, 2020-04/P3Y."
    )
    area: list[AreaId] = Field([], max_length=LONGEST, description="Area ids; /api/v1/areas lists them.")
    where: list[WhereText] = Field(
        [], max_length=LONGEST, description="NAME=VALUE for a dimension; VALUE may be each or all."
    )
    vintages: one_of(VINTAGES) = Field("current", description="current, or all for every edition.")  # type: ignore[valid-type]


@router.get("/forces", **listed(shapes.Forces))
def list_forces(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """The 43 territorial forces, and the special ones, which are never ranked."""
    everyone = (*forces(), *special_forces())
    return listing(request, ask, lambda _reading: Listing("forces", everyone, shapes.Force, _force))


@router.get("/forces/{force_id}", **alone(shapes.OneForce))
def one_force(request: HttpRequest, force_id: str) -> HttpResponse:
    """One force: names, codes and region."""
    return thing(request, lambda _reading: shaped(_force(force(force_id)), shapes.Force))


@router.get("/areas", **listed(shapes.Areas))
def list_areas(request: HttpRequest, ask: Query[AreaAsk]) -> HttpResponse:
    """Every area that figures may be published for, with its code."""

    def make(_reading: Any) -> Listing:
        found = [one for one in _areas() if ask.kind in {None, one.kind}]
        return Listing("areas", found, shapes.AreaRow, _area)

    return listing(request, ask, make)


@router.get("/measures", **listed(shapes.Measures))
def list_measures(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Every measure with its definition."""
    every = list(definitions().values())
    return listing(request, ask, lambda _reading: Listing("measures", every, shapes.MeasureShape, _measure))


@router.get("/measures/{measure_id}", **alone(shapes.OneMeasure))
def one_measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """One measure: why it matters, its basis, its dimensions, its pitfalls and the commitments it measures."""
    return thing(request, lambda _reading: shaped(_measure(definition(measure_id)), shapes.MeasureShape))


@router.get("/measures/{measure_id}/figures", **listed(shapes.Figures))
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
            vintages=ask.vintages,
            store=reading.store,
        )
        return Listing(
            f"measure-{measure_id}", found, shapes.Figure, _figure,
            flat=MeasureRow.flat, flat_columns=_flat_columns(measure_id),
        )  # fmt: skip

    return listing(request, ask, make)


def _flat_columns(measure_id: str) -> list[str]:
    """The fields of a figure, each dimension of the measure a column of its own in their midst."""
    columns = []
    for name in MeasureRow.__dataclass_fields__:
        dims = definition(measure_id).dims if name == "dims" else ()
        columns += [dim_column(measure_id, dim.name) for dim in dims] if name == "dims" else [name]
    return columns


def named(area_id: str, otherwise: str = "") -> dict[str, str]:
    """The name of an area in both languages."""
    one = area(area_id)
    return {"en": otherwise or one.name, "cy": one.name_cy or otherwise or one.name}


@cache
def _areas() -> tuple[Any, ...]:
    wide = ["K02000001", "K03000001", "K04000001", "E92000001", *(one.id for one in regions())]
    return tuple(area(id_) for id_ in [*wide, *(f.id for f in (*forces(), *special_forces())), *districts()])


def _area(one: Any) -> dict[str, Any]:
    return {"id": one.id, "kind": one.kind, "name": named(one.id), "code": one.code}


def _force(one: Any) -> dict[str, Any]:
    return {
        **asdict(one),
        "name": {"en": one.name, "cy": one.name_cy},
        "region": named(one.region_id) if one.region_id else None,
    }


def _measure(one: Any) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in shapes.MeasureShape.model_fields if hasattr(one, name)}
    return kept | {
        "title": asdict(one.title),
        "why": asdict(one.why),
        "basis": asdict(one.basis),
        "dimensions": [{"name": dim.name, "default": dim.default} for dim in one.dims],
        "pitfalls": [asdict(pitfall) for pitfall in one.pitfalls],
        "leagued": one.every_force,
        "commitments": [each.id for each in commitments_of("measure", one.id)],
    }


def _figure(row: MeasureRow) -> dict[str, Any]:
    return row.as_dict() | {
        "area_name": named(row.area_id, row.area_name),
        "basis": {"en": row.basis, "cy": row.basis_cy},
        "note": {"en": row.note, "cy": row.note_cy},
    }
