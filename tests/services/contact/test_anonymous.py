"""One's own page without a name: eight words and nothing else, the answer, writing back, a file, and what can be traced."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from peelian.accounts.actors import outside_actor
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case, close_case
from peelian.casework.cases.actions.opening import open_case
from peelian.casework.cases.models import Case
from peelian.casework.files.models import Attachment
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.threads import brake
from peelian.casework.threads.anonymous import new_words, open_anonymous_thread, words_for
from peelian.casework.threads.door import new_secret, open_thread, thread_for
from peelian.casework.threads.models import Message
from peelian.casework.threads.writing import write_message
from peelian.services.contact.access import pass_for
from peelian.services.contact.traced import traced
from tests.support.cases import World, make_world
from tests.support.forms import fields_of

pytestmark = pytest.mark.usefixtures("db")
NUMBER = "a-form-s-number-000001"
OTHER = "a-form-s-number-000002"
REPORT = "A boy of my school carries a knife."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def world() -> World:
    return make_world()


def opened(world: World, also: Any) -> Case:
    now = timezone.now()
    return open_case(
        "question",
        team=world.team,
        force=world.force.force_id,
        payload={"question": REPORT},
        actor=outside_actor(now),
        as_of=now,
        also=also,
    )


@pytest.fixture
def words(world: World) -> str:
    """A report was made without a name."""
    drawn = words_for(NUMBER)
    new = new_words(NUMBER, drawn)
    opened(world, lambda act, people: open_anonymous_thread(act, new))
    return drawn


def case() -> Case:
    return Case.objects.get()


def entered(words: str, prefix: str = "", **more: str) -> Any:
    return Client().post(f"{prefix}/track/anonymous", {"words": words, **more})


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("&#39;", "'").replace("’", "'")


def written(page: str, message: str, prefix: str = "", **more: Any) -> Any:
    form = fields_of(page, "ask") | {"message": message}
    form.pop("file", None)
    return Client().post(f"{prefix}/track/anonymous/write", {**form, **more})


def answered(world: World, text: str) -> None:
    now = timezone.now()
    ben = world.actor("ben", now)
    if case().owner is None:
        take_case(case().reference, actor=ben, as_of=now)
    answer_case(
        case().reference, write=lambda act: write_message(act, text=text) and None, actor=ben, as_of=now
    )


# --- coming in ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("prefix", "label", "told"),
    [
        ("", "Your eight words", "Nobody can look them up or give you new ones"),
        ("/cy", "Eich wyth gair", "Ni all neb eu chwilio na rhoi rhai newydd i chi"),
    ],
)
def test_the_page_asks_for_eight_words_and_says_honestly_what_lost_ones_mean(
    prefix: str, label: str, told: str
) -> None:
    """T-28"""
    page = text_of(Client().get(f"{prefix}/track/anonymous"))
    assert label in page
    assert told in page
    assert "track/anonymous/traced" in page
    assert list(fields_of(page, "ask")) == ["number", "words"], "no reference, no name, nothing else"


def test_eight_words_open_the_page_which_shows_neither_reference_nor_what_was_reported(words: str) -> None:
    """T-28: whoever finds the words reads as little as can be."""
    answer = entered(words.upper())
    page = text_of(answer)
    assert answer.status_code == 200
    assert "Nobody has started to answer it yet" in page
    assert "You reported this without a name" in page
    assert "selly-oak" in page
    reference = case().reference
    for hidden in (REPORT, reference, f"{reference[:3]} {reference[3:7]} {reference[7:]}", words):
        assert not re.search(rf"\b{hidden}\b", page), hidden
    assert looks_at(case().uid).get().actor == "outside"


def test_nothing_is_set_in_the_browser_and_nothing_is_kept_by_it(words: str) -> None:
    """T-26"""
    browser = Client()
    for answer in (
        browser.get("/track/anonymous"),
        browser.post("/track/anonymous", {"words": words}),
        browser.post("/track/anonymous/write", {"pass": "x", "message": "y"}),
        browser.get("/track/anonymous/traced"),
    ):
        assert not answer.cookies
        assert answer["Cache-Control"].startswith("no-store, private")
        assert answer["Referrer-Policy"] == "no-referrer"
        page = re.sub(
            r'<a [^>]*rel="noreferrer">', "", text_of(answer)
        )  # a way to 999, which says nothing of us
        assert re.findall(r'(?:src|action|href)="(?:https?:)?//', page) == [], "nothing from elsewhere"
    assert Session.objects.count() == 0


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_words_that_fit_nothing_and_what_is_no_words_are_told_at_the_field(words: str, prefix: str) -> None:
    told = {
        "": ("Type your eight words", "These eight words open nothing", "You typed 7 words", "number 8 of"),
        "/cy": (
            "Teipiwch eich wyth gair",
            "Nid yw'r wyth gair hyn yn agor dim",
            "Teipioch 7 gair",
            "rhif 8 o'r",
        ),
    }[prefix]
    listed = words.split()
    typed = ("", words_for(OTHER), " ".join(listed[:7]), " ".join([*listed[:7], "qqqq"]))
    for wrong, said in zip(typed, told, strict=True):
        answer = entered(wrong, prefix)
        page = text_of(answer)
        assert answer.status_code == 400
        assert said in page
        assert 'href="#words"' in page
        assert fields_of(page, "ask")["words"] == "", "what was wrong is not shown again"


def test_while_the_brake_is_on_the_page_says_so_keeps_the_words_and_opens_a_moment_later(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-27: told as what it is, never as wrong words."""
    monkeypatch.setattr(brake, "_brake", brake.Brake(rate=0.0, burst=0.0))
    answer = entered(words, message="Half a mess")
    page = text_of(answer)
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    assert "may well be right" in page
    form = fields_of(page, "ask")
    assert (form["words"], form["message"]) == (words, "Half a mess")
    monkeypatch.undo()
    again = entered(form["words"], message=form["message"])
    assert again.status_code == 200
    assert fields_of(text_of(again), "ask")["message"] == "Half a mess"


