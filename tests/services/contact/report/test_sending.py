"""A report from the first question to the receipt, without JavaScript and without a cookie: what becomes of it."""

from __future__ import annotations

import pytest
from django.test import Client

from peelian.casework.cases import registry
from peelian.casework.cases.models import Case, CaseParty, PayloadVersion
from peelian.casework.cases.payloads import read
from peelian.casework.cases.rights import rights_of
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.entries import history
from peelian.casework.records.people import Person
from peelian.casework.sealing.sealing import Door, open_sealed
from peelian.casework.threads.models import ContactPoint, ContactRule, Sending
from peelian.services.contact.views.frame import when
from tests.services.contact.report.filling import (
    BURGLARY,
    NAMELESS,
    at,
    fill,
    press,
    secret_on,
    send,
    text_of,
)
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def written(case: Case) -> dict[str, object]:
    row = PayloadVersion.objects.select_related("case").get(case=case)
    return read(registry.kind(case.kind), row.schema, open_sealed(row, "sealed", door(case)))


def door(*rows: Case | Person) -> Door:
    return Door(frozenset(row.key_id for row in rows), "test")


def test_a_burglary_becomes_a_case_of_its_kind_with_what_was_written(world: World) -> None:
    page = text_of(send(Client(), BURGLARY))
    case = Case.objects.get()
    assert f"{case.reference[:3]} {case.reference[3:7]} {case.reference[7:]}" in page
    assert (case.kind, case.regime, case.opened_force, case.team) == (
        "burglary",
        "part3",
        "west-midlands",
        world.force.contact_team,
    )
    answers = written(case)
    assert answers["happened"] == "They took the radio.\nIt was my father's."
    assert answers["taken"] == ["electronics", "damage"]
    assert (answers["when_from"], answers["when_to"]) == ("2026-11-19", "2026-11-20")
    assert answers["where_postcode"] == "B29 6BD"
    assert [entry.action for entry in history(case.uid)] == ["case.open"]
    assert not {"name", "told.email", "needs", "anonymous"} & set(answers), "who it is lies with the person"


def test_who_reports_a_burglary_of_their_own_is_its_victim_with_a_safe_way_to_be_told(world: World) -> None:
    send(Client(), BURGLARY)
    party = CaseParty.objects.select_related("person").get()
    assert party.part == "victim"
    held = door(party.person)
    assert open_sealed(party.person, "name", held) == "Asha Okafor"
    assert open_sealed(party.person, "needs", held) == (
        "Reading, writing or understanding, for example easy read"
    )
    point = ContactPoint.objects.get(person=party.person)
    assert (point.channel, point.safe, open_sealed(point, "address", held)) == (
        "email",
        "yes",
        "asha@example.org",
    )
    assert Sending.objects.get().purpose == "receipt"


@pytest.mark.parametrize(("who", "part"), [("witness", "reporter"), ("organisation", "reporter")])
def test_who_saw_it_is_told_and_is_not_its_victim(world: World, who: str, part: str) -> None:
    send(Client(), {**BURGLARY, "q.who": who})
    assert CaseParty.objects.get().part == part


def test_whoever_answers_the_telephone_is_not_told_that_it_is_the_police(world: World) -> None:
    by_phone = {
        "q.told.by": "phone",
        "q.told.phone": "01632 960 001",
        "q.told.mention": "no",
        "q.told.note": "Not after 6, my brother is home.",
    }
    send(Client(), {**BURGLARY, **by_phone})
    rule = ContactRule.objects.get()
    assert (rule.neutral_only, rule.never) == (True, False)
    assert open_sealed(rule, "note", door(rule.person)) == "Not after 6, my brother is home."
    assert not Sending.objects.exists(), "a person rings; nothing is sent"


def test_who_comes_back_to_look_is_sent_nothing(world: World) -> None:
    send(Client(), {**BURGLARY, "q.told.by": "page"})
    assert not Sending.objects.exists()
    assert ContactPoint.objects.get().channel == "page"


def test_an_address_beside_another_way_is_not_kept(world: World) -> None:
    send(Client(), {**BURGLARY, "q.told.by": "page", "q.told.email": "old@example.org"})
    assert not ContactPoint.objects.exclude(channel="page").exists()


