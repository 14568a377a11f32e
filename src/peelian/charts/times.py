"""Periods along an axis: where each stands, which follow each other, and which labels have room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from peelian.charts.marks import INK, WHITE, line
from peelian.charts.plot import Plot, place_axis
from peelian.charts.scale import Scale
from peelian.charts.svg import Node, el, pct
from peelian.charts.text import width
from peelian.charts.words import period_short
from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod, Bilingual

_STRIDES = (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Break:
    """From the period `at` on, a series cannot be read on from before, because of `reason`: its basis changed."""

    at: str
    reason: str | Bilingual


@dataclass(frozen=True, slots=True)
class Times:
    """Periods in order of time with a place each: the day in their middle, or their number where one is no period.

    `step` is the longest usual way from one to the next, in days; None where one is no period.
    """

    periods: tuple[str, ...]
    places: tuple[float, ...]
    step: float | None

    def place(self, period: str) -> float:
        """Where a period of the axis stands."""
        return self.places[self.periods.index(period)]

    def scale(self) -> Scale:
        """The horizontal scale, with half a step of room at each end."""
        if not self.places:
            return Scale(0, 1, 0, 1)
        pad = (self.places[-1] - self.places[0]) * 0.015 or 0.5
        return Scale(self.places[0] - pad, self.places[-1] + pad, 0, 1)

    def follows(self, before: str, after: str) -> bool:
        """Whether no period lies between the two: a missing one parts a line."""
        index = self.periods.index(before)
        if index + 1 >= len(self.periods) or self.periods[index + 1] != after:
            return False
        return self.step is None or self.places[index + 1] - self.places[index] <= 1.5 * self.step


def times(periods: Sequence[str]) -> Times:
    """The axis of these periods; without repeats and in order of time where each is a period, else as they come."""
    unique = list(dict.fromkeys(periods))
    try:
        read = {one: Period.parse(one) for one in unique}
    except BadPeriod:
        return Times(tuple(unique), tuple(float(index) for index in range(len(unique))), None)
    unique.sort(key=lambda one: (_middle(read[one]), read[one]))
    places = tuple(_middle(read[one]) for one in unique)
    return Times(tuple(unique), places, _step(places))


def _step(places: Sequence[float]) -> float:
    gaps = [round(after - before) for before, after in pairwise(places)] or [0]
    # Months have 28 to 31 days: gaps are counted in steps of about a month.
    common, count = Counter(round(gap / 30.4) for gap in gaps).most_common(1)[0]
    return max(gaps) if count == 1 else max(gap for gap in gaps if round(gap / 30.4) == common)


def _middle(period: Period) -> float:
    return (period.start.toordinal() + period.end.toordinal()) / 2


def time_axis(plot: Plot, axis: Times, lang: str) -> list[Node]:
    """The labels that have room, evenly apart; what they leave out the caption says (`words.period_axis`)."""
    texts = [period_short(one, lang) for one in axis.periods]
    for stride in _STRIDES:
        kept = list(range(0, len(texts), stride))
        ends = [(plot.pixels(plot.x(axis.places[one])), width(texts[one], 12) / 2) for one in kept]
        if all(b - bw >= a + aw + 10 for (a, aw), (b, bw) in pairwise(ends)):
            return place_axis(plot, axis.places, texts, kept)
    return place_axis(plot, axis.places, texts)


def parting(plot: Plot, axis: Times, at: str, number: int) -> Node | None:
    """The dashed line before the period `at`, with the number of its note; None where the axis has no such place."""
    index = first_from(axis, at)
    if index is None:
        return None
    x = plot.x((axis.places[max(index - 1, 0)] + axis.places[index]) / 2)
    circle = el(
        "path",
        d="M-9,0A9,9 0 1 1 9,0A9,9 0 1 1 -9,0Z",
        fill=WHITE,
        stroke=INK,
        stroke_width=1.4,
        class_="peelian-chart-mark peelian-chart-hollow",
    )
    badge = el(
        "svg",
        circle,
        el("text", str(number), y=4, text_anchor="middle", font_size=12, font_weight=700),
        x=pct(x),
        y=plot.top - 3,
        overflow="visible",
    )
    rail = line(
        x, plot.top + 6, x, plot.bottom, kind="break", stroke=INK, stroke_width=1.3, stroke_dasharray="3 3"
    )
    return el("g", rail, badge, class_="peelian-chart-parting")


def first_from(axis: Times, at: str) -> int | None:
    """The first period of the axis that starts at `at` or later."""
    if at in axis.periods:
        return axis.periods.index(at)
    try:
        start = Period.parse(at).start
        starts = [Period.parse(one).start for one in axis.periods]
    except BadPeriod:
        return None
    return next((index for index, one in enumerate(starts) if one >= start), None)
