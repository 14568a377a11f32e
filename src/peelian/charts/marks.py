"""The marks that charts share: shapes that differ without colour, labels with a clear edge, hatching.

Colours are presentation attributes, so a drawing is whole without a style sheet; the classes let `_charts.scss`
change it for forced colours, for print and for a link in focus.
"""

from __future__ import annotations

from typing import Final

from peelian.charts.svg import Node, Value, el, pct

INK: Final = "#0b0c0c"
QUIET: Final = "#484f55"
GRID: Final = "#c6d0d7"
BAND: Final = "#f1f4f6"
NAVY: Final = "#12324a"
RANGE: Final = "#5b7c93"
BLUE: Final = "#0f5499"
RED: Final = "#a8371a"
GREY: Final = "#6f777b"
MARKED: Final = "#fff1c9"
WHITE: Final = "#ffffff"

# Each shape in a box of about 12 by 12 around its place; every one is told from the others by its outline alone.
SHAPES: Final = {
    "circle": "M-4.5,0A4.5,4.5 0 1 1 4.5,0A4.5,4.5 0 1 1 -4.5,0Z",
    "diamond": "M0,-6.2L6.2,0L0,6.2L-6.2,0Z",
    "square": "M-4.4,-4.4H4.4V4.4H-4.4Z",
    "up": "M0,-6L5.8,4.4H-5.8Z",
    "down": "M0,6L5.8,-4.4H-5.8Z",
    "cross": "M-5,-2H-2V-5H2V-2H5V2H2V5H-2V2H-5Z",
}


def mark(
    x: float, y: float, shape: str = "circle", *, fill: str = NAVY, stroke: str = WHITE, id: str | None = None
) -> Node:
    """A shape at `x` per cent of the width. A hollow one has fill "none": it is drawn white with a dark edge."""
    hollow = fill == "none"
    drawn = el(
        "path",
        d=SHAPES[shape],
        class_="peelian-chart-mark" + (" peelian-chart-hollow" if hollow else ""),
        fill=WHITE if hollow else fill,
        stroke=NAVY if hollow else stroke,
        stroke_width=1.8 if hollow else 1,
    )
    return el("svg", drawn, x=pct(x), y=y, width=1, height=1, overflow="visible", data_id=id)


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str = "grid", **looks: Value) -> Node:
    """A straight line between places given in per cent of the width and in pixels of the height."""
    settings: dict[str, Value] = {"stroke": GRID, "stroke_width": 1, **looks}
    return el("line", x1=pct(x1), y1=y1, x2=pct(x2), y2=y2, class_=f"peelian-chart-{kind}", **settings)


def label(
    text: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    size: float = 13,
    bold: bool = False,
    fill: str = INK,
    halo: str | None = None,
    dx: float = 0,
) -> Node:
    """A text at `x` per cent of the width and `dx` pixels; a halo in the colour of its ground lets it be read over lines."""
    words = el(
        "text",
        text,
        x=pct(x),
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        font_size=size,
        font_weight=700 if bold else None,
        fill=None if fill == INK else fill,
        class_="peelian-chart-halo" if halo else None,
        stroke=halo,
        stroke_width=3.5 if halo else None,
        stroke_linejoin="round" if halo else None,
        paint_order="stroke" if halo else None,
    )
    return el("g", words, transform=f"translate({dx:g},0)") if dx else words


def band(x: float, y: float, width: float, height: float, fill: str = BAND) -> Node:
    """A quiet area behind marks."""
    return el("rect", x=pct(x), y=y, width=pct(width), height=height, fill=fill, class_="peelian-chart-band")


def hatching(id: str = "hatch") -> Node:
    """The pattern for places without a figure: lines at a slant, seen in print and without colour."""
    stroke = el("path", d="M0,0V8", stroke=GREY, stroke_width=2.4, class_="peelian-chart-hatch")
    ground = el("rect", width=8, height=8, fill=WHITE, class_="peelian-chart-ground")
    turned = el(
        "pattern",
        ground,
        stroke,
        id=id,
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return el("defs", turned)


def linked(node: Node, address: str | None, name: str | None = None) -> Node:
    """The node as a link, with an accessible name where its own text is none."""
    return el("a", node, href=address, aria_label=name) if address else node


def layout(kind: str, *children: Node | None) -> Node:
    """One of two layouts of the same chart: "wide", or "narrow", which shows only when the style sheet says so."""
    return el("g", *children, class_=f"peelian-chart-{kind}", display="none" if kind == "narrow" else None)
