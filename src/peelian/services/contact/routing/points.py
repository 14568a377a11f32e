"""A point on the map: whose it is by the loaded outlines, else by the postcode areas around it.

Without outlines a point counts to the outcodes whose middle is near it, all of them; where they belong to one force that
is the answer, at the sureness of an outcode. A point far from every outcode, or inside a hand-drawn outline of another
country, belongs elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from peelian.reference.places import outcodes
from peelian.reference.problems import Bilingual
from peelian.services.contact.routing import loaded
from peelian.services.contact.routing.definition import Outside, routing
from peelian.services.contact.routing.model import Found
from peelian.services.contact.routing.said import force_candidate, other_candidate

KILOMETRES: Final = 111.32
FAR, AROUND = 25.0, 4.0
"""Kilometres: further than `FAR` from the middle of every outcode is no place of England or Wales; outcodes up to
`AROUND` further away than the nearest count too."""

AT_SEA: Final = Bilingual(
    "This point is at sea or in another country.", "Mae'r pwynt hwn ar y môr neu mewn gwlad arall."
)
EXACT: Final = Bilingual(
    "The point lies inside this force's area on the map.", "Mae'r pwynt o fewn ardal yr heddlu hwn ar y map."
)
COAST: Final = Bilingual(
    "The point lies just outside the outline of this force, at the coast.",
    "Mae'r pwynt ychydig y tu allan i amlinell yr heddlu hwn, ar yr arfordir.",
)
BORDER: Final = Bilingual(
    "The point lies so near a border that the map cannot tell the two sides apart.",
    "Mae'r pwynt mor agos at ffin fel na all y map wahaniaethu rhwng y ddwy ochr.",
)
AROUND_IT: Final = Bilingual(
    "The postcode areas around this point belong to this force.",
    "Mae'r ardaloedd cod post o amgylch y pwynt hwn yn perthyn i'r heddlu hwn.",
)
OUTSIDE: Final = Bilingual(
    "The point lies outside England and Wales.", "Mae'r pwynt y tu allan i Gymru a Lloegr."
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map in degrees of WGS84."""

    latitude: float
    longitude: float

    @classmethod
    def of(cls, latitude: object, longitude: object) -> Point | None:
        """The point, None where the two are no numbers in degrees."""
        try:
            up, across = float(str(latitude)[:30]), float(str(longitude)[:30])
        except ValueError:
            return None
        inside = abs(up) <= 90 and abs(across) <= 180
        return cls(up, across) if inside else None

    def kilometres(self, latitude: float, longitude: float) -> float:
        """How far away another place is; good over short ways."""
        across = (longitude - self.longitude) * math.cos(math.radians((latitude + self.latitude) / 2))
        return math.hypot(across, latitude - self.latitude) * KILOMETRES


def found_at(point: Point) -> Found:
    """Who may be responsible at a point."""
    abroad = _outside(point)
    drawn = loaded.outlines()
    ours = _by_outline(point, drawn) if drawn else _by_outcodes(point)
    if abroad and (drawn is None or ours.why is not EXACT):
        return _with(abroad, point, ours)
    return ours if ours.candidates else Found((other_candidate("coastguard", AT_SEA, "unknown"),), AT_SEA)


def _by_outline(point: Point, drawn: loaded.Outlines) -> Found:
    near = drawn.near(point.longitude, point.latitude)
    if not near:
        return Found((), AT_SEA)
    if near[0].metres == 0 and near[0].inside > drawn.margin:
        return Found((force_candidate(near[0].force, EXACT, "exact"),), EXACT)
    if len(near) == 1:
        why = EXACT if near[0].metres == 0 else COAST
        return Found(
            (force_candidate(near[0].force, why, "exact" if near[0].metres == 0 else "district"),), why
        )
    return Found(tuple(force_candidate(one.force, BORDER, "unknown") for one in near), BORDER)


def _by_outcodes(point: Point) -> Found:
    ways = sorted(
        (point.kilometres(one.latitude, one.longitude), one.code)
        for one in outcodes().values()
        if abs(one.latitude - point.latitude) < 0.5
    )
    if not ways or ways[0][0] > FAR:
        return Found((), AT_SEA)
    reach = max(ways[0][0] * 2, ways[0][0] + AROUND)
    parts: dict[str, float] = {}
    for way, code in ways:
        if way > reach:
            break
        one = outcodes()[code]
        for force, share in ((one.force_id, one.share or 1.0), *one.others):
            parts[force] = parts.get(force, 0.0) + share / (1.0 + way)
    ranked = sorted(parts, key=lambda force: (-parts[force], force))
    return Found(tuple(force_candidate(force, AROUND_IT, "outcode") for force in ranked), AROUND_IT)


def _outside(point: Point) -> list[tuple[Outside, bool]]:
    """The countries whose outline holds the point or runs near it, with whether the point lies well inside."""
    found = []
    for one in routing().outside:
        held, way = holds(one.outline, point), _way_to(one.outline, point)
        if held or way <= one.margin:
            found.append((one, held and way > one.margin))
    return found


def _with(abroad: list[tuple[Outside, bool]], point: Point, ours: Found) -> Found:
    """Well inside another country, that country alone; near its line, both sides."""
    sure = [one for one, well in abroad if well]
    named = sure or [one for one, _ in abroad]
    others = tuple(other_candidate(one.elsewhere, OUTSIDE, "name" if sure else "unknown") for one in named)
    if sure:
        return Found(others[:1], OUTSIDE)
    if not ours.candidates:
        return Found(others, OUTSIDE)
    return Found((*ours.candidates, *others), BORDER)


def holds(outline: tuple[tuple[float, float], ...], point: Point) -> bool:
    """Whether a ring of (latitude, longitude) goes around the point."""
    inside = False
    for (y1, x1), (y2, x2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > point.latitude) != (y2 > point.latitude):
            at = x1 + (point.latitude - y1) / (y2 - y1) * (x2 - x1)
            inside ^= point.longitude < at
    return inside


def _way_to(outline: tuple[tuple[float, float], ...], point: Point) -> float:
    """Kilometres from the point to the ring's line."""
    across = math.cos(math.radians(point.latitude))
    corners = [
        ((x - point.longitude) * across * KILOMETRES, (y - point.latitude) * KILOMETRES) for y, x in outline
    ]
    return min(_to_side(a, b) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True))


def _to_side(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far the origin lies from the side between a and b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    along = 0.0 if long == 0 else min(1.0, max(0.0, -(a[0] * dx + a[1] * dy) / long))
    return math.hypot(a[0] + along * dx, a[1] + along * dy)
