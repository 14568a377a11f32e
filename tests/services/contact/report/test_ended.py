"""T-30: a visit that is over, by the exit or because it was sent. Nothing of it comes back, and nobody is known by it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peelian.casework.cases.models import Case
from peelian.casework.schedule.kinds import kind_for
from peelian.services.contact.models import EndedVisit
from peelian.services.contact.sets.reading import set_
from peelian.services.contact.visit import ended
from tests.services.contact.report.filling import (
    BURGLARY,
    NAMELESS,
    at,
    fill,
    form_of,
    press,
    secret_on,
    send,
    text_of,
)
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")

WORD = "marmalade-sandwich-lantern"


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_exit_leads_elsewhere_and_tells_the_browser_to_drop_what_it_holds() -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)("/report/exit")
        assert answer.status_code == 303
        assert answer["Location"] == "https://www.bbc.co.uk/weather"
        assert answer["Clear-Site-Data"] == '"cache", "storage"'
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"].startswith("no-store, private")
        assert not answer.cookies


@pytest.mark.parametrize("do", ["next", "back", "switch", "send", "change.page.who_for"])
def test_after_the_exit_no_page_of_the_visit_shows_anything_that_was_typed(world: World, do: str) -> None:
    client = Client()
    page = fill(client, {**BURGLARY, "q.happened": WORD})
    client.post("/report/exit", {"number": form_of(page)[0]["number"][0]})
    answer = press(client, page, do)
    assert answer.status_code == 410
    assert "This visit has ended" in text_of(answer)
    assert WORD not in text_of(answer)
    assert at(text_of(answer)) == ""
    assert not Case.objects.exists()


def test_the_exit_of_one_visit_ends_no_other(world: World) -> None:
    client = Client()
    one, two = (fill(client, BURGLARY) for _ in range(2))
    client.post("/report/exit", {"number": form_of(one)[0]["number"][0]})
    assert "We have your report" in text_of(press(client, two, "send"))


@pytest.mark.parametrize("number", ["", "x", "A" * 21, "A" * 23, "A" * 21 + "!", "é" * 22])
def test_a_number_that_we_never_made_ends_nothing(number: str) -> None:
    assert Client().post("/report/exit", {"number": number}).status_code == 303
    assert not EndedVisit.objects.exists()


def test_of_a_visit_that_was_left_only_a_digest_and_a_time_are_kept() -> None:
    page = fill(Client(), {**BURGLARY, "q.happened": WORD}, until="page.taken")
    number = form_of(page)[0]["number"][0]
    Client().post("/report/exit", {"number": number})
    Client().post("/report/exit", {"number": number})
    row = EndedVisit.objects.get()
    assert {field.name for field in EndedVisit._meta.get_fields()} == {"id", "digest", "sent", "at"}
    assert len(bytes(row.digest)) == 32
    assert number.encode() not in bytes(row.digest)


def test_the_notes_of_ended_visits_are_swept_after_thirty_days() -> None:
    now = timezone.now()
    for number, days in (("A" * 22, 29), ("B" * 22, 31)):
        ended.end(number, as_of=now - timedelta(days=days))
    assert ended.sweep(now=now) == 1
    assert ended.ended("A" * 22) is not None
    assert ended.ended("B" * 22) is None
    kind = kind_for(ended.SWEEP)
    assert kind is not None
    assert kind.every == timedelta(days=1)


# --- sent ---------------------------------------------------------------------------------------------------
def test_every_answer_to_a_double_click_shows_the_same_words_and_there_is_one_case(world: World) -> None:
    client = Client()
    page = fill(client, BURGLARY)
    shown = {secret_on(text_of(press(client, page, "send"))) for _ in range(3)}
    case = Case.objects.get()
    assert len(shown) == 1
    opened = Client().post("/track", {"reference": case.reference, "words": shown.pop()})
    assert opened.status_code == 200


def test_sent_again_later_it_shows_no_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    page = fill(client, BURGLARY)
    press(client, page, "send")
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr("peelian.services.contact.views.reporting.timezone.now", lambda: later)
    again = text_of(press(client, page, "send"))
    assert "You have sent this before" in again
    assert "peelian-secret" not in again
    assert Case.objects.count() == 1


@pytest.mark.parametrize("do", ["next", "back", "switch", "change.page.happened"])
def test_going_back_after_it_was_sent_shows_nothing_of_it(world: World, do: str) -> None:
    client = Client()
    page = fill(client, {**BURGLARY, "q.happened": WORD})
    press(client, page, "send")
    answer = press(client, page, do)
    assert answer.status_code == 410
    assert "This report has been sent" in text_of(answer)
    assert WORD not in text_of(answer)


def test_other_words_sent_from_the_same_page_are_another_report_and_none_is_lost(world: World) -> None:
    """The browser's Back, another text, sent: whoever pressed it wants it sent."""
    client = Client()
    page = fill(client, BURGLARY)
    press(client, page, "send")
    assert "We have your report" in text_of(press(client, page, "send", q__happened="And the bicycle."))
    assert Case.objects.count() == 2


