"""What is counted of the duties to victims: met, late and paused ones, and the tail of how long they took; by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from peelian.casework.cases.actions import rights
from peelian.casework.clocks.models import Clock
from peelian.services.contact.measures import counts
from tests.services.contact.tracking.reports import Report
from tests.services.contact.tracking.test_clocks import moved, taken
from tests.support.cases import DAY, HOUR, NOON, World

pytestmark = pytest.mark.usefixtures("db")

NOVEMBER = ["2026-11"]
LATER = NOON + 10 * DAY


def counted(measure: str, force: str = "west-midlands") -> tuple[int, int, dict[float, float]]:
    found = [one for one in counts(NOVEMBER, LATER) if (one.measure, one.force) == (measure, force)]
    return (found[0].numerator, found[0].denominator, dict(found[0].tails)) if found else (0, 0, {})


def no_crime(world: World, made: Report, after: timedelta) -> None:
    rights.record_no_crime(
        made.reference,
        actor=world.actor("ben", NOON + after),
        as_of=NOON + after,
        reason="evidence_against",
    )


def test_of_four_crimes_two_are_recorded_in_time_one_late_and_one_never(
    world: World, report: Callable[..., Report]
) -> None:
    for after in (2 * HOUR, 24 * HOUR, 30 * HOUR):
        no_crime(world, report(), after)
    report()
    assert counted("crime_recorded_in_time") == (2, 4, {})
    met, of_all, tails = counted("crime_recorded_after")
    assert (met, of_all) == (3, 3)
    assert tails == {0.5: 24.0, 0.9: 30.0, 0.99: 30.0}, "nearest rank of 2, 24 and 30 hours"
    assert counted("crime_recorded_after", "") == (3, 3, tails), "the tails of all forces together"


def test_news_of_a_suspect_that_stood_still_is_told_as_paused(
    world: World, report: Callable[..., Report]
) -> None:
    made = report()
    taken(world, made)
    moved(world, made, "investigate", "suspect_event", reason="arrested")
    moved(world, made, "wait_as_asked", as_of=NOON + 2 * HOUR, reason="person_asked_to_wait")
    moved(world, made, "resume", as_of=NOON + 3 * HOUR)
    due = Clock.objects.get(case=made.case, provision="victims_code.suspect_event").due_at
    assert due.month in {11, 12}
    month = f"{due - timedelta(seconds=1):%Y-%m}"
    rows = {one.measure: one for one in counts([month], LATER)}
    assert (rows["suspect_news_told_paused"].numerator, rows["suspect_news_told_paused"].denominator) == (
        1,
        1,
    )


def test_a_question_of_the_new_form_counts_with_those_of_the_old(report: Callable[..., Report]) -> None:
    report("question", part="reporter")
    assert counted("questions_in_time") == (0, 1, {})
