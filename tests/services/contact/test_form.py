"""The form under bad and hostile input: nothing that was typed is lost, nothing is skipped, nothing is done twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peelian.casework.cases.models import Case
from peelian.casework.threads.door import new_secret
from peelian.casework.threads.models import ContactPoint, Sending, Thread
from tests.services.contact.walking import STEPS, TYPED, secret_on, walk
from tests.support.cases import World, make_world
from tests.support.forms import fields_of

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def step(step: str, **typed: str):  # type: ignore[no-untyped-def]
    whole = {"emergency": "no", "number": "A" * 22, **TYPED, **typed}
    return Client().post(f"/ask/form/{step}", whole)


@pytest.mark.parametrize(
    ("at", "typed", "says"),
    [
        ("force", {"force": ""}, "Choose the police force"),
        ("force", {"force": "atlantis"}, "Choose the police force"),
        ("team", {"team": ""}, "Choose a team"),
        ("team", {"team": "ashford"}, "Choose a team"),
        ("question", {"question": ""}, "Write your question"),
        ("question", {"question": "x" * 3001}, "must be 3,000 characters or fewer. You have 3,001."),
        ("question", {"question": "  \n \t "}, "Write your question"),
        ("question", {"question": "\u200b\u2060\u3164\ufe0f"}, "Write your question"),
        ("question", {"question": "x" * 1_000_000}, "You have 1,000,000."),
        ("question", {"question": "e" + "\u0316\u0300" * 200_000}, "You have 400,001."),
        ("question", {"place": "x" * 301}, "The place must be 300"),
        ("contact", {"answer_by": ""}, "Choose how you want to get the answer"),
        ("contact", {"answer_by": "owl"}, "Choose how you want to get the answer"),
        ("contact", {"email": "asha"}, "Write an email address in full"),
        ("contact", {"email": ""}, "Write an email address in full"),
        ("contact", {"answer_by": "sms", "mobile": "12"}, "Write a mobile number"),
        ("contact", {"answer_by": "phone", "phone": "call me on 01632 960001"}, "Write a phone number"),
        ("contact", {"answer_by": "post", "address": ""}, "Write the address"),
        ("language", {"language": "de"}, "Choose a language"),
    ],
)
def test_a_fault_is_told_beside_what_was_typed(
    world: World, at: str, typed: dict[str, str], says: str
) -> None:
    answer = step(at, **typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    assert "There is a problem" in page
    held = fields_of(page, "ask")
    for name, text in {**TYPED, **typed}.items():
        if (
            name in held
            and "\u200b" not in text
            and text.strip()
            and not (name in {"force", "team", "answer_by", "language"} and name in typed)
        ):
            assert held[name] == text, name
    assert not Case.objects.exists()


def test_the_last_step_checks_every_step_before_it(world: World) -> None:
    answer = step("check", question="")
    assert answer.status_code == 400
    assert "Write your question" in answer.content.decode()
    assert not Case.objects.exists()


def test_the_emergency_question_cannot_be_passed_by(world: World) -> None:
    answer = Client().post("/ask/form/check", {"number": "A" * 22, **TYPED})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Is anyone in danger now" in page
    assert fields_of(page)["question"] == TYPED["question"], "and nothing is lost by it"
    assert not Case.objects.exists()


def test_an_emergency_is_shown_every_way_to_999() -> None:
    answer = Client().post("/ask", {"emergency": "yes"}, follow=True)
    page = answer.content.decode()
    for word in ("tel:999", "press 55", "18000", "999bsl.co.uk", "register"):
        assert word in page


def test_every_answer_to_a_double_click_shows_the_same_words_and_they_open_the_case(world: World) -> None:
    shown = {secret_on(step("check").content.decode()) for _ in range(3)}
    case = Case.objects.get()
    assert len(shown) == 1
    opened = Client().post("/ask/read", {"reference": case.reference, "words": shown.pop()})
    assert opened.status_code == 200


def test_pressing_back_on_a_shared_computer_gives_no_words_and_ends_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of the first answer stay the only ones: T-09."""
    first = secret_on(step("check").content.decode())
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr("peelian.services.contact.views.asking.timezone.now", lambda: later)
    page = step("check").content.decode()
    assert "You have sent this question before" in page
    assert "peelian-secret" not in page
    case = Case.objects.get()
    assert Client().post("/ask/read", {"reference": case.reference, "words": first}).status_code == 200


def test_words_that_an_officer_renewed_are_not_shown_by_the_old_form(world: World) -> None:
    """Neither the dead words, which would mislead, nor the new ones, which were given to somebody."""
    step("check")
    new = new_secret()
    Thread.objects.update(salt=new.salt, digest=new.digest)
    page = step("check").content.decode()
    assert "You have sent this question before" in page
    assert "peelian-secret" not in page


def test_the_same_answers_in_another_form_get_other_words(world: World) -> None:
    one = secret_on(step("check").content.decode())
    assert secret_on(step("check", number="B" * 22).content.decode()) != one


