"""An interval for a rate that is published without counts: from the residents of the nearest day held.

Rate times residents times years should be a whole number of cases if these are the residents that the publisher
divided by. How near to whole numbers they come is a check; figures drawn at random lie a quarter away on average.
The width of an interval goes with the square root of the number of cases, so residents that are a few per cent off
move it by half as many per cent: good enough for an interval, not for printing the number of cases as a count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.facts.league.eligibility import is_ranked
from peelian.facts.league.residents import residents
from peelian.facts.league.words import said
from peelian.facts.measures.asking import rows
from peelian.facts.measures.model import Exposure, Measure, MeasureRow
from peelian.facts.measures.summing import period_of
from peelian.facts.store import Store
from peelian.reference.periods import Period
from peelian.stats.results import Check

#: Worked-out counts this near to whole numbers, on average, are taken for the publisher's own.
NEAR = 0.1
#: Only counts below this can tell: of a thousand, a tenth of a per cent is already one.
TELLING = 100
#: And fewer of them than this are near by luck.
FEWEST = 10
NAME = "worked-out-counts"
A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """`size`: force id -> residents times years. `whole`: the counts came out as whole numbers."""

    size: dict[str, float]
    whole: bool
    checks: tuple[Check, ...]
    source_ids: tuple[str, ...] = ()


def worked_out(measure: Measure, period: str, store: Store) -> WorkedOut | None:
    """What each force's rate of the period is a rate of, with the check whether that can be believed.

    The check looks at every force, whoever was asked for: two or three counts are near whole numbers by luck. None
    where the measure's rates are not published without counts.
    """
    exposure = measure.league.exposure if measure.league else None
    if exposure is None:
        return None
    ranked = [row for row in rows(measure, by="force", periods=[period], store=store) if is_ranked(row)]
    return _of(exposure, period, ranked, store)


def _of(exposure: Exposure, period: str, ranked: Sequence[MeasureRow], store: Store) -> WorkedOut:
    whole_period = period_of(period)
    years = _years(whole_period) if exposure.a_year else 1.0
    held = residents(whole_period, store, exposure.within_days)
    size = {row.area_id: held[row.area_id].value * years for row in ranked if row.area_id in held}
    if not size:
        return WorkedOut({}, False, (_none_near(exposure),))
    counts = [
        row.value * size[row.area_id] / exposure.per for row in ranked if row.value and row.area_id in size
    ]
    telling = [count for count in counts if count < TELLING]
    away = sum(abs(count - round(count)) for count in telling) / len(telling) if telling else 0.25
    near = away <= NEAR and len(telling) >= FEWEST
    days = max(held[area].days_off for area in size)
    sources = tuple(sorted({source for area in size for source in held[area].source_ids}))
    return WorkedOut(size, near, (_near_whole(near, away, days),), sources)


def _years(period: Period) -> float:
    return max(round(((period.end - period.start).days + 1) / A_YEAR, 1), 0.1)


def _none_near(exposure: Exposure) -> Check:
    return Check(
        NAME,
        "fail",
        None,
        said(
            "The rates are published without counts, and no population within {days:,} days of the middle of the "
            "period is loaded: no interval and no range of ranks can be worked out.",
            "Cyhoeddir y cyfraddau heb gyfrifon, ac ni lwythwyd poblogaeth o fewn {days:,} diwrnod i ganol y cyfnod: "
            "ni ellir cyfrifo cyfwng nac ystod o safleoedd.",
            days=exposure.within_days,
        ),
    )


def _near_whole(near: bool, away: float, days: int) -> Check:
    if near:
        return Check(
            NAME,
            "pass",
            away,
            said(
                "The rates are published without counts. Worked out from the rate and the population, the counts come "
                "out {away:.2f} from whole numbers on average (a quarter would be chance), so the population is the one "
                "that the publisher used.",
                "Cyhoeddir y cyfraddau heb gyfrifon. O'u cyfrifo o'r gyfradd a'r boblogaeth, daw'r cyfrifon o fewn "
                "{away:.2f} i rifau cyfan ar gyfartaledd (chwarter fyddai hap), felly dyma'r boblogaeth a ddefnyddiodd "
                "y cyhoeddwr.",
                away=away,
            ),
        )
    return Check(
        NAME,
        "warn",
        away,
        said(
            "The rates are published without counts. Worked out from the rate and the population, the counts lie "
            "{away:.2f} from whole numbers on average, where chance alone would give 0.25: the population loaded, up to "
            "{days:,} days from the middle of the period, is not the one that the publisher divided by. The "
            "worked-out counts are therefore not shown and serve for the width of the intervals alone, where a few per "
            "cent hardly matter.",
            "Cyhoeddir y cyfraddau heb gyfrifon. O'u cyfrifo o'r gyfradd a'r boblogaeth, mae'r cyfrifon {away:.2f} o "
            "rifau cyfan ar gyfartaledd, lle byddai hap yn rhoi 0.25: nid y boblogaeth a lwythwyd, hyd at {days:,} "
            "diwrnod o ganol y cyfnod, yw'r un y rhannodd y cyhoeddwr â hi. Felly ni ddangosir y cyfrifon; dim ond ar "
            "gyfer lled y cyfyngau y'u defnyddir, lle nad yw ychydig y cant yn cyfrif fawr.",
            away=away,
            days=days,
        ),
    )
