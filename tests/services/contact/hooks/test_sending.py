"""What a hook is told, when it is tried again, and when it is no longer: at least once, with one id, by a written plan. T-33."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from peelian.accounts.models import Force, TeamForce
from peelian.casework.cases.actions.changing import change_case
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.models import Case
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.outbox.delivering import deliver_all
from peelian.casework.outbox.models import Delivery
from peelian.services.contact.exchange.outbound import EVENTS
from peelian.services.contact.hooks import managing, words
from peelian.services.contact.hooks.sending import LEASE, claim, step
from peelian.services.contact.hooks.signing import signature
from peelian.services.contact.hooks.sweeping import KEPT, TAKEN_KEPT, sweep
from peelian.services.contact.models import Hook, HookDelivery
from tests.services.contact.exchange.systems import System, key_for
from tests.services.contact.hooks.receivers import Receiver, Registered, receiving, registered, told_of
from tests.support.cases import DAY, HOUR, NOON, WORD, World, make_world

PLAN = ["0:00:05", "0:05:00", "0:30:00", "2:00:00", "5:00:00", "10:00:00", "10:00:00"]
"""As the how-to writes it."""


def told(world: World, now: datetime = NOON) -> Case:
    """A case that was opened, and the worker has told everybody inside."""
    case = world.with_asha()
    deliver_all(now=now)
    return case


def sent(now: datetime = NOON) -> int:
    """Try until nothing can be tried at that moment."""
    total = 0
    while done := step(now=now):
        total += done
    return total


def body(receiver: Receiver, place: int = -1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(receiver.got[place].body)
    return found


# --- what is told -----------------------------------------------------------------------------------------
def test_what_happened_is_told_with_the_place_to_read_it_and_nothing_about_a_person(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    case = told(world)
    cerys = world.actor("cerys")
    assign_case(case.reference, to=world.ben, actor=cerys, as_of=NOON, reason="workload")
    deliver_all(now=NOON)
    assert sent() == 2
    assert [body(receiver, place)["type"] for place in (0, 1)] == ["case_opened", "case_assigned"]
    first = body(receiver, 0)
    assert first.keys() == {"id", "type", "timestamp", "data"}
    assert first["id"] == receiver.got[0].headers["webhook-id"]
    assert datetime.fromisoformat(first["timestamp"]).tzinfo is not None
    assert first["data"].keys() == {"reference", "read"}
    assert first["data"]["reference"] == case.reference
    whole = b"".join(one.body + json.dumps(one.headers).encode() for one in receiver.got).decode()
    for word in ("Asha", "Okafor", "07700", "asha@example.org", WORD, "1992", "Ben", "selly"):
        assert word not in whole
    system = System(key_for(world.force, "reader"))
    there = first["data"]["read"].removeprefix("http://localhost:8000")
    assert system.get(there)["messages"][0]["kind"] == "case.received", "where the key reads the rest"


def test_every_event_of_the_feed_can_be_chosen_and_only_the_chosen_ones_are_told(
    world: World, receiver: Receiver
) -> None:
    assert tuple(words.EVENTS) == EVENTS
    registered(world, receiver.address, "case_assigned")
    case = told(world)
    assert told_of(case) == []
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    deliver_all(now=NOON)
    assert told_of(case) == ["case_assigned"]


def test_what_is_told_twice_inside_is_put_down_once(world: World, niche: Registered) -> None:
    case = told(world)
    Delivery.objects.update(state="waiting", next_at=NOON, ended_at=None)
    deliver_all(now=NOON)
    assert told_of(case) == ["case_opened"]


def test_another_force_is_told_nothing(world: World, niche: Registered, receiver: Receiver) -> None:
    case = world.opened(team=world.elsewhere)
    deliver_all(now=NOON)
    assert (told_of(case), sent()) == ([], 0)


def test_a_restricted_case_is_told_of_to_nobody_not_even_what_waited(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    case = told(world)
    change_case(case.reference, actor=world.actor("ben"), as_of=NOON, reason="risk", restricted=True)
    assert sent() == 1
    assert receiver.got == []
    assert list(HookDelivery.objects.values_list("state", "problem_code")) == [("dropped", "not_theirs")]
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    deliver_all(now=NOON)
    assert told_of(case) == ["case_opened"]


def test_what_waited_is_not_told_to_a_force_that_the_team_has_left(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    told(world)
    kent = Force.objects.get(force_id="kent")
    TeamForce.objects.filter(team=world.team).update(ends=NOON.date())
    TeamForce.objects.create(team=world.team, force=kent, starts=NOON.date())
    assert sent() == 1
    assert receiver.got == []


# --- again ------------------------------------------------------------------------------------------------
def test_it_is_tried_again_by_the_written_plan_with_the_same_id_and_is_then_a_dead_letter(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    told(world)
    receiver.answers = [500] * 8
    now, waits = NOON, []
    for _ in PLAN:
        assert sent(now) == 1
        row = HookDelivery.objects.get()
        assert (row.state, row.answer, row.problem_code) == ("waiting", 500, "hook-status")
        waits.append(str(row.next_at - now))
        assert sent(row.next_at - timedelta(seconds=1)) == 0, "not before its time"
        now = row.next_at
    assert waits == PLAN
    assert sent(now) == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", 8)
    assert sent(now + 30 * DAY) == 0
    assert {one.headers["webhook-id"] for one in receiver.got} == {f"msg_{row.uid}"}
    assert len({one.body for one in receiver.got}) == 1
    assert len({one.headers["webhook-timestamp"] for one in receiver.got}) == 8


def test_after_a_failure_the_next_that_is_taken_ends_the_count(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    told(world)
    receiver.answers = [503, 200]
    sent()
    assert (niche.again().failures, niche.hook.failing_since) == (1, NOON)
    assert sent(NOON + timedelta(seconds=5)) == 1
    assert (niche.again().failures, niche.hook.failing_since, niche.hook.rest_until) == (0, None, None)
    assert HookDelivery.objects.get().state == "done"


def test_one_that_does_not_answer_holds_up_no_other_and_rests_between_tries(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    with receiving() as other:
        registered(world, other.address, name="map")
        for _ in range(3):
            told(world)
        receiver.answers = [500] * 99
        assert sent() == 4
        assert (len(other.got), len(receiver.got)) == (3, 1)
        assert niche.again().rest_until == NOON + timedelta(seconds=5)


def test_it_is_paused_when_nothing_was_taken_for_a_day_and_its_people_are_told(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    told(world)
    receiver.answers = [500] * 8
    now = NOON
    for _ in range(8):
        assert niche.again().state == "active"
        sent(now)
        now = HookDelivery.objects.get().next_at
    assert (niche.again().state, niche.hook.why) == ("paused", "failing")
    (entry,) = history(uid_of("force:west-midlands")).filter(action="hook.pause")
    assert (entry.actor, entry.reason_code) == ("system:hooks", "failing")
    assert facts_of(entry)["hook"] == niche.hook.uid
    admin = world_admin(niche)
    assert managing.waiting_for_somebody(admin) == 2, "the dead letter and the webhook itself"
    assert managing.waiting_for_somebody(world.actor("ben")) == 0
    case = told(world, now=now)
    assert (told_of(case), sent(now)) == (["case_opened"], 0), "kept, not sent"
    managing.go_on(niche.hook.uid, actor=admin, as_of=now)
    assert sent(now) == 1
    assert (
        receiver.got[-1].headers["webhook-id"].removeprefix("msg_") == HookDelivery.objects.get(case=case).uid
    )


def world_admin(niche: Registered) -> Any:
    from peelian.accounts.actors import actor_for

    return actor_for(niche.hook.made_by, timezone.now())


def test_eight_failures_within_an_hour_pause_nothing(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    for _ in range(9):
        told(world)
    receiver.answers = [500] * 99
    now = NOON
    for _ in range(9):
        sent(now)
        now = niche.again().rest_until or now
    assert now - NOON < HOUR
    assert (niche.again().state, niche.hook.failures) == ("active", 9)


def test_nobody_there_any_more_pauses_at_once(world: World, niche: Registered, receiver: Receiver) -> None:
    told(world)
    receiver.answers = [410]
    sent()
    assert (niche.again().state, niche.hook.why) == ("paused", "gone")
    assert HookDelivery.objects.get().state == "waiting", "nothing is lost"


def test_an_address_that_may_no_longer_be_sent_to_is_a_failure_and_is_not_asked(
    world: World, niche: Registered, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(world)
    monkeypatch.delenv("PEELIAN_HOOK_NETWORKS")
    sent()
    assert HookDelivery.objects.get().problem_code in {"hook-inside", "hook-address"}
    assert receiver.got == []


# --- workers ----------------------------------------------------------------------------------------------
def test_a_worker_that_died_in_the_middle_leaves_it_to_the_next(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    told(world)
    assert len(claim(NOON, "dead")) == 1
    assert sent(NOON + LEASE) == 0
    assert sent(NOON + LEASE + timedelta(seconds=1)) == 1
    assert HookDelivery.objects.get().state == "done"


def test_one_that_ends_its_workers_each_time_becomes_a_dead_letter(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    told(world)
    now = NOON
    for _ in range(8):
        assert len(claim(now, "dead")) == 1
        now += LEASE + timedelta(seconds=1)
    assert sent(now) == 0
    assert list(HookDelivery.objects.values_list("state", "problem_code")) == [("failed", "hook-crashed")]
    assert receiver.got == []


def test_what_was_taken_back_while_it_was_sent_stays_taken_back(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    """The worker that had it writes nothing over what somebody decided meanwhile."""
    told(world)
    HookDelivery.objects.update(state="claimed", claimed_by="other", claimed_until=NOON - HOUR)
    (held,) = claim(NOON, "slow")
    managing.end(niche.hook.uid, actor=world_admin(niche), as_of=NOON)
    from peelian.services.contact.hooks import sending
    from peelian.services.contact.hooks.problems import HookClaimLost

    with pytest.raises(HookClaimLost):
        sending._end(held, NOON, 200, "")
    assert HookDelivery.objects.get().state == "dropped"
    assert niche.again().secret is None


def test_two_workers_send_each_once(committing_db: Any, here: None) -> None:
    world = make_world()
    with receiving() as receiver:
        registered(world, receiver.address, name="one")
        registered(world, receiver.address, name="two")
        for _ in range(6):
            told(world)

        def work() -> None:
            try:
                for _ in range(40):
                    step(now=NOON)
            finally:
                connections.close_all()

        workers = [threading.Thread(target=work) for _ in range(2)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
        sent()
        ids = [one.headers["webhook-id"] for one in receiver.got]
        assert len(ids) == len(set(ids)) == 12
        assert set(HookDelivery.objects.values_list("state", flat=True)) == {"done"}


# --- secrets and what is kept -----------------------------------------------------------------------------
def test_while_a_secret_is_replaced_there_are_two_signatures_and_then_one(
    world: World, niche: Registered, receiver: Receiver
) -> None:
    new = managing.rotate(niche.hook.uid, actor=world_admin(niche), as_of=NOON)
    assert new != niche.secret
    told(world)
    sent()
    told(world)
    sent(NOON + timedelta(hours=24))
    for place, secrets in ((0, [new, niche.secret]), (1, [new])):
        got = receiver.got[place]
        stamp = int(got.headers["webhook-timestamp"])
        right = [signature(one, got.headers["webhook-id"], stamp, got.body) for one in secrets]
        assert got.headers["webhook-signature"].split() == right
    sweep(now=NOON + timedelta(hours=24))
    assert niche.again().secret_before is None
    assert niche.hook.secret is not None


def test_what_is_over_is_swept_and_what_waits_is_not(world: World, niche: Registered) -> None:
    case = told(world)
    row = HookDelivery.objects.get()
    for state, kept in (("done", TAKEN_KEPT), ("failed", KEPT), ("dropped", KEPT)):
        HookDelivery.objects.update(state=state, ended_at=NOON)
        assert sweep(now=NOON + kept) == 0, state
        assert sweep(now=NOON + kept + timedelta(seconds=1)) == 1, state
        row.pk = None
        row.case = case
        row.save()
    HookDelivery.objects.update(state="waiting", at=NOON, ended_at=None)
    assert sweep(now=NOON + KEPT) == 0
    assert Hook.objects.count() == 1
