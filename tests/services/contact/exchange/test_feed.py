"""What record systems read: the same order for ever, only what is theirs, nothing about a person, each read a look. T-31."""

from __future__ import annotations

import csv
import io
import json

from django.utils import timezone

from peelian.casework.cases.actions.changing import change_case
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.moving import answer_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.actions.recording import record_crime, set_outcome
from peelian.casework.cases.models import Case
from peelian.casework.ledger.consulting import looks_at, looks_by
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.outbox.models import Delivery
from peelian.casework.records.models import Incident
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.writing import write_message
from peelian.services.contact.exchange import tables
from peelian.services.contact.exchange.envelope import Message, read
from peelian.services.contact.models import OutMessage
from tests.services.contact.exchange.systems import System, key_for, told
from tests.support.cases import HOUR, WORD, World

OF_A_CASE = "/api/exchange/v1/cases/{}/messages"


def a_life(world: World) -> Case:
    """A case from the report to an outcome, at the desk."""
    at = timezone.now() - HOUR
    asha = NewPerson(name="Asha Okafor", birth_date="1992-05-31", phone="07700 900123")
    case = world.opened(parties=(NewParty("reporter", asha),), as_of=at)
    cerys, ben = world.actor("cerys", at), world.actor("ben", at)
    assign_case(case.reference, to=world.ben, actor=cerys, as_of=at, reason="workload")
    crime = record_crime(case.reference, incident=None, offence="domestic_burglary", actor=ben, as_of=at)
    set_outcome(case.reference, crime=crime.pk, outcome_type=18, actor=ben, as_of=at)
    answer_case(
        case.reference, write=lambda act: write_message(act, text=f"About {WORD}"), actor=ben, as_of=at
    )
    told()
    return case


def test_each_kind_of_thing_that_happens_is_told_in_order(system: System, world: World) -> None:
    case = a_life(world)
    found = system.get()["messages"]
    assert [one["kind"] for one in found] == [
        "case.received",
        "case.state",
        "officer.assigned",
        "crime.recorded",
        "outcome.set",
        *sorted(["case.state", "message.sent"]),
    ]
    assert {one["reference"] for one in found} == {case.reference}
    assert [one["version"] for one in found] == sorted(one["version"] for one in found)
    assert found[1]["body"]["state"] == "with_officer"
    assert found[2]["body"]["collar"] == "WM1234"
    assert found[4]["body"]["outcome"] == 18
    assert found[3]["body"]["crime"] == found[4]["body"]["crime"]
    assert Incident.objects.count() == 1


def test_what_goes_out_fits_the_contract_and_tells_nothing_of_a_person(system: System, world: World) -> None:
    a_life(world)
    got = system.get()
    assert all(isinstance(read(one, way="out"), Message) for one in got["messages"])
    whole = (
        json.dumps(got)
        + system.get(format="csv")
        + "".join(OutMessage.objects.values_list("body", flat=True))
    )
    for word in ("Asha", "Okafor", "07700", "example.org", WORD, "1992", "Ben"):
        assert word not in whole


def test_the_same_question_has_the_same_answer_and_the_parts_make_the_whole(
    system: System, world: World
) -> None:
    a_life(world)
    a_life(world)
    whole = system.get()
    assert system.get() == whole
    parts, after, more = [], 0, True
    while more:
        part = system.get(after=after, limit=3)
        parts += part["messages"]
        after, more = part["after"], part["more"]
    assert parts == whole["messages"]
    assert (after, len(parts)) == (whole["after"], 14)
    assert system.get(after=after)["messages"] == []
    assert system.get(after=after)["after"] == after


def test_an_event_that_is_told_twice_makes_one_message(system: System, world: World) -> None:
    a_life(world)
    before = system.get()
    Delivery.objects.filter(handler__startswith="contact.exchange.").update(
        state="waiting", next_at=timezone.now(), ended_at=None
    )
    told()
    assert system.get() == before


def test_csv_says_the_same_as_json(system: System, world: World) -> None:
    a_life(world)
    text = system.get(format="csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [one["id"] for one in system.get()["messages"]]
    assert list(tables.from_csv(text)) == system.get()["messages"]


def test_another_force_reads_nothing_and_learns_nothing(
    system: System, stranger: System, world: World
) -> None:
    case = a_life(world)
    assert stranger.get()["messages"] == []
    there = stranger.get(OF_A_CASE.format(case.reference), status=404)
    assert there == stranger.get(OF_A_CASE.format("48291307560"), status=404)
    assert there == stranger.get(OF_A_CASE.format("x"), status=404)
    assert len(system.get(OF_A_CASE.format(case.reference))["messages"]) == 7


def test_a_restricted_case_is_in_no_feed(system: System, world: World) -> None:
    case = a_life(world)
    at = timezone.now()
    change_case(case.reference, actor=world.actor("ben", at), as_of=at, reason="risk", restricted=True)
    assert system.get()["messages"] == []
    assert system.get(OF_A_CASE.format(case.reference), status=403)["errors"][0]["code"] == "not-allowed"


def test_each_read_is_a_look_of_the_key(system: System, world: World) -> None:
    case = a_life(world)
    system.get(after=2, limit=3)
    prefix = system.key.split("_")[1]
    looks = list(looks_by(f"key:{prefix}"))
    assert [(one.what, one.purpose_code, one.result_count) for one in looks] == [("api", "exchange", 3)]
    assert json.loads(looks[0].facts)["after"] == 2
    system.get(OF_A_CASE.format(case.reference))
    assert looks_at(case.uid).get().actor == f"key:{prefix}"


def test_a_key_that_may_see_no_case_reads_nothing_and_no_look_is_written(world: World) -> None:
    blind = System(key_for(world.force, "rosa", "team.see"))
    assert blind.get(status=403)["errors"][0]["code"] == "not-allowed"
    assert not AccessEntry.objects.exists()


def test_what_came_in_goes_out_too_so_that_a_second_system_hears_of_it(
    system: System, case, world: World
) -> None:
    held = case()
    told()
    found = system.get()["messages"]
    assert [(one["kind"], one["reference"]) for one in found] == [("case.received", held.reference)]
    assert found[0]["body"]["case_kind"] == "burglary"


def test_a_question_that_cannot_be_read_is_told_so(system: System) -> None:
    for query in (
        {"after": "-1"},
        {"after": "x"},
        {"limit": "0"},
        {"limit": "501"},
        {"format": "xml"},
        {"after": "9" * 30},
    ):
        assert system.get(status=400, **query)["errors"][0]["code"] == "exchange-parameter"
