"""TopoJSON to plain GeoJSON geometry: arcs as quantised steps, undone by the file's own transform.

The format: https://github.com/topojson/topojson-specification. A ring is a list of arc numbers; `~n` is arc n backwards;
the last point of one arc is the first of the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Point = tuple[float, float]
SMALLEST_RING = 4


class NotTopology(ValueError):  # noqa: N818 - it reads as what it is
    """The document is no whole TopoJSON."""


def features(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every geometry of every object as a GeoJSON feature (`properties`, `geometry`); raises `NotTopology`."""
    try:
        arcs = _arcs(document)
        for collection in document["objects"].values():
            for shape in collection.get("geometries", [collection]):
                geometry = _geometry(shape, arcs)
                properties = {**shape.get("properties", {})}
                if "id" in shape:
                    properties.setdefault("id", shape["id"])
                yield {"type": "Feature", "properties": properties, "geometry": geometry}
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise NotTopology(str(error)) from error


def _arcs(document: dict[str, Any]) -> list[list[Point]]:
    transform = document.get("transform")
    if transform is None:
        return [[(float(x), float(y)) for x, y, *_ in arc] for arc in document["arcs"]]
    (step_x, step_y), (from_x, from_y) = transform["scale"], transform["translate"]
    found = []
    for arc in document["arcs"]:
        x = y = 0
        points = []
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            points.append((x * step_x + from_x, y * step_y + from_y))
        found.append(points)
    return found


def _geometry(shape: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any] | None:
    if shape["type"] == "Polygon":
        return {"type": "MultiPolygon", "coordinates": list(filter(None, [_rings(shape["arcs"], arcs)]))}
    if shape["type"] == "MultiPolygon":
        parts = [_rings(part, arcs) for part in shape["arcs"]]
        return {"type": "MultiPolygon", "coordinates": list(filter(None, parts))}
    return None


def _rings(rings: list[list[int]], arcs: list[list[Point]]) -> list[list[Point]]:
    """The rings of a polygon; quantising collapses small ones to a line, which is dropped, an outer one with its holes."""
    found: list[list[Point]] = []
    for ring in rings:
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        if len(points) >= SMALLEST_RING:
            found.append(points)
        elif not found:
            return []
    return found
