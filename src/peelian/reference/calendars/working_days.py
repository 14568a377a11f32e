"""Which days are working days, and which day it is in London at a moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from peelian.reference.calendars.bank_holidays import BankHoliday, bank_holidays
from peelian.reference.periods import instant
from peelian.reference.problems import Bilingual

LONDON: Final = ZoneInfo("Europe/London")
_SATURDAY: Final = 5
_TICK: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The bank holidays of a country, by year; Saturdays and Sundays are never working days."""

    name: str
    holidays: Callable[[int], tuple[BankHoliday, ...]]

    def holiday(self, day: date) -> BankHoliday | None:
        """The bank holiday on `day`, if it is one."""
        return next((one for one in self.holidays(day.year) if one.day == day), None)

    def is_working_day(self, day: date) -> bool:
        return not is_weekend(day) and self.holiday(day) is None

    def is_published(self, day: date) -> bool:
        """Whether the holidays of that day's year are as published, not worked out."""
        holidays = self.holidays(day.year)
        return not holidays or holidays[0].published


@cache
def england_and_wales() -> Calendar:
    return Calendar("england-and-wales", bank_holidays)


def is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def local_date(moment: datetime) -> date:
    """The date in London at `moment` (aware)."""
    return moment.astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """Midnight in London at which `day` begins, in UTC."""
    return at_time(day, time(0))


def end_of_day(day: date) -> datetime:
    """The last microsecond of `day` in London, in UTC."""
    return start_of_day(day + _DAY) - _TICK


def at_time(day: date, clock: time) -> datetime:
    """That time of `day` in London, in UTC."""
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


_WEEKDAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS_CY: Final = (
    "Dydd Llun",
    "Dydd Mawrth",
    "Dydd Mercher",
    "Dydd Iau",
    "Dydd Gwener",
    "Dydd Sadwrn",
    "Dydd Sul",
)


def day_in_words(day: date) -> Bilingual:
    """ "Monday 6 April 2026" in both languages."""
    written = instant(day)
    return Bilingual(
        f"{_WEEKDAYS_EN[day.weekday()]} {written.label('en')}",
        f"{_WEEKDAYS_CY[day.weekday()]} {written.label('cy')}",
    )


def moment_in_words(moment: datetime) -> Bilingual:
    """ "Monday 6 April 2026, 13:00" in London, in both languages."""
    local = moment.astimezone(LONDON)
    words = day_in_words(local.date())
    return Bilingual(f"{words}, {local:%H:%M}", f"{words.cy}, {local:%H:%M}")
