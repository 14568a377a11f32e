"""The working of a due time: what each day or pause did to it, put into words only when they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from peelian.reference.calendars.bank_holidays import BankHoliday
from peelian.reference.calendars.working_days import day_in_words, local_date, moment_in_words
from peelian.reference.problems import Bilingual

STARTED: Final = "started"
RECORDED: Final = "enhanced_recorded"
CHANGED: Final = "rule_changed"
COUNTED: Final = "counted"
WEEKEND: Final = "weekend"
BANK_HOLIDAY: Final = "bank_holiday"
PAUSED: Final = "paused"
HOURS: Final = "hours"
DUE: Final = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working, on the day `on`.

    `number`: which working day it is, or how many hours were counted. `at`: the moment of a beginning, a due time or
    the start of a pause in hours, which ends at `until`. `holiday`: the bank holiday that it is.
    """

    code: str
    on: date
    number: int = 0
    at: datetime | None = None
    until: datetime | None = None
    holiday: BankHoliday | None = None

    @property
    def text(self) -> Bilingual:
        """The line in both languages."""
        return _WORDS[self.code](self)


def at_moment(code: str, at: datetime) -> Step:
    """A step of a moment: what we count from, or the due time."""
    return Step(code, local_date(at), at=at)


def paused_hours(starts: datetime, ends: datetime) -> Step:
    return Step(PAUSED, local_date(starts), at=starts, until=ends)


def _moment(en: str, cy: str) -> Callable[[Step], Bilingual]:
    def words(step: Step) -> Bilingual:
        when = moment_in_words(step.at) if step.at else day_in_words(step.on)
        return Bilingual(f"{when}: {en}", f"{when.cy}: {cy}")

    return words


def _day(en: str, cy: str) -> Callable[[Step], Bilingual]:
    def words(step: Step) -> Bilingual:
        when, number = day_in_words(step.on), step.number or ""
        return Bilingual(f"{when}: {en}{number}", f"{when.cy}: {cy}{number}")

    return words


def _holiday(step: Step) -> Bilingual:
    if step.holiday is None:
        return _day("bank holiday, not counted", "gŵyl banc, heb ei chyfrif")(step)
    name = step.holiday.name
    en, cy = f"{name}, a bank holiday, not counted", f"{name.cy}, gŵyl banc, heb ei chyfrif"
    if not step.holiday.published:
        en, cy = f"{en} (worked out: not published yet)", f"{cy} (wedi'i chyfrifo: heb ei chyhoeddi eto)"
    return _day(en, cy)(step)


def _paused(step: Step) -> Bilingual:
    if step.at is None or step.until is None:
        return _day("paused, not counted", "wedi'i oedi, heb ei gyfrif")(step)
    first, last = moment_in_words(step.at), moment_in_words(step.until)
    return Bilingual(
        f"Paused from {first} to {last}, not counted",
        f"Wedi'i oedi o {first.cy} hyd {last.cy}, heb ei gyfrif",
    )


def _hours(step: Step) -> Bilingual:
    return Bilingual(f"{step.number} hours counted", f"{step.number} awr wedi'u cyfrif")


_WORDS: Final[dict[str, Callable[[Step], Bilingual]]] = {
    STARTED: _moment("the event, from which we count", "y digwyddiad, y cyfrifir ohono"),
    RECORDED: _moment(
        "enhanced rights recorded, from which we count", "cofnodwyd hawliau uwch, y cyfrifir ohonynt"
    ),
    CHANGED: _moment("the rule changed, from which we count", "newidiodd y rheol, y cyfrifir ohoni"),
    COUNTED: _day("working day ", "diwrnod gwaith "),
    WEEKEND: _day("weekend, not counted", "penwythnos, heb ei gyfrif"),
    BANK_HOLIDAY: _holiday,
    PAUSED: _paused,
    HOURS: _hours,
    DUE: _moment("due", "y terfyn"),
}
