"""Days in London: which are worked, where they begin and end in UTC, and their words."""

from datetime import UTC, date, datetime

import pytest

from peelian.reference.calendars.working_days import (
    day_in_words,
    end_of_day,
    england_and_wales,
    local_date,
    moment_in_words,
    start_of_day,
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 4, 2), True),
        (date(2026, 4, 3), False),
        (date(2026, 4, 4), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 7), True),
        (date(2026, 12, 26), False),
        (date(2026, 12, 28), False),
    ],
)
def test_a_day_is_worked_or_not(day: date, worked: bool) -> None:
    assert england_and_wales().is_working_day(day) is worked


def test_the_day_changes_in_london_not_in_utc() -> None:
    assert local_date(datetime(2026, 5, 30, 23, 30, tzinfo=UTC)) == date(2026, 5, 31)
    assert local_date(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 21), 24)]
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    lasted = end_of_day(day) - start_of_day(day)
    assert (lasted.total_seconds() + 1e-6) / 3600 == pytest.approx(hours)


def test_a_day_ends_with_its_last_microsecond_in_utc() -> None:
    assert end_of_day(date(2026, 4, 13)) == datetime(2026, 4, 13, 22, 59, 59, 999999, tzinfo=UTC)


def test_a_day_and_a_moment_are_told_in_both_languages() -> None:
    assert (day_in_words(date(2026, 4, 6)), day_in_words(date(2026, 4, 6)).cy) == (
        "Monday 6 April 2026",
        "Dydd Llun 6 Ebrill 2026",
    )
    assert moment_in_words(datetime(2026, 4, 6, 12, 5, tzinfo=UTC)).cy == "Dydd Llun 6 Ebrill 2026, 13:05"
