"""One force on one measure over time: a line with its breaks, and limits where the points are many enough."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from peelian.evidence.figures import by_end
from peelian.evidence.pages import Context, Query, page
from peelian.evidence.problems import NoSuchPage
from peelian.evidence.reading import Reading
from peelian.evidence.wording import area_name
from peelian.facts.measures import definition
from peelian.facts.measures.vocabulary import DIRECTIONS
from peelian.reference.forces import force
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual, Problem
from peelian.ui.language import current

if TYPE_CHECKING:
    from peelian.charts.chart import Chart
    from peelian.charts.times import Break
    from peelian.facts.measures import Measure, MeasureRow
    from peelian.stats.trend import Xmr

LIMITS_FROM: Final = 8
"""Fewer points than this get a line and no limits."""
_BETTER: Final = {"higher_is_better": "higher", "lower_is_better": "lower"}


@page("evidence/trend.html", asks=("series",))
def one(reading: Reading, force_id: str, measure_id: str, query: Query) -> Context:
    """Every figure of a force on a measure, by the length of its periods."""
    found, measure = force(force_id), definition(measure_id)
    rows = [row for row in reading.rows(measure.id, by="force") if row.area_id == found.id]
    if not rows:
        raise NoSuchPage(name=f"{force_id}/{measure_id}")
    choices = {_key(row): _told(row) for row in rows}
    chosen = query.get("series") if query.get("series") in choices else next(iter(choices))
    held = sorted((row for row in rows if _key(row) == chosen), key=by_end)
    drawn = [_drawn(measure, area_name(found.id), same) for same in _by_length(held)]
    return {
        "force": found,
        "measure": measure,
        "direction": DIRECTIONS.get(measure.direction),
        "rows": list(reversed(held)),
        "drawn": [one for one in drawn if one],
        "choices": choices if len(choices) > 1 else {},
        "chosen": chosen,
    }


def _key(row: MeasureRow) -> str:
    return "; ".join(f"{name}={value}" for name, value in sorted(row.dims.items()) if value)


def _told(row: MeasureRow) -> str:
    from peelian.evidence.dimensions import dimension

    return "; ".join(str(dimension(value)) for value in row.dims.values() if value)


def _by_length(rows: Sequence[MeasureRow]) -> list[list[MeasureRow]]:
    """Months are not drawn with years: a series for each kind of period that holds at least two figures."""
    kinds: dict[str, list[MeasureRow]] = {}
    for row in rows:
        period = Period.parse(row.period)
        months = round((period.end - period.start).days / 30.4)
        kinds.setdefault(f"{period.is_instant}-{months}", []).append(row)
    return [same for same in kinds.values() if sum(row.value is not None for row in same) > 1]


def _drawn(
    measure: Measure, name: str, rows: list[MeasureRow]
) -> tuple[Chart, Chart | None, Xmr | None] | None:
    """The line, and the chart with limits and its result where there are points enough."""
    from peelian.charts.line import Series, line
    from peelian.charts.xmr import xmr as draw_limits

    title = Bilingual(f"{measure.title.en}: {name}", f"{measure.title.cy}: {name}")
    number = f"{rows[0].period}".replace("/", "-")
    try:
        series = Series("force", name, [row.period for row in rows], [row.value for row in rows],
                        [row.lower for row in rows], [row.upper for row in rows])  # fmt: skip
        line_ = line(
            series, _breaks(rows), unit=measure.unit, title=title, lang=current(), id=f"line-{number}"
        )
        result = _limits(measure, rows)
        limits = (
            draw_limits(result, unit=measure.unit, title=title, lang=current(), id=f"limits-{number}")
            if result
            else None
        )
    except Problem:
        return None
    return (line_, limits, result)


def _breaks(rows: Sequence[MeasureRow]) -> list[Break]:
    """Where the way of counting changes from one figure to the next."""
    from peelian.charts.times import Break

    held = [row for row in rows if row.value is not None]
    return [
        Break(after.period, Bilingual(after.basis, after.basis_cy or after.basis))
        for before, after in pairwise(held)
        if before.basis != after.basis
    ]


def _limits(measure: Measure, rows: Sequence[MeasureRow]) -> Xmr | None:
    """Limits for at least so many figures of one basis; a change of basis starts them afresh, with its reason."""
    from peelian.stats.trend import Rebase, xmr

    held = [row for row in rows if row.value is not None]
    counted_whole = measure.league is not None and measure.league.kind == "complete"
    if len(held) < LIMITS_FROM or counted_whole:
        return None  # people employed and money paid do not vary by chance
    rebases = [Rebase(one.at, one.reason) for one in _breaks(rows)]
    bounds = (0.0, 1.0) if measure.unit == "proportion" else (0.0, None)
    try:
        return xmr(
            [row.period for row in rows],
            [row.value for row in rows],
            target=measure.league.target if measure.league else None,
            better=_BETTER.get(measure.direction, "neither"),  # type: ignore[arg-type]
            rebase=rebases,
            bounds=bounds,
            source_ids=tuple({id_ for row in held for id_ in row.source_ids}),
        )
    except Problem:
        return None
