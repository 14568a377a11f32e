"""A question to a neighbourhood team, by the one form: its clock, its way to be answered, and the words that open it."""

from __future__ import annotations

import pytest
from django.test import Client

from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.entries import history
from peelian.casework.threads import answers
from peelian.casework.threads.door import new_secret
from peelian.casework.threads.models import ContactPoint, Sending, Thread
from tests.services.contact.report.filling import QUESTION, fill, press, secret_on, send, text_of
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_question_becomes_a_case_with_a_clock_an_entry_and_a_way_to_answer(world: World) -> None:
    page = text_of(send(Client(), QUESTION))
    case = Case.objects.get()
    assert f"{case.reference[:3]} {case.reference[3:7]} {case.reference[7:]}" in page
    assert (case.kind, case.state, case.team, case.opened_force) == (
        "question",
        "new",
        world.team,
        "west-midlands",
    )
    clock = Clock.objects.get(case=case)
    assert (clock.code, (clock.due_at - clock.started_at).total_seconds()) == (
        "neighbourhood.reply",
        72 * 3600,
    )
    assert [entry.action for entry in history(case.uid)] == ["case.open"]
    point = ContactPoint.objects.get(person=CaseParty.objects.get(case=case).person)
    assert (point.channel, point.safe) == ("email", "yes")
    assert Sending.objects.get(case=case).purpose == "receipt"
    assert {one.id for one in answers.for_kind(case.kind)} == {
        one.id for one in answers.for_kind("general_question")
    }


def test_words_that_an_officer_renewed_are_not_shown_by_the_old_form(world: World) -> None:
    """T-09: neither the dead words, which would mislead, nor the new ones, which were given to somebody."""
    page = fill(Client(), QUESTION)
    assert secret_on(text_of(press(Client(), page, "send")))
    new = new_secret()
    Thread.objects.update(salt=new.salt, digest=new.digest)
    again = text_of(press(Client(), page, "send"))
    assert Case.objects.count() == 1
    assert "peelian-secret" not in again
