"""Safe hours are London's, on the day, also when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from peelian.casework.threads.hours import read_hours
from peelian.casework.threads.problems import BadHours


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "following"),
    [
        # 23 November 2026 is a Monday; London keeps UTC in winter and UTC+1 in summer.
        ("", "2026-11-23T03:00", "2026-11-23T03:00"),
        ("mon-fri 09:00-15:00", "2026-11-23T09:00", "2026-11-23T09:00"),
        ("mon-fri 09:00-15:00", "2026-11-23T15:00", "2026-11-24T09:00"),
        ("mon-fri 09:00-15:00", "2026-11-27T16:00", "2026-11-30T09:00"),
        ("llun-gwe 09:00-15:00", "2026-11-27T16:00", "2026-11-30T09:00"),
        ("sat 10:00-12:00; wed 18:00-19:00", "2026-11-23T12:00", "2026-11-25T18:00"),
        ("sat-mon 10:00-12:00", "2026-11-23T12:00", "2026-11-28T10:00"),
        ("wed 20:00-24:00", "2026-11-25T23:59", "2026-11-25T23:59"),
        ("mon 09:00-15:00", "2026-06-01T08:00", "2026-06-01T08:00"),
        ("mon 09:00-15:00", "2026-06-01T07:59", "2026-06-01T08:00"),
        ("mon 12:00-13:00", "2026-11-23T13:00", "2026-11-30T12:00"),
        # 28 March 2027: the hour from 01:00 to 02:00 does not exist, so the next one is a week later (BST).
        ("sun 01:00-02:00", "2027-03-27T12:00", "2027-04-04T00:00"),
    ],
)
def test_the_next_safe_moment(hours: str, moment: str, following: str) -> None:
    held = read_hours(hours)
    assert held.next(_utc(moment)) == _utc(following)
    assert held.hold(_utc(moment)) == (moment == following)


@pytest.mark.parametrize(
    "typed",
    ["always", "mon", "mon 9-5", "mon 15:00-09:00", "mon 09:00-09:00", "xxx 09:00-10:00", "mon 25:00-26:00"],
)
def test_hours_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(BadHours):
        read_hours(typed)
