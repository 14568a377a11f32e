"""What the facts store holds about places: postcodes with their district, and outlines of the forces.

Nothing is loaded in a new home; routing then works from the reference tables and says how sure it is. What is asked for
stays in the memory of the process until the store changes. A store that cannot be opened counts as one that holds nothing.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from peelian.facts.problems import FactsProblem
from peelian.reference.forces import forces

if TYPE_CHECKING:
    from peelian.facts.store import Store

_log = logging.getLogger(__name__)
METRES: Final = 111_320.0
"""Metres in a degree of latitude."""
LEAST_MARGIN, MOST_MARGIN = 50.0, 2_500.0
_OUTLINES: Final = """
SELECT force_id, geometry, source_id, edition FROM ({boundaries}) WHERE kind = 'force' AND force_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A loaded postcode. `force` is empty where its district is not known."""

    postcode: str
    district: str
    force: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True, slots=True)
class Near:
    """A force whose outline holds a point (`metres` 0), or how far away its outline is; `inside`: metres to its own line."""

    force: str
    metres: float
    inside: float


def store() -> Store | None:
    """The facts store of this home, None where it cannot be opened."""
    from peelian.facts.store import open_store

    try:
        return open_store()
    except (FactsProblem, OSError):
        _log.warning("The facts store cannot be opened; places are told by the reference tables.")
        return None


def has(dataset: str) -> bool:
    """Whether rows of this dataset are loaded."""
    opened = store()
    return opened is not None and opened.has(dataset)


def outcode_of(outcode: str) -> dict[str, Placed]:
    """The loaded postcodes of an outcode, by postcode; empty where none are loaded."""
    opened = store()
    if opened is None or not opened.has("postcodes"):
        return {}
    try:
        return _outcode(opened, opened.version, outcode)
    except Exception:  # noqa: BLE001 - the engine raises its own kinds; a report must not fail for want of a lookup
        _log.exception("The postcodes of the facts store cannot be read.")
        return {}


@lru_cache(maxsize=256)
def _outcode(opened: Store, version: str, outcode: str) -> dict[str, Placed]:
    from peelian.facts.engine import cursor

    del version
    query = (
        "SELECT postcode, coalesce(district_code, ''), coalesce(force_id, ''), longitude, latitude "
        f"FROM ({opened.sql('postcodes')}) WHERE area = ? AND outcode = ? ORDER BY ends NULLS LAST"
    )
    with cursor(opened.folder) as asked:
        area = outcode[:2] if outcode[1:2].isalpha() else outcode[:1]
        rows = asked.execute(query, [area, outcode]).fetchall()
    return {row[0]: Placed(*row) for row in rows}


def shares(placed: list[Placed]) -> dict[str, float]:
    """Force -> its part of these postcodes, the largest first."""
    counted = Counter(one.force for one in placed if one.force)
    whole = sum(counted.values())
    return {force: number / whole for force, number in counted.most_common()}


@dataclass(frozen=True, slots=True)
class Outline:
    """A force's area, drawn so that a degree is as long across as up: `squeeze` is the cosine of its latitude."""

    force: str
    shape: Any
    line: Any
    squeeze: float

    @classmethod
    def of(cls, force: str, shape: Any) -> Outline:
        """The outline of a shape in degrees."""
        from shapely import affinity, prepare

        _, south, _, north = shape.bounds
        squeeze = math.cos(math.radians((south + north) / 2))
        flat = affinity.scale(shape, xfact=squeeze, yfact=1.0, origin=(0, 0))
        prepare(flat)
        return cls(force, flat, flat.boundary, squeeze)


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines of one layer. `margin`: metres within which its line is too rough to tell two sides apart."""

    every: tuple[Outline, ...]
    margin: float

    def near(self, longitude: float, latitude: float) -> tuple[Near, ...]:
        """The forces that hold the point or lie within the margin of it, the nearest first."""
        from shapely import Point

        found = []
        reach = self.margin / METRES
        for one in self.every:
            point = Point(longitude * one.squeeze, latitude)
            if not one.shape.dwithin(point, reach):
                continue
            away, inside = one.shape.distance(point), one.line.distance(point)
            found.append(Near(one.force, away * METRES, inside * METRES if away == 0 else 0.0))
        return tuple(sorted(found, key=lambda each: (each.metres, -each.inside)))


def outlines() -> Outlines | None:
    """The most detailed layer of the 43 forces that is loaded; None where no layer has them all."""
    opened = store()
    if opened is None or not opened.has("boundaries"):
        return None
    try:
        return _outlines(opened, opened.version)
    except Exception:  # noqa: BLE001 - as above
        _log.exception("The boundaries of the facts store cannot be read.")
        return None


@lru_cache(maxsize=2)
def _outlines(opened: Store, version: str) -> Outlines | None:
    import shapely

    from peelian.facts.engine import cursor

    del version
    with cursor(opened.folder) as asked:
        rows = asked.execute(_OUTLINES.format(boundaries=opened.sql("boundaries"))).fetchall()
    layers: dict[tuple[str, str], dict[str, Any]] = {}
    for force, geometry, source, edition in rows:
        layers.setdefault((source, edition), {})[force] = shapely.from_wkb(bytes(geometry))
    everyone = {one.id for one in forces()}
    whole = [layer for layer in layers.values() if everyone <= layer.keys()]
    if not whole:
        return None
    finest = min(whole, key=lambda layer: margin_of(list(layer.values())))
    drawn = tuple(Outline.of(force, shape) for force, shape in finest.items())
    return Outlines(drawn, margin_of(list(finest.values())))


def margin_of(shapes: list[Any]) -> float:
    """Half of the typical step between two corners, in metres: a line drawn with long steps cuts its corners.

    Where the corners stand on a grid (a quantised layer), at least the step of the grid. Kept between 50 m and 2.5 km.
    """
    import numpy as np
    import shapely

    corners = [
        shapely.get_coordinates(ring) for shape in shapes for ring in shapely.get_parts(shape.boundary)
    ]
    if not corners:
        return MOST_MARGIN
    steps = [np.diff(ring, axis=0) * METRES * _squeeze(ring[:-1, 1]) for ring in corners]
    typical = float(np.median(np.concatenate([np.hypot(one[:, 0], one[:, 1]) for one in steps])))
    columns = np.unique(np.concatenate(corners)[:, 0])
    grid = float(np.median(np.diff(columns))) * METRES * 0.6 if len(columns) > 1 else 0.0
    return min(max(typical / 2, grid, LEAST_MARGIN), MOST_MARGIN)


def _squeeze(latitudes: Any) -> Any:
    """What turns steps of degrees into equal lengths: (cos latitude, 1) for each."""
    import numpy as np

    return np.column_stack([np.cos(np.radians(latitudes)), np.ones(len(latitudes))])
