"""Words of safety: on a Welsh page the English stands beside Welsh that nobody has reviewed; on an English page once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from peelian.services.contact.sets.reading import set_
from tests.services.contact.report.filling import at, press, text_of
from tests.support.cases import make_world

pytestmark = pytest.mark.usefixtures("db")


def first_page(prefix: str) -> str:
    make_world()
    client = Client()
    page = text_of(client.get(f"{prefix}/report"))
    page = text_of(press(client, page, prefix=prefix, emergency="no"))
    page = text_of(press(client, page, prefix=prefix, set="domestic_abuse"))
    assert at(page) == "page.first"
    return page


@pytest.mark.parametrize(("prefix", "english", "welsh"), [("", 1, 0), ("/cy", 1, 1)])
def test_each_paragraph_stands_once_in_each_language_that_is_shown(
    prefix: str, english: int, welsh: int
) -> None:
    page, text = first_page(prefix), set_("domestic_abuse").page("first").text
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    said = main[0].replace("&#39;", "'")
    for paragraph in text.split("\n\n"):
        assert said.count(paragraph) == english, paragraph
    for paragraph in text.cy.split("\n\n"):
        assert said.count(paragraph) == welsh, paragraph
