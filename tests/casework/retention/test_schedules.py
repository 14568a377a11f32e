"""Retention schedules: dated data whose faults are all told at once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from peelian.casework.retention.problems import BadSchedules, UnknownSchedule
from peelian.casework.retention.schedules import read, schedule, schedules, years_after

GOOD = """
[[schedules]]
id = "a-1"
title = { en = "A", cy = "A" }
regime = "gdpr"
authority = { en = "Somebody", cy = "Rhywun" }
certainty = "unverified"
[[schedules.versions]]
from = 2020-01-01
keep_years = 2
again_years = 1
[[schedules.versions]]
from = 2027-04-01
keep_years = 3
again_years = 1
"""


def test_every_schedule_names_its_authority_and_how_sure_it_is() -> None:
    assert {"general-contact-1", "policing-1", "policing-2", "policing-3"} <= set(schedules())
    for one in schedules().values():
        assert one.authority and one.authority.cy and one.title.cy
        assert one.certainty in {"sourced", "unverified"}


@pytest.mark.parametrize(
    ("closed", "years", "expected"),
    [
        (datetime(2026, 11, 21, 12, tzinfo=UTC), 2, datetime(2028, 11, 21, 12, tzinfo=UTC)),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), 2, datetime(2026, 3, 1, 12, tzinfo=UTC)),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), 4, datetime(2028, 2, 29, 12, tzinfo=UTC)),
        # 23:30 UTC on 30 June is 1 July in London
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), 1, datetime(2027, 6, 30, 23, 30, tzinfo=UTC)),
        # 28 March 2026 is winter time, 28 March 2027 summer time: the same time on the wall
        (datetime(2026, 3, 28, 12, tzinfo=UTC), 1, datetime(2027, 3, 28, 11, tzinfo=UTC)),
    ],
)
def test_years_count_on_the_calendar_of_london(closed: datetime, years: int, expected: datetime) -> None:
    """Expected values by hand."""
    assert years_after(closed, years) == expected


def test_the_version_in_force_when_it_is_asked_governs(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(GOOD)
    one = read(tmp_path / "s.toml")["a-1"]
    closed = datetime(2026, 5, 1, 12, tzinfo=UTC)

    assert one.review_at(closed, as_of=datetime(2027, 3, 1, tzinfo=UTC)).year == 2028
    assert one.review_at(closed, as_of=datetime(2027, 4, 2, tzinfo=UTC)).year == 2029
    with pytest.raises(UnknownSchedule):
        one.review_at(closed, as_of=datetime(2019, 1, 1, tzinfo=UTC))


def test_an_unknown_schedule_is_told_in_both_languages() -> None:
    with pytest.raises(UnknownSchedule) as caught:
        schedule("no-such", as_of=datetime(2026, 1, 1, tzinfo=UTC))
    assert "no-such" in caught.value.message("en") and "no-such" in caught.value.message("cy")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((', cy = "A" }', " }"), "title must have en and cy"),
        (('regime = "gdpr"', 'regime = "other"'), "regime must be one of"),
        (('certainty = "unverified"', 'certainty = "sure"'), "certainty must be one of"),
        (("keep_years = 2", "keep_years = 0"), "keep_years must be a whole number"),
        (("keep_years = 2", "keep_years = true"), "keep_years must be a whole number"),
        (("from = 2020-01-01", "from = 2030-01-01"), "versions need dates in order"),
        (("from = 2020-01-01", 'from = "soon"'), "versions need dates in order"),
        (('id = "a-1"', ""), "id is missing"),
        ((GOOD, GOOD + GOOD), "id used twice"),
        ((GOOD, ""), "no schedules"),
        ((GOOD, "["), "Correct the file"),
    ],
)
def test_one_mistake_in_the_file_is_named(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    (tmp_path / "s.toml").write_text(GOOD.replace(*change, 1))

    with pytest.raises(BadSchedules, match=words):
        read(tmp_path / "s.toml")


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(
        GOOD.replace('regime = "gdpr"', "").replace("keep_years = 3", "keep_years = 999")
    )

    with pytest.raises(BadSchedules) as caught:
        read(tmp_path / "s.toml")
    assert "regime" in str(caught.value) and "keep_years" in str(caught.value)
