"""Series over time: a line each, told apart by dash and shape, never joined over a missing period or a break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from peelian.charts import line_words as say
from peelian.charts.chart import Chart, drawing, said
from peelian.charts.marks import BLUE, GREY, NAVY, RED, WHITE, label, mark
from peelian.charts.plot import Plot, Sample, both_layouts, caption_of, key, nothing, plots, value_axis
from peelian.charts.problems import BadChart
from peelian.charts.scale import numbers, spread
from peelian.charts.svg import Node
from peelian.charts.text import shorten, width
from peelian.charts.times import Break, Times, first_from, parting, time_axis, times
from peelian.charts.units import Unit, unit_of
from peelian.reference.problems import Bilingual

# Stroke, dash and shape of the first six series; those after are grey and thin.
LOOKS: Final[tuple[tuple[str, str | None, str], ...]] = (
    (NAVY, None, "circle"),
    (RED, "8 4", "square"),
    (BLUE, "2 3", "up"),
    ("#6b4a00", "10 3 2 3", "diamond"),
    ("#5a3a8e", "5 2", "down"),
    ("#00594c", "1 4", "cross"),
)


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value for each period, None where there is none. `lower` and `upper` draw its intervals."""

    id: str
    name: str | Bilingual
    periods: Sequence[str]
    values: Sequence[float | None]
    lower: Sequence[float | None] = ()
    upper: Sequence[float | None] = ()

    def held(self) -> dict[str, float]:
        """The periods that have a value."""
        return {
            period: value
            for period, value in zip(self.periods, self.values, strict=True)
            if value is not None and value == value  # noqa: PLR0124 - NaN is absent
        }


def line(
    series: Sequence[Series] | Series,
    breaks: Sequence[Break] = (),
    *,
    unit: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    decimals: int | None = None,
    zero: bool = False,
    id: str | None = None,
) -> Chart:
    """The chart of one or more series.

    A line stops where a period is missing and at each break; breaks are numbered and `notes` give their reasons. Past
    six series the rest are thin and grey. `zero` takes 0 into the axis; an axis without it says so.
    """
    many = (series,) if isinstance(series, Series) else tuple(series)
    for one in many:
        _check(one)
    shown = unit_of(unit, decimals)
    axis = times([period for one in many for period in one.periods])
    ends = [value for one in many for value in (*one.values, *one.lower, *one.upper)]
    numbers(ends)
    pieces = [list(runs(one, axis, breaks)) for one in many]
    samples = _samples(many, lang)
    room = _widest_end(many, shown, lang, wide=len(many) > 1) + 18
    tight = _widest_end(many, shown, lang, wide=False) + 16
    keys = ([], []) if len(many) == 1 else (samples[6:], samples)
    pair, height = plots(axis.scale(), ends, shown, keys, ends=(min(room, 260), min(tight, 90)), zero=zero)

    def draw(plot: Plot) -> list[Node | None]:
        return [
            *value_axis(plot, shown, say.caption(caption_of(shown, lang, plot.y, ends), axis, lang)),
            *time_axis(plot, axis, lang),
            plot.inside(*(parting(plot, axis, one.at, index + 1) for index, one in enumerate(breaks))),
            plot.inside(plot.canvas(*_curves(plot, many, axis, pieces))),
            plot.inside(*_marks(plot, many, axis, pieces)),
            plot.inside(*_end_labels(plot, many, axis, shown, lang)),
            None if any(one.held() for one in many) else nothing(plot, lang),
            *key(plot, keys[0] if plot.wide else keys[1]),
        ]

    return drawing(
        "series",
        both_layouts(pair, draw),
        title=title,
        description=say.description(many, axis, breaks, shown),
        table=say.table(many, axis, shown, lang),
        notes=map(say.break_note, breaks),
        lang=lang,
        height=height,
        id=id,
    )


def _check(series: Series) -> None:
    sizes = {len(series.periods), len(series.values)} | {
        len(part) for part in (series.lower, series.upper) if part
    }
    if len(sizes) > 1:
        raise BadChart(
            why=Bilingual(
                f"the series {series.id!r} has lists of different lengths",
                f"mae gan y gyfres {series.id!r} restrau o wahanol hyd",
            ),
            mend=Bilingual("Give one value a period.", "Rhowch un gwerth i bob cyfnod."),
        )


