"""The databases are taken away under the site: everybody is told the emergency numbers, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from peelian.casework.threads.secret import draw
from peelian.services.contact.numbers import new_number
from tests.support import databases
from tests.support.databases import Clone
from tests.support.forms import fields_of

LANGUAGES = ("", "/cy")
NUMBERS = ("tel:999", "tel:18000", "sms:999", "tel:101", "tel:18001101", "999bsl")
ASKING = ("/track", "/track/anonymous")
TYPED = {
    "number": new_number(),
    "set": "burglary",
    "version": "1",
    "at": "what",
    "q.what": "The back door was <forced> & the bicycle is gone",
    "do": "next",
}


@pytest.fixture
def away(committing_db: Clone) -> Iterator[Clone]:
    """The site's databases are gone: the folder of the files is renamed, on PostgreSQL both are dropped."""
    databases._close()
    if committing_db.engine == "postgresql":
        for name in committing_db.names.values():
            databases._cluster().drop(name)
        yield committing_db
        return
    folder = Path(committing_db.names["default"]).parent
    folder.rename(folder.with_name("gone"))
    yield committing_db
    databases._close()
    folder.with_name("gone").rename(folder)


def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", ASKING)
def test_who_follows_up_is_told_every_way_to_999_and_101(away: Clone, prefix: str, path: str) -> None:
    answer = visitor().post(
        prefix + path,
        {"reference": "48291307560", "words": draw(8 if "anonymous" in path else 6), "do": "enter"},
    )
    text = answer.content.decode()
    assert answer.status_code == 503, text[:400]
    assert [one for one in NUMBERS if one not in text] == []
    assert answer["Retry-After"] == "120" and answer["Cache-Control"] == "no-store, private"
    assert "48291307560" not in text, "what opens a report is not shown again"
    assert not answer.cookies


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_page_needs_no_database_and_speaks_both_languages(away: Clone, prefix: str) -> None:
    answer = visitor().get(f"{prefix}/maintenance")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert [one for one in NUMBERS if one not in text] == []
    assert f'<html lang="{"cy" if prefix else "en"}"' in text
    assert text.count("<form") == 0


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_report_on_its_way_is_in_the_page_and_can_be_sent_again(away: Clone, prefix: str) -> None:
    answer = visitor().post(f"{prefix}/report", TYPED)
    text = answer.content.decode()
    assert answer.status_code == 503
    held = fields_of(text, "report")
    assert {name: held.get(name) for name in TYPED} == TYPED
    assert "<forced>" not in text, "what was typed is text"


def test_whoever_leaves_gets_away(away: Clone) -> None:
    answer = visitor().post("/report/exit", {"number": new_number()})
    assert answer.status_code == 303
    assert "bbc.co.uk" in answer["Location"]


def test_the_desk_says_so_too_and_a_password_is_not_shown_again(away: Clone) -> None:
    answer = visitor().post("/account/sign-in", {"login": "ben@example.org", "password": "quince-marmalade"})
    assert answer.status_code in {403, 503}
    assert b"quince-marmalade" not in answer.content
    cookies = {"peelian-session": "a" * 32}
    desk = Client(
        raise_request_exception=False, headers={"cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
    )
    found = desk.get("/desk")
    assert found.status_code == 503 and b"tel:999" in found.content


def test_the_evidence_pages_go_on(away: Clone) -> None:
    assert visitor().get("/about").status_code == 200
    assert visitor().get("/healthz").status_code == 200
    assert visitor().get("/healthz/casework").status_code == 503


def test_an_error_that_is_no_databases_is_not_told_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from peelian.services.contact.views import notices

    monkeypatch.setattr(notices, "desk_cookies", lambda: 1 / 0)
    answer = visitor().get("/cookies")
    assert answer.status_code == 500
    assert b"tel:999" not in answer.content.partition(b"<main")[2]
