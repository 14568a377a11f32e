"""Boundaries as paths of a drawing: projected, simplified and fitted to a width."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peelian.charts.problems import BadChart
from peelian.charts.svg import num
from peelian.reference.problems import Bilingual


@dataclass(frozen=True, slots=True)
class Outline:
    """One area: its path, a place inside it for a label, and the room there (the root of its area), in units."""

    id: str
    path: str
    x: float
    y: float
    room: float


def fitted(outlines: Mapping[str, Any], width: float) -> tuple[tuple[Outline, ...], float]:
    """The outlines (shapely geometries or GeoJSON) fitted to `width` units, and the height that they need.

    Degrees are drawn with the length of a degree of longitude at the middle latitude, which is near enough at the
    size of England and Wales; metres of a grid are drawn as they are. Rings too small to see are left out, but never
    an area's largest.
    """
    from shapely.affinity import affine_transform
    from shapely.geometry import shape
    from shapely.geometry.base import BaseGeometry

    shapes: dict[str, Any] = {
        id: one if isinstance(one, BaseGeometry) else shape(one.get("geometry", one))
        for id, one in outlines.items()
    }
    shapes = {id: one for id, one in shapes.items() if not one.is_empty}
    if not shapes or any(one.geom_type not in {"Polygon", "MultiPolygon"} for one in shapes.values()):
        raise BadChart(
            why=Bilingual("the outlines are not polygons", "nid polygonau yw’r amlinellau"),
            mend=Bilingual("Give a polygon for each force.", "Rhowch bolygon i bob heddlu."),
        )
    bounds = [one.bounds for one in shapes.values()]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    degrees = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90
    narrowing = math.cos(math.radians((south + north) / 2)) if degrees else 1.0
    scale = width / ((east - west) * narrowing or 1)
    matrix = [scale * narrowing, 0, 0, -scale, -west * scale * narrowing, north * scale]
    made = (_outline(id, affine_transform(one, matrix)) for id, one in shapes.items())
    return tuple(made), (north - south) * scale


def _outline(id: str, shape: Any) -> Outline:
    rings = list(getattr(shape, "geoms", [shape]))
    largest = max(rings, key=lambda one: one.area)
    seen = [one for one in rings if one is largest or one.area >= 4]
    path = "".join(_path(one.simplify(0.6)) for one in seen)
    point = largest.representative_point()
    return Outline(id, path, float(point.x), float(point.y), math.sqrt(largest.area))


def _path(polygon: Any) -> str:
    return "".join(
        "M" + "L".join(f"{num(x)},{num(y)}" for x, y, *_ in ring.coords[:-1]) + "Z"
        for ring in (polygon.exterior, *polygon.interiors)
    )
