"""One force on one measure over time: a line with its breaks, and limits where the points are many enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from peelian.evidence.figures import by_end
from peelian.evidence.pages import Context, Query, page
from peelian.evidence.problems import NoSuchPage
from peelian.evidence.reading import Reading
from peelian.evidence.wording import area_name
from peelian.facts.league.words import both
from peelian.facts.measures import definition
from peelian.facts.measures.vocabulary import DIRECTIONS
from peelian.reference.forces import force
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual, Problem
from peelian.ui.language import current
from peelian.ui.language import gettext as _

if TYPE_CHECKING:
    from peelian.charts.chart import Chart
    from peelian.charts.times import Break
    from peelian.facts.measures import Measure, MeasureRow
    from peelian.stats.trend import Xmr

FEW: Final = 5
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """The line of a series; the chart with limits and its result, or why chance cannot be judged."""

    line: Chart
    limits: Chart | None = None
    result: Xmr | None = None
    why_not: str = ""


def _drawn(measure: Measure, name: str, rows: list[MeasureRow]) -> Drawn | None:
    from peelian.charts.line import Series, line
    from peelian.charts.xmr import xmr as draw_limits

    title = Bilingual(f"{measure.title.en}: {name}", f"{measure.title.cy}: {name}")
    number = rows[0].period.replace("/", "-")
    series = Series("force", name, [row.period for row in rows], [row.value for row in rows],
                    [row.lower for row in rows], [row.upper for row in rows])  # fmt: skip
    breaks = _breaks(measure, rows)
    try:
        picture = line(series, breaks, unit=measure.unit, title=title, lang=current(), id=f"line-{number}")
    except Problem:
        return None
    result = _limits(measure, rows, breaks)
    if why_not := _why_not(measure, rows, result):
        return Drawn(picture, why_not=why_not)
    assert result is not None  # without a result there is a reason
    limits = draw_limits(result, unit=measure.unit, title=title, lang=current(), id=f"limits-{number}")
    return Drawn(picture, limits, result)


def _breaks(measure: Measure, rows: Sequence[MeasureRow]) -> list[Break]:
    """Where the way of counting changes: by the measure's own rules, and from one figure's basis to the next."""
    from peelian.charts.times import Break

    held = [row for row in rows if row.value is not None]
    found = {
        after.period: Break(after.period, Bilingual(after.basis, after.basis_cy or after.basis))
        for before, after in pairwise(held)
        if before.basis != after.basis
    }
    for one in measure.league.breaks if measure.league else ():
        since = next((row.period for row in held if Period.parse(row.period).end >= one.at), None)
        if since and held[0].period != since:
            found[since] = Break(since, both(one.reason))
    return sorted(found.values(), key=lambda one: Period.parse(one.at).start)


def _limits(measure: Measure, rows: Sequence[MeasureRow], breaks: Sequence[Break]) -> Xmr | None:
    """Limits of the whole series; a change in the way of counting starts them afresh, with its reason."""
    from peelian.stats.trend import Rebase, xmr

    try:
        return xmr(
            [row.period for row in rows],
            [row.value for row in rows],
            target=measure.league.target if measure.league else None,
            better=_BETTER.get(measure.direction, "neither"),  # type: ignore[arg-type]
            rebase=[Rebase(one.at, one.reason) for one in breaks],
            bounds=(0.0, 1.0) if measure.unit == "proportion" else (0.0, None),
            source_ids=tuple({id_ for row in rows for id_ in row.source_ids}),
        )
    except Problem:
        return None


def _why_not(measure: Measure, rows: Sequence[MeasureRow], result: Xmr | None) -> str:
    """Why limits would mislead here; nothing when they may be shown."""
    if measure.league is not None and measure.league.kind == "complete":
        return _("No limits of chance are drawn: this is a full count, which chance does not move.")
    if result is None or _fails(result, "enough_points"):
        return _("No limits of chance are drawn: there are too few figures yet that are counted alike.")
    if _fails(result, "autocorrelation"):
        return _(
            "No limits of chance are drawn: each figure leans on the one before, so they could not tell a change from chance."
        )
    if any(_small(row) for row in rows if row.value is not None):
        return _("No limits of chance are drawn: some of the figures rest on very few cases.")
    return ""


def _fails(result: Xmr, name: str) -> bool:
    return any(check.name == name and check.outcome != "pass" for check in result.checks)


def _small(row: MeasureRow) -> bool:
    """Fewer than five cases, or than five others where the figure is a share."""
    if row.numerator is None or row.unit not in {"count", "proportion"}:
        return False
    left = row.denominator - row.numerator if row.denominator and row.unit == "proportion" else FEW
    return min(row.numerator, left) < FEW
