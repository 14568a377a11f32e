"""The calendar against the list that GOV.UK publishes (as the package govuk-bank-holidays holds it), and the rules."""

import json
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.plan.registers.citations import citation
from peelian.reference.calendars.bank_holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    OutsideCalendar,
    bank_holidays,
    computed_holidays,
    published_years,
)
from peelian.reference.calendars.easter import easter_sunday
from peelian.reference.calendars.working_days import england_and_wales

YEARS = published_years()


def official() -> dict[date, str]:
    """England and Wales alone: the package's own default leaves out days that Scotland does not share."""
    text = (files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8")
    events = json.loads(text)["england-and-wales"]["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


def test_every_published_day_is_the_official_one_and_no_other() -> None:
    ours = {one.day: str(one.name) for year in YEARS for one in bank_holidays(year)}
    theirs = official()
    assert len(ours) > 130
    assert sorted(ours) == sorted(theirs)
    named_otherwise = {day for day in ours if ours[day].casefold() != theirs[day].casefold()}
    assert named_otherwise == {date(2020, 5, 8)}, "GOV.UK adds (VE day)"


def test_a_day_in_lieu_is_told_as_such() -> None:
    text = (files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8")
    events = json.loads(text)["england-and-wales"]["events"]
    theirs = {date.fromisoformat(one["date"]) for one in events if one["notes"] == "Substitute day"}
    ours = {one.day for year in YEARS for one in bank_holidays(year) if one.kind == "substitute"}
    moved = {date(2012, 6, 4)}
    assert ours == theirs - moved


def test_the_rules_give_each_published_year_but_for_what_was_proclaimed() -> None:
    differ = {
        year: {one.day for one in computed_holidays(year)} ^ {one.day for one in bank_holidays(year)}
        for year in YEARS
    }
    assert {year: days for year, days in differ.items() if days} == {
        2012: {date(2012, 5, 28), date(2012, 6, 4), date(2012, 6, 5)},
        2020: {date(2020, 5, 4), date(2020, 5, 8)},
        2022: {date(2022, 5, 30), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)},
        2023: {date(2023, 5, 8)},
    }


def test_a_year_that_is_not_published_is_worked_out_and_says_so() -> None:
    """2033: 25 December is a Sunday, so Boxing Day keeps Monday 26 and Christmas Day gets Tuesday 27."""
    later = bank_holidays(2033)
    assert not england_and_wales().is_published(date(2033, 12, 26))
    assert not any(one.published for one in later)
    christmas = {str(one.name): (one.day, one.kind) for one in later if one.day.month == 12}
    assert christmas == {
        "Boxing Day": (date(2033, 12, 26), "usual"),
        "Christmas Day": (date(2033, 12, 27), "substitute"),
    }


def test_every_source_of_the_calendar_is_on_record() -> None:
    sources = {one.source for year in (*YEARS, 2040) for one in bank_holidays(year)}
    assert len(sources) == 2
    assert all(citation(key).title for key in sources)


def test_every_name_is_told_in_welsh() -> None:
    names = {one.name for year in YEARS for one in bank_holidays(year)}
    assert len(names) == 12
    assert all(name.cy and name.cy != str(name) for name in names)


@settings(deadline=None)
@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_no_year_has_a_holiday_on_a_weekend_or_fewer_than_eight(year: int) -> None:
    days = [one.day for one in bank_holidays(year)]
    assert len(set(days)) == len(days) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in days)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(OutsideCalendar, match=str(year)):
        bank_holidays(year)


@pytest.mark.parametrize(
    "sunday",
    [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25)],
)
def test_easter_is_on_its_day(sunday: date) -> None:
    """The earliest (1818) and latest (1943, 2038) dates there are, from the tables of the Book of Common Prayer."""
    assert easter_sunday(sunday.year) == sunday


@settings(deadline=None)
@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    sunday = easter_sunday(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


def test_good_friday_and_easter_monday_stand_around_it() -> None:
    for year in YEARS:
        days = {one.day for one in bank_holidays(year)}
        assert {easter_sunday(year) - timedelta(days=2), easter_sunday(year) + timedelta(days=1)} <= days
