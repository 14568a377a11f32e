"""The person outside who writes too much is told so on their own page, and what they typed stays in the box."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from peelian.casework.cases.models import Case
from peelian.casework.threads import writing
from peelian.casework.threads.models import Message
from tests.services.contact.report.filling import QUESTION, secret_on, send, text_of
from tests.support.cases import make_world
from tests.support.forms import fields_of

LONG = "They came back at night,\nand nobody answers. <b>ŵ</b>"


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("prefix", "told"), [("", "This one was not sent."), ("/cy", "Ni anfonwyd hon.")])
def test_what_was_typed_beyond_the_limit_is_kept_in_the_box_and_not_sent(
    monkeypatch: pytest.MonkeyPatch, prefix: str, told: str
) -> None:
    """T-25, for a question that is open and for one that is to be opened again."""
    monkeypatch.setattr(writing, "MOST_A_DAY", 2)
    make_world()
    words = secret_on(text_of(send(Client(), QUESTION)))
    page = Client().post(f"{prefix}/track", {"reference": Case.objects.get().reference, "words": words})
    for text in ("one", "two", LONG):
        form = {**fields_of(page.content.decode(), "ask"), "message": text}
        page = Client().post(f"{prefix}/track", form)
    assert page.status_code == 400
    assert told in page.content.decode()
    assert fields_of(page.content.decode(), "ask")["message"] == LONG
    Case.objects.update(state="closed", klass="closed", closed_at=timezone.now())
    again = Client().post(f"{prefix}/track", {**form, "do": "reopen", "message": LONG})
    assert told in again.content.decode()
    assert fields_of(again.content.decode(), "ask")["message"] == LONG
    assert Message.objects.count() == 2
