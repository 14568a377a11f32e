"""Which page comes when: an emergency first, safety before detail, back, change, two windows, a set that has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from peelian.accounts.days import today
from peelian.casework.cases.models import Case
from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import Question, QuestionSet, Version
from peelian.services.contact.sets.reading import set_, sets
from tests.services.contact.report.filling import BURGLARY, at, fill, form_of, press, send, text_of
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def test_nothing_is_asked_before_the_emergency() -> None:
    page = text_of(Client().get("/report"))
    assert at(page) == "emergency"
    answer = press(Client(), page)
    assert answer.status_code == 400
    assert "Say whether it is an emergency" in text_of(answer)


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_who_is_in_danger_is_shown_every_way_to_999_and_no_form(prefix: str) -> None:
    client = Client()
    page = text_of(press(client, text_of(client.get(f"{prefix}/report")), prefix=prefix, emergency="yes"))
    for word in ("tel:999", "55", "18000", "sms:999", "999bsl.co.uk"):
        assert word in page
    assert "Call 999 now" in page, "in English too, for nobody has reviewed the Welsh"
    assert at(text_of(press(client, page, "back", prefix))) == "emergency"


def test_no_step_is_reached_past_the_emergency() -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.happened")
    fields, _ = form_of(page)
    del fields["emergency"]
    answer = client.post("/report", {**fields, "do": "next"})
    assert answer.status_code == 400
    assert at(text_of(answer)) == "emergency"


def test_every_way_to_999_is_on_every_page() -> None:
    client = Client()
    page = text_of(client.get("/report"))
    for step in ("kind", "page.still_there", "page.who_for", "page.safe_contact"):
        page = fill(client, BURGLARY, until=step, page=page)
        assert "tel:999" in page
        assert "999bsl.co.uk" in page


@pytest.mark.parametrize("id_", sorted(id_ for id_, one in sets().items() if one.regime == "part3"))
def test_the_safe_way_to_be_told_is_asked_before_any_detail(id_: str) -> None:
    """Words of one's own, places, days and other people: nothing of it before who may read an answer."""
    found = set_(id_)
    pages = found.pages_at(found.version(today()))
    safe = [
        number for number, page in enumerate(pages) if any(one.kind == "contact" for one in page.questions)
    ]
    detail = [
        number
        for number, page in enumerate(pages)
        if any(one.kind in {"long", "text", "place", "when", "date", "name"} for one in page.questions)
    ]
    if safe and detail:
        assert safe[0] < detail[0], [page.id for page in pages]


def test_the_kind_can_come_with_the_address_and_is_asked_otherwise() -> None:
    client = Client()
    page = text_of(press(client, text_of(client.get("/report?about=burglary")), emergency="no"))
    assert at(page) == "page.still_there"
    page = text_of(press(client, text_of(client.get("/report?about=gossip")), emergency="no"))
    assert at(page) == "kind"
    assert text_of(press(client, page)).count("Choose what it is about") == 2, "on top and at the field"


def test_an_ending_is_shown_once_and_can_be_gone_past() -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.still_there")
    page = text_of(press(client, page, q__offender_there="yes"))
    assert at(page) == "ending.still_there"
    assert "tel:999" in page
    assert at(text_of(press(client, page, "back"))) == "page.still_there"
    page = text_of(press(client, page))
    assert at(page) == "page.who_for"
    assert at(text_of(press(client, page, q__who="self"))) == "page.anonymous"


def test_an_ending_that_was_not_read_stops_the_report(world: World) -> None:
    client = Client()
    page = fill(client, BURGLARY)
    answer = press(client, page, "send", q__offender_there="yes")
    assert at(text_of(answer)) == "ending.still_there"
    assert not Case.objects.exists()


def test_back_keeps_what_was_typed_and_checks_nothing(world: World) -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.when")
    page = text_of(press(client, page, "back", q__when__day="99"))
    assert at(page) == "page.entered"
    page = text_of(press(client, page))
    fields, _ = form_of(page)
    assert fields["q.when.day"] == ["99"]


def test_what_is_changed_at_the_end_leads_back_to_the_end(world: World) -> None:
    client = Client()
    page = text_of(press(client, fill(client, BURGLARY), "change.page.happened"))
    assert at(page) == "page.happened"
    page = text_of(press(client, page, q__happened="Other words."))
    assert at(page) == "check"
    assert "Other words." in page


