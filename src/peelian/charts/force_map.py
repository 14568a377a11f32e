"""A map of the forces: a tile each with its value in it, or true outlines with the letter of their class.

Shades go from light to dark with the value; no reading rests on them: a tile says its value, an outline its class, and a
force without a figure is hatched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from peelian.charts import map_words as say
from peelian.charts.chart import Chart, drawing, said
from peelian.charts.classes import Class, classes
from peelian.charts.marks import INK, NAVY, RANGE, WHITE, hatching, linked
from peelian.charts.outlines import Outline, fitted
from peelian.charts.placing import Box
from peelian.charts.scale import numbers
from peelian.charts.svg import Node, Value, el
from peelian.charts.text import width
from peelian.charts.tiles import COLUMNS, ROWS, SIDE, Tile, tile_map
from peelian.charts.units import Unit, short, unit_of
from peelian.reference.problems import Bilingual

WIDTH: Final = float(COLUMNS * SIDE)
# In a column of 288 pixels a unit is a little over half a pixel: 22 units are 11.3 pixels.
TEXT: Final = 22
_LINE: Final = 34.0
HATCH: Final = "url(#hatch)"


@dataclass(frozen=True, slots=True)
class Shade:
    """What a map shows for one force: its value and state; None and any state but ok or provisional are hatched.

    `note` says why there is no figure.
    """

    value: float | None
    state: str = "ok"
    note: str | Bilingual = ""

    @property
    def shown(self) -> bool:
        """Whether there is a value that may be shaded beside the others."""
        return self.value is not None and self.value == self.value and self.state in {"ok", "provisional"}


@dataclass(frozen=True, slots=True)
class Map:
    """What tiles and outlines share."""

    values: Mapping[str, Shade]
    names: Mapping[str, str]
    unit: Unit
    places: int
    lang: str
    classes: tuple[Class, ...]
    marked: frozenset[str]
    href: Callable[[str], str | None] | None

    def class_of(self, id: str) -> Class | None:
        """The class of a force; None without a figure."""
        return next((one for one in self.classes if id in one.members), None)

    def name(self, id: str, lang: str | None = None) -> str:
        """The name of a force."""
        return said(self.names.get(id) or id, lang or self.lang)

    def shade(self, id: str) -> Shade:
        """What is known of a force."""
        return self.values.get(id, Shade(None, "no_data"))

    def linked(self, id: str, *nodes: Node | None, seen: str = "") -> Node:
        """The drawing of one force as a link to its page, where it has one; its name holds the text seen on it."""
        group = el("g", *nodes, data_id=id, class_="peelian-chart-place")
        address = self.href(id) if self.href else None
        told = f"{self.name(id)}: {say.value(self, id, self.lang)}"
        return linked(group, address, f"{seen}, {told}" if seen else told)


def force_map(
    values: Mapping[str, Shade],
    names: Mapping[str, str] | None = None,
    *,
    unit: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    decimals: int | None = None,
    outlines: Mapping[str, Any] | None = None,
    highlight: Collection[str] = (),
    href: Callable[[str], str | None] | None = None,
    id: str | None = None,
) -> Chart:
    """The map of the 43 forces; a force that `values` does not name has no data.

    `outlines` maps force ids to shapely geometries or GeoJSON, in degrees or metres of a grid; without them every force
    is an equal tile. `names` are the forces' own unless given.
    """
    known = {tile.force.id: Bilingual(tile.force.short_name, tile.force.name_cy) for tile in tile_map()}
    held = {id: float(shade.value) for id, shade in values.items() if shade.shown and shade.value is not None}
    numbers(held.values())
    shown = unit_of(unit, decimals)
    drawn = Map(
        {**dict.fromkeys(known, Shade(None, "no_data")), **values},
        {**known, **(names or {})},
        shown,
        shown.places_for(held.values()),
        lang,
        classes(held),
        frozenset(highlight),
        href,
    )
    body, height, extra = _tiles(drawn) if outlines is None else _outlines(drawn, outlines)
    legend = list(_legend(drawn, height + 20, extra))
    total = height + 20 + _LINE * len(legend)
    return drawing(
        "map",
        [hatching(), *body, *legend],
        title=title,
        description=say.description(drawn),
        table=(say.COLUMNS, say.rows(drawn)),
        lang=lang,
        height=None,
        viewBox=f"0 0 {WIDTH:g} {total:g}",
        font_size=TEXT,
        id=id,
        links=href is not None,
    )


def _text(text: str, x: float, y: float, *, fill: str = INK, halo: bool = False, **looks: Value) -> Node:
    settings: dict[str, Value] = {"text_anchor": "middle", **looks}
    if halo:
        settings |= {
            "stroke": WHITE,
            "stroke_width": 6,
            "paint_order": "stroke",
            "class_": "peelian-chart-halo",
        }
    return el("text", text, x=x, y=y, fill=fill, **settings)


def _tiles(shown: Map) -> tuple[list[Node], float, list[str]]:
    extra = (
        [say.provisional(shown.lang)]
        if any(one.state == "provisional" for one in shown.values.values())
        else []
    )
    return [_tile(shown, tile) for tile in tile_map()], float(ROWS * SIDE), extra


def _tile(shown: Map, tile: Tile) -> Node:
    """One force: its short name, and its value under it."""
    id = tile.force.id
    group = shown.class_of(id)
    ink = WHITE if group and group.dark else INK
    middle = tile.x + SIDE / 2
    inside = _inside(shown, id, group)
    return shown.linked(
        id,
        _area(shown, id, el("rect", x=tile.x + 1.5, y=tile.y + 1.5, width=SIDE - 3, height=SIDE - 3, rx=4)),
        _text(f"{tile.text} ", middle, tile.y + 34, fill=ink, halo=group is None, font_weight=700),
        _text(inside, middle, tile.y + 62, fill=ink, halo=group is None),
        seen=f"{tile.text} {inside}",
    )


def _area(shown: Map, id: str, node: Node) -> Node:
    group, marked = shown.class_of(id), id in shown.marked
    node.set("fill", group.fill if group else HATCH)
    node.set("stroke", INK if marked else RANGE)
    node.set("stroke-width", "5" if marked else "1.5")
    node.set("class", "peelian-chart-area" if group else "peelian-chart-empty")
    return node


def _inside(shown: Map, id: str, group: Class | None) -> str:
    """The value as it fits into a tile; else its class; a dash where there is none."""
    shade = shown.shade(id)
    if group is None or shade.value is None:
        return "–"
    mark = "p" if shade.state == "provisional" else ""
    for places in range(shown.places, -1, -1):
        for written in (
            shown.unit.text(shade.value, places),
            short(shade.value, shown.unit, places, least=1e5),
        ):
            if width(written + mark, TEXT) <= SIDE - 6:
                return written + mark
    return group.letter + mark


def _outlines(shown: Map, outlines: Mapping[str, Any]) -> tuple[list[Node], float, list[str]]:
    """The outlines with the letter of each class; letters without room are told beneath."""
    placed, height = fitted({id: one for id, one in outlines.items() if id in shown.values}, WIDTH)
    lettered, left = _letters(shown, placed)
    areas = [
        shown.linked(one.id, _area(shown, one.id, el("path", d=one.path, fill_rule="evenodd")))
        for one in placed
    ]
    unseen = [id for id in shown.values if id not in {one.id for one in placed}]
    return [*areas, *lettered], height, [*say.beside(shown, left), *say.unseen(shown, unseen)]


def _letters(shown: Map, placed: tuple[Outline, ...]) -> tuple[list[Node], list[str]]:
    out: list[Node] = []
    taken: list[Box] = []
    left: list[str] = []
    for one in sorted(placed, key=lambda place: -place.room):
        group = shown.class_of(one.id)
        if group is None:
            continue
        box = Box(one.x - 9, one.y - 12, one.x + 9, one.y + 12)
        if one.room < 22 or any(box.touches(other) for other in taken):
            left.append(one.id)
            continue
        taken.append(box)
        out.append(_text(group.letter, one.x, one.y + 8, fill=WHITE if group.dark else INK, font_weight=700))
    return out, left


def _legend(shown: Map, top: float, extra: list[str]) -> Iterator[Node]:
    """A swatch a class with its range and its number of forces, the hatching, and what else is to be said."""
    y = top
    for group in shown.classes:
        swatch = _swatch(y, group.fill, NAVY, "peelian-chart-area")
        letter = _text(group.letter, 20, y + 23, fill=WHITE if group.dark else INK, font_weight=700)
        yield el("g", swatch, letter, _text(say.range_of(shown, group), 50, y + 23, text_anchor="start"))
        y += _LINE
    empty = sum(not one.shown for one in shown.values.values())
    if empty:
        swatch = _swatch(y, HATCH, RANGE, "peelian-chart-empty")
        yield el("g", swatch, _text(say.empty(empty, shown.lang), 50, y + 23, text_anchor="start"))
        y += _LINE
    for text in extra:
        yield _text(text, 0, y + 23, text_anchor="start")
        y += _LINE


def _swatch(y: float, fill: str, stroke: str, kind: str) -> Node:
    return el("rect", x=2, y=y + 3, width=36, height=24, fill=fill, stroke=stroke, class_=kind)
