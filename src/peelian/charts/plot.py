"""A plot with two axes in two layouts: grid, ticks, curves that keep their line width, and a key beneath.

Everything inside stands in a group moved right by the room of the axis' labels, at shares of the drawing's width. The
narrow layout and the wide one are equally high: where the narrow one needs more lines for its key, the wide one has a
higher plot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from peelian.charts.chart import NARROW, WIDE, said
from peelian.charts.marks import GRID, INK, QUIET, WHITE, label, layout, line, mark
from peelian.charts.scale import Scale, clear_of_each_other, linear
from peelian.charts.svg import Node, Value, el, path, pct
from peelian.charts.text import width, wrap
from peelian.charts.units import Unit, short
from peelian.reference.problems import Bilingual

TOP: Final = 34.0
AXIS: Final = 30.0
_CANVAS: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry of the key: a shape, a line or both, and what it means."""

    text: str
    shape: str | None = None
    fill: str = INK
    stroke: str | None = None
    dash: str | None = None
    weight: float = 2.2


@dataclass(frozen=True, slots=True)
class Plot:
    """One layout. `left` pixels hold the labels of the vertical axis; the plot reaches to `share` per cent."""

    kind: str
    width: float
    left: float
    share: float
    top: float
    bottom: float
    y: Scale
    x: Scale

    @property
    def wide(self) -> bool:
        """Whether there is room for labels at the right end."""
        return self.kind == "wide"

    def pixels(self, share: float) -> float:
        """A place inside as pixels from the plot's left, at the width that the layout is made for."""
        return share / 100 * self.width

    def inside(self, *nodes: Node | None) -> Node:
        """The nodes, moved right by the room of the axis."""
        return el("g", *nodes, transform=f"translate({self.left:g},0)")

    def curve(self, points: Sequence[tuple[float, float]], *, close: bool = False, **looks: Value) -> Node:
        """A line or an area through places on the two scales."""
        placed = [(self.x(x) / self.share * _CANVAS, self.y(y)) for x, y in points]
        settings: dict[str, Value] = {"fill": "none", "class_": "peelian-chart-line", **looks}
        return el("path", d=path(placed, close=close), vector_effect="non-scaling-stroke", **settings)

    def canvas(self, *curves: Node | None) -> Node:
        """The curves, stretched to the width of the plot; their line width stays."""
        height = self.bottom
        return el(
            "svg",
            *curves,
            width=pct(self.share),
            height=height,
            viewBox=f"0 0 {_CANVAS:g} {height:g}",
            preserveAspectRatio="none",
            overflow="visible",
        )


Draw = Callable[[Plot], list[Node | None]]


def plots(
    x: Scale,
    values: Sequence[float | None],
    unit: Unit,
    keys: tuple[Sequence[Sample], Sequence[Sample]],
    *,
    ends: tuple[float, float],
    height: float = 300,
    zero: bool = False,
) -> tuple[tuple[Plot, Plot], float]:
    """The wide and the narrow plot, and the height of both with what stands beneath.

    `keys` and `ends` are for wide and narrow: the entries of the key, and the pixels kept free at the right.
    """
    y = linear(values, 0, 1, count=5, zero=zero, floor=unit.floor, ceiling=unit.ceiling)
    digits = unit.tick_places(y.ticks)
    left = max(width(short(tick, unit, digits), 12) for tick in y.ticks) + 10
    tall = [key_height(key, kind) for key, kind in zip(keys, ("wide", "narrow"), strict=True)]
    made = []
    for kind, room, end, key in zip(("wide", "narrow"), (WIDE, NARROW), ends, tall, strict=True):
        share = (room - left - end) / room * 100
        bottom = TOP + height + max(tall) - key
        placed = replace(y, start=bottom, end=TOP)
        made.append(Plot(kind, room, left, share, TOP, bottom, placed, replace(x, start=0, end=share)))
    return (made[0], made[1]), TOP + height + AXIS + max(tall) + 6


def both_layouts(pair: tuple[Plot, Plot], draw: Draw) -> list[Node]:
    """What `draw` makes of each plot, in its layout."""
    return [layout(plot.kind, *draw(plot)) for plot in pair]


