"""The same message sent many times at the same moment: one case, one entry, and every answer says so. T-31."""

from __future__ import annotations

import json
import threading
from typing import Any

from django.db import connections
from django.test import Client

from peelian.casework.cases.models import Case
from peelian.casework.outbox.delivering import deliver_all
from peelian.services.contact.models import InMessage, OutMessage
from tests.services.contact.exchange.systems import ADDRESS, System, key_for
from tests.support.cases import make_world

AT_ONCE = 6


def test_what_is_sent_at_once_is_taken_in_once(committing_db: Any) -> None:
    system = System(key_for(make_world().force, "ada"))
    messages = [json.dumps(system.received(f"CAD-{number}")) for number in range(3)]
    ready = threading.Barrier(AT_ONCE)
    got: list[int] = []

    def send() -> None:
        client = Client()
        ready.wait()
        try:
            for message in messages:
                told = client.post(
                    ADDRESS, message, content_type="application/json", headers=system.headers()
                )
                got.append(told.status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == [200] * (3 * AT_ONCE - 3) + [201] * 3
    assert Case.objects.count() == 3
    assert list(InMessage.objects.values_list("state", flat=True)) == ["accepted"] * 3


def test_numbers_of_the_feed_have_no_gap_and_no_twin_when_several_workers_make_them(
    committing_db: Any,
) -> None:
    world = make_world()
    for _ in range(8):
        world.opened()

    def work() -> None:
        try:
            deliver_all()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    deliver_all()
    assert list(OutMessage.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 9))