def test_reference_and_six_words_of_a_named_case_open_nothing_here(world: World) -> None:
    new = new_secret()
    named = opened(world, lambda act, people: open_thread(act, new))
    assert entered(new.words).status_code == 400
    seen = thread_for(named.reference, new.words, as_of=timezone.now())
    answer = Client().post("/track/anonymous/write", {"pass": pass_for(seen), "message": "hello"})
    assert answer.status_code == 400
    assert Message.objects.count() == 0


def test_the_pass_of_eight_words_opens_no_page_that_shows_more(words: str) -> None:
    """T-28: neither reference nor what was reported, though somebody sends the pass to the pages of named reports."""
    given = fields_of(text_of(entered(words)), "ask")["pass"]
    for do in ("back", "write", ""):
        answer = Client().post("/track", {"pass": given, "do": do, "message": "hello"})
        assert answer.status_code == 400, do
        assert REPORT not in text_of(answer)
        assert case().reference not in text_of(answer).replace(" ", "")
    assert Message.objects.count() == 0


def test_after_leaving_the_page_of_the_same_visit_opens_nothing_and_sends_nothing(words: str) -> None:
    """T-28: somebody who presses Back on a shared computer, and sends the form again."""
    page = text_of(entered(words))
    number = fields_of(page, "ask")["number"]
    left = Client().post("/report/exit", {"number": number})
    assert left.status_code == 303
    assert "storage" in left["Clear-Site-Data"]
    for answer in (written(page, "Sent after leaving."), entered(words, number=number)):
        assert "That visit has ended" in text_of(answer)
        assert "Sent after leaving." not in text_of(answer)
        assert "pass" not in fields_of(text_of(answer), "ask")
    assert Message.objects.count() == 0
    assert fields_of(text_of(entered(words)), "ask")["pass"], "a new visit opens it again"


# --- the page ----------------------------------------------------------------------------------------------
def test_the_answer_is_read_and_written_back_to(world: World, words: str) -> None:
    answered(world, "Where did you see it?")
    page = text_of(entered(words))
    assert "Where did you see it?" in page
    assert "Ben" in page
    again = written(page, "Behind the gym.")
    assert again.status_code == 200
    assert "Your message is with the team" in text_of(again)
    assert "Behind the gym." in text_of(again)
    message = Message.objects.get(way="in")
    assert (message.author, case().state) == ("outside", "with_officer")


