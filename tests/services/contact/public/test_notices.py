"""What the notices say of cookies, laws and periods is what the software does."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from peelian.services.contact.sets.reading import sets
from peelian.services.contact.traced import notice

pytestmark = pytest.mark.usefixtures("db")

LANGUAGES = ("", "/cy")
NOTICES = {"privacy": "/privacy/reports", "cookies": "/cookies", "accessibility": "/accessibility/reports"}
PUBLIC = (*NOTICES.values(), "/maintenance", "/report", "/report?about=burglary", "/track", "/track/anonymous",
          "/track/anonymous/traced")  # fmt: skip


def text_of(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("name", NOTICES)
def test_each_sentence_stands_in_the_language_of_the_page(name: str, prefix: str) -> None:
    text = text_of(prefix + NOTICES[name])
    lang = "cy" if prefix else "en"
    said = [one.said(lang) for part in notice(name).parts for one in (part.title, *part.text)]
    assert len(said) > 5
    assert [one for one in said if one not in text] == []


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_no_public_page_of_contact_sets_a_cookie(prefix: str) -> None:
    for path in PUBLIC:
        assert not Client().get(prefix + path).cookies, path
    posted = Client().post(f"{prefix}/report", {"emergency": "no", "at": "emergency", "do": "next"})
    assert posted.status_code == 200 and not posted.cookies


def test_the_cookies_of_the_desk_are_those_that_the_page_names() -> None:
    named = re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', text_of("/cookies"))
    assert named == [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]
    client = Client()
    client.get("/account/sign-in")
    assert set(client.cookies) <= set(named)


def test_who_is_signed_in_gets_no_other_cookie(desk: Callable[[str], Client]) -> None:
    client = desk("ben")
    for path in ("/desk", "/account"):
        client.get(path)
    assert {*client.cookies} <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert settings.SESSION_COOKIE_HTTPONLY and settings.CSRF_COOKIE_HTTPONLY


def test_every_kind_that_is_sent_stands_under_its_law() -> None:
    rows = re.findall(
        r'<tr><th scope="row"[^>]*>([^<]+)</th><td[^>]*>([^<]+)</td><td[^>]*>([^<]+)</td></tr>',
        text_of("/privacy/reports"),
    )
    found = {kind: (law, years) for kind, law, years in rows}
    assert set(found) == {str(one.short) for one in sets().values() if one.online}
    assert found[str(sets()["burglary"].short)] == ("Part 3 of the Data Protection Act 2018", "6 years")
    assert found[str(sets()["thanks"].short)] == ("UK GDPR", "2 years")
