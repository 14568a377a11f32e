"""The public form, from the first question to the receipt, without JavaScript and without a cookie."""

from __future__ import annotations

import pytest
from django.test import Client

from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.entries import history
from peelian.casework.threads.models import ContactPoint, Sending
from tests.services.contact.walking import TYPED, secret_on, walk
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_question_becomes_a_case_with_a_clock_an_entry_and_a_way_to_answer(world: World) -> None:
    page, _ = walk(Client(), TYPED)
    case = Case.objects.get()
    assert f"{case.reference[:3]} {case.reference[3:7]} {case.reference[7:]}" in page
    assert (case.kind, case.state, case.team, case.opened_force) == (
        "general_question",
        "new",
        world.team,
        "west-midlands",
    )
    assert Clock.objects.get(case=case).code == "neighbourhood.reply"
    assert [entry.action for entry in history(case.uid)] == ["case.open"]
    point = ContactPoint.objects.get(person=CaseParty.objects.get(case=case).person)
    assert (point.channel, point.safe) == ("email", "yes")
    assert Sending.objects.get(case=case).purpose == "receipt"


def test_the_six_words_of_the_receipt_open_the_question_and_others_do_not(world: World) -> None:
    page, _ = walk(Client(), TYPED)
    words = secret_on(page)
    case = Case.objects.get()
    mine = Client().post("/ask/read", {"reference": case.reference, "words": words})
    assert mine.status_code == 200
    assert "Why is the park dark?" in mine.content.decode()
    wrong = Client().post("/ask/read", {"reference": case.reference, "words": " ".join(words.split()[::-1])})
    assert wrong.status_code == 400
    assert "Why is the park dark?" not in wrong.content.decode()
