"""Boundaries of forces, districts and small areas from GeoJSON or TopoJSON, as WKB in WGS84.

What a layer holds is told by its codes (E23 and W15 are force areas), whatever the property is called. A ring that crosses
itself is mended and noted, as Hampshire's is in the 2020 force areas. `edition` is the year in the property's name;
`cover` is what the layer covers, so that district after district of small areas can lie side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from peelian.facts.problems import FileProblem
from peelian.facts.sources.base import (
    OGL,
    Adapter,
    Context,
    Item,
    Label,
    Note,
    Reject,
    Row,
    Sample,
    SourceFile,
)
from peelian.facts.sources.named_areas import NotAnArea, by_code
from peelian.facts.sources.topojson import NotTopology, features
from peelian.reference.problems import Problem

KINDS = (
    ("force", re.compile(r"[EW](?:23|15)\d{6}|[SN]23\d{6}|N24\d{6}")),
    ("district", re.compile(r"[EW]0[6-9]\d{6}|S12\d{6}|N09\d{6}")),
    ("lsoa", re.compile(r"[EW]01\d{6}")),
)
LONGEST_LON, LONGEST_LAT = 180.0, 90.0
COARSE = 0.005


@dataclass(frozen=True, slots=True)
class Layer:
    """Which property holds the code, which the name, and what the codes are."""

    code: str
    name: str
    kind: str
    edition: str
    district: str


class Boundaries(Adapter):
    id, kind = "boundaries", "areas"
    title = "Boundaries of police force areas, districts and small areas"
    publisher, licence = "Office for National Statistics", OGL
    address = "https://geoportal.statistics.gov.uk/"
    datasets = ("boundaries",)

    def recognises(self, sample: Sample) -> float:
        head = "".join(sample.text[:4096].split())
        if '"type":"Topology"' in head or (
            '"FeatureCollection"' in head and '"features"' in "".join(sample.text.split())
        ):
            return 0.8
        return 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        document = file.json()
        shapes, notes = _shapes(document, file)
        yield from notes
        layer = _layer(shapes, file)
        yield Label("edition", layer.edition)
        yield Label("vintage", "the file does not say when it was published; the day it was added counts")
        cover = _cover(shapes, layer)
        mended: list[str] = []
        for number, shape in enumerate(shapes, 1):
            yield _boundary(number, shape, layer, cover, mended)
        if mended:
            yield Note(_told(mended))


def _shapes(document: Any, file: SourceFile) -> tuple[list[dict[str, Any]], list[Note]]:
    if not isinstance(document, dict):
        raise FileProblem(
            path=file.name, why="it is JSON, but no map layer.", mend="Give a GeoJSON or TopoJSON file."
        )
    crs = str(document.get("crs", ""))
    if re.search(r"27700|OSGB", crs):
        raise FileProblem(
            path=file.name, why="its coordinates are on the British National Grid (EPSG:27700).",
            mend="Download the layer as GeoJSON in WGS84 (longitude and latitude).",
        )  # fmt: skip
    if document.get("type") != "Topology":
        return [shape for shape in document.get("features") or [] if isinstance(shape, dict)], []
    try:
        found = list(features(document))
    except NotTopology:
        raise FileProblem(
            path=file.name, why="it is not a whole TopoJSON layer.", mend="Fetch it again."
        ) from None
    step = max((document.get("transform") or {}).get("scale", [0.0]))
    coarse = (
        [Note(f"The layer is drawn in steps of {step:.4f} degrees: too coarse to place points with.")]
        if step > COARSE
        else []
    )
    return found, coarse


def _layer(shapes: list[dict[str, Any]], file: SourceFile) -> Layer:
    """The property whose values are area codes of one kind; raises FileProblem when there is none."""
    first = [shape.get("properties") or {} for shape in shapes[:20]]
    names = list(dict.fromkeys(name for properties in first for name in properties))
    for kind, pattern in reversed(KINDS):
        for code in names:
            if (
                not all(pattern.fullmatch(str(properties.get(code) or "")) for properties in first)
                or "ACTIVE" in code
            ):
                continue
            if kind == "district" and any(KINDS[2][1].fullmatch(str(value)) for value in first[0].values()):
                continue
            year = re.search(r"(\d{2,4})(?:cd|code)?$", code, re.I)
            edition = (year[1] if len(year[1]) == 4 else f"20{year[1]}") if year else "undated"
            kind_year = f"lsoa{edition[2:]}" if kind == "lsoa" else kind
            district = next(
                (
                    n
                    for n in names
                    if re.match(r"lad", n, re.I) and n != code and not n.lower().endswith("nm")
                ),
                "",
            )
            return Layer(code, _name_property(names, code), kind_year, edition, district)
    raise FileProblem(
        path=file.name, why="its shapes carry no code of a police force area, district or LSOA.",
        mend="Give a layer of the ONS Open Geography Portal with its code column.",
    )  # fmt: skip


def _name_property(names: list[str], code: str) -> str:
    stem = re.sub(r"(?i)(cd|code)$", "", code)
    return next((name for name in names if re.fullmatch(rf"(?i){re.escape(stem)}(nm|name)", name)), "")


def _cover(shapes: list[dict[str, Any]], layer: Layer) -> str:
    """What the whole layer covers: England and Wales, or the United Kingdom when Scotland or Northern Ireland are in it."""
    codes = [str((shape.get("properties") or {}).get(layer.code) or "") for shape in shapes]
    return "K02000001" if any(code[:1] in {"S", "N"} for code in codes) else "K04000001"


def _told(mended: list[str]) -> str:
    """One sentence about the outlines whose rings crossed themselves, with at most three names."""
    if len(mended) == 1:
        return f"1 outline was mended: {mended[0]}."
    which = ", among them" if len(mended) > 3 else ":"
    return f"{len(mended):,} outlines were mended{which} {'; '.join(mended[:3])}."


def _boundary(
    number: int, shape: Mapping[str, Any], layer: Layer, cover: str, mended: list[str]
) -> Row | Reject:
    """One area's row; an outline that had to be mended adds its name to `mended`."""
    from shapely.geometry import shape as to_shape

    properties = shape.get("properties") or {}
    code, name = str(properties.get(layer.code) or ""), str(properties.get(layer.name) or "")
    try:
        outline = to_shape(shape["geometry"])
        whole = _polygons(outline)
    except Exception:  # noqa: BLE001 - shapely raises many kinds for a shape that is none
        return Reject(number, "geometry", "the shape is no polygon that can be read", code)
    if whole is None:
        return Reject(number, "geometry", "the shape has no area", code)
    if not _in_degrees(whole):
        return Reject(number, "geometry", "the coordinates are not longitude and latitude (WGS84)", code)
    try:
        force_id = _force_of(code, properties, layer)
    except NotAnArea as problem:
        return Reject(number, layer.code, str(problem), code)
    if whole is not outline:
        mended.append(name or code)
    covers = str(properties.get(layer.district) or cover) if layer.kind.startswith("lsoa") else cover
    values = {
        "code": code, "name": name, "kind": layer.kind, "force_id": force_id, "edition": layer.edition, "cover": covers,
        "geometry": whole.wkb,
    }  # fmt: skip
    return Row("boundaries", values, line=number)