def test_the_words_of_the_receipt_open_the_report_and_others_do_not(world: World) -> None:
    words = secret_on(text_of(send(Client(), BURGLARY)))
    reference = Case.objects.get().reference
    opened = Client().post("/track", {"reference": reference, "words": words})
    assert opened.status_code == 200
    wrong = Client().post("/track", {"reference": reference, "words": " ".join(words.split()[::-1])})
    assert wrong.status_code == 400


def test_the_receipt_says_by_when_each_clock_that_runs_is_due(world: World) -> None:
    page = text_of(send(Client(), BURGLARY))
    due = {clock.code: when(clock.due_at) for clock in Clock.objects.filter(state="running")}
    assert set(due) == {"crime_recording.record", "victims_code.support_referral"}
    assert f"Record a crime, or say why not: by {due['crime_recording.record']}" in page
    assert f"service that supports victims: by {due['victims_code.support_referral']}" in page


def test_who_wants_no_support_service_is_owed_no_referral(world: World) -> None:
    page = text_of(send(Client(), {**BURGLARY, "q.support": "no"}))
    case = Case.objects.get()
    states = dict(Clock.objects.values_list("code", "state"))
    assert states["victims_code.support_referral"] == "met"
    assert "service that supports victims: by" not in page
    assert case.next_due_code == "crime_recording.record"
    assert [(one.right, one.step) for one in rights_of(case)] == [("support", "declined")]


def test_who_wants_a_support_service_has_asked_for_it(world: World) -> None:
    send(Client(), BURGLARY)
    assert [(one.right, one.step) for one in rights_of(Case.objects.get())] == [("support", "asked")]


def test_who_answers_in_welsh_is_answered_in_welsh(world: World) -> None:
    page = text_of(send(Client(), {**BURGLARY, "q.language": "cy"}, "/cy"))
    assert "Mae eich adroddiad gyda ni" in page
    assert Case.objects.get().language == "cy"


# --- without a name ---------------------------------------------------------------------------------------
def eight_words(client: Client) -> str:
    """The page that shows them."""
    return text_of(press(client, fill(client, NAMELESS), "send"))


def test_a_report_without_a_name_is_sent_when_its_words_were_typed_back(world: World) -> None:
    client = Client()
    page = eight_words(client)
    words = secret_on(page)
    assert len(words.split()) == 8
    assert not Case.objects.exists(), "nothing is sent before they are typed"
    page = text_of(press(client, page))
    wrong = press(client, page, "send", words=" ".join(words.split()[::-1]))
    assert wrong.status_code == 400
    assert not Case.objects.exists()
    assert " ".join(words.split()[::-1]) in text_of(wrong), "what was typed is still there"
    sent = press(client, text_of(wrong), "send", words=words)
    assert "We have your report" in text_of(sent)
    assert words not in text_of(sent)
    assert not CaseParty.objects.exists()
    assert not ContactPoint.objects.exists()
    opened = Client().post("/track/anonymous", {"words": words})
    assert opened.status_code == 200


def test_who_lost_the_words_before_sending_sees_them_again_or_gets_others(world: World) -> None:
    client = Client()
    page = eight_words(client)
    retype = text_of(press(client, page))
    again = text_of(press(client, retype, "back"))
    assert secret_on(again) == secret_on(page)
    others = text_of(press(client, again, "again"))
    assert secret_on(others) != secret_on(page)
    old = press(client, text_of(press(client, others)), "send", words=secret_on(page))
    assert old.status_code == 400
    sent = press(client, text_of(old), "send", words=secret_on(others))
    assert sent.status_code == 200
    assert Case.objects.count() == 1


def test_no_page_of_who_gives_no_name_asks_for_one_or_for_a_way_to_reach_them(world: World) -> None:
    client, seen = Client(), set()
    page = text_of(client.get("/report"))
    while at(page) != "check":
        page = fill(client, NAMELESS, page=page, until=_next(client, page))
        seen.add(at(page))
    assert not {"page.name", "page.safe_contact", "page.support", "page.needs"} & seen


def _next(client: Client, page: str) -> str:
    """The step after this one."""
    from tests.services.contact.report.filling import form_of

    fields, asked = form_of(page)
    for name in asked & set(NAMELESS):
        value = NAMELESS[name]
        fields[name] = value if isinstance(value, list) else [value]
    return at(text_of(client.post("/report", {**fields, "do": "next"})))  # type: ignore[arg-type]
