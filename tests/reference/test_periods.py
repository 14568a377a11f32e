"""Periods: one canonical string each, read back to the same days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelian.reference import periods
from peelian.reference.periods import Period, tiles
from peelian.reference.problems import BadPeriod

years = st.integers(1900, 2100)
months = st.integers(1, 12)
any_period = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(periods.instant),
    st.builds(periods.month, years, months),
    st.builds(periods.year_ending, years, months),
    st.builds(periods.quarter, years, st.integers(1, 4)),
    st.builds(periods.financial_year, years),
    st.builds(periods.calendar_year, years),
    st.builds(lambda y, m, n: periods.span(y, m, months=n), years, months, st.integers(1, 240)),
)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "english", "welsh"),
    [
        ("2017-09-30", "instant", "2017-09-30", "2017-09-30", "30 September 2017", "30 Medi 2017"),
        ("2023-11", "month", "2023-11-01", "2023-11-30", "November 2023", "Tachwedd 2023"),
        ("ye_2018_03", "year_ending", "2017-04-01", "2018-03-31", "year ending March 2018", "y flwyddyn hyd at fis Mawrth 2018"),
        ("ye_2020_02", "year_ending", "2019-03-01", "2020-02-29", "year ending February 2020", "y flwyddyn hyd at fis Chwefror 2020"),
        ("2018-Q3", "quarter", "2018-07-01", "2018-09-30", "July 2018 to September 2018", "Gorffennaf 2018 hyd at Medi 2018"),
        ("fy_2018_19", "financial_year", "2018-04-01", "2019-03-31", "financial year 2018/19", "blwyddyn ariannol 2018/19"),
        ("fy_1999_00", "financial_year", "1999-04-01", "2000-03-31", "financial year 1999/00", "blwyddyn ariannol 1999/00"),
        ("2020-04/P3Y", "span", "2020-04-01", "2023-03-31", "April 2020 to March 2023", "Ebrill 2020 hyd at Mawrth 2023"),
        ("2021-11/P6M", "span", "2021-11-01", "2022-04-30", "November 2021 to April 2022", "Tachwedd 2021 hyd at Ebrill 2022"),
        ("2018", "year", "2018-01-01", "2018-12-31", "2018", "2018"),
    ],
)  # fmt: skip
def test_a_written_period_is_these_days_and_these_words(
    text: str, kind: str, start: str, end: str, english: str, welsh: str
) -> None:
    period = Period.parse(text)
    assert (period.id, period.kind) == (text, kind)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (period.label(), period.label("cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("2014-04-01/P3Y", "2014-04/P3Y"), ("2020-04/P36M", "2020-04/P3Y"), (" 2023-11 ", "2023-11")],
)
def test_other_writings_come_back_canonical(text: str, canonical: str) -> None:
    assert Period.parse(text).id == canonical


@pytest.mark.parametrize(
    "text",
    ["", "2018-13", "2018-Q5", "2018-Q0", "fy_2018_20", "ye_2018_00", "2017-02-29", "0000", "2020-04/P0M", "2018/19",
     "9999-12/P9Y", "September 2017", "2020-04-15/P3Y", "２０１８", "2018-Q3x"],
)  # fmt: skip
def test_a_text_that_is_no_period_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(BadPeriod, match="Write 2017-09-30, 2023-11"):
        Period.parse(text)


@given(any_period)
def test_every_period_reads_back_from_its_own_string(period: Period) -> None:
    assert Period.parse(period.id) == period
    assert period.start <= period.end
    assert period.contains(period)
    assert period.label()
    assert period.label("cy")


@given(years)
def test_months_and_quarters_tile_the_year_in_any_order(year: int) -> None:
    whole = periods.calendar_year(year)
    assert tiles(whole, [periods.month(year, n) for n in range(12, 0, -1)])
    assert tiles(whole, [periods.quarter(year, n) for n in (3, 1, 4, 2)])


@given(years, st.integers(1, 12))
def test_a_missing_a_doubled_or_a_foreign_month_does_not_tile(year: int, gone: int) -> None:
    parts = [periods.month(year, n) for n in range(1, 13)]
    without = [part for part in parts if part.start.month != gone]
    whole = periods.calendar_year(year)
    assert not tiles(whole, without)
    assert not tiles(whole, [*parts, parts[gone - 1]])
    assert not tiles(whole, [*without, periods.month(year + 1, gone)])


def test_a_financial_year_and_the_year_ending_its_march_have_the_same_days() -> None:
    financial, ending = Period.parse("fy_2018_19"), Period.parse("ye_2019_03")
    assert tiles(financial, [ending])
    assert financial.contains(ending)
    assert ending.contains(financial)


def test_an_instant_tiles_nothing_and_nothing_tiles_it() -> None:
    day = Period.parse("2018-01-01")
    assert not tiles(day, [day])
    assert not tiles(Period.parse("2018"), [])


@given(st.lists(any_period, max_size=8))
def test_periods_sort_by_their_first_day(some: list[Period]) -> None:
    starts = [period.start for period in sorted(some)]
    assert starts == sorted(starts)
