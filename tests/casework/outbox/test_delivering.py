"""Events are told with the act or not at all, to every handler, in order, with one effect each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from peelian.casework.outbox import delivering, handlers, standing
from peelian.casework.outbox.events import emit
from peelian.casework.outbox.handlers import Told
from peelian.casework.outbox.models import Delivery, OutboxEvent
from peelian.casework.outbox.problems import (
    HandlerTwice,
    NotAnEvent,
    TooMuchInBody,
    UnknownHandler,
)
from peelian.casework.schedule.models import ScheduledItem
from tests.support.cases import NOON, WORD

pytestmark = pytest.mark.usefixtures("db")
A, B = "a" * 32, "b" * 32


@pytest.fixture
def heard() -> Iterator[list[tuple[str, int]]]:
    """Two handlers of `lamp_mended` that note what they are told; the second acts on its own."""
    notes: list[tuple[str, int]] = []

    def second(told: Told) -> None:
        with transaction.atomic():
            notes.append(("second", told.body["number"]))
            told.done()

    handlers.register(
        "test.first", on="lamp_mended", handler=lambda told: notes.append(("first", told.body["number"]))
    )
    handlers.register("test.second", on="lamp_mended", handler=second, acts=True)
    yield notes
    handlers.forget("test.first")
    handlers.forget("test.second")


def _emit(number: int, stream: str = A) -> OutboxEvent:
    return emit("lamp_mended", stream=stream, body={"number": number})


def test_an_act_that_is_rolled_back_has_told_nobody(heard: list[tuple[str, int]]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _emit(1)
        raise ZeroDivisionError
    assert (OutboxEvent.objects.count(), delivering.deliver_all()) == (0, 0)
    assert heard == []


def test_every_handler_is_told_once_and_in_order(heard: list[tuple[str, int]]) -> None:
    for number in (1, 2, 3):
        _emit(number)
    delivering.deliver_all()
    assert [number for name, number in heard if name == "first"] == [1, 2, 3]
    assert [number for name, number in heard if name == "second"] == [1, 2, 3]
    assert delivering.deliver_all() == 0
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}


def test_a_later_event_waits_for_an_earlier_one_of_its_stream_and_no_other(
    heard: list[tuple[str, int]],
) -> None:
    handlers.forget("test.first")
    broken: list[int] = []

    def first(told: Told) -> None:
        if told.body["number"] == 1 and not broken:
            broken.append(1)
            raise ZeroDivisionError
        heard.append(("first", told.body["number"]))

    handlers.register("test.first", on="lamp_mended", handler=first)
    handlers.forget("test.second")
    _emit(1)
    _emit(2)
    _emit(9, B)
    now = OutboxEvent.objects.latest("id").at
    delivering.deliver_all(now=now)
    assert [number for _, number in heard] == [9]
    delivering.deliver_all(now=now + timedelta(seconds=10))
    assert [number for _, number in heard] == [9, 1, 2]


def test_what_a_handler_wrote_is_kept_only_if_its_claim_still_held() -> None:
    """A worker that slept beyond its lease finds the delivery taken over, and its effect is rolled back."""
    event = emit("lamp_mended", stream=A)
    delivery = Delivery.objects.create(event=event, handler="test.slow", stream=A, next_at=event.at)

    def slow(told: Told) -> None:
        ScheduledItem.objects.create(key=f"by-slow-{told.event_id}", kind="x", due_at=NOON)
        Delivery.objects.filter(pk=delivery.pk).update(claimed_by="another")

    handlers.register("test.slow", on="lamp_mended", handler=slow)
    try:
        delivering.deliver(now=event.at)
    finally:
        handlers.forget("test.slow")
    assert not ScheduledItem.objects.filter(key__startswith="by-slow").exists()
    assert Delivery.objects.get(pk=delivery.pk).state == "claimed"


def test_a_dead_worker_s_deliveries_are_made_by_another_after_the_lease(heard: list[tuple[str, int]]) -> None:
    event = _emit(1)
    assert len(delivering.claim(event.at, "dead", 10)) == 2
    assert delivering.deliver_all(now=event.at + delivering.LEASE / 2) == 0
    delivering.deliver_all(now=event.at + delivering.LEASE * 2)
    assert sorted(heard) == [("first", 1), ("second", 1)]


def test_after_eight_failures_it_is_shown_and_stands_in_nobody_s_way() -> None:
    told: list[int] = []

    def fails(one: Told) -> None:
        if one.body["number"] == 1:
            raise ValueError(WORD)
        told.append(one.body["number"])

    handlers.register("test.fails", on="lamp_mended", handler=fails)
    try:
        first = _emit(1)
        _emit(2)
        now = first.at + timedelta(seconds=1)
        for _ in range(9):
            delivering.deliver_all(now=now)
            now += timedelta(hours=2)
    finally:
        handlers.forget("test.fails")
    lost = standing.failed([A]).get()
    assert (lost.event_id, lost.attempts, lost.problem_code) == (first.pk, 8, "error-ValueError")
    assert told == [2]
    assert standing.retry(lost.pk)


def test_a_handler_that_was_renamed_while_events_wait_stops_the_start(heard: list[tuple[str, int]]) -> None:
    _emit(1)
    handlers.forget("test.first")
    with pytest.raises(UnknownHandler, match=r"test\.first"):
        standing.must_be_handled()
    assert [one.id for one in standing.check_handlers(["default"])] == ["outbox.E001"]


def test_names_and_bodies_hold_codes_only() -> None:
    """T-11: an event's body is read in logs and by every handler."""
    for value in ("Asha Okafor told us", "+447700900123", "asha@example.org"):
        with pytest.raises(TooMuchInBody, match="words") as caught:
            emit("lamp_mended", stream=A, body={"words": value})
        assert value not in str(caught.value)
    assert emit("lamp_mended", stream=A, body={"code": "a-b:c/d", "to": 7, "none": ""}).body == (
        '{"code":"a-b:c/d","none":"","to":7}'
    )
    for name, stream in (("Lamp", A), ("lamp_mended", "x")):
        with pytest.raises(NotAnEvent):
            emit(name, stream=stream)


def test_two_functions_of_one_name_are_refused(heard: list[tuple[str, int]]) -> None:
    with pytest.raises(HandlerTwice):
        handlers.register("test.first", on="lamp_mended", handler=lambda told: None)


def test_the_broom_takes_what_everybody_was_told_of_and_nothing_else(heard: list[tuple[str, int]]) -> None:
    old, waiting = _emit(1), _emit(2, B)
    delivering.deliver_all()
    Delivery.objects.filter(event=waiting).update(state="failed")
    later = old.at + standing.KEPT + timedelta(days=1)
    assert standing.sweep(later) == 1
    assert list(OutboxEvent.objects.all()) == [waiting]