def test_a_change_that_opens_another_page_asks_it_and_then_comes_to_the_end(world: World) -> None:
    client = Client()
    page = text_of(press(client, fill(client, BURGLARY), "change.page.who_for"))
    page = text_of(press(client, page, q__who="other"))
    assert at(page) == "page.for_other"
    page = text_of(
        press(client, page, q__relation="friend", q__other_under_18="no", q__contact_them="ask_me")
    )
    assert at(page) == "check"


def test_every_line_at_the_end_can_be_changed(world: World) -> None:
    import re

    client = Client()
    page = fill(client, BURGLARY)
    steps = re.findall(r'value="(change\.[^"]+)"', page)
    assert len(steps) > 15
    for step in steps:
        assert at(text_of(press(client, page, step))) == step.removeprefix("change.")


def test_the_other_language_keeps_what_was_typed_even_if_it_is_wrong() -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.happened")
    answer = press(client, page, "switch", "/cy", q__happened="x" * 3001)
    assert answer.status_code == 200
    fields, _ = form_of(text_of(answer))
    assert fields["q.happened"] == ["x" * 3001]
    assert fields["q.offender_there"] == ["no"]
    assert 'lang="cy"' in text_of(answer)


def test_two_windows_are_two_reports(world: World) -> None:
    """Each page has a number of its own; neither takes anything from the other."""
    client = Client()
    one, two = (fill(client, {**BURGLARY, "q.happened": words}) for words in ("The shed.", "The flat."))
    assert form_of(one)[0]["number"] != form_of(two)[0]["number"]
    assert "We have your report" in text_of(press(client, two, "send"))
    assert "We have your report" in text_of(press(client, one, "send"))
    assert Case.objects.count() == 2


# --- the questions change while somebody is answering -------------------------------------------------------
NEW = Question(
    id="alarm",
    kind="yes_no",
    label=Bilingual("Was there an alarm?", "A oedd larwm?"),
    short=Bilingual("Alarm", "Larwm"),
    missing=Bilingual("Choose whether there was an alarm", "Dewiswch a oedd larwm"),
    choices=set_("burglary").page("age").question("under_18").choices,
    since=2,
)