def _polygons(outline: Any) -> Any:
    """The shape itself, mended to valid polygons if it must be; None when nothing has an area."""
    from shapely import make_valid
    from shapely.geometry import MultiPolygon

    if outline.is_empty:
        return None
    if outline.is_valid and outline.geom_type in {"Polygon", "MultiPolygon"}:
        return outline
    parts = [part for part in _flat(make_valid(outline)) if part.geom_type == "Polygon" and part.area > 0]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _flat(shape: Any) -> Iterator[Any]:
    for part in getattr(shape, "geoms", [shape]):
        yield from _flat(part) if hasattr(part, "geoms") else (part,)


def _in_degrees(shape: Any) -> bool:
    west, south, east, north = shape.bounds
    return bool(
        west >= -LONGEST_LON and east <= LONGEST_LON and south >= -LONGEST_LAT and north <= LONGEST_LAT
    )


def _force_of(code: str, properties: Mapping[str, Any], layer: Layer) -> str | None:
    """The force of a shape: its own, or its district's; None where none is known. Raises NotAnArea for a force's code."""
    if layer.kind == "force":
        return by_code(code).id
    from peelian.reference.places import district

    own = code if layer.kind == "district" else str(properties.get(layer.district) or "")
    try:
        return district(own).force_id or None
    except Problem:
        return None


ADAPTERS = (Boundaries(),)
