"""A case that was reported without a name: the desk says so, tells nobody, and offers nothing that would reach them."""

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.recording import add_person
from peelian.casework.cases.models import Case
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.anonymous import (
    anonymous_thread_for,
    new_words,
    open_anonymous_thread,
    words_for,
)
from peelian.casework.threads.models import ContactPoint, Sending
from peelian.casework.threads.problems import NobodyRenews, OnlyTheirPage
from peelian.casework.threads.writing import messages_of
from tests.casework.desk.sending import path, sent
from tests.support.cases import HOUR

AGO = timezone.now() - HOUR
TOLD = {
    "": "Whoever reported this wants to stay unknown",
    "/cy": "Mae&#39;r sawl a adroddodd hyn am aros yn ddienw",
}


@pytest.fixture
def unnamed(world):
    """A report without a name that Ben has taken, and its words."""
    number = "a-form-s-number-000001"
    words = words_for(number)
    new = new_words(number, words)
    case = world.opened(as_of=AGO, also=lambda act, _: open_anonymous_thread(act, new))
    take_case(case.reference, actor=world.actor("ben", AGO), as_of=AGO)
    return case, words


def text_of(answer):
    return answer.content.decode()


def test_the_page_of_the_case_says_that_nobody_knows_who_reported_it(desk, world, unnamed):
    """T-29"""
    case, _ = unnamed
    ben = desk("ben")
    english = text_of(ben.get(path(case)))
    assert "Reported without a name" in english
    assert TOLD[""] in english
    assert path(case, "/words") not in english, "no new words are offered"
    assert "Adroddwyd heb enw" in text_of(ben.get("/cy" + path(case)))
    named = world.opened(as_of=AGO)
    assert "Reported without a name" not in text_of(ben.get(path(named)))


def test_the_answer_is_written_to_the_page_and_nobody_is_told(desk, unnamed):
    """T-29"""
    case, words = unnamed
    ben = desk("ben")
    form = text_of(ben.get(path(case, "/answer")))
    assert "This was reported without a name. Nobody is told" in form
    assert "the reference and the six words" not in form
    got = sent(ben, path(case, "/answer"), text="Where did you see it?", language="en", then="answer")
    assert got.status_code == 303
    assert Sending.objects.count() == 0
    seen = anonymous_thread_for(words, as_of=timezone.now())
    assert [one.text for one in messages_of(seen)] == ["Where did you see it?"]


@pytest.mark.parametrize("language", ["", "/cy"])
def test_new_words_are_refused_in_words_whatever_address_is_typed(desk, unnamed, language):
    """T-28"""
    case, words = unnamed
    said = (NobodyRenews.cy if language else NobodyRenews.en).split(":")[0]
    page = desk("ben").get(language + path(case, "/words"))
    assert said in text_of(page).replace("&#39;", "'")
    assert "peelian-secret" not in text_of(page)
    typed = {"version": Case.objects.get(pk=case.pk).version, "reason": "words_lost"}
    page = desk("ben").post(language + path(case, "/words"), typed)
    assert page.status_code == 400
    assert said in text_of(page).replace("&#39;", "'")
    assert anonymous_thread_for(words, as_of=timezone.now()).case == case


def test_a_way_to_reach_them_is_refused_though_somebody_was_recorded_as_the_reporter(desk, world, unnamed):
    """T-29"""
    case, _ = unnamed
    person = add_person(
        case.reference,
        part="reporter",
        person=NewPerson(name="Asha"),
        actor=world.actor("ben", AGO),
        as_of=AGO,
    )
    page = sent(
        desk("ben"),
        path(case, f"/people/{person.uid}/ways"),
        channel="phone",
        address="07700 900123",
        safe="yes",
        hours="",
        rank="1",
    )
    assert page.status_code == 400
    assert OnlyTheirPage.en[:40] in text_of(page)
    assert ContactPoint.objects.count() == 0
