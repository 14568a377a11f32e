"""From numbers to places: linear and logarithmic scales with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from peelian.charts.problems import BadChart
from peelian.reference.problems import Bilingual

LIMIT = 1e300
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` stands at `start`, `high` at `end`; in between in proportion (of the logarithm where `log`)."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    log: bool = False

    def __call__(self, value: float) -> float:
        low, high, at = (self._at(one) for one in (self.low, self.high, value))
        span = high / 2 - low / 2
        share = (at / 2 - low / 2) / span if span else 0.5
        return self.start + (self.end - self.start) * share

    def _at(self, value: float) -> float:
        return math.log10(value) if self.log else value


def numbers(values: Iterable[float | None]) -> list[float]:
    """The values that are there. NaN is absent; an infinite value or one past 1e300 is refused."""
    held = [float(value) for value in values if value is not None]
    for value in held:
        if abs(value) > LIMIT:
            raise BadChart(
                why=Bilingual(f"{value} cannot be placed", f"ni ellir gosod {value}"),
                mend=Bilingual("Leave it out and say why.", "Gadewch ef allan a dywedwch pam."),
            )
    return [value for value in held if not math.isnan(value)]


def linear(
    values: Iterable[float | None],
    start: float,
    end: float,
    *,
    count: int = 5,
    zero: bool = False,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Scale:
    """A scale whose ends are round numbers around the values. `zero` takes 0 in; `floor` and `ceiling` are limits
    that the quantity cannot pass (a share stops at 0 and 1), so that no empty room is drawn beyond them."""
    held = numbers(values) + ([0.0] if zero else [])
    low, high = (min(held), max(held)) if held else (0.0, 1.0)
    if low == high:
        pad = abs(low) * 0.1 or 1.0
        low, high = low - pad, high + pad
    step = nice_step(high / 2 - low / 2, count)
    first, last = math.floor(low / step), math.ceil(high / step)
    if floor is not None:
        first = max(first, math.floor(floor / step)) if min(held, default=0.0) >= floor else first
    if ceiling is not None:
        last = min(last, math.ceil(ceiling / step)) if max(held, default=0.0) <= ceiling else last
    ticks = tuple(_round(index * step, step) for index in range(first, max(last, first + 1) + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks)


def nice_step(half_span: float, count: int) -> float:
    """The round step that cuts the span (given by half, so that it cannot overflow) into about `count` parts."""
    raw = half_span / count * 2
    size = 10.0 ** math.floor(math.log10(raw))
    return next(size * step for step in _STEPS if size * step >= raw * 0.999)


def _round(value: float, step: float) -> float:
    # 3 * 0.1 is not 0.3; as many digits as the step has, and two to spare.
    return round(value, max(0, 2 - math.floor(math.log10(step)))) if step < 1 else value


def logarithmic(values: Iterable[float], start: float, end: float) -> Scale:
    """A scale of powers of ten for values over 0, with ticks at 1, 2 and 5 where there is room."""
    held = numbers(values)
    low, high = min(held), max(held)
    if low == high:
        low, high = low / 2, high * 2
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    within = [unit * 10.0**power for power in powers for unit in (1, 2, 5)]
    within = [tick for tick in within if low <= tick <= high]
    if len(within) > 6:
        within = [tick for tick in within if math.isclose(math.log10(tick) % 1, 0, abs_tol=1e-9)]
    return Scale(low * 0.93, high * 1.07, start, end, tuple(within), log=True)


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved apart by at least `gap`, in their order, as near to where they were as the room allows.

    Neighbours that are too near share a block around the mean of what they wanted (pooling of adjacent violators).
    When `high - low` cannot hold them all they go on beyond `high`.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    blocks: list[tuple[float, int]] = []
    for position, index in enumerate(order):
        total, size = places[index] - position * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / size:
            before, held = blocks.pop()
            total, size = total + before, size + held
        blocks.append((total, size))
    top = max(low, high - (len(places) - 1) * gap)
    settled = [min(max(total / size, low), top) for total, size in blocks for _ in range(size)]
    out = [0.0] * len(places)
    for position, index in enumerate(order):
        out[index] = settled[position] + position * gap
    return out


def clear_of_each_other(spans: list[tuple[float, float]], gap: float) -> list[int]:
    """Which of the spans, given in order, can stand without touching: the first, the last, and all between that fit."""
    if not spans:
        return []
    last = len(spans) - 1
    kept = [0]
    for index in range(1, last):
        if spans[index][0] >= spans[kept[-1]][1] + gap and spans[index][1] + gap <= spans[last][0]:
            kept.append(index)
    if last and spans[last][0] >= spans[kept[-1]][1] + gap:
        kept.append(last)
    return kept
