"""Putting items into the schedule: once a key, moved, cancelled, taken up again."""

from datetime import UTC, datetime, timedelta

import pytest

from peelian.casework.schedule import items
from peelian.casework.schedule.items import cancel, retry, schedule, schedule_new
from peelian.casework.schedule.kinds import ScheduleKind, register
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.problems import (
    KindTwice,
    NaiveMoment,
    TooMuchInBody,
)
from tests.casework.schedule import kinds_for_tests as made

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("db")


def state_of(key: str) -> str:
    return ScheduledItem.objects.get(key=key).state


def test_a_key_is_there_once_and_moves_while_it_waits() -> None:
    schedule(made.RUN, NOW, "one", body={"case": 1})
    schedule(made.RUN, NOW + timedelta(hours=1), "one", body={"case": 2})
    (item,) = ScheduledItem.objects.all()
    assert (item.due_at, item.body, item.state) == (NOW + timedelta(hours=1), '{"case":2}', "waiting")


@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_is_finished_is_left_as_it_is(state: str) -> None:
    schedule(made.RUN, NOW, "one")
    ScheduledItem.objects.update(state=state)
    schedule(made.RUN, NOW + timedelta(hours=1), "one")
    assert (state_of("one"), ScheduledItem.objects.get().due_at) == (state, NOW)


def test_what_is_done_is_done_again_only_when_asked() -> None:
    schedule(made.RUN, NOW, "one")
    ScheduledItem.objects.update(state="done", attempts=3, ended_at=NOW)
    schedule(made.RUN, NOW, "one", again=True)
    item = ScheduledItem.objects.get()
    assert (item.state, item.attempts, item.ended_at) == ("waiting", 0, None)


def test_a_cancelled_item_can_wait_again() -> None:
    schedule(made.RUN, NOW, "one")
    assert cancel("one", "unknown") == 1
    assert state_of("one") == "cancelled"
    schedule(made.RUN, NOW, "one")
    assert state_of("one") == "waiting"


def test_an_item_that_a_worker_holds_is_not_cancelled() -> None:
    schedule(made.RUN, NOW, "one")
    ScheduledItem.objects.update(state="claimed", claimed_until=NOW, claimed_by="w/1")
    assert cancel("one") == 0


def test_a_failed_item_can_be_tried_again() -> None:
    schedule(made.RUN, NOW, "one")
    assert not retry("one")
    ScheduledItem.objects.update(state="failed", attempts=8, problem_code="test", ended_at=NOW)
    assert retry("one")
    item = ScheduledItem.objects.get()
    assert (item.state, item.attempts, item.problem_code) == ("waiting", 0, "")


def test_several_new_items_take_one_statement() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        schedule_new([items.item(made.RUN, NOW, f"new-{number}") for number in range(5)])
    assert len(asked) == 1
    assert ScheduledItem.objects.count() == 5


@pytest.mark.parametrize(
    "value", ["Asha Example", "07700 900123", "+447700900123", "asha@example.org", "a@b c", 1.5, None, ["x"]]
)
def test_a_body_holds_ids_and_codes_only(value: object) -> None:
    """T-11: a personal value must not be carried in a job."""
    with pytest.raises(TooMuchInBody, match="who") as refused:
        schedule(made.RUN, NOW, "one", body={"who": value})  # type: ignore[dict-item]
    assert "Asha" not in str(refused.value)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveMoment, match="one"):
        schedule(made.RUN, datetime(2026, 11, 21), "one")


def test_a_kind_has_one_handler() -> None:
    with pytest.raises(KindTwice, match=made.RUN):
        register(ScheduleKind(made.RUN, print))  # type: ignore[arg-type]
    made.register()
