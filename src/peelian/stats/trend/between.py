"""Days between rare events: the chart that can see them becoming rarer.

Whole days: g chart (geometric; Benneyan 2001, Health Care Management Science 4:305). Times of day: t chart
(exponential; Nelson 1994, Journal of Quality Technology 26:88), here with exact limits in place of a transformation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import Literal

import numpy as np

from peelian.reference.problems import Bilingual
from peelian.stats.results import Check, Provenance
from peelian.stats.trend.counts import LEVEL, hold_level
from peelian.stats.trend.problems import BadTrendSetting
from peelian.stats.trend.rare import GapLaw
from peelian.stats.trend.result import Better, DaysBetween, GapPoint
from peelian.stats.trend.rules import apply_exact, signal

CITATION = (
    "g chart: Benneyan 2001, Health Care Management Science 4:305; t chart: Nelson 1994, Journal of Quality "
    "Technology 26:88; limits exact"
)
FEW_GAPS = 12
_DAY = 86400.0


def days_between(
    events: Sequence[date | datetime],
    *,
    until: date | datetime | None = None,
    model: Literal["geometric", "exponential"] | None = None,
    level: float = LEVEL,
    better: Literal["rarer", "oftener", "neither"] = "rarer",
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> DaysBetween:
    """The days from each event to the next, against exact limits.

    `events` are days (geometric) or times (exponential), in any order, repeats allowed; `until` is when watching
    ended. Rules: a gap beyond a limit, or seven in a row on one side of the median. Raises `BadTrendSetting`
    with fewer than two events.
    """
    timed = any(isinstance(event, datetime) for event in events)
    chosen = model or ("exponential" if timed else "geometric")
    hold_level(level)
    if len(events) < 2:
        why = Bilingual(
            "days between events need two events", "mae angen dau ddigwyddiad ar ddyddiau rhwng digwyddiadau"
        )
        raise BadTrendSetting(name="events", value=len(events), why=why)
    moments = sorted(_moment(event) for event in events)
    gaps = [_days(earlier, later, chosen) for earlier, later in pairwise(moments)]
    law = GapLaw(float(np.mean(gaps)), whole_days=chosen == "geometric")
    lower, upper = law.limits((1 - level) / 2)
    points = _points(moments, gaps, law, (lower, upper), _WAYS[better])
    waiting = None if until is None else _days(moments[-1], _moment(until), chosen)
    if waiting is not None and waiting < 0:
        why = Bilingual(
            "watching cannot end before the last event", "ni all y gwylio orffen cyn y digwyddiad olaf"
        )
        raise BadTrendSetting(name="until", value=until, why=why)
    return DaysBetween(
        points=points,
        model=chosen,
        mean=law.mean,
        median=law.median(),
        lower=lower,
        upper=upper,
        level=level,
        open_days=waiting,
        open_unusual=waiting is not None and waiting > upper,
        variation=points[-1].signal,
        better=_WAYS[better],
        checks=(_enough(len(gaps)), _together(gaps), _open(waiting, upper)),
        provenance=Provenance("days between events", CITATION, source_ids, as_at, rows=len(events)),
    )


_WAYS: dict[str, Better] = {"rarer": "higher", "oftener": "lower", "neither": "neither"}


def _moment(event: date | datetime) -> datetime:
    if isinstance(event, datetime):
        return event.replace(tzinfo=None) - (event.utcoffset() or _NO_TIME)
    return datetime.combine(event, time())


_NO_TIME = datetime.min - datetime.min


def _days(earlier: datetime, later: datetime, model: str) -> float:
    if model == "geometric":
        return float((later.date() - earlier.date()).days)
    return (later - earlier).total_seconds() / _DAY


def _points(
    moments: Sequence[datetime],
    gaps: Sequence[float],
    law: GapLaw,
    limits: tuple[float | None, float],
    better: Better,
) -> tuple[GapPoint, ...]:
    every = len(gaps)
    rules = apply_exact(gaps, [True] * every, [limits] * every, [law.median()] * every)
    return tuple(
        GapPoint(
            since=_written(earlier, law),
            until=_written(later, law),
            days=gaps[place],
            rules=rules[place],
            signal=signal(rules[place], better),
        )
        for place, (earlier, later) in enumerate(pairwise(moments))
    )


def _written(moment: datetime, law: GapLaw) -> str:
    return moment.date().isoformat() if law.whole_days else moment.isoformat(timespec="minutes")


def _enough(n: int) -> Check:
    return Check(
        "enough_points",
        "warn" if n < FEW_GAPS else "pass",
        n,
        Bilingual(
            f"The limits rest on {n} gaps between events.",
            f"Mae’r terfynau’n seiliedig ar {n} bwlch rhwng digwyddiadau.",
        ),
    )


def _together(gaps: Sequence[float]) -> Check:
    same = sum(gap == 0 for gap in gaps)
    return Check(
        "same_moment",
        "warn" if same > len(gaps) / 10 else "pass",
        same,
        Bilingual(
            f"{same} events fall on the same moment as the one before; events that belong together should count once.",
            f"Mae {same} digwyddiad yn disgyn ar yr un adeg â’r un cynt; dylai digwyddiadau sy’n perthyn i’w gilydd gyfrif unwaith.",
        ),
    )


def _open(waiting: float | None, upper: float) -> Check:
    if waiting is None:
        sentence = Bilingual(
            "The end of watching is not given, so the time since the last event is not judged.",
            "Ni roddwyd diwedd y gwylio, felly ni fernir yr amser ers y digwyddiad diwethaf.",
        )
        return Check("since_the_last", "warn", None, sentence)
    return Check(
        "since_the_last",
        "warn" if waiting > upper else "pass",
        waiting,
        Bilingual(
            f"{waiting:.0f} days without an event up to the end of watching (limit {upper:.0f}).",
            f"{waiting:.0f} diwrnod heb ddigwyddiad hyd at ddiwedd y gwylio (terfyn {upper:.0f}).",
        ),
    )
