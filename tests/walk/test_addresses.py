"""Every address pattern, in both languages, is visited; a pattern that is not fails here."""

import pytest

from tests.support import addresses
from tests.support.markup import Page


def test_both_languages_have_the_same_table_and_nothing_lies_beside_it(client):
    from django.urls import get_resolver

    from peelian.evidence.urls import PAGES

    outside = [one.name for one in get_resolver().url_patterns if hasattr(one, "name")]
    assert outside == ["healthz", "robots"]
    assert len(PAGES) >= 25
    visited = {name for name, _ in addresses.examples("en")}
    assert visited == {one.name for one in PAGES} == {name for name, _ in addresses.examples("cy")}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_answers_whole_and_well_formed(client, language):
    walked = 0
    for name, address in addresses.pages(language):
        answer = client.get(address)
        html = answer.content.decode()
        page = Page(html)
        assert answer.status_code == 200, address
        assert page.faults == [], address
        assert page.tags.count("h1") == 1, address
        assert page.tags.count("main") == 1, address
        assert len(page.text) > 400, f"{address} holds hardly any text"
        assert f'<html lang="{language}"' in html, address
        assert page.text_of("title").endswith("– Peelian"), address
        assert "None" not in page.text_of("td").split(), f"{address} shows a bare None"
        assert "nan" not in page.text_of("td").lower().split(), address
        assert name
        walked += 1
    assert walked >= 55


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_page_needs_or_holds_a_script_or_a_style_of_its_own(client, language):
    walked = 0
    for _name, address in addresses.pages(language):
        page = Page(client.get(address).content.decode())
        assert "script" not in page.tags, address
        assert "style" not in page.tags, address
        inline = [
            (tag, key)
            for tag, found in page.attributes
            for key in found
            if key == "style" or key.startswith("on")
        ]
        assert inline == [], address
        walked += 1
    assert walked >= 55


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_file_answers_with_content(client, language):
    walked = 0
    for name, address in addresses.examples(language):
        if name.endswith("-file"):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(answer.content) > 1, address
            assert "attachment" in answer["Content-Disposition"], address
            walked += 1
    assert walked >= 33


def test_every_welsh_page_says_that_nobody_has_reviewed_its_welsh_and_no_english_page_does(client):
    for (_, english), (_, welsh) in zip(addresses.pages("en"), addresses.pages("cy"), strict=True):
        assert "Nid oes neb wedi adolygu" in client.get(welsh).content.decode(), welsh
        assert "Nobody has reviewed the Welsh on this page" not in client.get(english).content.decode(), (
            english
        )


def test_the_language_switch_leads_to_the_same_page_and_back(client):
    walked = 0
    for (_, english), (_, welsh) in zip(addresses.pages("en"), addresses.pages("cy"), strict=True):
        assert welsh in Page(client.get(english).content.decode()).links, english
        assert english in Page(client.get(welsh).content.decode()).links, welsh
        walked += 1
    assert walked >= 55


def test_no_two_patterns_share_a_title(client):
    titles: dict[str, str] = {}
    for _name, address in addresses.pages("en"):
        if "?" not in address:
            titles.setdefault(Page(client.get(address).content.decode()).text_of("title"), address)
    assert len(titles) == sum("?" not in address for _, address in addresses.pages("en"))
