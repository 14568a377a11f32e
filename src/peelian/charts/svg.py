"""A builder of SVG that is safe by construction: listed elements and attributes only, every text escaped.

There is no way to write a script, a style attribute, an event handler or a reference to another file. Lengths are
numbers (CSS pixels) or percentages of the drawing's width (`pct`), so that a chart is as wide as its column while its
text keeps its size.
"""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

from peelian.charts.problems import UnsafeLink, UnsafeMarkup

NAMESPACE = "http://www.w3.org/2000/svg"
Value = str | int | float | None
Node = ElementTree.Element

ELEMENTS = frozenset({"svg", "g", "title", "desc", "defs", "pattern", "path", "line", "rect", "text", "a"})
_OF_THE_DRAWING = {
    "id",
    "class",
    "role",
    "lang",
    "xmlns",
    "viewBox",
    "preserveAspectRatio",
    "overflow",
    "display",
}
_OF_ITS_NAMES = {"aria-labelledby", "aria-label", "aria-describedby", "aria-hidden", "href", "data-id"}
_OF_PLACE = {"x", "y", "x1", "x2", "y1", "y2", "rx", "width", "height", "d", "transform"}
_OF_PAINT = {
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
}
_OF_STROKE = {"stroke-linejoin", "vector-effect", "paint-order", "patternUnits", "patternTransform"}
_OF_TEXT = {"font-family", "font-size", "font-weight", "text-anchor"}
ATTRIBUTES = frozenset(_OF_THE_DRAWING | _OF_ITS_NAMES | _OF_PLACE | _OF_PAINT | _OF_STROKE | _OF_TEXT)
# What XML 1.0 cannot hold, however it is escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINK = re.compile(r"(https?://|/(?!/)|[#?.]|[\w-]+(/|$))", re.ASCII)
_LOCAL = re.compile(r"url\((?!#[\w-]+\)$)")


def el(tag: str, *children: Node | str | None, **attributes: Value) -> Node:
    """An element. `stroke_width=2` writes stroke-width, `class_` writes class; None leaves the attribute out."""
    if tag not in ELEMENTS:
        raise UnsafeMarkup(what=f"the element {tag!r}")
    node = ElementTree.Element(tag)
    for key, value in attributes.items():
        if value is not None:
            node.set(*_attribute(key, value))
    for child in children:
        _append(node, child)
    return node


def _attribute(key: str, value: str | int | float) -> tuple[str, str]:
    name = key.rstrip("_").replace("_", "-")
    if name not in ATTRIBUTES:
        raise UnsafeMarkup(what=f"the attribute {name!r}")
    written = clean(value) if isinstance(value, str) else num(value)
    if name == "href" and not _LINK.match(written):
        raise UnsafeLink(address=written)
    if name != "href" and _LOCAL.search(written):
        raise UnsafeMarkup(what="a reference to another file")
    return name, written


def _append(node: Node, child: Node | str | None) -> None:
    if child is None:
        return
    if isinstance(child, str):
        if len(node):
            node[-1].tail = (node[-1].tail or "") + clean(child)
        else:
            node.text = (node.text or "") + clean(child)
        return
    node.append(child)


def clean(text: str) -> str:
    """`text` without the characters that no XML document can hold."""
    return _NOT_XML.sub("", text)


def num(value: float) -> str:
    """A length as SVG reads it: two decimals at most. A length that is no number is a fault of ours."""
    if not math.isfinite(value):
        raise UnsafeMarkup(what=f"the length {value}")
    written = f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    return "0" if written in {"-0", ""} else written


def pct(share: float) -> str:
    """A share of the drawing's width, 0 to 100, as a percentage."""
    return f"{share:.3f}".rstrip("0").rstrip(".") + "%"


def path(points: list[tuple[float, float]], *, close: bool = False) -> str:
    """The `d` of a line through the points; closed to an area on request."""
    if not points:
        return ""
    drawn = "M" + "L".join(f"{num(x)},{num(y)}" for x, y in points)
    return drawn + "Z" if close else drawn


def write(node: Node) -> str:
    """The element as markup, ready to stand in an HTML page or in a file of its own."""
    return ElementTree.tostring(node, encoding="unicode", short_empty_elements=True)
