"""Coming back to a question: nobody else is let in, the answer is read and written back to, it is opened again (T-09)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import signing
from django.db import connections
from django.db.models import signals
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case, close_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.references import new_reference
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.threads.writing import write_message
from tests.services.contact.report.filling import QUESTION, secret_on, send, text_of
from tests.support.cases import World, make_world
from tests.support.forms import fields_of

pytestmark = pytest.mark.usefixtures("db")
WRONG = {"number": "A" * 22, "words": "one two three four five six"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def words(world: World) -> str:
    return secret_on(text_of(send(Client(), QUESTION)))


def case() -> Case:
    return Case.objects.get()


def read(words: str, prefix: str = "", **more: str) -> str:
    answer = Client().post(f"{prefix}/track", {"reference": case().reference, "words": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def taken(world: World) -> None:
    take_case(case().reference, actor=world.actor("ben", timezone.now()), as_of=timezone.now())


def answered(world: World, text: str) -> None:
    now = timezone.now()
    actor = world.actor("ben", now)
    answer_case(
        case().reference, write=lambda act: write_message(act, text=text) and None, actor=actor, as_of=now
    )


def closed(world: World) -> None:
    now = timezone.now()
    close_case(case().reference, actor=world.actor("ben", now), as_of=now, reason="answered")


def write(page: str, message: str, prefix: str = ""):  # type: ignore[no-untyped-def]
    return Client().post(f"{prefix}/track", {**fields_of(page, "ask"), "message": message})


def test_the_answer_is_read_and_written_back_to(world: World, words: str) -> None:
    taken(world)
    answered(world, "The council mends the lights on Friday.")
    page = read(words)
    assert "The council mends the lights on Friday." in page
    again = write(page, "They are still dark.").content.decode()
    assert "Your message is with the team" in again
    assert "They are still dark." in again
    assert case().state == "with_officer", "writing back brings it back to the officer"


def test_closed_is_told_as_closed_with_its_reason_and_can_be_opened_again(world: World, words: str) -> None:
    taken(world)
    answered(world, "Friday.")
    closed(world)
    page = read(words)
    assert "Closed does not mean that the matter itself is put right" in page
    assert "You have our answer" in page
    again = write(page, "It is not mended.").content.decode()
    assert "It is open again" in again
    held = case()
    assert (held.klass, held.closed_at, held.next_due_code) == ("open", None, "neighbourhood.reply")


def test_an_empty_message_is_refused_in_words_and_nothing_moves(world: World, words: str) -> None:
    version = case().version
    answer = write(read(words), " \n ")
    assert answer.status_code == 400
    assert "There is nothing in the message" in answer.content.decode()
    assert case().version == version


def test_a_message_too_long_is_shown_again(words: str) -> None:
    page = write(read(words), "y" * 20_001)
    assert page.status_code == 400
    assert "too long" in page.content.decode()


@pytest.mark.parametrize(
    "given",
    ["", "x", signing.dumps("nobody.0", salt="peelian.contact.pass"), signing.dumps("a")],
    ids=["none", "no pass", "signed for nobody", "signed for something else"],
)
def test_a_forged_pass_opens_nothing(words: str, given: str) -> None:
    answer = Client().post("/track", {"pass": given, "do": "write", "message": "hello"})
    assert answer.status_code == 400
    assert QUESTION["q.question"].splitlines()[0] not in answer.content.decode()


def test_an_unknown_reference_and_wrong_words_get_the_same_page(words: str) -> None:
    known, unknown = case().reference, "00000000000"
    pages = []
    for reference in (known, unknown):
        answer = Client().post("/track", {**WRONG, "reference": reference})
        assert answer.status_code == 400
        pages.append(answer.content.decode().replace(reference, ""))
    assert pages[0] == pages[1]


@dataclass(frozen=True)
class Work:
    """Questions to the databases, how many keyed digests, and of which tables rows became objects."""

    questions: list[str]
    digests: int
    rows: list[object]


def work_of(reference: str, monkeypatch: pytest.MonkeyPatch) -> Work:
    """What the server does when wrong words are given for the reference."""
    digests: list[object] = []
    rows: list[object] = []
    real = hmac.digest

    def counted(*given: Any) -> bytes:
        digests.append(given)
        return real(*given)

    def made(sender: object, **_more: object) -> None:
        rows.append(sender)

    monkeypatch.setattr("hmac.digest", counted)
    signals.post_init.connect(made)
    try:
        with (
            CaptureQueriesContext(connections["default"]) as one,
            CaptureQueriesContext(connections["vault"]) as two,
        ):
            answer = Client().post("/track", {**WRONG, "reference": reference})
    finally:
        signals.post_init.disconnect(made)
        monkeypatch.undo()
    assert answer.status_code == 400
    asked = [*one.captured_queries, *two.captured_queries]
    questions = [query["sql"].replace(reference, "") for query in asked]
    return Work(questions, len(digests), rows)


def test_an_unknown_reference_costs_the_work_of_a_known_one(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-09: how long the answer takes does not tell whether a reference exists, for nothing else is done for it."""
    known = case().reference
    unknown = new_reference()
    work_of(unknown, monkeypatch)  # what is read once in a process is read now
    found = work_of(known, monkeypatch)
    assert found == work_of(unknown, monkeypatch)
    assert (len(found.questions), found.digests, found.rows) == (2, 2, []), (
        "whether the visit is over, and the door"
    )


def test_the_words_are_never_on_the_page_again(words: str) -> None:
    wrong = Client().post("/track", {"reference": "1", "words": words}).content.decode()
    for page in (read(words), wrong):
        assert words not in page


def test_ones_own_look_is_in_the_log_as_outside(words: str) -> None:
    read(words)
    (look,) = looks_at(case().uid)
    assert (look.actor, look.purpose_code) == ("outside", "own_thread")


def test_in_welsh(world: World, words: str) -> None:
    taken(world)
    page = read(words, "/cy")
    assert "Mae eich cwestiwn gan swyddog" in page
    assert "Ychwanegu rhywbeth, neu ffeil" in page
