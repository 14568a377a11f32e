"""A very small line beside a number: the course of a series without axes, its last value marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from peelian.charts.chart import Chart, drawing
from peelian.charts.line import Series, runs
from peelian.charts.line_words import description as words_of
from peelian.charts.line_words import table
from peelian.charts.marks import NAVY, RANGE
from peelian.charts.scale import linear
from peelian.charts.svg import Node, el, path
from peelian.charts.times import Break, times
from peelian.charts.units import Unit, unit_of
from peelian.reference.problems import Bilingual

WIDTH: Final = 120
HEIGHT: Final = 30
_PAD: Final = 5.0


def sparkline(
    series: Series,
    breaks: Sequence[Break] = (),
    *,
    unit: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    decimals: int | None = None,
    id: str | None = None,
) -> Chart:
    """The series as a line of 120 by 30 pixels, parted where a period is missing and at each break."""
    axis, shown, held = times(series.periods), unit_of(unit, decimals), series.held()
    y = linear(list(held.values()), HEIGHT - _PAD, _PAD)
    low, high = (min(held.values()), max(held.values())) if held else (0.0, 1.0)
    span, across = (high - low) or 1.0, axis.scale()

    def place(period: str) -> tuple[float, float]:
        share = (axis.place(period) - across.low) / ((across.high - across.low) or 1)
        up = (held[period] - low) / span if high != low else 0.5
        return _PAD + share * (WIDTH - 2 * _PAD), y.start + (y.end - y.start) * up

    parts: list[Node] = []
    for run in runs(series, axis, breaks):
        places = [place(period) for period in run]
        if len(places) > 1:
            parts.append(
                el(
                    "path",
                    d=path(places),
                    fill="none",
                    stroke=RANGE,
                    stroke_width=2,
                    class_="peelian-chart-line",
                )
            )
        else:
            parts.append(_dot(*places[0], 2, RANGE))
    if held:
        last = max(held, key=axis.periods.index)
        parts.append(_dot(*place(last), 3.5, NAVY))
    return drawing(
        "spark",
        parts,
        title=title,
        description=words_of([series], axis, breaks, shown),
        table=table([series], axis, shown, lang),
        lang=lang,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        id=id,
    )


def _dot(x: float, y: float, radius: float, fill: str) -> Node:
    circle = (
        f"M{-radius:g},0A{radius:g},{radius:g} 0 1 1 {radius:g},0A{radius:g},{radius:g} 0 1 1 {-radius:g},0Z"
    )
    return el(
        "path", d=circle, transform=f"translate({x:.2f},{y:.2f})", fill=fill, class_="peelian-chart-mark"
    )
