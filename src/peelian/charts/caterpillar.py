"""The league table as a picture: every value with its interval, and beside it the ranks that it may have.

Units stand in order of rank. The left panel holds the value, the right one the rank range; a dashed line is the value
of all together. Groups that cannot be told apart are set off by a rule. What a unit might be, first or last, is said
by the shape of its mark. One drawing holds a wide layout (names beside the marks) and a narrow one (names above).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from peelian.charts import caterpillar_words as say
from peelian.charts.caterpillar_plan import NARROW_PLAN, WIDE_PLAN, Plan, Table, laid_out
from peelian.charts.caterpillar_rows import foot, foot_height, head, row_marks, rule
from peelian.charts.chart import Chart, drawing
from peelian.charts.marks import MARKED, band, layout
from peelian.charts.svg import Node
from peelian.charts.units import Unit, unit_of
from peelian.charts.words import FORCES
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.league import League


def caterpillar(
    league: League,
    names: Mapping[str, str],
    *,
    unit: str | Unit | Bilingual = "",
    title: str | Bilingual,
    lang: str = "en",
    missing: Sequence[str] | Mapping[str, str] | None = None,
    highlight: Collection[str] = (),
    noun: Bilingual = FORCES,
    decimals: int | None = None,
    href: Callable[[str], str | None] | None = None,
    id: str | None = None,
) -> Chart:
    """The chart of a league table.

    `names` maps ids to names (`Bilingual` ones speak Welsh). `unit` is the id of a measure's unit, a `Unit`, or words
    for the axis. `missing` are the units without a rank: ids, or ids with the reason; they are told and listed in the
    table, never drawn; give them even when there are none, so that "nobody is missing" is said. `highlight` marks rows. `href` gives the address of a unit's page, None for none.
    """
    shown = unit_of(unit, decimals)
    table = Table(
        league,
        names,
        shown,
        shown.places_for([row.value for row in league.rows]),
        lang,
        frozenset(highlight),
        dict(missing) if isinstance(missing, Mapping) else dict.fromkeys(missing or (), ""),
        missing is not None,
        noun,
        href,
    )
    return drawing(
        "caterpillar",
        [_layout(table, plan) for plan in (WIDE_PLAN, NARROW_PLAN)],
        title=title,
        description=say.description(table),
        table=(say.COLUMNS, say.rows(table)),
        lang=lang,
        height=f"{_height(table):.2f}em",
        font_size=WIDE_PLAN.pitch,
        id=id,
        links=href is not None,
    )


def _height(table: Table) -> float:
    """In rows; the style sheet sets how high a row is, so one number serves both layouts."""
    return table.bottom() + max(foot_height(table, plan) / plan.pitch for plan in (WIDE_PLAN, NARROW_PLAN))


def _layout(table: Table, plan: Plan) -> Node:
    at = laid_out(table, plan)
    plan = at.plan
    children: list[Node] = [
        band(0, top * plan.pitch + 1, 100, plan.pitch - 2, MARKED)
        for top, _, row in table.steps()
        if row is not None and row.id in table.marked
    ]
    children.extend(head(at))
    for top, tier, row in table.steps():
        if tier is not None:
            children.extend(rule(at, top * plan.pitch, tier))
        if row is not None:
            children.append(row_marks(at, row, top * plan.pitch))
    children.extend(foot(at))
    return layout(plan.kind, *children)