def test_a_report_without_a_name_that_is_sent_twice_is_one(world: World) -> None:
    client = Client()
    page = text_of(press(client, fill(client, NAMELESS), "send"))
    words = secret_on(page)
    page = text_of(press(client, page))
    for _ in range(2):
        answer = press(client, page, "send", words=words)
        assert answer.status_code == 200
        assert words not in text_of(answer)
    assert Case.objects.count() == 1


def test_other_words_sent_without_a_name_get_eight_words_of_their_own(world: World) -> None:
    """The browser's Back after it was sent: the same is known again, something else is kept and opened by other words."""
    client = Client()
    check = fill(client, NAMELESS)
    page = text_of(press(client, check, "send"))
    words, retype = secret_on(page), text_of(press(client, page))
    press(client, retype, "send", words=words)
    assert "This report has been sent" in text_of(press(client, check, "send"))
    for before in (
        press(client, check, "send", q__happened="And the bicycle."),
        press(client, retype, "send", words=words, q__happened="And the bicycle."),
    ):
        others = secret_on(text_of(before))
        assert others != words
    sent = press(client, text_of(before), "send", at="retype", words=others)
    assert "We have your report" in text_of(sent)
    assert Case.objects.count() == 2
    for each in (words, others):
        assert Client().post("/track/anonymous", {"words": each}).status_code == 200


def test_the_exit_from_the_receipt_hides_its_words_from_who_comes_next(world: World) -> None:
    client = Client()
    page = fill(client, BURGLARY)
    receipt = text_of(press(client, page, "send"))
    number = form_of(page)[0]["number"][0]
    assert f'name="number" value="{number}"' in receipt
    client.post("/report/exit", {"number": number})
    again = press(client, page, "send")
    assert again.status_code == 410
    assert secret_on(receipt) not in text_of(again)
    assert Case.objects.count() == 1


# --- what every page is ---------------------------------------------------------------------------------------
def test_no_page_sets_a_cookie_or_is_kept_and_all_have_one_title_and_one_address(world: World) -> None:
    client = Client()
    page = text_of(client.get("/report"))
    answers = [client.get("/report"), client.get("/report?about=burglary")]
    for step in ("kind", "page.still_there", "page.safe_contact", "page.happened", "check"):
        page = fill(client, BURGLARY, until=step, page=page)
        answers.append(press(client, page, "switch"))
    answers.append(press(client, page, "send"))
    for answer in answers:
        text = text_of(answer)
        assert not answer.cookies
        assert answer["Cache-Control"].startswith("no-store, private")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "<title>Contact the police – Peelian</title>" in text
        assert re.findall(r"<script[^>]*>", text) == re.findall(
            r'<script src="/static/report\.[0-9a-f]{12}\.js" defer>', text
        )
        for address in re.findall(r'(?:action|formaction)="([^"]*)"', text):
            assert address in {"/report", "/cy/report", "/report/exit"}
        assert len(answer.content) < 60_000


def test_the_browser_may_run_our_script_ask_us_and_leave_to_one_other_site(world: World) -> None:
    for answer in (Client().get("/report"), send(Client(), BURGLARY)):
        rules = dict(one.strip().split(" ", 1) for one in answer["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["connect-src"] == "'self'"
        assert rules["form-action"] == "'self' https://www.bbc.co.uk"


def test_nothing_is_kept_of_a_report_that_is_not_sent(world: World) -> None:
    """Not a row of any table holds a word of it."""
    from django.apps import apps

    before = {model: model._default_manager.count() for model in apps.get_models()}
    fill(Client(), {**BURGLARY, "q.happened": WORD})
    assert {model: model._default_manager.count() for model in apps.get_models()} == before


@pytest.mark.parametrize("step", ["page.still_there", "page.anonymous", "page.safe_contact", "page.injury"])
def test_words_about_safety_are_in_english_too_while_nobody_has_reviewed_the_welsh(step: str) -> None:
    page = fill(Client(), BURGLARY, until=step, prefix="/cy")
    title = set_("burglary").page(step.removeprefix("page.")).title
    text = page.replace("&#39;", "'")
    assert title.cy in text
    assert f'<span class="peelian-also" lang="en">{title}</span>' in text
    assert "In an emergency call 999." in text