def test_another_question_in_the_same_form_is_another_question(world: World) -> None:
    """The browser's Back, another text, sent: both are kept, and the first one's words still open it."""
    first = step("check", question="When are the lamps mended?").content.decode()
    step("check", question="Who marks bicycles?")

    assert Case.objects.count() == 2
    reference = Case.objects.order_by("pk")[0].reference
    opened = Client().post("/ask/read", {"reference": reference, "words": secret_on(first)})
    assert "When are the lamps mended?" in opened.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم",
        "🙂‍↕️ 👩‍👩‍👧",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "a\x00b\x1b[31m",
        "ﬁ\u202egnal",
        "Llŷr\r\nŵ",
    ],
)
def test_hostile_and_foreign_text_is_kept_as_text(world: World, text: str) -> None:
    page = step("check", question=text).content.decode()
    assert "<script>alert" not in page
    case = Case.objects.get()
    mine = Client().post("/ask/read", {"reference": case.reference, "words": secret_on(page)})
    shown = mine.content.decode()
    assert mine.status_code == 200
    assert "<script>alert" not in shown
    assert "\x00" not in shown


def test_the_language_changes_in_the_middle_and_nothing_is_lost(world: World) -> None:
    whole = {"emergency": "no", "number": "A" * 22, **TYPED, "switch": "1"}
    page = Client().post("/cy/ask/form/question", whole).content.decode()
    assert '<html lang="cy"' in page
    assert fields_of(page, "ask")["question"] == TYPED["question"]
    assert fields_of(page, "ask")["email"] == TYPED["email"]


def test_every_fault_of_a_step_is_told_at_once(world: World) -> None:
    page = step("question", question="", place="x" * 301).content.decode()
    assert "Write your question" in page
    assert "The place must be 300" in page


@pytest.mark.parametrize("at", STEPS)
def test_no_link_to_the_other_language_loses_what_was_typed(world: World, at: str) -> None:
    """Not in the heading, not in the notice that the Welsh is unreviewed; nor the words of the receipt."""
    whole = {"emergency": "no", "number": "A" * 22, **TYPED}
    for prefix in ("", "/cy"):
        page = Client().post(f"{prefix}/ask/form/{at}", whole).content.decode()
        assert not re.search(r"<a [^>]*hreflang", page)


def test_going_back_keeps_what_was_typed(world: World) -> None:
    page = step("contact", back="question", email="asha@exam").content.decode()
    held = fields_of(page, "ask")
    assert (held["question"], held["email"]) == (TYPED["question"], "asha@exam")


def test_in_welsh_from_end_to_end(world: World) -> None:
    page, _ = walk(Client(), {**TYPED, "language": "cy"}, "/cy")
    assert "Mae eich cwestiwn gyda ni" in page
    assert Case.objects.get().language == "cy"


def test_who_will_look_themselves_is_sent_nothing(world: World) -> None:
    step("check", answer_by="page", email="")
    case = Case.objects.get()
    assert not Sending.objects.filter(case=case).exists()
    assert [point.channel for point in ContactPoint.objects.all()] == ["page"]


def test_an_address_that_does_not_belong_to_the_chosen_way_is_not_kept(world: World) -> None:
    step("check", answer_by="page", email="old@example.org")
    assert not ContactPoint.objects.filter(channel="email").exists()


def test_no_page_sets_a_cookie_and_no_cache_keeps_one(world: World) -> None:
    answers = [Client().get(path) for path in ("/ask", "/cy/ask", "/ask/read", "/ask/emergency")]
    answers += [step(name) for name in STEPS]
    for answer in answers:
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "<script" not in answer.content.decode()


def test_nothing_typed_is_in_an_address(world: World) -> None:
    for name in STEPS:
        page = step(name).content.decode()
        for address in re.findall(r'(?:action|href|formaction)="([^"]*)"', page):
            assert "asha" not in address
            assert "?" not in address


def test_a_page_of_the_form_opened_by_its_address_starts_at_the_start() -> None:
    for path in ("/ask/form/question", "/ask/form/nowhere", "/cy/ask/form/check"):
        answer = Client().get(path)
        assert answer.status_code == 303
        assert answer["Location"] == ("/cy/ask" if path.startswith("/cy") else "/ask")


@pytest.mark.parametrize("prefix", ["", "/cy"])
@pytest.mark.parametrize("path", ["/ask", "/ask/form/question", "/ask/read", "/ask/write"])
def test_too_much_to_read_is_told_in_the_words_of_the_form_and_fills_no_log(
    path: str, prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Too long, too many fields, no form at all: none reaches the page of the evidence site."""
    hostile: list[dict[str, object]] = [
        {"data": "question=" + "x" * 2_700_000, "content_type": "application/x-www-form-urlencoded"},
        {"data": "a=1&" * 1_100, "content_type": "application/x-www-form-urlencoded"},
        {"data": "x", "content_type": "multipart/form-data"},
    ]
    for sent in hostile:
        answer = Client().post(prefix + path, **sent)  # type: ignore[arg-type]
        assert answer.status_code == 413
        said = "Ni chadwyd na throsglwyddwyd dim" if prefix else "Nothing was kept or passed on"
        assert said in answer.content.decode().replace("&#39;", "'")
        assert answer["Cache-Control"] == "no-store, private"
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]