def runs(series: Series, axis: Times, breaks: Sequence[Break]) -> Iterator[list[str]]:
    """The stretches of periods that may be joined: no missing period and no break inside one."""
    held = series.held()
    parted = {axis.periods[at] for one in breaks if (at := first_from(axis, one.at)) is not None}
    run: list[str] = []
    for period in (one for one in axis.periods if one in held):
        if run and (period in parted or not axis.follows(run[-1], period)):
            yield run
            run = []
        run.append(period)
    if run:
        yield run


def _curves(
    plot: Plot, many: Sequence[Series], axis: Times, pieces: Sequence[Sequence[list[str]]]
) -> Iterator[Node]:
    for index, one in reversed(list(enumerate(many))):
        stroke, dash, _ = _look(index)
        held = one.held()
        for run in pieces[index]:
            if len(run) > 1:
                yield plot.curve(
                    [(axis.place(period), held[period]) for period in run],
                    stroke=stroke,
                    stroke_width=2.4 if index < len(LOOKS) else 1,
                    stroke_dasharray=dash,
                    stroke_linejoin="round",
                )
        for period, low, high in zip(one.periods, one.lower, one.upper, strict=False):
            if low is not None and high is not None and index < len(LOOKS):
                yield plot.curve(
                    [(axis.place(period), low), (axis.place(period), high)], stroke=stroke, stroke_width=1.2
                )


def _look(index: int) -> tuple[str, str | None, str]:
    return LOOKS[index] if index < len(LOOKS) else (GREY, None, "circle")


def _marks(
    plot: Plot, many: Sequence[Series], axis: Times, pieces: Sequence[Sequence[list[str]]]
) -> Iterator[Node]:
    """A mark at every period where there is room, else where a line begins and ends."""
    every = len(axis.periods) <= (48 if plot.wide else 20)
    for index, one in reversed(list(enumerate(many))):
        stroke, _, shape = _look(index)
        held = one.held()
        ends = {period for run in pieces[index] for period in (run[0], run[-1])}
        alone = {run[0] for run in pieces[index] if len(run) == 1}
        wanted = alone if index >= len(LOOKS) else set(held) if every else ends
        for period in axis.periods:
            if period in wanted:
                place = plot.x(axis.place(period))
                yield mark(place, plot.y(held[period]), shape, fill=stroke, id=f"{one.id}:{period}")


def _end_text(one: Series, unit: Unit, lang: str, *, wide: bool) -> str:
    held = one.held()
    if not held:
        return ""
    last = unit.text(held[times(list(held)).periods[-1]], unit.places_for(one.values))
    return f"{last} {shorten(said(one.name, lang), 12, 200)}" if wide else last


def _widest_end(many: Sequence[Series], unit: Unit, lang: str, *, wide: bool) -> float:
    texts = (_end_text(one, unit, lang, wide=wide) for one in many[: len(LOOKS)])
    return max((width(text, 12, bold=True) for text in texts), default=0.0)


def _end_labels(plot: Plot, many: Sequence[Series], axis: Times, unit: Unit, lang: str) -> Iterator[Node]:
    """The last value of each of the first series, moved apart where they would touch."""
    shown = [(one, one.held()) for one in many[: len(LOOKS)] if one.held()]
    lasts = [max(held, key=axis.periods.index) for _, held in shown]
    wanted = [plot.y(held[last]) + 4 for (_, held), last in zip(shown, lasts, strict=True)]
    for (one, _), y in zip(shown, spread(wanted, 15, plot.top + 4, plot.bottom + 4), strict=True):
        text = _end_text(one, unit, lang, wide=plot.wide and len(many) > 1)
        fill = _look(many.index(one))[0]
        yield label(text, plot.share, y, size=12, bold=True, fill=fill, halo=WHITE, dx=6)


def _samples(many: Sequence[Series], lang: str) -> list[Sample]:
    out = []
    for index, one in enumerate(many[: len(LOOKS)]):
        stroke, dash, shape = _look(index)
        out.append(Sample(said(one.name, lang), shape, stroke, stroke, dash))
    if len(many) > len(LOOKS):
        out.append(Sample(say.others(len(many) - len(LOOKS), lang), None, GREY, GREY, None, 1))
    return out
