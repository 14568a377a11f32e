"""Reading a drawing back: the marks with their places, the texts that a reader sees, and what must never be there."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "g", "defs", "pattern", "rect", "path", "line", "text", "a"}


def parsed(svg: str) -> ET.Element:
    """The drawing, after every rule that holds for each of them."""
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert root[1].tag == f"{SVG}desc"
    assert root[1].text
    assert root.get("role") in {"img", "group"}
    assert root.get("aria-labelledby") == root[0].get("id")
    assert root.get("aria-describedby") == root[1].get("id")
    for node in root.iter():
        assert node.tag.removeprefix(SVG) in ALLOWED, node.tag
        for name, value in node.attrib.items():
            assert name != "style"
            assert not name.startswith("on"), name
            assert "javascript:" not in value.lower()
            assert not re.search(r"url\((?!#)", value)
            assert "nan" not in value.lower().split("-") or name in {"id", "data-id", "aria-label", "href"}
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    return root


def part(root: ET.Element, kind: str) -> ET.Element:
    """The wide or the narrow layout."""
    (found,) = [node for node in root if node.get("class") == f"peelian-chart-{kind}"]
    return found


def texts(root: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def marks(root: ET.Element) -> dict[str, tuple[float, float]]:
    """The marks by their id, in per cent of the width and in pixels of the height."""
    out = {}
    for node in root.iter(f"{SVG}svg"):
        if node.get("data-id"):
            out[node.get("data-id")] = (float(node.get("x").rstrip("%")), float(node.get("y")))
    return out


def shapes(root: ET.Element) -> dict[str, str]:
    """The outline of each mark by its id."""
    return {
        node.get("data-id"): node.find(f"{SVG}path").get("d")
        for node in root.iter(f"{SVG}svg")
        if node.get("data-id")
    }


def in_proportion(places: list[float], values: list[float]) -> bool:
    """Whether places are an exact linear image of the values: fitted on the two ends, checked on all."""
    low, high = min(values), max(values)
    if low == high:
        return max(places) - min(places) < 0.02
    a, b = places[values.index(low)], places[values.index(high)]
    return all(
        abs(a + (b - a) * (value - low) / (high - low) - place) < 0.05 + abs(b - a) * 1e-4
        for value, place in zip(values, places, strict=True)
    )