@pytest.mark.usefixtures("home")
def test_a_file_is_sent_with_a_message_and_listed(words: str) -> None:
    page = text_of(entered(words))
    letter = SimpleUploadedFile("where.txt", b"Behind the gym, every Monday.\n", "text/plain")
    answer = written(page, "See the file.", file=letter)
    assert "Your message and your file are with the team" in text_of(answer)
    assert "where.txt" in text_of(answer)
    assert Attachment.objects.get().case == case()
    refused = written(page, "", file=SimpleUploadedFile("a.txt", b"MZ\x90\x00" * 40, "text/plain"))
    assert refused.status_code == 400
    assert 'href="#file"' in text_of(refused)


def test_a_closed_report_is_told_as_closed_and_opened_again_by_what_is_written(
    world: World, words: str
) -> None:
    answered(world, "We looked.")
    now = timezone.now()
    close_case(case().reference, actor=world.actor("ben", now), as_of=now, reason="answered")
    page = text_of(entered(words))
    assert "Closed does not mean that the matter itself is put right" in page
    again = text_of(written(page, "He has another one."))
    assert "Your report is open again" in again
    assert case().klass == "open"


def test_a_pass_that_has_run_out_asks_for_the_words_and_keeps_the_message(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text_of(entered(words))
    monkeypatch.setattr("peelian.services.contact.access.SECONDS", -1)
    answer = written(page, "Half an hour of careful words.")
    kept = text_of(answer)
    assert answer.status_code == 400
    assert "Give your eight words again" in kept
    monkeypatch.undo()
    mine = text_of(entered(words, message=fields_of(kept, "ask")["message"]))
    assert fields_of(mine, "ask")["message"] == "Half an hour of careful words."


def test_the_language_changes_without_the_words_and_keeps_the_message(words: str) -> None:
    version = case().version
    page = text_of(written(text_of(entered(words)), "Half a mess", "/cy", switch="1"))
    assert "Adroddoch hyn heb enw" in page
    assert fields_of(page, "ask")["message"] == "Half a mess"
    door = text_of(Client().post("/cy/track/anonymous", {"words": "apple", "message": "Half", "switch": "1"}))
    held = fields_of(door, "ask")
    assert (held["words"], held["message"]) == ("", "Half")
    assert "There is a problem" not in door and "Mae problem" not in door
    assert case().version == version, "nothing was sent by it"


def test_as_much_as_one_case_takes_a_day_is_taken_and_what_is_more_stays_in_the_box(words: str) -> None:
    """T-25: counted in the case, not of a person."""
    page = text_of(entered(words))
    for number in range(30):
        assert written(page, f"Message {number}").status_code == 200
    answer = written(page, "One more.")
    assert answer.status_code == 400
    assert fields_of(text_of(answer), "ask")["message"] == "One more."
    assert Message.objects.count() == 30


# --- what can be traced ------------------------------------------------------------------------------------
def test_the_page_of_what_can_be_traced_says_everything_of_its_file_in_both_languages() -> None:
    """T-26: what is kept, what is not, what points to somebody, and that the police may ask to find out."""
    english, welsh = (text_of(Client().get(f"{prefix}/track/anonymous/traced")) for prefix in ("", "/cy"))
    parts = {part.id: part for part in traced().parts}
    assert list(parts) == ["not_kept", "kept", "points_to_you", "permission", "words", "other_ways"]
    for part in parts.values():
        for one in (part.title, *part.text):
            assert str(one) in english
            assert one.cy != str(one)
            assert one.cy in welsh
    for fact in ("IP address", "HEIC", "private window", "life may be at risk", "0800 555 111", "call 999"):
        assert fact in english, fact


def test_welsh_that_nobody_has_reviewed_is_shown_with_the_english() -> None:
    file = Path(__file__).parents[3] / "src/peelian/services/contact/definitions/traced.toml"
    reviewed = tomllib.loads(file.read_text(encoding="utf-8"))["reviewed_cy"]
    english, welsh = (text_of(Client().get(f"{prefix}/track/anonymous/traced")) for prefix in ("", "/cy"))
    sentence = str(traced().parts[0].text[1])
    assert sentence in english
    assert (sentence in welsh) is (not reviewed)
    assert english.count(sentence) == 1
    assert 'lang="en"' in welsh