def value_axis(plot: Plot, unit: Unit, caption: str) -> list[Node]:
    """Grid lines with their labels, the unit above, a stronger line at zero."""
    digits = unit.tick_places(plot.y.ticks)
    out = [
        label(text, 0, 14 + 15 * index, size=12, bold=True)
        for index, text in enumerate(wrap(caption, 12, plot.width, lines=1))
    ]
    for tick in plot.y.ticks:
        y = plot.y(tick)
        out.append(plot.inside(line(0, y, plot.share, y, stroke=QUIET if tick == 0 else GRID)))
        out.append(
            label(short(tick, unit, digits), 0, y + 4, anchor="end", size=12, fill=QUIET, dx=plot.left - 8)
        )
    return out


def place_axis(
    plot: Plot, at: Sequence[float], texts: Sequence[str], kept: Sequence[int] | None = None
) -> list[Node]:
    """Labels beneath the plot at these places of the horizontal scale, as many as have room."""
    middles = [plot.left + plot.pixels(plot.x(one)) for one in at]
    halves = [width(text, 12) / 2 for text in texts]
    spans = [(middle - half, middle + half) for middle, half in zip(middles, halves, strict=True)]
    chosen = clear_of_each_other(spans, 8) if kept is None else list(kept)
    out: list[Node] = []
    for index in chosen:
        x, half = plot.x(at[index]), halves[index]
        anchor = "end" if middles[index] + half > plot.width else "middle"
        out.append(line(x, plot.bottom, x, plot.bottom + 5, stroke=QUIET))
        out.append(label(texts[index], x, plot.bottom + 20, anchor=anchor, size=12, fill=QUIET))
    return [plot.inside(*out)]


def key_height(samples: Sequence[Sample], kind: str) -> float:
    """The height of the key in a layout."""
    return sum(height for height, _ in _key_rows(samples, kind))


def _columns(kind: str) -> int:
    return 2 if kind == "wide" else 1


def _key_rows(samples: Sequence[Sample], kind: str) -> list[tuple[float, list[tuple[Sample, list[str]]]]]:
    columns, room = _columns(kind), WIDE if kind == "wide" else NARROW
    lines = [(one, wrap(one.text, 12, room / columns - 44, lines=3)) for one in samples]
    rows = [lines[start : start + columns] for start in range(0, len(lines), columns)]
    return [(6 + 15.0 * max(len(texts) for _, texts in row), row) for row in rows]


def key(plot: Plot, samples: Sequence[Sample]) -> list[Node]:
    """The key beneath the axis: a sample of each line and shape, and what it means."""
    out: list[Node] = []
    y, columns = plot.bottom + AXIS + 16, _columns(plot.kind)
    for height, row in _key_rows(samples, plot.kind):
        for column, (sample, texts) in enumerate(row):
            x = column * 100 / columns
            out.append(_sample(sample, x, y - 4))
            out += [label(text, x, y + 15 * index, size=12, dx=36) for index, text in enumerate(texts)]
        y += height
    return out


def _sample(sample: Sample, x: float, y: float) -> Node:
    drawn: list[Node] = []
    if sample.stroke:
        drawn.append(
            el(
                "path",
                d=f"M0,{y:g}H28",
                class_="peelian-chart-line",
                stroke=sample.stroke,
                stroke_width=sample.weight,
                stroke_dasharray=sample.dash,
                fill="none",
            )
        )
    if sample.shape:
        drawn.append(el("g", mark(0, y, sample.shape, fill=sample.fill), transform="translate(14,0)"))
    return el("svg", *drawn, x=pct(x), overflow="visible")


def caption_of(unit: Unit, lang: str, scale: Scale, values: Sequence[float | None]) -> str:
    """The unit in words, and a warning where the axis of a quantity that starts at 0 does not."""
    head = unit.heading(lang)
    held = [value for value in values if value is not None]
    if not held or scale.low <= 0 or min(held) < 0:
        return head
    warning = said(Bilingual("the axis does not begin at 0", "nid yw’r echelin yn dechrau ar 0"), lang)
    return f"{head} ({warning})" if head else warning[:1].upper() + warning[1:]


def nothing(plot: Plot, lang: str) -> Node:
    """The words in the middle of a plot without a figure."""
    return nothing_at((plot.top + plot.bottom) / 2, lang)


def nothing_at(y: float, lang: str) -> Node:
    """The words of a drawing without a figure."""
    text = said(Bilingual("No figure to show", "Dim ffigur i’w ddangos"), lang)
    return label(text, 50, y, anchor="middle", size=14, bold=True, halo=WHITE)
