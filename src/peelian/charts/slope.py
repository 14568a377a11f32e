"""Two periods side by side: a line a unit from its value before to its value after.

Labels that would touch are moved apart and tied to their line. Past sixteen units the lines join places in the order. Names
stand at both ends where it is wide, at the right end where it is narrow. A unit that lacks one of the two is not drawn,
but told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from peelian.charts import slope_words as say
from peelian.charts.chart import NARROW, WIDE, Chart, drawing
from peelian.charts.marks import GREY, NAVY, QUIET, label, layout, line, linked, mark
from peelian.charts.plot import nothing_at
from peelian.charts.scale import Scale, numbers, spread
from peelian.charts.svg import Node, el
from peelian.charts.text import shorten, width
from peelian.charts.units import Unit, unit_of
from peelian.charts.words import FORCES, name_of, period_words
from peelian.reference.problems import Bilingual

GAP: Final = 17.0
TOP: Final = 40.0
_LEAST: Final = 260.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One layout: its width, and in per cent where labels end and begin and where the lines run."""

    kind: str
    width: float
    left: float
    start: float
    end: float
    right: float
    names_left: bool


WIDE_PLAN = Plan("wide", WIDE, 35, 38, 62, 65, names_left=True)
NARROW_PLAN = Plan("narrow", NARROW, 15, 18, 30, 33, names_left=False)
# Past this many units lines by value lie on each other: they join places in the order instead, and it says so.
CROWD: Final = 16


@dataclass(frozen=True, slots=True)
class Slopes:
    """What both layouts draw: the units with both values, in the order of the later one."""

    ids: tuple[str, ...]
    before: Mapping[str, float]
    after: Mapping[str, float]
    absent: tuple[str, ...]
    names: Mapping[str, str]
    unit: Unit
    places: int
    periods: tuple[str, str]
    lang: str
    marked: frozenset[str]
    noun: Bilingual
    href: Callable[[str], str | None] | None

    @property
    def crowded(self) -> bool:
        """Whether the lines join places in the order."""
        return len(self.ids) > CROWD

    def name(self, id: str, lang: str | None = None) -> str:
        """The name of a unit."""
        return name_of(self.names, id, lang or self.lang)


def slope(
    before: Mapping[str, float | None],
    after: Mapping[str, float | None],
    names: Mapping[str, str],
    *,
    periods: tuple[str, str],
    unit: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    decimals: int | None = None,
    highlight: Collection[str] = (),
    noun: Bilingual = FORCES,
    href: Callable[[str], str | None] | None = None,
    id: str | None = None,
) -> Chart:
    """The slope chart of two periods: values by id, None or left out where there is none. `highlight` marks units."""
    first, second = _held(before), _held(after)
    everyone = list(dict.fromkeys([*before, *after]))
    ids = sorted(
        (one for one in everyone if one in first and one in second), key=lambda one: (-second[one], one)
    )
    absent = tuple(one for one in everyone if one not in first or one not in second)
    shown = unit_of(unit, decimals)
    values = [part[one] for one in ids for part in (first, second)]
    marked = frozenset(highlight)
    slopes = Slopes(
        tuple(ids),
        first,
        second,
        absent,
        names,
        shown,
        shown.places_for(values),
        periods,
        lang,
        marked,
        noun,
        href,
    )
    height = max(_LEAST, GAP * (len(ids) + 1))
    ends = (min(values), max(values)) if values else (0.0, 1.0)
    scale = Scale(*ends, TOP + height, TOP + 16)
    return drawing(
        "slope",
        [_layout(slopes, scale, plan) for plan in (WIDE_PLAN, NARROW_PLAN)],
        title=title,
        description=say.description(slopes),
        table=(say.columns(slopes), say.rows(slopes)),
        lang=lang,
        height=TOP + height + 24 + 16 * len(say.notes_beneath(slopes)),
        id=id,
        links=href is not None,
    )


