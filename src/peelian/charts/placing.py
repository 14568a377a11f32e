"""Where names go beside the marks of a scatter, so that none lies on another name or on a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peelian.charts.text import width

SIZE: Final = 12.0
_REACH: Final = 9.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether the two share any place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly inside the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A name at its mark: how it is anchored, and how far from the mark's middle, in pixels."""

    index: int
    anchor: str
    dx: float
    dy: float


def place(
    marks: Sequence[tuple[float, float]], names: Sequence[tuple[int, str]], room: Box
) -> tuple[Placed, ...]:
    """A place for each name that has one: right, left, above or below its mark.

    `marks` are all marks in pixels, `names` the (index of mark, text) to place, the most important first. A name
    without room is left out; the caller tells it in words. A wider drawing only moves marks apart.
    """
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in marks]
    out: list[Placed] = []
    for index, text in names:
        x, y = marks[index]
        for placed, box in _candidates(index, x, y, width(text, SIZE, bold=True)):
            others = (one for at, one in enumerate(taken) if at != index)
            if box.within(room) and not any(box.touches(one) for one in others):
                taken.append(box)
                out.append(placed)
                break
    return tuple(out)


def _candidates(index: int, x: float, y: float, wide: float) -> list[tuple[Placed, Box]]:
    half = wide / 2
    return [
        (Placed(index, "start", _REACH, 4), Box(x + 7, y - 7, x + _REACH + wide, y + 7)),
        (Placed(index, "end", -_REACH, 4), Box(x - _REACH - wide, y - 7, x - 7, y + 7)),
        (Placed(index, "middle", 0, -10), Box(x - half, y - 21, x + half, y - 7)),
        (Placed(index, "middle", 0, 18), Box(x - half, y + 7, x + half, y + 21)),
    ]
