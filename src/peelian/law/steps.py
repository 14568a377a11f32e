"""The working of a due time, in words: what each day or pause did to it."""

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

_BEGINS: Final = {
    STARTED: Bilingual("the event, from which we count", "y digwyddiad, y cyfrifir ohono"),
    RECORDED: Bilingual(
        "enhanced rights recorded, from which we count", "cofnodwyd hawliau uwch, y cyfrifir ohonynt"
    ),
    CHANGED: Bilingual("the rule changed, from which we count", "newidiodd y rheol, y cyfrifir ohoni"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working. `number`: which working day it is, for a day that counts."""

    code: str
    on: date
    text: Bilingual
    number: int = 0


def begins(code: str, at: datetime) -> Step:
    when, why = moment_in_words(at), _BEGINS[code]
    return Step(code, local_date(at), Bilingual(f"{when}: {why}", f"{when.cy}: {why.cy}"))


def counted(day: date, number: int) -> Step:
    words = day_in_words(day)
    text = Bilingual(f"{words}: working day {number}", f"{words.cy}: diwrnod gwaith {number}")
    return Step(COUNTED, day, text, number)


def weekend(day: date) -> Step:
    words = day_in_words(day)
    text = Bilingual(f"{words}: weekend, not counted", f"{words.cy}: penwythnos, heb ei gyfrif")
    return Step(WEEKEND, day, text)


def bank_holiday(day: date, holiday: BankHoliday) -> Step:
    words, name = day_in_words(day), holiday.name
    text = Bilingual(
        f"{words}: {name}, a bank holiday, not counted", f"{words.cy}: {name.cy}, gŵyl banc, heb ei chyfrif"
    )
    if not holiday.published:
        text = Bilingual(
            f"{text} (worked out: not published yet)", f"{text.cy} (wedi'i chyfrifo: heb ei chyhoeddi eto)"
        )
    return Step(BANK_HOLIDAY, day, text)


def paused_day(day: date) -> Step:
    words = day_in_words(day)
    text = Bilingual(f"{words}: paused, not counted", f"{words.cy}: wedi'i oedi, heb ei gyfrif")
    return Step(PAUSED, day, text)


def paused_hours(starts: datetime, ends: datetime) -> Step:
    first, last = moment_in_words(starts), moment_in_words(ends)
    text = Bilingual(
        f"Paused from {first} to {last}, not counted",
        f"Wedi'i oedi o {first.cy} hyd {last.cy}, heb ei gyfrif",
    )
    return Step(PAUSED, local_date(starts), text)


def hours(span: int, at: datetime) -> Step:
    text = Bilingual(f"{span} hours counted", f"{span} awr wedi'u cyfrif")
    return Step(HOURS, local_date(at), text, span)


def ends(at: datetime) -> Step:
    when = moment_in_words(at)
    return Step(DUE, local_date(at), Bilingual(f"{when}: due", f"{when.cy}: y terfyn"))