def _held(values: Mapping[str, float | None]) -> dict[str, float]:
    return {id: float(value) for id, value in values.items() if value is not None and numbers([value])}


def _layout(slopes: Slopes, scale: Scale, plan: Plan) -> Node:
    if not slopes.ids:
        return layout(plan.kind, nothing_at(140, slopes.lang))
    low, high = scale.end, scale.start
    at_left = spread([scale(slopes.before[id]) for id in slopes.ids], GAP, low, high)
    at_right = spread([scale(slopes.after[id]) for id in slopes.ids], GAP, low, high)
    if slopes.crowded:
        at_left, at_right = _packed(at_left, low), _packed(at_right, low)
    children: list[Node] = [
        *_head(slopes, plan),
        line(plan.start, TOP, plan.start, high + 6),
        line(plan.end, TOP, plan.end, high + 6),
    ]
    order = sorted(range(len(slopes.ids)), key=lambda index: slopes.ids[index] in slopes.marked)
    for index in order:
        children.append(_unit(slopes, scale, plan, slopes.ids[index], (at_left[index], at_right[index])))
    notes = say.notes_beneath(slopes)
    children += [
        label(text, 0, high + 32 + 16 * line_no, size=12, fill=QUIET) for line_no, text in enumerate(notes)
    ]
    return layout(plan.kind, *children)


def _packed(places: list[float], low: float) -> list[float]:
    """The places one gap apart, in their order."""
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    return [low + GAP * order.index(index) for index in range(len(places))]


def _head(slopes: Slopes, plan: Plan) -> list[Node]:
    """The two periods above their columns; where it is narrow, one above the other."""
    before, after = (period_words(one, slopes.lang) for one in slopes.periods)
    if plan.names_left:
        return [
            label(before, plan.start, 24, anchor="end", bold=True),
            label(after, plan.end, 24, bold=True),
        ]
    fits = width(after, 12, bold=True) <= plan.width * (100 - plan.end) / 100
    later = label(after, plan.end if fits else 100, 28, bold=True, size=12, anchor="start" if fits else "end")
    return [label(before, 0, 12, bold=True, size=12), later]


def _unit(slopes: Slopes, scale: Scale, plan: Plan, id: str, places: tuple[float, float]) -> Node:
    """One unit: its line, its two marks, its labels, and the ties where a label was moved."""
    before, after = slopes.before[id], slopes.after[id]
    marked = id in slopes.marked
    stroke = NAVY if marked else GREY
    left, right = places
    y1, y2 = (left, right) if slopes.crowded else (scale(before), scale(after))
    value, later = slopes.unit.text(before, slopes.places), slopes.unit.text(after, slopes.places)
    name = slopes.name(id)
    at_left = (
        f"{shorten(name, 12, plan.width * plan.left / 100 - width(value, 12) - 6)} {value}"
        if plan.names_left
        else value
    )
    room = plan.width * (100 - plan.right) / 100
    size = 12 if width(f"{later} {name}", 12, bold=marked) <= room else 11
    at_right = f"{later} {shorten(name, size, room - width(later, size) - 4)}"
    address = slopes.href(id) if slopes.href else None
    return el(
        "g",
        line(plan.left + 0.6, left, plan.start - 0.8, y1, kind="tie", stroke=GREY),
        line(plan.end + 0.8, y2, plan.right - 0.6, right, kind="tie", stroke=GREY),
        line(plan.start, y1, plan.end, y2, kind="line", stroke=stroke, stroke_width=3 if marked else 1.5),
        mark(plan.start, y1, "circle", fill=stroke, id=f"{id}:before"),
        mark(plan.end, y2, "circle", fill=stroke, id=f"{id}:after"),
        label(at_left, plan.left, left + 4, anchor="end", size=12, bold=marked),
        linked(label(at_right, plan.right, right + 4, size=size, bold=marked), address),
        class_="peelian-chart-unit",
    )
