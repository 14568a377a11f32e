"""How late money was: the day it was settled less the day it was needed, and the days since it was announced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.registers.amounts import Amount
from peelian.plan.registers.funds import Fund
from peelian.plan.registers.stages import ANNOUNCED, SETTLED
from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod

SENSES: Final[dict[str, Words]] = {
    "exactly": {"en": "", "cy": ""},
    "at least": {"en": "at least ", "cy": "o leiaf "},
    "at most": {"en": "at most ", "cy": "ar y mwyaf "},
}


@dataclass(frozen=True, slots=True)
class Delay:
    """The days between when money was needed and when it was settled; below zero it came before it was needed.

    `sense`: "exactly" by a dated allocation or award; "at least" when it was known to be still not settled on that
    day; "at most" when only the day of a published list is known. `areas` are those that it holds for, none for the
    whole fund.
    """

    fund: str
    period: str
    needed_by: str
    on: str
    days: int
    sense: str
    areas: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def late(self) -> bool:
        """Whether it is certain that the money came after it was needed."""
        return self.days > 0 and self.sense != "at most"

    def in_words(self, lang: str = "en") -> str:
        """The delay as a reader sees it: "45 days late", "at least 44 days late", "61 days early"."""
        count = abs(self.days)
        if lang == "cy":
            word = "diwrnod"
            after = "yn hwyr" if self.days > 0 else "yn gynnar"
        else:
            word = "day" if count == 1 else "days"
            after = "late" if self.days > 0 else "early"
        if not self.days:
            return {"en": "on the day", "cy": "ar y diwrnod"}[lang]
        return f"{SENSES[self.sense][lang]}{count:,} {word} {after}"


def delays(fund: Fund, own: Iterable[Amount]) -> tuple[Delay, ...]:
    """The delays of an annual grant by year, and of the years in which it was known to be still not settled."""
    if not fund.annual_from:
        return ()
    settled: dict[tuple[str, str], list[Amount]] = {}
    for one in own:
        if one.stage in SETTLED and one.dated and _annual(one.period, fund):
            settled.setdefault((one.period, one.dated), []).append(one)
    found = [_delay(fund, period, on, rows) for (period, on), rows in settled.items()]
    waits = [_wait(fund, wait.period, wait.still_waiting_on, wait.sources) for wait in fund.waits]
    return tuple(sorted([*found, *waits], key=lambda one: (one.period, one.on)))


def _annual(period: str, fund: Fund) -> bool:
    """A financial year in which the grant was needed at the start; years are written so that they sort."""
    try:
        Period.parse(period)
    except BadPeriod:
        return False
    return period.startswith("fy_") and period >= fund.annual_from


def _delay(fund: Fund, period: str, on: str, rows: list[Amount]) -> Delay:
    needed = _starts(period)
    whole = any(one.whole for one in rows)
    return Delay(
        fund=fund.id,
        period=period,
        needed_by=needed.isoformat(),
        on=on,
        days=(date.fromisoformat(on) - needed).days,
        sense="at most" if period in fund.published_only else "exactly",
        areas=() if whole else tuple(sorted({one.area_id for one in rows})),
        sources=tuple(sorted({source for one in rows for source in one.source_ids})),
    )


def _wait(fund: Fund, period: str, day: date, sources: tuple[str, ...]) -> Delay:
    needed = _starts(period)
    days = (day - needed).days
    return Delay(fund.id, period, needed.isoformat(), day.isoformat(), days, "at least", (), sources)


def _starts(period: str) -> date:
    return Period.parse(period).start


def award_days(own: Iterable[Amount]) -> tuple[str, str] | None:
    """The days of the first announcement and of the first dated settlement of the whole fund; None when either is not
    known. A fund that was announced again and larger counts from the first time."""
    held = [one for one in own if one.whole and one.dated]
    said = sorted(one.dated for one in held if one.stage == ANNOUNCED)
    settled = sorted(one.dated for one in held if one.stage in SETTLED)
    if not said or not settled or settled[0] < said[0]:
        return None
    return said[0], settled[0]


def days_between(span: tuple[str, str] | None) -> int | None:
    """The days from the first to the second; None when they are not known."""
    return None if span is None else (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days
