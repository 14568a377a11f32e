"""When it is safe to reach somebody: `mon-fri 09:00-15:00; sat 10:00-12:00`, in London time.

Welsh days (`llun`, `maw`, `mer`, `iau`, `gwe`, `sad`, `sul`) are read as well. A span begins and ends on one day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from peelian.accounts.days import LONDON
from peelian.casework.threads.problems import BadHours

_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WELSH: Final = ("llun", "maw", "mer", "iau", "gwe", "sad", "sul")
_DAYS: Final = {name: number for names in (_ENGLISH, _WELSH) for number, name in enumerate(names)}
_LINE: Final = re.compile(r"([a-z]+)(?:\s*-\s*([a-z]+))?\s+(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")
_AHEAD: Final = 9


@dataclass(frozen=True, slots=True)
class Span:
    """From `begins` until before `ends` on one day of the week (0 is Monday)."""

    day: int
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Hours:
    """The safe spans; without any, every hour is safe."""

    spans: tuple[Span, ...] = ()

    def hold(self, moment: datetime) -> bool:
        """Whether `moment` is safe."""
        local = moment.astimezone(LONDON)
        now = local.time()
        return not self.spans or any(
            one.day == local.weekday() and one.begins <= now < one.ends for one in self.spans
        )

    def next(self, moment: datetime) -> datetime | None:
        """The first safe moment from `moment` on; None where there is none within a week (a span that does not exist
        when the clocks go forward)."""
        if self.hold(moment):
            return moment
        local = moment.astimezone(LONDON)
        found = []
        for ahead in range(_AHEAD):
            day = (local + timedelta(days=ahead)).date()
            for one in self.spans:
                begins = datetime.combine(day, one.begins, LONDON).astimezone(UTC)
                if one.day == day.weekday() and begins > moment and self.hold(begins):
                    found.append(begins)
        return min(found, default=None)


def read_hours(text: str) -> Hours:
    """Hours as they were typed; nothing typed is every hour. Raises BadHours."""
    spans: list[Span] = []
    for line in filter(None, (part.strip() for part in re.split(r"[;,\n]", text.lower()))):
        spans += _spans(line)
    return Hours(tuple(spans))


def _spans(line: str) -> list[Span]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise BadHours
    first, last, *clock = found.groups()
    if first not in _DAYS or (last or first) not in _DAYS:
        raise BadHours
    begin, end = _DAYS[first], _DAYS[last or first]
    begins, ends = _time(clock[0], clock[1]), _time(clock[2], clock[3])
    if begins >= ends:
        raise BadHours
    days = [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]
    return [Span(day, begins, ends) for day in days]


def _time(hours: str, minutes: str) -> time:
    if (hours, minutes) == ("24", "00"):
        return time.max
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise BadHours from None
