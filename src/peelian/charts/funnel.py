"""Every unit by its size against the limits of chance, after `peelian.stats.funnel`.

Small units vary more by chance, so the limits narrow to the right. Grey lines are the limits of chance alone, dark ones
are widened for what differs between units anyway. Units outside are told by their shape and, where there is room,
by name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from peelian.charts import funnel_words as say
from peelian.charts.chart import Chart, drawing
from peelian.charts.marks import BAND, GREY, INK, NAVY, RANGE, RED, WHITE, label, linked, mark
from peelian.charts.placing import Box, place
from peelian.charts.plot import (
    Plot,
    Sample,
    both_layouts,
    caption_of,
    key,
    nothing,
    place_axis,
    plots,
    value_axis,
)
from peelian.charts.scale import Scale, linear, logarithmic, numbers
from peelian.charts.svg import Node
from peelian.charts.units import Unit, short, unit_of
from peelian.charts.words import FORCES, name_of
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.funnel import Funnel, FunnelCurve, FunnelPoint

DASH: Final = "6 4"
_CROWD: Final = 20.0
# Shape and fill of a unit by how far out it lies; "out" and "far" point to their side.
INSIDE, CHANCE, OUT, FAR = "inside", "chance", "out", "far"


@dataclass(frozen=True, slots=True)
class Scatter:
    """What both layouts draw."""

    result: Funnel
    names: Mapping[str, str]
    unit: Unit
    size: Unit
    lang: str
    href: Callable[[str], str | None] | None


def funnel(
    result: Funnel,
    names: Mapping[str, str],
    *,
    unit: str | Unit | Bilingual = "",
    size: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    decimals: int | None = None,
    missing: Mapping[str, str] | None = None,
    noun: Bilingual = FORCES,
    href: Callable[[str], str | None] | None = None,
    id: str | None = None,
) -> Chart:
    """The funnel chart. `unit` is that of the value, `size` that of the denominator (its words name the axis).
    `missing` are units that the funnel was never given, with the reason; give them even when there are none.
    """
    shown = unit_of(unit, decimals)
    drawn_from = Scatter(result, names, shown, unit_of(size), lang, href)
    ends = _heights(result)
    samples = _samples(result, shown, lang)
    x = _across(result)
    pair, height = plots(x, ends, shown, (samples, samples), ends=(24, 14), height=340)

    def draw(plot: Plot) -> list[Node | None]:
        ticks = [short(tick, drawn_from.size, 0) for tick in plot.x.ticks]
        return [
            *value_axis(plot, shown, caption_of(shown, lang, plot.y, ends)),
            *place_axis(plot, plot.x.ticks, ticks),
            _below(plot, say.across(drawn_from.size, lang, log=x.log)),
            plot.inside(plot.canvas(*_curves(plot, result))),
            plot.inside(*_points(plot, drawn_from)),
            None if result.points else nothing(plot, lang),
            *key(_lower(plot), samples),
        ]

    places = shown.places_for([one.y for one in result.points])
    return drawing(
        "funnel",
        both_layouts(pair, draw),
        title=title,
        description=say.description(result, names, shown, places, noun=noun, missing=missing),
        table=(say.COLUMNS, say.rows(result, names, shown, places, lang, missing or {})),
        lang=lang,
        height=height + say.BELOW,
        id=id,
        links=href is not None,
    )


def _below(plot: Plot, text: str) -> Node:
    return label(text, 0, plot.bottom + 41, size=12, bold=True)


def _lower(plot: Plot) -> Plot:
    return replace(plot, bottom=plot.bottom + say.BELOW)


def kind_of(point: FunnelPoint) -> str:
    """How far out a unit lies: inside, outside by chance limits only, outside the widened 95% or 99.8% limits."""
    if point.adjusted_outside_998:
        return FAR
    if point.adjusted_outside_95:
        return OUT
    return CHANCE if point.outside_95 else INSIDE


def look(kind: str, *, above: bool) -> tuple[str, str]:
    """The shape and fill of a mark."""
    side = "up" if above else "down"
    return {INSIDE: ("circle", RANGE), CHANCE: ("circle", "none"), OUT: (side, "none"), FAR: (side, RED)}[
        kind
    ]


def _across(result: Funnel) -> Scale:
    sizes = [size for size in numbers(one.x for one in result.points) if size > 0]
    if not sizes:
        return Scale(0, 1, 0, 1)
    if max(sizes) > _CROWD * min(sizes) and len(sizes) == len(result.points):
        return logarithmic(sizes, 0, 1)
    scale = linear([one.x for one in result.points], 0, 1, count=5, zero=min(sizes) * 3 < max(sizes), floor=0)
    pad = (scale.high - scale.low) * 0.02
    return Scale(scale.low - pad, scale.high + pad, 0, 1, scale.ticks)


def _heights(result: Funnel) -> list[float | None]:
    """What the vertical axis must hold: the points, the target, and the limits of the larger half and as far as near."""
    held = numbers([*(one.y for one in result.points), result.target])
    reach = (max(held) - min(held)) * 0.4 if held else 0
    sizes = sorted(one.x for one in result.points)
    middle = sizes[len(sizes) // 2] if sizes else 0
    near = [
        end
        for curve in result.curves
        for x, *ends in _rows(curve)
        if sizes and min(sizes) <= x <= max(sizes)
        for end in ends
        if math.isfinite(end) and (x >= middle or min(held) - reach <= end <= max(held) + reach)
    ]
    return [*held, *near]


def _rows(curve: FunnelCurve) -> Iterator[tuple[float, float, float, float, float]]:
    return zip(curve.x, curve.lower, curve.upper, curve.adjusted_lower, curve.adjusted_upper, strict=True)


def _curves(plot: Plot, result: Funnel) -> Iterator[Node]:
    for curve in sorted(result.curves, key=lambda one: -one.level):
        wide = curve.level == max(one.level for one in result.curves)
        if wide:
            yield from _area(plot, curve)
        dash = None if wide else DASH
        if _adjusted(result):
            for ys in (curve.lower, curve.upper):
                yield from _limit(plot, curve.x, ys, stroke=GREY, weight=1.2, dash=dash)
        for ys in (curve.adjusted_lower, curve.adjusted_upper):
            yield from _limit(plot, curve.x, ys, stroke=NAVY, weight=1.8, dash=dash)
    across = [(plot.x.low, result.target), (plot.x.high, result.target)]
    yield plot.curve(across, stroke=INK, stroke_width=1.4)


def _adjusted(result: Funnel) -> bool:
    return any(
        curve.adjusted_upper != curve.upper or curve.adjusted_lower != curve.lower for curve in result.curves
    )


def _inside(plot: Plot, xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float]]:
    return [
        (x, y)
        for x, y in zip(xs, ys, strict=True)
        if math.isfinite(y) and plot.x.low <= x <= plot.x.high and plot.y.low <= y <= plot.y.high
    ]


def _limit(
    plot: Plot, xs: Sequence[float], ys: Sequence[float], *, stroke: str, weight: float, dash: str | None
) -> Iterator[Node]:
    places = _inside(plot, xs, ys)
    if len(places) > 1:
        yield plot.curve(places, stroke=stroke, stroke_width=weight, stroke_dasharray=dash)


def _area(plot: Plot, curve: FunnelCurve) -> Iterator[Node]:
    """The ground between the outer limits; a limit beyond the plot is drawn at its edge."""
    held = [row for row in _rows(curve) if plot.x.low <= row[0] <= plot.x.high]
    upper = [(row[0], min(max(row[4], plot.y.low), plot.y.high)) for row in held if math.isfinite(row[4])]
    lower = [(row[0], min(max(row[3], plot.y.low), plot.y.high)) for row in held if math.isfinite(row[3])]
    if len(upper) > 1 and len(lower) > 1:
        yield plot.curve([*upper, *reversed(lower)], close=True, fill=BAND, class_="peelian-chart-band")


def _points(plot: Plot, scatter: Scatter) -> Iterator[Node]:
    points, target = scatter.result.points, scatter.result.target
    order = sorted(points, key=lambda one: (INSIDE, CHANCE, OUT, FAR).index(kind_of(one)))
    for one in order:
        shape, fill = look(kind_of(one), above=one.y > target)
        drawn = mark(plot.x(one.x), plot.y(one.y), shape, fill=fill, id=one.id)
        address = scatter.href(one.id) if scatter.href else None
        yield linked(drawn, address, name_of(scatter.names, one.id, scatter.lang))
    pixels = [(plot.pixels(plot.x(one.x)), plot.y(one.y)) for one in points]
    wanted = sorted(
        (index for index, one in enumerate(points) if kind_of(one) in {OUT, FAR}),
        key=lambda index: -abs(points[index].z_adjusted),
    )
    texts = {index: name_of(scatter.names, points[index].id, scatter.lang) for index in wanted}
    room = Box(2, plot.top - 8, plot.width - plot.left, plot.bottom + 4)
    for one_place in place(pixels, list(texts.items()), room):
        point = points[one_place.index]
        yield label(
            texts[one_place.index],
            plot.x(point.x),
            plot.y(point.y) + one_place.dy,
            anchor=one_place.anchor,
            size=12,
            bold=True,
            halo=WHITE,
            dx=one_place.dx,
        )


def _samples(result: Funnel, unit: Unit, lang: str) -> list[Sample]:
    adjusted = _adjusted(result)
    used = {(kind_of(one), one.y > result.target) for one in result.points}
    out = []
    for kind in (FAR, OUT, CHANCE, INSIDE):
        for above in (True, False):
            if (kind, above) in used and not (
                kind in {CHANCE, INSIDE} and not above and (kind, True) in used
            ):
                shape, fill = look(kind, above=above)
                out.append(
                    Sample(
                        say.kind(kind, lang, above=above, adjusted=adjusted, levels=result.levels),
                        shape,
                        fill,
                    )
                )
    inner, outer = (f"{100 * level:g}%" for level in sorted(result.levels))
    out.append(Sample(say.target(result, unit, lang), stroke=INK, weight=1.4))
    out.append(Sample(say.limit(inner, lang, adjusted=adjusted), stroke=NAVY, dash=DASH, weight=1.8))
    out.append(Sample(say.limit(outer, lang, adjusted=adjusted), stroke=NAVY, weight=1.8))
    if adjusted:
        out.append(Sample(say.plain_limits(inner, outer, lang), stroke=GREY, weight=1.2))
    return out
