"""How a clock stands is told by the time itself: a worker that is dead hides nothing."""

from datetime import datetime, timedelta

import pytest

from peelian.casework.clocks import state
from peelian.casework.clocks.models import Clock
from peelian.casework.clocks.state import standing
from tests.support.cases import DAY, HOUR, NOON, World, make_world

DUE, WARN = NOON + 72 * HOUR, NOON + 48 * HOUR
TICK = timedelta(microseconds=1)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def clock(world: World) -> Clock:
    return Clock.objects.get(case=world.opened())


def found(at: datetime) -> tuple[bool, bool, bool]:
    """Whether the clock is found as late, as due soon, and as failed."""
    queries = (state.late(at), state.due_soon(at), state.failed(at))
    return tuple(Clock.objects.filter(query).exists() for query in queries)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("at", "code", "queries"),
    [
        (NOON, "running", (False, False, False)),
        (WARN - TICK, "running", (False, False, False)),
        (WARN, "due_soon", (False, True, False)),
        (DUE, "due_soon", (False, True, False)),
        (DUE + TICK, "late", (True, False, True)),
    ],
)
def test_a_running_clock_is_late_without_a_worker(
    clock: Clock, at: datetime, code: str, queries: tuple[bool, bool, bool]
) -> None:
    assert (standing(clock, at).code, found(at)) == (code, queries)
    assert standing(clock, at).left == DUE - at


def test_a_pause_that_ran_out_no_longer_shows_as_one(clock: Clock) -> None:
    Clock.objects.update(state="paused", paused_until=WARN)
    clock.refresh_from_db()
    assert standing(clock, WARN - TICK).code == "paused"
    assert standing(clock, WARN).code == "due_soon"
    assert found(WARN) == (False, True, False)
    assert standing(clock, DUE + TICK).code == "late"


@pytest.mark.parametrize(
    ("kept", "after", "code", "failed"),
    [
        ("met", -HOUR, "met", False),
        ("met_late", HOUR, "met_late", True),
        ("missed", None, "late", True),
        ("cancelled", -HOUR, "cancelled", False),
        ("cancelled", HOUR, "cancelled", True),
    ],
)
def test_what_is_over_is_told_and_a_failure_stays_one(
    clock: Clock, kept: str, after: timedelta | None, code: str, failed: bool
) -> None:
    """Calling a clock off after its time was up does not hide that."""
    Clock.objects.update(state=kept, ended_at=None if after is None else DUE + after)
    clock.refresh_from_db()
    assert standing(clock, DUE + DAY).code == code
    assert found(DUE + DAY)[2] is failed
    assert (standing(clock, DUE + DAY).left is None) is (kept != "missed")


def test_every_state_has_words_in_both_languages() -> None:
    assert all(words.cy and words.cy != str(words) for words in state.WORDS.values())
    assert len(state.WORDS) == 7


def test_the_conditions_work_from_the_case_too(world: World, clock: Clock) -> None:
    cases = type(clock.case).objects.filter(state.late(DUE + TICK, "clocks__"))
    assert [case.pk for case in cases] == [clock.case_id]