def later(found: QuestionSet) -> QuestionSet:
    """The set with a second version since yesterday, which asks one thing more on the page `entered`."""
    pages = tuple(
        replace(page, questions=(*page.questions, NEW)) if page.id == "entered" else page
        for page in found.pages
    )
    first = replace(found.versions[0], starts=today() - timedelta(days=9))
    second = Version(2, today() - timedelta(days=1), first.common)
    return replace(found, pages=pages, versions=(first, second))


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the questions about burglary are those of the second version."""

    def now(id_: str) -> QuestionSet:
        return later(set_(id_)) if id_ == "burglary" else set_(id_)

    monkeypatch.setattr("peelian.services.contact.visit.walking.set_", now)


def test_a_page_of_the_old_questions_keeps_its_answers_and_asks_what_is_new(
    world: World, request: pytest.FixtureRequest
) -> None:
    client = Client()
    page = fill(client, BURGLARY)
    request.getfixturevalue("changed")
    answer = press(client, page, "send")
    page = text_of(answer)
    assert at(page) == "page.entered"
    assert "The questions have changed since you began" in page
    assert not Case.objects.exists()
    fields, _ = form_of(page)
    assert fields["q.entered_how"] == ["Through the back door"]
    assert fields["q.happened"] == [BURGLARY["q.happened"]]
    assert fields["version"] == ["2"]
    page = text_of(press(client, page, q__alarm="no"))
    assert at(page) == "check"
    assert "Was there an alarm" not in page
    assert "Alarm" in page


def test_an_old_page_on_the_way_goes_on_with_the_new_questions(
    world: World, request: pytest.FixtureRequest
) -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.happened")
    request.getfixturevalue("changed")
    page = text_of(press(client, page, q__happened="They took it."))
    assert at(page) == "page.entered"
    assert form_of(page)[0]["q.happened"] == ["They took it."]


def test_a_version_that_never_was_asks_everything_again_and_loses_nothing(world: World) -> None:
    client = Client()
    page = fill(client, BURGLARY)
    page = text_of(press(client, page, "send", version="77"))
    assert at(page) == "page.still_there"
    assert not Case.objects.exists()
    page = fill(client, {}, page=page)
    assert "We have your report" in text_of(press(client, page, "send"))


def test_a_report_can_be_sent_of_every_set_that_is_taken_here(world: World) -> None:
    """The shortest: every question that must be answered, with its first choice."""
    for found in sets().values():
        if not found.online:
            continue
        first = {"emergency": "no", "set": found.id, "force": "west-midlands", "team": "selly-oak"}
        before = Case.objects.count()
        answer = send(Client(), first | _first_answers(found))
        assert "We have your report" in text_of(answer), found.id
        assert Case.objects.count() == before + 1


def _first_answers(found: QuestionSet) -> dict[str, str | list[str]]:
    """An answer to every question; endings are gone past by answering with the last choice where the first ends."""
    typed: dict[str, str | list[str]] = {}
    ends = {(test.question, value) for one in found.endings for test in one.when for value in test.values}
    for page in found.pages_at(found.version(today())):
        for one in page.questions:
            every = [choice.id for choice in one.choices]
            ids = [id_ for id_ in every if (one.id, id_) not in ends] or every
            if one.kind in {"choice", "yes_no"}:
                typed[f"q.{one.id}"] = ids[0]
            elif one.kind == "choices":
                typed[f"q.{one.id}"] = [ids[0]]
            elif one.kind == "when":
                typed[f"q.{one.id}.how"] = "unknown"
            elif one.kind == "date":
                typed |= {f"q.{one.id}.day": "1", f"q.{one.id}.month": "2", f"q.{one.id}.year": "2026"}
            elif one.kind == "place":
                typed[f"q.{one.id}.name"] = "Selly Oak"
            elif one.kind == "contact":
                typed[f"q.{one.id}.by"] = "page"
            else:
                typed[f"q.{one.id}"] = {
                    "number": "3",
                    "email": "a@example.org",
                    "phone": "01632 960 001",
                }.get(one.kind, "Words.")
    if "q.anonymous" in typed:
        typed["q.anonymous"] = "named"
    return typed


# --- who is told ------------------------------------------------------------------------------------------
def test_a_place_that_we_know_needs_no_choice_of_a_force(world: World) -> None:
    page = fill(Client(), BURGLARY)
    assert "West-Midlands" in page
    assert form_of(page)[0].get("force", [""]) == [""], "it is found anew from the place"


def test_another_place_asks_for_the_force_anew(world: World) -> None:
    client = Client()
    nowhere = {**BURGLARY, "q.where.postcode": "", "q.where.name": "Nowhere-under-Nothing", "force": "kent"}
    page = fill(client, nowhere)
    assert form_of(page)[0]["force"] == ["kent"]
    page = text_of(press(client, page, "change.page.where"))
    page = text_of(press(client, page, q__where__postcode="B29 6BD", q__where__name=""))
    assert at(page) == "check"
    assert "West-Midlands" in page
    assert "Kent" not in page


def test_a_place_in_scotland_is_sent_on_and_a_force_can_be_chosen_all_the_same(world: World) -> None:
    client = Client()
    page = fill(client, {**BURGLARY, "q.where.postcode": "G1 1AA"}, until="elsewhere")
    assert "Police Scotland" in page
    page = text_of(press(client, page))
    assert at(page) == "area"
    assert press(client, page).status_code in {200, 400}
    page = text_of(press(client, page, other_force="west-midlands"))
    assert at(page) == "check"
    assert "We have your report" in text_of(press(client, page, "send"))
    assert Case.objects.get().opened_force == "west-midlands"


def test_a_question_goes_to_the_neighbourhood_team_that_was_chosen(world: World) -> None:
    client = Client()
    typed = {"emergency": "no", "set": "question"} | _first_answers(set_("question"))
    typed |= {"q.where.name": "", "q.where.postcode": "B29 6BD"}
    page = fill(client, typed, until="team")
    answer = press(client, page)
    assert answer.status_code == 400
    assert "Choose a team" in text_of(answer)
    page = text_of(press(client, page, team="selly-oak"))
    assert at(page) == "check"
    press(client, page, "send")
    assert Case.objects.get().team == world.team
