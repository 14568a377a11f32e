"""The machine of these histories sees each rule of safe contact that is broken on purpose (T-08): a short history that is
quiet while the rule holds, and that it stops at the message which should never have left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import pytest

from peelian.casework.threads import safe_contact
from peelian.casework.threads.hours import Hours
from peelian.casework.threads.models import ContactPoint
from peelian.casework.threads.safe_contact import Asked, Way
from tests.casework.cases.stage import Stage
from tests.services.contact.safe.machine import SafeContact
from tests.support.cases import NOON

History = Callable[[SafeContact], None]
Plant = Callable[[pytest.MonkeyPatch], None]
_way = safe_contact._way


@pytest.fixture
def stage(db: None) -> Stage:
    return Stage()


def wrong_with(history: History, stage: Stage) -> list[str]:
    """What the machine finds wrong with the messages of a history; what it did is undone."""
    machine = SafeContact(stage)
    with machine.stack:
        machine.now = NOON
        with suppress(AssertionError):
            history(machine)
        return machine.provider.wrong


def unsure_is_safe(patch: pytest.MonkeyPatch) -> None:
    """A way of which nobody said whether it is safe is used."""

    def way(point: ContactPoint) -> Way:
        point.safe = "yes" if point.safe == "unknown" else point.safe
        return _way(point)

    patch.setattr(safe_contact, "_way", way)


def what_came_back_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A way that something came back from is used again."""
    patch.setattr(safe_contact, "bounced", lambda _point: False)


def hours_are_open(patch: pytest.MonkeyPatch) -> None:
    """The hours that a person named are not kept."""

    def hold(_hours: Hours, _moment: datetime) -> bool:
        return True

    patch.setattr(Hours, "hold", hold)


def never_is_not_heard(patch: pytest.MonkeyPatch) -> None:
    """Who asked never to be told is told."""
    patch.setattr(safe_contact, "Asked", lambda _never=False, neutral=False: Asked(False, neutral))


def nobody_is_neutral(patch: pytest.MonkeyPatch) -> None:
    """Who asked for words that tell nothing gets the usual ones."""
    patch.setattr(safe_contact, "Asked", lambda never=False, _neutral=False: Asked(never, False))


def a_way_that_is_not_sure(one: SafeContact) -> None:
    reports(one, "page")
    one.another_way_is_named(number=0, channel="sms", safe="unknown", hours="", rank=1)
    hears(one)


def a_way_that_came_back(one: SafeContact) -> None:
    reports(one, "email")
    one.an_address_stops_working(number=0, later=False)
    one.the_worker_works()
    assert one.points["asha0@example.org"].bounced
    hears(one)


def a_way_with_hours(one: SafeContact) -> None:
    reports(one, "page")
    one.another_way_is_named(number=0, channel="email", safe="yes", hours="sat 10:00-12:00", rank=1)
    hears(one)


def somebody_who_asked_never(one: SafeContact) -> None:
    reports(one, "email")
    one.a_person_asks_something_of_every_sender(number=0, never=True, neutral=False)
    hears(one)


def somebody_who_asked_for_neutral_words(one: SafeContact) -> None:
    reports(one, "email")
    hears(one)


def reports(one: SafeContact, by: str) -> None:
    one.somebody_reports(about="burglary", by=by, safe="yes", mention="no", language="en")


def hears(one: SafeContact) -> None:
    one.the_officer_writes(number=0)
    one.the_worker_works()


@pytest.mark.parametrize(
    ("history", "plant", "seen"),
    [
        (a_way_that_is_not_sure, unsure_is_safe, "a way that is not safe now"),
        (a_way_that_came_back, what_came_back_is_forgotten, "a way that is not safe now"),
        (a_way_with_hours, hours_are_open, "a way that is not safe now"),
        (somebody_who_asked_never, never_is_not_heard, "somebody who asked never to be told"),
        (somebody_who_asked_for_neutral_words, nobody_is_neutral, "telling words to who asked for none"),
    ],
)
def test_a_rule_that_is_broken_on_purpose_is_seen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, history: History, plant: Plant, seen: str
) -> None:
    assert wrong_with(history, stage) == []
    plant(monkeypatch)
    assert seen in wrong_with(history, stage)
