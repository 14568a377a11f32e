"""How wide a text is, and how it is cut to fit, without a browser: the widths of Helvetica's letters."""

from __future__ import annotations

import unicodedata

# Thousandths of the size, from the public metrics of Helvetica, which Arial and Liberation Sans share.
_WIDTHS = {
    222: "ijl'",
    278: " ,./:;ftI!|[]",
    333: "-r()",
    500: "ckszvxyJ",
    584: "+<=>~−",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…@",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL = 556
_BOLD = 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in CSS pixels at this size; marks over a letter add nothing."""
    thousandths = sum(_letter(one) for one in unicodedata.normalize("NFD", text))
    return thousandths / 1000 * size * (_BOLD if bold else 1)


def _letter(one: str) -> int:
    if unicodedata.combining(one):
        return 0
    if unicodedata.east_asian_width(one) in "WF":
        return 1000
    return _WIDTH.get(one, _USUAL)


def wrap(text: str, size: float, room: float, *, lines: int = 2) -> list[str]:
    """The text in at most `lines` lines no wider than `room`; what does not fit ends in an ellipsis."""
    out: list[str] = []
    for word in text.split():
        if out and width(f"{out[-1]} {word}", size) <= room:
            out[-1] += f" {word}"
        else:
            out.append(word)
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
    return [shorten(line, size, room) for line in out] or [""]


def shorten(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis when it is wider than `room`."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
