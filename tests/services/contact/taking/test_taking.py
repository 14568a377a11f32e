"""T-32: a call handler takes a report from the desk: what becomes of it, and what is read out."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from peelian.accounts.models import Force
from peelian.casework.cases.models import Case, CaseLink, CaseParty
from peelian.casework.ledger.entries import history
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.threads.models import ContactPoint
from peelian.services.contact.models import SentForm, Triage
from tests.services.contact.report.filling import BURGLARY, at, form_of, secret_on, send, text_of
from tests.services.contact.taking.calling import TAKEN, desk_of, go_to, press, record
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def ben(world: World) -> Client:
    return desk_of(world.ben)


def test_the_case_is_the_same_as_by_the_public_form_and_the_ledger_says_who_took_it(
    world: World, ben: Client
) -> None:
    page = text_of(record(ben, TAKEN))
    case = Case.objects.get()
    assert (case.kind, case.opened_force, case.team) == (
        "burglary",
        "west-midlands",
        world.force.contact_team,
    )
    (entry,) = history(case.uid)
    assert (entry.action, entry.actor) == ("case.open", f"user:{world.ben.pk}")
    assert '"came_by":"phone"' in entry.facts
    assert SentForm.objects.get().channel == "phone"
    assert CaseParty.objects.get().part == "victim"
    assert ContactPoint.objects.get().safe == "yes"
    assert "The report is recorded" in page
    Case.objects.update(team=world.team)  # where Ben works
    assert "Taken from a caller by telephone" in text_of(ben.get(f"/desk/cases/{case.reference}"))


def test_a_report_that_somebody_sends_themselves_came_by_the_page(world: World) -> None:
    send(Client(), BURGLARY)
    assert SentForm.objects.get().channel == "page"
    Case.objects.update(team=world.team)
    page = text_of(desk_of(world.ben).get(f"/desk/cases/{Case.objects.get().reference}"))
    assert "How urgent" in page and "Taken from a caller" not in page


def test_what_is_read_out_opens_the_case(world: World, ben: Client) -> None:
    page = text_of(record(ben, TAKEN))
    reference = Case.objects.get().reference
    groups = re.search(r"<strong>((?:\d ){2}\d, (?:\d ){3}\d, (?:\d ){3}\d)</strong>", page)
    assert groups and re.sub(r"\D", "", groups[1]) == reference
    words = re.findall(r'peelian-secret">([a-z]+)</strong> <span>([^<]+)</span>', page)
    assert len(words) == 6
    assert all([name[0].lower() for name in said.split()] == list(word) for word, said in words)
    secret = " ".join(word for word, _ in words)
    assert Client().post("/track", {"reference": reference, "words": secret}).status_code == 200


def test_recorded_twice_it_is_one_case(world: World, ben: Client) -> None:
    page = go_to(ben, TAKEN)
    first, second = (press(ben, page, "send", grade="2", grade_reason="spoke_to_them") for _ in range(2))
    assert Case.objects.count() == 1
    assert re.findall("peelian-secret", text_of(first)) == re.findall("peelian-secret", text_of(second))


# --- danger and grade -------------------------------------------------------------------------------------
def test_nothing_is_asked_before_somebody_said_whether_anybody_is_in_danger(
    world: World, ben: Client
) -> None:
    answer = press(ben, text_of(ben.get("/desk/report")))
    assert answer.status_code == 400
    assert 'href="#emergency"' in text_of(answer) and at(text_of(answer)) == "emergency"


def test_danger_stops_nobody_and_the_report_is_suggested_as_the_most_urgent(
    world: World, ben: Client
) -> None:
    page = text_of(press(ben, text_of(ben.get("/desk/report")), emergency="yes"))
    assert "Send help first" in page
    assert at(text_of(press(ben, page))) == "kind"
    page = text_of(record(ben, {**TAKEN, "emergency": "yes", "grade": "1", "grade_reason": ""}))
    row = Triage.objects.get()
    assert (row.suggested, row.level, row.grade, row.decided_by) == (1, 1, "1", f"user:{world.ben.pk}")
    assert Case.objects.get().priority == 6


def test_no_report_is_recorded_without_a_grade(world: World, ben: Client) -> None:
    answer = record(ben, {**TAKEN, "grade": "", "grade_reason": ""})
    assert answer.status_code == 400 and not Case.objects.exists()
    assert 'href="#grade"' in text_of(answer)
    assert form_of(text_of(answer))[0]["q.happened"] == [BURGLARY["q.happened"]], (
        "what was typed is still there"
    )


def test_who_decides_otherwise_than_is_suggested_says_why(world: World, ben: Client) -> None:
    answer = record(ben, {**TAKEN, "emergency": "yes", "grade": "4", "grade_reason": ""})
    assert answer.status_code == 400 and not Case.objects.exists()
    assert 'href="#grade_reason"' in text_of(answer)
    record(ben, {**TAKEN, "emergency": "yes", "grade": "4", "grade_reason": "danger_over"})
    row = Triage.objects.get()
    assert (row.suggested, row.level, row.reason_code) == (1, 4, "danger_over")


def test_the_grades_are_those_of_the_force_that_it_belongs_to(world: World, ben: Client) -> None:
    kent = Force.objects.get(force_id="kent")
    Force.objects.filter(pk=kent.pk).update(contact_team=world.elsewhere)
    page = go_to(ben, {**TAKEN, "q.where.postcode": "ME14 1XX", "force": "kent"})
    assert "Kent" in page and "Grade 2: prompt" in page


# --- another force ----------------------------------------------------------------------------------------
def test_a_report_for_another_force_goes_to_its_team_and_is_not_shown_to_who_took_it(
    world: World, ben: Client
) -> None:
    Force.objects.filter(force_id="kent").update(contact_team=world.elsewhere)
    page = text_of(record(ben, {**TAKEN, "q.where.postcode": "ME14 1XX", "force": "kent"}))
    case = Case.objects.get()
    assert (case.opened_force, case.team) == ("kent", world.elsewhere)
    assert "you cannot open it" in page and f"/desk/cases/{case.reference}" not in page
    assert ben.get(f"/desk/cases/{case.reference}").status_code == 404
    assert desk_of(world.dev).get(f"/desk/cases/{case.reference}").status_code == 200


def test_who_holds_no_role_takes_no_report(world: World) -> None:
    assert desk_of(world.eve).get("/desk/report").status_code == 403
    assert Client().get("/desk/report").status_code == 302


# --- the same caller --------------------------------------------------------------------------------------
def earlier(world: World) -> Case:
    """A question that Asha asked before, in the team of Ben; her telephone and her e-mail are known."""
    return world.with_asha()


def test_the_callers_earlier_case_is_offered_and_linked_where_the_handler_says_so(
    world: World, ben: Client
) -> None:
    before = earlier(world)
    other = world.opened()
    page = go_to(ben, TAKEN)
    assert f'name="link.{before.reference}"' in page and other.reference not in page
    search = AccessEntry.objects.filter(actor=f"user:{world.ben.pk}", what="search").first()
    assert search is not None and search.purpose_code == "take_report" and search.result_count == 1
    record(ben, {**TAKEN, f"link.{before.reference}": "same_person"})
    new = Case.objects.get(kind="burglary")
    link = CaseLink.objects.get()
    assert ({link.a_id, link.b_id}, link.kind) == ({before.pk, new.pk}, "same_person")
    assert [entry.action for entry in history(before.uid)][-1] == "case.link"
    assert CaseParty.objects.values("person").distinct().count() == 2, "nobody is joined by itself"


def test_nothing_is_linked_that_the_handler_did_not_choose(world: World, ben: Client) -> None:
    earlier(world)
    record(ben, TAKEN)
    assert not CaseLink.objects.exists()


def test_a_case_out_of_sight_is_neither_offered_nor_linked(world: World) -> None:
    before = earlier(world)
    dev = desk_of(world.dev)
    assert before.reference not in go_to(dev, TAKEN)
    record(dev, {**TAKEN, f"link.{before.reference}": "same_person"})
    assert Case.objects.filter(kind="burglary").exists() and not CaseLink.objects.exists()


# --- without a name, in Welsh, safely ---------------------------------------------------------------------
def test_a_caller_who_gives_no_name_gets_eight_words_and_says_them_back(world: World, ben: Client) -> None:
    nameless = {**TAKEN, "q.anonymous": "without"}
    page = text_of(record(ben, nameless))
    assert at(page) == "words"
    words = secret_on(page)
    page = text_of(press(ben, page))
    assert press(ben, page, "send", words="wrong words").status_code == 400
    done = press(ben, page, "send", words=words)
    assert done.status_code == 200 and words not in text_of(done)
    assert not CaseParty.objects.exists() and Triage.objects.get().grade == "2"


def test_how_to_tell_the_caller_safely_is_asked_before_what_happened(world: World, ben: Client) -> None:
    seen = list(form_of(go_to(ben, TAKEN))[0]["seen"][0].split())
    assert seen.index("safe_contact") < seen.index("happened")


def test_to_who_wants_to_come_back_and_look_nothing_is_sent(world: World, ben: Client) -> None:
    page = text_of(record(ben, {**TAKEN, "q.told.by": "page"}))
    assert "Send nothing" in page


def test_in_welsh_it_is_the_same(world: World, ben: Client) -> None:
    page = text_of(record(ben, TAKEN, "/cy"))
    assert "Mae'r adroddiad wedi'i gofnodi" in page.replace("&#39;", "'")


def test_the_language_can_be_changed_on_the_way(world: World, ben: Client) -> None:
    page = go_to(ben, TAKEN)
    switched = text_of(press(ben, page, "switch", "/cy", grade="2"))
    assert 'lang="cy"' in switched and at(switched) == "check"
    assert form_of(switched)[0]["grade"] == ["2"]
    back = text_of(press(ben, switched, "change.page.happened", "/cy", grade="2"))
    assert form_of(back)[0]["grade"] == ["2"], "the grade travels along"


def test_the_desk_leads_there(world: World, ben: Client) -> None:
    assert 'href="/desk/report"' in text_of(ben.get("/desk"))
