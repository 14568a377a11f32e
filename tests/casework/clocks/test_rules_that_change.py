"""A rule that changes while clocks run: applied by the schedule on its first day, with an entry. Monday 23 is noon's day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peelian.casework.cases.models import Case
from peelian.casework.clocks.models import Clock
from peelian.casework.clocks.sweeping import sweep
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.worker import catch_up
from peelian.law.book import Book
from peelian.law.engine import rehearsing
from tests.support.cases import DAY, HOUR, NOON, World, make_world

TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)
"""Midnight in London, in winter."""
PROVISION = """
[[provisions]]
id = "neighbourhood.reply"
title = {{ en = "Reply", cy = "Ateb" }}
question = {{ en = "By when?", cy = "Erbyn pryd?" }}

[[provisions.versions]]
from = 2025-07-01
{end}
certainty = "sourced"
citations = ["NPG"]
standing = "pledge"
transition = "keep"
unit = "hours"
standard = 72
enhanced = 72
"""
NEWER = """
[[provisions.versions]]
from = 2026-11-24
certainty = "sourced"
citations = ["NPG-NPCC"]
standing = "pledge"
transition = "{transition}"
unit = "hours"
standard = {hours}
enhanced = {hours}
"""


def book(folder: Path, transition: str = "", hours: int = 24) -> Book:
    """One version, or two with this transition."""
    text = PROVISION.format(end="to = 2026-11-23" if transition else "")
    text += NEWER.format(transition=transition, hours=hours) if transition else ""
    (folder / "made_up.toml").write_text(text, encoding="utf-8")
    return Book.of(folder)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    yield make_world()


def clock_of(case: Case) -> Clock:
    return Clock.objects.get(case=case)


def actions(case: Case) -> list[str]:
    return [row.action for row in LedgerEntry.objects.filter(stream=case.uid).order_by("seq")]


def test_a_clock_takes_the_shorter_time_on_the_first_day(world: World, tmp_path: Path) -> None:
    """72 hours from Monday noon end on Thursday noon; 24 from the change end with Tuesday."""
    with rehearsing(book(tmp_path, "shorter")):
        case = world.opened()
        assert clock_of(case).due_at == NOON + 72 * HOUR
        catch_up(now=TUESDAY - timedelta(microseconds=1))
        assert clock_of(case).version == "2025-07-01"
        catch_up(now=TUESDAY)
        clock = clock_of(case)
        assert (clock.version, clock.cited, clock.due_at) == ("2026-11-24", "NPG-NPCC", TUESDAY + DAY)
        case.refresh_from_db()
        assert case.next_due_at == TUESDAY + DAY
        assert actions(case)[-1] == "clock.change_rule"
        catch_up(now=TUESDAY + 2 * DAY)
        assert clock_of(case).state == "missed"


def test_a_clock_keeps_its_rule_without_an_entry(world: World, tmp_path: Path) -> None:
    with rehearsing(book(tmp_path, "keep")):
        case = world.opened()
        before = actions(case)
        catch_up(now=TUESDAY + HOUR)
        assert (clock_of(case).due_at, actions(case)) == (NOON + 72 * HOUR, before)


def test_a_clock_moves_to_a_longer_rule(world: World, tmp_path: Path) -> None:
    with rehearsing(book(tmp_path, "move", hours=96)):
        case = world.opened()
        catch_up(now=TUESDAY + HOUR)
        assert clock_of(case).due_at == NOON + 96 * HOUR


def test_a_rule_that_became_known_only_afterwards_is_swept_in(world: World, tmp_path: Path) -> None:
    """The new version comes with a newer Peelian, when the clock already runs and nothing was planned."""
    with rehearsing(book(tmp_path)):
        case = world.opened()
    with rehearsing(book(tmp_path, "shorter")):
        assert not ScheduledItem.objects.filter(kind="clock.change_rule").exists()
        assert sweep(now=TUESDAY + HOUR) == 1
        catch_up(now=TUESDAY + HOUR)
        assert clock_of(case).due_at == TUESDAY + DAY
        assert sweep(now=TUESDAY + 2 * HOUR) == 0


def test_a_sweep_plans_a_miss_that_was_lost(world: World) -> None:
    case = world.opened()
    ScheduledItem.objects.filter(subject_stream=case.uid).delete()
    assert sweep(now=NOON + 80 * HOUR) == 1
    catch_up(now=NOON + 80 * HOUR)
    assert clock_of(case).state == "missed"
