"""The report under bad and hostile input: a clear page, nothing lost of what was typed, nothing skipped, never a fault."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.casework.cases.models import Case
from peelian.services.contact.sets.reading import set_
from peelian.services.contact.visit.clean import clean
from tests.services.contact.report.filling import BURGLARY, at, fill, form_of, press, text_of
from tests.support.cases import World, make_world

pytestmark = pytest.mark.usefixtures("db")

STRANGE = {
    "long": "x" * 10_000,
    "right to left": "\u202eשלום עולם العربية\u202c",
    "emoji": "👩🏽‍🚒🏴󠁧󠁢󠁷󠁬󠁳󠁿 fire",
    "heaped marks": "e" + "\u0316\u0300" * 3_000,
    "markup": "</textarea><script>alert(1)</script><b>&amp;",
    "quotes": "\"'`{{ 7*7 }}{% raw %}",
    "lines": "one\r\ntwo\rthree\n\nfour",
    "nothing to be seen": "\u200b\u2060\u3164\ufe0f",
    "control": "a\x00b\x07c",
}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_what_was_typed_is_still_there_with_the_fault_and_on_the_next_page(strange: str) -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.happened")
    answer = press(client, page, q__happened=strange)
    held = form_of(text_of(answer))[0].get("q.happened", [""])
    # A hidden field with a line in it comes back as it went.
    assert held == ([clean(strange)] if clean(strange) else [""])
    wrong = not clean(strange) or len(clean(strange)) > 3000
    assert answer.status_code == (400 if wrong else 200)
    assert at(text_of(answer)) == ("page.happened" if wrong else "page.taken")
    assert "<script>alert" not in text_of(answer)


def test_a_name_of_ten_thousand_characters_is_refused_at_the_name_and_at_the_end(world: World) -> None:
    client = Client()
    answer = press(client, fill(client, BURGLARY), "send", q__name="N" * 10_000)
    assert answer.status_code == 400
    assert at(text_of(answer)) == "page.name"
    assert "You have 10,000." in text_of(answer)
    assert form_of(text_of(answer))[0]["q.name"] == ["N" * 10_000]
    assert not Case.objects.exists()


def test_every_fault_of_a_page_is_told_on_top_and_at_its_field() -> None:
    client = Client()
    page = fill(client, BURGLARY, until="page.when")
    answer = press(
        client,
        page,
        q__when__how="between",
        q__when__day="40",
        q__when__month="11",
        q__when__year="2026",
        q__when__to_day="",
    )
    text = text_of(answer)
    assert answer.status_code == 400
    summary = re.findall(r'<li><a href="#(q-[^"]+)">', text)
    assert summary == ["q-when-day", "q-when-to_day"]
    for target in summary:
        assert f'id="{target}"' in text
        assert f'id="{target}-error"' in text
    assert "Error: Contact the police" in text


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "page.nowhere"},
        {"at": "ending.nowhere"},
        {"at": "../../etc/passwd"},
        {"at": "<b>"},
        {"at": ""},
        {"at": "team"},
        {"at": "retype"},
        {"at": "words"},
        {"set": "gossip"},
        {"set": ""},
        {"version": "-1"},
        {"version": "9" * 400},
        {"version": "two"},
        {"number": "short"},
        {"number": ""},
        {"number": "A" * 5000},
        {"seen": "x " * 4000},
        {"seen": "check"},
        {"force": "atlantis"},
        {"force": "'; DROP TABLE cases_case; --"},
        {"again": "99999999"},
        {"do": "change.page.nowhere"},
        {"do": "change."},
        {"do": "dance"},
        {"do": "back"},
        {"do": "switch"},
        {"q.told.by": "owl"},
        {"q.taken": "not-a-choice"},
        {"q.when.day": "٣"},
        {"q." + "x" * 500: "x"},
        {"q.__class__": "x"},
    ],
    ids=str,
)
@pytest.mark.parametrize("step", ["page.when", "check"])
def test_a_page_that_was_changed_by_hand_leads_to_a_whole_one(
    world: World, step: str, changed: dict[str, str]
) -> None:
    client = Client()
    fields, _ = form_of(fill(client, BURGLARY, until=step))
    for do in ("next", "send"):
        answer = client.post("/report", {**fields, "do": do, **changed})
        assert answer.status_code in {200, 400}, changed
        assert "<h1" in text_of(answer)
        if "We have your report" not in text_of(answer):
            assert form_of(text_of(answer))[0]["q.entered_how"] == [BURGLARY["q.entered_how"]]


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_too_much_to_read_is_told_in_the_words_of_the_form_and_fills_no_log(
    prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    hostile: list[dict[str, Any]] = [
        {"data": "q.happened=" + "x" * 2_700_000, "content_type": "application/x-www-form-urlencoded"},
        {"data": "q.happened=" + "x" * 200_001, "content_type": "application/x-www-form-urlencoded"},
        {
            "data": "q.happened=" + "%F0%9F%98%80" * 50_001,
            "content_type": "application/x-www-form-urlencoded",
        },
        {"data": "q.a=1&" * 301, "content_type": "application/x-www-form-urlencoded"},
        {"data": "a=1&" * 1_100, "content_type": "application/x-www-form-urlencoded"},
        {"data": "x", "content_type": "multipart/form-data"},
    ]
    for sent in hostile:
        answer = Client().post(f"{prefix}/report", **sent)
        assert answer.status_code == 413
        said = "Ni chadwyd na throsglwyddwyd dim" if prefix else "Nothing was kept or passed on"
        assert said in text_of(answer).replace("&#39;", "'")
        assert answer["Cache-Control"] == "no-store, private"
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_no_other_method_is_answered(method: str) -> None:
    assert getattr(Client(), method)("/report").status_code == 405


# --- anything in any field -----------------------------------------------------------------------------------
FIELDS = sorted(
    {"emergency", "set", "version", "at", "seen", "force", "team", "again", "number", "do", "words"}
    | {f"q.{field}" for page in set_("burglary").pages for one in page.questions for field in one.fields}
)
STEPS = [f"page.{page.id}" for page in set_("burglary").pages]
VALUES = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        ["yes", "no", "check", "area", "words", "retype", "burglary", "next", "back", "send", *STEPS]
    ),
    st.from_regex(r"-?[0-9]{1,12}", fullmatch=True),
)


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(posted=st.dictionaries(st.sampled_from(FIELDS), st.lists(VALUES, min_size=1, max_size=3), max_size=12))
def test_whatever_is_posted_there_is_a_page_and_what_was_typed_is_on_it(
    world: World, posted: dict[str, list[str]]
) -> None:
    whole = {**{name: [value] if isinstance(value, str) else value for name, value in BURGLARY.items()}}
    whole |= {"number": ["A" * 22], "version": ["1"], "at": ["check"], "do": ["next"]} | posted
    with transaction.atomic():
        answer = Client(raise_request_exception=False).post("/report", whole)
        transaction.set_rollback(True)
    text = text_of(answer)
    assert answer.status_code in {200, 400, 410}, text[:500]
    if at(text):
        held = form_of(text)[0]
        for name, values in whole.items():
            typed = [found for value in values if (found := clean(value))]
            if not name.startswith("q.") or not typed:
                continue
            if name in {"q.happened", "q.entered_how", "q.name", "q.where.words", "q.told.note"}:
                assert typed[0] in held.get(name, []), name
