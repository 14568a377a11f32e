"""The parts of a caterpillar chart: head with axes, a row of marks, the rule above a group, foot with the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelian.charts import caterpillar_words as say
from peelian.charts.caterpillar_plan import RULE, Layout, Plan, Table
from peelian.charts.marks import INK, MARKED, QUIET, RANGE, WHITE, label, line, linked, mark
from peelian.charts.scale import Scale, clear_of_each_other
from peelian.charts.svg import Node, Value, el
from peelian.charts.text import shorten, width, wrap
from peelian.charts.units import short

if TYPE_CHECKING:
    from peelian.stats.league import LeagueRow


def head(at: Layout) -> list[Node]:
    """What the panels show, their ticks, grid lines down to the last row, and the line of all together."""
    table, plan = at.table, at.plan
    left = plan.values[0] if plan.wide else 0
    base = at.top - (26 if plan.wide else 30)
    room = plan.pixels((plan.ranks[0] if table.ranged else 100) - left) - 8
    caption = wrap(say.value_caption(table), 12, room, lines=1 if plan.wide else 2)
    out = [
        label(text, left, base - 15 * (len(caption) - 1 - index), size=12, bold=True)
        for index, text in enumerate(caption)
    ]
    digits = table.unit.tick_places(at.values.ticks)
    out += _axis(at, at.values, [short(tick, table.unit, digits) for tick in at.values.ticks])
    if table.ranged:
        out.append(label(say.rank_caption(table.lang), plan.ranks[0], base, size=12, bold=True))
        out += _axis(at, at.ranks, [f"{tick:.0f}" for tick in at.ranks.ticks])
    pooled = table.league.pooled
    if pooled is not None:
        x = at.values(pooled)
        looks: dict[str, Value] = {"stroke": INK, "stroke_width": 1.4, "stroke_dasharray": "5 4"}
        out.append(line(x, at.top - 4, x, at.bottom + 8, kind="pooled", **looks))
    return out


def _axis(at: Layout, scale: Scale, texts: list[str]) -> list[Node]:
    """A grid line a tick, and the labels that have room beside each other."""
    middles = [at.plan.pixels(scale(tick)) for tick in scale.ticks]
    halves = [width(text, 12) / 2 for text in texts]
    spans = [(middle - half, middle + half) for middle, half in zip(middles, halves, strict=True)]
    lines = [line(scale(tick), at.top - 4, scale(tick), at.bottom + 4) for tick in scale.ticks]
    return lines + [
        label(texts[one], scale(scale.ticks[one]), at.top - 10, anchor="middle", size=12, fill=QUIET)
        for one in clear_of_each_other(spans, 7)
    ]


def rule(at: Layout, top: float, tier: int) -> list[Node]:
    """The rule above a group, with its number."""
    plan = at.plan
    y = top + RULE * plan.pitch * (0.45 if plan.wide else 0.3)
    text = say.group(tier, at.table.lang)
    start = (width(text, 11.5) + 10) / plan.width * 100 if plan.wide else 0
    rail = line(start, y, 100, y, kind="rule", stroke=QUIET)
    return [rail, label(text, 0, y + (4 if plan.wide else 14), size=11.5, fill=QUIET, halo=WHITE)]


def row_marks(at: Layout, row: LeagueRow, top: float) -> Node:
    """One unit: name and value as text, the interval and the rank range as lines, the two marks."""
    middle = top + (at.plan.pitch / 2 if at.plan.wide else 31)
    shape, fill = say.shape(row)
    parts = _texts(at, row, top, middle)
    if row.lower is not None and row.upper is not None:
        parts.append(_range(at.values(row.lower), at.values(row.upper), middle, "interval"))
    parts.append(mark(at.values(row.value), middle, shape, fill=fill, id=row.id))
    if row.rank_low is not None and row.rank_high is not None:
        parts.append(_range(at.ranks(row.rank_low), at.ranks(row.rank_high), middle, "ranks"))
        parts.append(mark(at.ranks(row.rank), middle, shape, fill=fill))
        parts.append(label(say.rank_range(row), 100, middle + 4.5, anchor="end", size=12))
    return el("g", *parts, class_="peelian-chart-row")


def _range(start: float, end: float, y: float, kind: str) -> Node:
    return line(start, y, end, y, kind=kind, stroke=RANGE, stroke_width=4, stroke_linecap="round")


def _texts(at: Layout, row: LeagueRow, top: float, middle: float) -> list[Node]:
    """Rank, name (in two lines where it is long) and value."""
    table, plan = at.table, at.plan
    value, name = table.shown(row.value), table.name(row.id)
    bold = row.id in table.marked
    right = plan.values[0] - 2.5 if plan.wide else 100
    lines, size = _name_lines(name, plan, plan.pixels(right) - 34 - width(value, 13, bold=True), bold=bold)
    base = middle + 4.5 if plan.wide else top + 15
    ground = None if plan.wide else MARKED if bold else WHITE
    words = [
        label(
            text if index == len(lines) - 1 else f"{text} ",  # read as one name, its words apart
            0,
            base + (index - (len(lines) - 1) / 2) * 11.5,
            size=size,
            bold=bold,
            dx=26,
            halo=ground,
        )
        for index, text in enumerate(lines)
    ]
    number = label(f"{row.rank}", 0, base, size=12, fill=QUIET, anchor="end", dx=18)
    shown = label(value, right, base, anchor="end", bold=True)
    address = table.href(row.id) if table.href else None
    seen = " ".join(lines)
    return [number, linked(el("g", *words), address, name if seen == name else f"{seen}, {name}"), shown]


def _name_lines(name: str, plan: Plan, room: float, *, bold: bool) -> tuple[list[str], float]:
    """The name in the lines and the size that fit; a very long one ends in an ellipsis."""
    if width(name, 13, bold=bold) <= room:
        return [name], 13
    return (wrap(name, 11, room), 11) if plan.wide else ([shorten(name, 12, room)], 12)


def foot_height(table: Table, plan: Plan) -> float:
    """The height of the foot in pixels."""
    return 34 + 20 * (_key_lines(table, plan) + bool(table.absent))


def _key_lines(table: Table, plan: Plan) -> int:
    return -(-len(say.key(table.league, table.lang)) // plan.key_columns)


def foot(at: Layout) -> list[Node]:
    """The value of all together, the key of the shapes, and how many have no rank."""
    out: list[Node] = []
    table, plan = at.table, at.plan
    pooled = table.league.pooled
    if pooled is not None:
        text = say.pooled(table.shown(pooled), table.lang)
        middle, half = plan.pixels(at.values(pooled)), width(text, 12, bold=True) / 2
        anchor = "start" if middle < half else "end" if middle + half > plan.width else "middle"
        x = at.values(pooled)
        out.append(label(text, x, at.bottom + 22, anchor=anchor, size=12, bold=True, halo=WHITE))
    for index, ((shape, fill), text) in enumerate(say.key(table.league, table.lang)):
        x = index % plan.key_columns * 100 / plan.key_columns
        y = at.bottom + 44 + index // plan.key_columns * 20
        out.append(el("g", mark(x, y - 4, shape, fill=fill), transform="translate(9,0)"))
        out.append(label(text, x, y, size=12, dx=24))
    if table.absent:
        y = at.bottom + 44 + _key_lines(table, plan) * 20
        out.append(label(say.absent_line(len(table.absent), table.lang), 0, y, size=12, fill=QUIET))
    return out
