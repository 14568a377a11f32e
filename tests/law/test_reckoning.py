"""By which version a clock runs: by date and by force, and which versions have been applied so far."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peelian.law.book import Book
from peelian.law.problems import NaiveTime, NotInForce
from peelian.law.reckoning import reckon
from tests.law.books import write
from tests.spec.law.changes import book

MONDAY = datetime(2026, 11, 9, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 13, 12, tzinfo=UTC)
PILOT = """
[[provisions.versions]]
id = "pilot"
from = 2026-10-01
to = 2026-12-31
forces = ["kent"]
certainty = "sourced"
citations = ["VC-R6"]
standing = "code"
transition = "keep"
unit = "working_days"
standard = 3
enhanced = 1
"""


@pytest.fixture
def pilot(tmp_path: Path) -> Book:
    """Five days become two on 12 November, but for a pilot of three in one force until the end of the year."""
    return write(tmp_path, book("shorter") + PILOT)


def test_a_pilot_goes_before_the_general_rule_and_its_changes(pilot: Book) -> None:
    tell = pilot.provision("made_up.tell")
    there = reckon(tell, MONDAY, as_of=LATER, force="kent")
    assert (there.version.id, there.due.at.date().isoformat()) == ("pilot", "2026-11-12")
    elsewhere = reckon(tell, MONDAY, as_of=LATER, force="dorset")
    assert (elsewhere.version.id, elsewhere.due.at.date().isoformat()) == ("2026-11-12", "2026-11-13")


def test_what_was_applied_is_told(tmp_path: Path) -> None:
    tell = write(tmp_path, book("shorter", after=10)).provision("made_up.tell")
    found = reckon(tell, MONDAY, as_of=LATER)
    assert (found.version.id, found.applied) == ("2026-01-01", ("2026-01-01", "2026-11-12"))
    assert reckon(tell, MONDAY, as_of=MONDAY).applied == ("2026-01-01",)


def test_the_working_of_a_changed_rule_begins_with_the_change(tmp_path: Path) -> None:
    tell = write(tmp_path, book("shorter")).provision("made_up.tell")
    assert [step.code for step in reckon(tell, MONDAY, as_of=LATER).due.working] == [
        "rule_changed",
        "counted",
        "counted",
        "due",
    ]


def test_outside_every_version_nothing_is_reckoned(pilot: Book) -> None:
    tell = pilot.provision("made_up.tell")
    with pytest.raises(NotInForce, match="Thursday 1 January 2026"):
        reckon(tell, datetime(2025, 12, 31, 23, tzinfo=UTC), as_of=LATER)
    with pytest.raises(NaiveTime, match="as_of"):
        reckon(tell, MONDAY, as_of=MONDAY.replace(tzinfo=None))


def test_every_step_is_told_in_both_languages(pilot: Book) -> None:
    tell = pilot.provision("made_up.tell")
    found = reckon(tell, MONDAY, as_of=LATER, enhanced_from=MONDAY + timedelta(hours=1))
    assert all(step.text and step.text.cy != str(step.text) for step in found.due.working)
