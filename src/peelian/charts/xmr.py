"""A chart of values over time with the limits that ordinary variation keeps to, after `peelian.stats.trend.xmr`.

What a point says is told by its shape. Limits start afresh at each rebase, whose number leads to its reason in the
notes; the line is never joined over a rebase or a missing period.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from peelian.charts import xmr_words as say
from peelian.charts.chart import Chart, drawing
from peelian.charts.line_words import break_note, caption
from peelian.charts.marks import BLUE, GREY, INK, NAVY, RED, WHITE, label, mark
from peelian.charts.plot import Plot, Sample, both_layouts, caption_of, key, nothing, plots, value_axis
from peelian.charts.scale import spread
from peelian.charts.svg import Node
from peelian.charts.text import width
from peelian.charts.times import Break, Times, parting, time_axis, times
from peelian.charts.units import Unit, unit_of
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.trend import Xmr, XmrPoint

# The shape and colour of a point by what the rules say of it.
SIGNALS: Final[dict[str, tuple[str, str]]] = {
    "steady": ("circle", NAVY),
    "improving": ("diamond", BLUE),
    "worsening": ("square", RED),
    "changing": ("up", "#5a3a8e"),
}
LIMIT, TARGET = "7 4", "2 3"


def xmr(
    result: Xmr,
    *,
    unit: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    decimals: int | None = None,
    zero: bool = False,
    id: str | None = None,
) -> Chart:
    """The chart of one series: values, mean, limits of each segment, rule breaks, rebases and the target."""
    shown = unit_of(unit, decimals)
    axis = times([*(one.period for one in result.points), *result.missing])
    partings = [Break(one.first, one.reason or "") for one in result.segments[1:]]
    ends = _ends(result)
    places = shown.places_for([one.value for one in result.points])
    lines = say.line_labels(result, shown, places, lang)
    signals = _signal_samples(result, lang)
    keys = (signals, [*signals, *(_line_sample(kind, text) for kind, (_, text) in lines.items())])
    room = max((width(text, 12, bold=True) for _, text in lines.values()), default=0) + 16
    pair, height = plots(axis.scale(), ends, shown, keys, ends=(min(room, 240), 14), zero=zero)

    def draw(plot: Plot) -> list[Node | None]:
        return [
            *value_axis(plot, shown, caption(caption_of(shown, lang, plot.y, ends), axis, lang)),
            *time_axis(plot, axis, lang),
            plot.inside(*(parting(plot, axis, one.at, index + 1) for index, one in enumerate(partings))),
            plot.inside(plot.canvas(*_curves(plot, result, axis))),
            plot.inside(*_marks(plot, result, axis)),
            plot.inside(*_line_labels(plot, lines)) if plot.wide else None,
            None if result.points else nothing(plot, lang),
            *key(plot, keys[0] if plot.wide else keys[1]),
        ]

    return drawing(
        "xmr",
        both_layouts(pair, draw),
        title=title,
        description=say.description(result, partings, shown, places),
        table=(say.COLUMNS, say.rows(result, axis, shown, places, lang)),
        notes=map(break_note, partings),
        lang=lang,
        height=height,
        id=id,
    )


def _ends(result: Xmr) -> list[float | None]:
    points = [end for one in result.points for end in (one.value, one.lower, one.upper, one.mean)]
    return [*points, result.target]


def _segments(result: Xmr) -> Iterator[list[XmrPoint]]:
    for number in sorted({one.segment for one in result.points}):
        yield [one for one in result.points if one.segment == number]


def _curves(plot: Plot, result: Xmr, axis: Times) -> Iterator[Node]:
    if result.target is not None:
        across = [(plot.x.low, result.target), (plot.x.high, result.target)]
        yield plot.curve(across, stroke=RED, stroke_width=1.8, stroke_dasharray=TARGET)
    for points in _segments(result):
        yield from _levels(plot, points, axis)
        for run in _runs(points, axis):
            if len(run) > 1:
                line = [(axis.place(one.period), one.value) for one in run]
                yield plot.curve(line, stroke=NAVY, stroke_width=1.6, stroke_linejoin="round")


def _levels(plot: Plot, points: Sequence[XmrPoint], axis: Times) -> Iterator[Node]:
    """Mean and limits of one segment, from half a step before its first period to half a step after its last."""
    first, last = axis.place(points[0].period), axis.place(points[-1].period)
    pad = (plot.x.high - plot.x.low) * 0.008
    for level, dash, weight in (
        (points[-1].mean, None, 1.6),
        (points[-1].lower, LIMIT, 1.4),
        (points[-1].upper, LIMIT, 1.4),
    ):
        if level is not None:
            yield plot.curve(
                [(first - pad, level), (last + pad, level)],
                stroke=GREY,
                stroke_width=weight,
                stroke_dasharray=dash,
            )


def _runs(points: Sequence[XmrPoint], axis: Times) -> Iterator[list[XmrPoint]]:
    run: list[XmrPoint] = []
    for one in points:
        if run and not axis.follows(run[-1].period, one.period):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _marks(plot: Plot, result: Xmr, axis: Times) -> Iterator[Node]:
    """A shape at every period; steady ones are left out of a long narrow series, where only signals have room."""
    crowded = len(result.points) > (90 if plot.wide else 40)
    alone = {run[0].period for points in _segments(result) for run in _runs(points, axis) if len(run) == 1}
    for one in result.points:
        shape, fill = SIGNALS[one.signal]
        if not crowded or one.signal != "steady" or one.period in alone:
            yield mark(plot.x(axis.place(one.period)), plot.y(one.value), shape, fill=fill, id=one.period)


def _line_labels(plot: Plot, lines: dict[str, tuple[float, str]]) -> Iterator[Node]:
    """At the right end, the names of mean, limits and target, moved apart where they would touch."""
    wanted = [plot.y(level) + 4 for level, _ in lines.values()]
    placed = spread(wanted, 15, plot.top + 4, plot.bottom + 4)
    for (kind, (_, text)), y in zip(lines.items(), placed, strict=True):
        fill = RED if kind == "target" else INK
        yield label(text, plot.share, y, size=12, bold=True, fill=fill, halo=WHITE, dx=6)


def _signal_samples(result: Xmr, lang: str) -> list[Sample]:
    used = {one.signal for one in result.points}
    return [
        Sample(say.signal(name, lang), shape, fill) for name, (shape, fill) in SIGNALS.items() if name in used
    ]


def _line_sample(kind: str, text: str) -> Sample:
    if kind == "target":
        return Sample(text, stroke=RED, dash=TARGET, weight=1.8)
    return Sample(text, stroke=GREY, dash=None if kind == "mean" else LIMIT, weight=1.6)
