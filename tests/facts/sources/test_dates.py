"""Dates and periods as tables write them."""

from datetime import date, datetime

import pytest

from peelian.facts.sources.dates import any_date, census_day, dates_in, month_of, year_ending, year_pair


@pytest.mark.parametrize(
    ("cell", "day"),
    [("30 September 2017", date(2017, 9, 30)), ("30 September 20123", date(2012, 9, 30)), ("Sep-17", date(2017, 9, 30)),
     ("2017-09-30", date(2017, 9, 30)), ("30/09/2017", date(2017, 9, 30)), (datetime(2017, 9, 30), date(2017, 9, 30)),
     ("31 Mar 2007", date(2007, 3, 31)), ("as at: 31 March 2007", date(2007, 3, 31)), ("31 February 2017", None),
     ("1,234", None), ("Police officers", None), ("", None)],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(cell: object, day: date | None) -> None:
    assert any_date(cell) == day


def test_the_first_of_a_month_means_its_last_day_in_workforce_files() -> None:
    assert census_day(date(2012, 3, 1)) == date(2012, 3, 31)
    assert census_day(date(2012, 9, 30)) == date(2012, 9, 30)


def test_a_title_gives_its_dates_without_the_footnote_digits() -> None:
    title = "Table 2: Police staff, 30 September 2016, 31 March 2017 and 30 September 20171"
    assert dates_in(title) == [date(2016, 9, 30), date(2017, 3, 31), date(2017, 9, 30)]


@pytest.mark.parametrize(
    ("cell", "period"),
    [("2003-03-31", "ye_2003_03"), ("Apr '02 to  Mar '03...4", "ye_2003_03"), ("2016/17", "ye_2017_03"),
     ("year ending March 2019", "ye_2019_03"), ("Apr '02 to Sep '03", None), ("2016/18", None), ("rubbish", None)],
)  # fmt: skip
def test_twelve_months_are_named_by_their_end(cell: str, period: str | None) -> None:
    assert year_ending(cell) == period


@pytest.mark.parametrize(
    ("cell", "month"),
    [("2023-11", "2023-11"), ("November 2023", "2023-11"), ("Nov-23", "2023-11"), ("01/11/2023", "2023-11"),
     ("202311", "2023-11"), ("2023-13", None), ("x", None)],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(cell: str, month: str | None) -> None:
    assert month_of(cell) == month


def test_a_pair_of_years_must_follow_one_another() -> None:
    assert year_pair("1999/00") == (1999, 2000)
    assert year_pair("2025-26") == (2025, 2026)
    assert year_pair("2025-09") is None
