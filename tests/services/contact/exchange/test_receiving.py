"""What a record system posts: taken in once, told as a replay ever after, refused with every fault and kept. T-31."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.moving import move_case
from peelian.casework.cases.models import Case
from peelian.casework.ledger import entries
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.records.models import Crime, Incident
from peelian.casework.threads.models import Message
from peelian.services.contact.models import InMessage
from tests.services.contact.exchange.systems import ADDRESS, System, key_for, now
from tests.support.cases import World

WORDS = "Mrs Pengelly of 4 Quay Terrace told us so"


def everything() -> list[object]:
    """All that a replay could change: the ledger as a whole, and what is kept of messages."""
    rows = InMessage.objects.order_by("pk").values_list("pk", "state", "at", "problems", "version", "seq")
    chain = LedgerEntry.objects.order_by("stream", "seq").values_list("stream", "seq", "hash")
    return [*rows, *((one, seq, bytes(hash_)) for one, seq, hash_ in chain)]


def all_kinds(system: System, world: World) -> list[dict[str, object]]:
    """One message of each kind, in an order in which each can be taken in."""
    late = system.message
    return [
        system.received(team=world.team.slug),
        late("officer.assigned", "CAD-1", {"collar": "WM1234", "assigned_at": now()}),
        late(
            "crime.recorded",
            "CAD-1",
            {"crime": "20/1/26", "offence": "domestic_burglary", "recorded_at": now()},
        ),
        late("outcome.set", "CAD-1", {"crime": "20/1/26", "outcome": 18, "set_at": now()}),
        late("case.state", "CAD-1", {"state": "investigating", "changed_at": now()}),
        late("message.sent", "CAD-1", {"text": WORDS, "sent_at": now(), "language": "en"}),
    ]


def test_a_message_of_each_kind_is_one_action_with_one_entry_that_names_it(
    system: System, world: World
) -> None:
    for number, message in enumerate(all_kinds(system, world), start=1):
        message["made_at"] = now()
        for name in ("received_at", "assigned_at", "recorded_at", "set_at", "changed_at", "sent_at"):
            if name in message["body"]:  # type: ignore[operator]
                message["body"][name] = timezone.now().isoformat()  # type: ignore[index]
        got = system.post(message, 201)
        assert got["state"] == "accepted"
        case = Case.objects.get(reference=got["reference"])
        assert case.version == number == got["version"]
        last = entries.history(case.uid).last()
        assert last is not None
        assert entries.facts_of(last)["exchange"] == message["id"]
        assert last.actor.startswith("key:")
    crime = Crime.objects.get()
    assert (crime.offence, crime.outcome_type) == ("domestic_burglary", 18)
    assert (case.owner, case.state) == (world.ben, "investigating")
    assert Incident.objects.get().channel == "record_system"
    assert Message.objects.get().way == "out"


def test_every_message_sent_again_changes_nothing(system: System, world: World) -> None:
    sent = []
    for message in all_kinds(system, world):
        body = message["body"]
        for name in set(body) & {"recorded_at", "set_at"}:  # type: ignore[call-overload]
            body[name] = timezone.now().isoformat()  # type: ignore[index]
        sent.append((message, system.post(message, 201)))
    before = everything()
    for _ in range(2):
        for message, first in sent:
            again = system.post(message, 200)
            assert again == {**first, "state": "replayed", "status": 200}
    assert everything() == before


def test_a_refused_message_sent_again_changes_nothing_and_mended_is_taken_in(system: System) -> None:
    wrong = system.received(case_kind="no_such_kind")
    assert system.post(wrong, 422)["errors"][0]["code"] == "exchange-kind"
    before = everything()
    system.post(wrong, 422)
    assert everything() == before
    wrong["body"]["case_kind"] = "burglary"
    assert system.post(wrong, 201)["state"] == "accepted"
    assert [row.state for row in InMessage.objects.all()] == ["accepted"]


def test_the_same_id_with_other_words_is_a_conflict_that_shows_both(system: System) -> None:
    first = system.received()
    system.post(first, 201)
    other = {**first, "body": {**first["body"], "language": "cy"}}
    got = system.post(other, 409)
    assert got["errors"][0]["code"] == "exchange-same-id"
    assert "language" not in got["held"]["body"]
    assert got["given"]["body"]["language"] == "cy"


def test_of_one_group_of_fields_the_newest_version_holds(system: System, case, world: World) -> None:
    held = case()
    assign = {"collar": "WM1234", "assigned_at": now()}
    assign["assigned_at"] = timezone.now().isoformat()
    newer = system.message("officer.assigned", "CAD-1", assign, version=5)
    older = system.message("officer.assigned", "CAD-1", assign, version=4)
    same = system.message("officer.assigned", "CAD-1", assign, version=5)
    system.post(newer, 201)
    for one in (older, same):
        got = system.post(one, 409)
        assert got["errors"][0]["code"] == "exchange-not-newer"
        assert (got["held"]["id"], got["given"]["id"]) == (newer["id"], one["id"])
    # Another group of the same case has versions of its own.
    state = {"state": "investigating", "changed_at": timezone.now().isoformat()}
    system.post(system.message("case.state", "CAD-1", state, version=1), 201)
    held.refresh_from_db()
    assert held.version == 3


def test_a_case_is_received_once_whatever_the_id(system: System) -> None:
    system.post(system.received(), 201)
    assert system.post(system.received(), 409)["errors"][0]["code"] == "exchange-not-newer"
    assert Case.objects.count() == 1


def test_what_does_not_follow_from_how_the_case_stands_here_is_a_conflict(
    system: System, case, world: World
) -> None:
    case()
    state = {"state": "at_court", "changed_at": timezone.now().isoformat()}
    got = system.post(system.message("case.state", "CAD-1", state), 409)
    assert got["held"]["body"] == {"state": "new"}
    assert got["given"]["body"]["state"] == "at_court"


def test_closing_asks_for_a_person(system: System, case, world: World) -> None:
    held = case()
    system.post(
        system.message(
            "officer.assigned", "CAD-1", {"collar": "WM1234", "assigned_at": timezone.now().isoformat()}
        ),
        201,
    )
    ways = {"state": "closed", "changed_at": timezone.now().isoformat()}
    got = system.post(system.message("case.state", "CAD-1", ways))
    assert (got["status"], got["errors"][0]["code"]) == (403, "not-allowed")
    held.refresh_from_db()
    assert held.klass == "open"


def test_every_fault_of_a_message_is_told_with_its_place_and_without_its_value(system: System) -> None:
    wrong = system.received(received_at="yesterday", name=WORDS, state="new")
    wrong |= {
        "id": "7",
        "version": 0,
        "source": "Peelian",
        "reference": WORDS,
        "who": WORDS,
        "made_at": "2026-11-22",
    }
    got = system.client.post(
        ADDRESS, json.dumps(wrong), content_type="application/json", headers=system.headers()
    )
    assert got.status_code == 422
    places = {one["place"] for one in got.json()["faults"]}
    assert places == {
        "id", "version", "source", "reference", "made_at", "*", "body.received_at", "body.*", "body.state",
    }  # fmt: skip
    assert "Pengelly" not in got.content.decode()


def test_what_was_refused_is_kept_whole_and_no_word_of_it_in_clear(system: System) -> None:
    wrong = system.received(name=WORDS)
    wrong["reference"] = WORDS
    system.post(wrong, 422)
    row = InMessage.objects.get()
    assert (row.state, row.problems, str(row.message_id)) == ("refused", "exchange-faulty", wrong["id"])
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        text = bytes(value).decode("latin-1") if column.name == "sealed" else str(value)
        assert "Pengelly" not in text, column.name
    from peelian.services.contact.exchange.inbound import _opened

    assert _opened(row) == wrong


def test_a_list_is_taken_in_message_by_message(system: System, world: World) -> None:
    good, wrong, unknown = (
        system.received(),
        system.received("CAD-2", case_kind="nothing"),
        {"id": str(uuid4())},
    )
    got = system.post([good, wrong, unknown, good], 200)["results"]
    assert [one["status"] for one in got] == [201, 422, 422, 200]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "7", '"x"', "[" * 5000, "\xff", "[" + ",".join(["{}"] * 101) + "]"]
)
def test_what_is_no_message_is_refused_and_nothing_is_kept(system: System, body: str) -> None:
    got = system.client.post(
        ADDRESS, body.encode("latin-1"), content_type="application/json", headers=system.headers()
    )
    assert got.status_code == 400
    assert got.json()["errors"][0]["code"] == "exchange-unreadable"
    assert not InMessage.objects.exists()


def test_nobody_learns_whether_a_case_exists(system: System, stranger: System, case, world: World) -> None:
    held = case()
    body = {"state": "assessing", "changed_at": timezone.now().isoformat()}
    answers = []
    for reference in (held.reference, "48291307560", "CAD-1"):
        got = stranger.post(stranger.message("case.state", reference, body), 404)
        answers.append({**got, "id": ""})
    assert answers[0] == answers[1] == answers[2]


def test_a_key_does_no_more_than_it_was_given(world: World, case) -> None:
    case()
    reader = System(key_for(world.force, "rosa", "case.see"))
    at = timezone.now().isoformat()
    system_message = reader.message("officer.assigned", "CAD-1", {"collar": "WM1234", "assigned_at": at})
    got = reader.post(system_message, 403)
    assert got["errors"][0]["code"] == "not-allowed"
    assert reader.post(reader.received("CAD-9"), 403)["errors"][0]["code"] == "not-allowed"


@pytest.mark.parametrize("key", ["", "peelian_0123456789_" + "a" * 43, "nonsense"])
def test_without_a_key_that_holds_nothing_is_answered(world: World, key: str) -> None:
    nobody = System(key)
    assert nobody.post(nobody.received(), 401)["errors"][0]["code"] == "bad-key"
    nobody.get(status=401)
    nobody.get("/api/exchange/v1/cases/48291307560/messages", status=401)


def test_a_time_to_come_and_one_before_the_case_are_refused(system: System, case) -> None:
    soon = (timezone.now() + timedelta(hours=1)).isoformat()
    assert (
        system.post(system.received("CAD-3", received_at=soon), 422)["errors"][0]["code"] == "exchange-time"
    )
    case()
    old = {"crime": "20/1/26", "offence": "domestic_burglary", "recorded_at": "2001-01-01T00:00:00Z"}
    got = system.post(system.message("crime.recorded", "CAD-1", old), 422)
    assert got["errors"][0]["code"] == "exchange-time"
    assert not Crime.objects.exists()


def test_what_an_officer_did_here_meanwhile_is_not_overwritten(system: System, case, world: World) -> None:
    """The desk withdrew the case; the record system, which does not know, sends a state that cannot follow."""
    held = case()
    at = timezone.now()
    move_case(
        held.reference, transition="withdraw", actor=world.actor("outside", at), as_of=at, reason="withdrawn"
    )
    stands = Case.objects.get(pk=held.pk)
    body = {"state": "investigating", "changed_at": timezone.now().isoformat()}
    got = system.post(system.message("case.state", "CAD-1", body), 409)
    assert got["held"] == {"reference": held.reference, "version": 2, "body": {"state": stands.state}}
