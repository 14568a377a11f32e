"""due(): the working, the warning, and what it refuses. The times themselves: tests/spec/law."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.law.duration import Pause, due
from peelian.law.engine import provision
from peelian.law.problems import BackwardPause, NaiveTime, NoClock, PauseNotAllowed
from peelian.law.provision import ClockRule, Version
from peelian.reference.calendars.working_days import LONDON, england_and_wales, local_date

DAYS = provision("victims_code.suspect_event").versions[0]
HOURS = provision("neighbourhood.reply").versions[0]
MONDAY = datetime(2026, 11, 9, 10, tzinfo=LONDON)
ASKED = "person_asked_to_wait"


def version(**changes: Any) -> Version:
    rule = ClockRule(**{"unit": "working_days", "standard": 5, "enhanced": 1, **changes})
    return Version("made_up.rule", "2026-01-01", date(2026, 1, 1), None, "sourced", ("VC-R6",), clock=rule)


def test_the_working_tells_each_day_and_why() -> None:
    working = due(DAYS, datetime(2026, 4, 2, 15, tzinfo=LONDON)).working
    assert [step.code for step in working] == [
        "started", "bank_holiday", "weekend", "weekend", "bank_holiday", "counted", "counted", "counted",
        "counted", "weekend", "weekend", "counted", "due",
    ]  # fmt: skip
    assert [step.number for step in working if step.code == "counted"] == [1, 2, 3, 4, 5]
    assert str(working[1].text) == "Friday 3 April 2026: Good Friday, a bank holiday, not counted"
    assert (
        working[1].text.cy == "Dydd Gwener 3 Ebrill 2026: Dydd Gwener y Groglith, gŵyl banc, heb ei chyfrif"
    )


def test_the_working_is_that_of_the_time_that_governs() -> None:
    found = due(DAYS, MONDAY, enhanced_from=datetime(2026, 11, 10, 15, tzinfo=LONDON))
    assert found.enhanced
    assert [step.code for step in found.working] == ["enhanced_recorded", "counted", "due"]
    assert not due(DAYS, MONDAY, enhanced_from=datetime(2026, 11, 17, tzinfo=LONDON)).enhanced


def test_a_pause_is_told_in_the_working() -> None:
    pause = Pause(MONDAY + timedelta(days=1), MONDAY + timedelta(days=2), ASKED)
    assert [step.code for step in due(DAYS, MONDAY, pauses=[pause]).working][:4] == [
        "started", "paused", "paused", "counted",
    ]  # fmt: skip
    in_hours = due(HOURS, MONDAY, pauses=[pause]).working
    assert [step.code for step in in_hours] == ["started", "paused", "hours", "due"]


@pytest.mark.parametrize(
    ("version_", "started", "warned"),
    [
        (DAYS, MONDAY, datetime(2026, 11, 13, 9, tzinfo=LONDON)),
        (version(standard=1, warn=1), MONDAY, datetime(2026, 11, 10, 9, tzinfo=LONDON)),
        (version(warn=0), MONDAY, datetime(2026, 11, 16, 9, tzinfo=LONDON)),
        (HOURS, datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 29, 12, tzinfo=UTC)),
        (version(unit="hours", standard=0, enhanced=0, starts="at_event", ends="exact"), MONDAY, MONDAY),
    ],
)
def test_the_warning_comes_before_the_end(version_: Version, started: datetime, warned: datetime) -> None:
    assert due(version_, started).warn_at == warned


def test_a_pause_puts_the_warning_off_as_well() -> None:
    """72 hours from Monday 10:00 with a warning 24 hours before: after 48 hours, of which a pause takes 30."""
    pause = Pause(MONDAY + timedelta(hours=40), MONDAY + timedelta(hours=70), ASKED)
    assert due(HOURS, MONDAY, pauses=[pause]).warn_at == MONDAY + timedelta(hours=78)


def test_the_day_of_the_event_counts_where_the_rule_says_so() -> None:
    """Five working days of which Monday 9 is the first: Friday 13; from a Saturday, Monday 16 is the first."""
    counted = version(starts="at_event")
    assert local_date(due(counted, MONDAY).at) == date(2026, 11, 13)
    assert local_date(due(counted, datetime(2026, 11, 14, tzinfo=LONDON)).at) == date(2026, 11, 20)


def test_enhanced_rights_may_count_from_the_event() -> None:
    rule = version(late_enhanced="from_event")
    late = datetime(2026, 11, 13, 9, tzinfo=LONDON)
    assert local_date(due(rule, MONDAY, enhanced_from=late).at) == date(2026, 11, 10)


def test_hours_may_end_with_the_day() -> None:
    rule = version(unit="hours", standard=24, enhanced=24, starts="at_event", ends="end_of_day")
    assert due(rule, MONDAY).at == datetime(2026, 11, 10, 23, 59, 59, 999999, tzinfo=LONDON)


def test_a_holiday_that_is_not_published_yet_is_marked() -> None:
    far = due(DAYS, datetime(2035, 12, 24, 12, tzinfo=LONDON))
    assert far.computed
    assert any("not published yet" in step.text for step in far.working)
    assert not due(DAYS, MONDAY).computed


@pytest.mark.parametrize(
    "facts",
    [
        {"started_at": datetime(2026, 11, 9)},
        {"started_at": MONDAY, "enhanced_from": datetime(2026, 11, 9)},
        {"started_at": MONDAY, "pauses": [Pause(datetime(2026, 11, 9), datetime(2026, 11, 10), ASKED)]},
    ],
)
def test_a_time_without_a_zone_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(NaiveTime):
        due(DAYS, **facts)


def test_a_pause_needs_a_reason_that_the_rule_knows() -> None:
    with pytest.raises(PauseNotAllowed, match="person_asked_to_wait"):
        due(DAYS, MONDAY, pauses=[Pause(MONDAY, MONDAY + timedelta(days=1), "busy")])


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BackwardPause):
        due(DAYS, MONDAY, pauses=[Pause(MONDAY, MONDAY - timedelta(days=1), ASKED)])


def test_a_version_without_a_limit_has_no_due_time() -> None:
    bare = Version("made_up.rule", "1", date(2026, 1, 1), None, "sourced", ("VC-R6",))
    with pytest.raises(NoClock, match="sets no time limit"):
        due(bare, MONDAY)


MOMENTS = st.datetimes(datetime(2021, 4, 1), datetime(2028, 6, 1)).map(lambda at: at.replace(tzinfo=UTC))


@settings(deadline=None)
@given(
    MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20)), st.timedeltas(timedelta(0), timedelta(days=9))
)
def test_no_pause_ever_makes_a_time_earlier(started: datetime, after: timedelta, lasted: timedelta) -> None:
    pause = Pause(started + after, started + after + lasted, ASKED)
    for rule in (DAYS, HOURS):
        assert due(rule, started, pauses=[pause]).at >= due(rule, started).at


@settings(deadline=None)
@given(MOMENTS, st.timedeltas(timedelta(days=-9), timedelta(days=20)))
def test_enhanced_rights_never_make_a_time_later(started: datetime, recorded: timedelta) -> None:
    assert due(DAYS, started, enhanced_from=started + recorded).at <= due(DAYS, started).at


@settings(deadline=None)
@given(MOMENTS)
def test_the_last_day_is_worked_and_five_were_counted(started: datetime) -> None:
    """Counted another way: five working days lie after the event's day, up to the last."""
    last, first = local_date(due(DAYS, started).at), local_date(started)
    calendar = england_and_wales()
    days = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
    assert sum(calendar.is_working_day(day) for day in days) == 5
    assert calendar.is_working_day(last)
