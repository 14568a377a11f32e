"""The four rules that tell a change from the noise, each with its direction.

Rules of NHS England's Making Data Count: a value beyond a limit; seven in a row on one side of the mean; six in a row
rising or falling; two of three beyond two thirds of the way to the same limit. A pattern never reaches over a
missing period or a rebase. Its direction is that of the pattern itself, not the side of the mean it happens on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.trend.result import Better, Variation

Floats = NDArray[np.float64]
Direction = Literal["high", "low"]
RUN = 7
SLOPE = 6
ROUNDING = 1e-9

RULES: Final[dict[str, Bilingual]] = {
    "above_limit": Bilingual("above the upper limit", "uwchlaw’r terfyn uchaf"),
    "below_limit": Bilingual("below the lower limit", "islaw’r terfyn isaf"),
    "run_above": Bilingual(
        "seven or more in a row above the mean", "saith neu fwy yn olynol uwchlaw’r cymedr"
    ),
    "run_below": Bilingual("seven or more in a row below the mean", "saith neu fwy yn olynol islaw’r cymedr"),
    "rising": Bilingual("six or more in a row rising", "chwech neu fwy yn olynol yn codi"),
    "falling": Bilingual("six or more in a row falling", "chwech neu fwy yn olynol yn gostwng"),
    "near_upper": Bilingual("two of three near the upper limit", "dau o bob tri ger y terfyn uchaf"),
    "near_lower": Bilingual("two of three near the lower limit", "dau o bob tri ger y terfyn isaf"),
}
HIGH: Final = frozenset({"above_limit", "run_above", "rising", "near_upper"})


def direction(rule: str) -> Direction:
    """Which way a rule points."""
    return "high" if rule in HIGH else "low"


def signal(rules: Sequence[str], better: Better) -> Variation:
    """What the rules mean: "changing" when they point both ways or no direction is better."""
    ways = {direction(rule) for rule in rules}
    if not ways:
        return "steady"
    if better == "neither" or len(ways) > 1:
        return "changing"
    return "improving" if ("high" in ways) == (better == "higher") else "worsening"


def apply(
    values: Floats, follows: Sequence[bool], mean: float, lower: float | None, upper: float | None
) -> list[tuple[str, ...]]:
    """The rules that each value of one segment is part of, in the order of `RULES`."""
    found: list[set[str]] = [set() for _ in values]
    near = ROUNDING * float(np.max(np.abs(values), initial=abs(mean)))
    sides = [_sign(value - mean, near) for value in values]
    _mark(found, runs(sides, follows, RUN), ("run_above", "run_below"))
    steps = [0] + [_sign(b - a, near) for a, b in pairwise(values)]
    _mark(found, slopes(steps, follows), ("rising", "falling"))
    if lower is not None and upper is not None:
        beyond = [_beyond(value, lower, upper, near) for value in values]
        _mark(found, _sided(beyond), ("above_limit", "below_limit"))
        thirds = mean - (mean - lower) * 2 / 3, mean + (upper - mean) * 2 / 3
        close = [_beyond(value, *thirds, near) for value in values]
        _mark(found, pairs_of_three(close, follows), ("near_upper", "near_lower"))
    return [_in_order(marked) for marked in found]


def apply_exact(
    values: Sequence[float],
    follows: Sequence[bool],
    limits: Sequence[tuple[float | None, float]],
    medians: Sequence[float],
) -> list[tuple[str, ...]]:
    """The rules of a chart of rare events, each value with exact limits and a median of its own: beyond a limit, or
    seven in a row on one side of the median."""
    found: list[set[str]] = [set() for _ in values]
    outside = [
        _beyond(value, -math.inf if lower is None else lower, upper, 0.0)
        for value, (lower, upper) in zip(values, limits, strict=True)
    ]
    _mark(found, _sided(outside), ("above_limit", "below_limit"))
    sides = [_sign(value - middle, 0.0) for value, middle in zip(values, medians, strict=True)]
    _mark(found, runs(sides, follows, RUN), ("run_above", "run_below"))
    return [_in_order(marked) for marked in found]


def runs(sides: Sequence[int], follows: Sequence[bool], length: int) -> Iterator[tuple[int, int]]:
    """Every place in a stretch of at least `length` equal sides that are not zero, with its side."""
    start = 0
    for place in range(1, len(sides) + 1):
        if place < len(sides) and follows[place] and sides[place] == sides[place - 1]:
            continue
        if sides and sides[start] and place - start >= length:
            yield from ((inside, sides[start]) for inside in range(start, place))
        start = place


def slopes(steps: Sequence[int], follows: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Every place in a stretch of at least six values, each beyond the one before; `steps[i]` leads to value i."""
    held = [step if follow else 0 for step, follow in zip(steps, follows, strict=True)]
    for place, way in runs(held, [True] * len(held), SLOPE - 1):
        yield place, way
        if place == 1 or held[place - 1] != way:
            yield place - 1, way


def pairs_of_three(close: Sequence[int], follows: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Places beyond two thirds of the limit where at least two of three neighbours are, on the same side."""
    for last in range(2, len(close)):
        if not (follows[last] and follows[last - 1]):
            continue
        window = range(last - 2, last + 1)
        for side in (1, -1):
            inside = [place for place in window if close[place] == side]
            if len(inside) >= 2:
                yield from ((place, side) for place in inside)


def _mark(found: list[set[str]], places: Iterator[tuple[int, int]], names: tuple[str, str]) -> None:
    for place, side in places:
        found[place].add(names[0] if side > 0 else names[1])


def _sided(sides: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((place, side) for place, side in enumerate(sides) if side)


def _in_order(marked: set[str]) -> tuple[str, ...]:
    return tuple(rule for rule in RULES if rule in marked)


def _sign(distance: float, near: float) -> int:
    return 0 if abs(distance) <= near else 1 if distance > 0 else -1


def _beyond(value: float, lower: float, upper: float, near: float) -> int:
    return 1 if value > upper + near else -1 if value < lower - near else 0
