"""Every address pattern, in both languages, is visited; a pattern that is not fails here."""

import re

import pytest

from tests.support import addresses

BARE_NONE = re.compile(r"(^|[:(/,] ?)None([),/%;]|$)")
PAGES_AT_LEAST = {"en": 265, "cy": 265, "cy-some": 60}


def test_both_languages_have_the_same_table_and_nothing_lies_beside_it(client):
    from django.urls import get_resolver

    from peelian.evidence.urls import PAGES

    laid = get_resolver().url_patterns
    outside = [one.name for one in laid if hasattr(one, "name")]
    trees = {str(one.pattern) for one in laid if not hasattr(one, "name")}
    assert outside == ["healthz", "robots"]
    assert trees == {"api/v1/", "cy/", ""}
    assert len(PAGES) >= 53
    visited = {name for name, _ in addresses.examples("en")}
    assert visited == {one.name for one in PAGES} == {name for name, _ in addresses.examples("cy")}


@pytest.mark.parametrize("walk", addresses.WALKS)
def test_every_page_answers_whole_and_well_formed(read, walk):
    walked = 0
    for _name, address in addresses.pages(walk):
        page = read(address)
        assert page.faults == [], address
        assert page.tags.count("h1") == 1, address
        assert page.tags.count("main") == 1, address
        assert len(page.text) > 400, f"{address} holds hardly any text"
        assert dict(page.attributes)["html"].get("lang") == walk[:2], address
        assert page.title.endswith("– Peelian"), address
        assert not re.search(r"[<>{}]|&[a-z#]", page.title), f"{address}: {page.title}"
        bare = [text for _, text in page.texts if BARE_NONE.search(text)]
        assert bare == [], f"{address} shows a bare None"
        assert not {"nan", "inf", "undefined"} & set(page.text.lower().split()), address
        walked += 1
    assert walked >= PAGES_AT_LEAST[walk]


@pytest.mark.parametrize("walk", addresses.WALKS)
def test_no_page_shows_a_word_of_the_code(read, walk):
    """States and kinds are told in words: no_data is for files."""
    code = re.compile(r"\b(no_data|not_comparable|suppressed_|up_to|fte_|at_least|financial_year)\b")
    for name, address in addresses.pages(walk):
        page = read(address)
        told = " ".join(text for inside, text in page.texts if inside not in {"code", "style", "title"})
        if name not in {"source", "data", "quarantine"}:
            assert not code.search(told), f"{address}: {code.search(told)}"


@pytest.mark.parametrize("walk", addresses.WALKS)
def test_headings_leave_no_level_out(read, walk):
    for _name, address in addresses.pages(walk):
        levels = [int(tag[1]) for tag in read(address).tags if re.fullmatch("h[1-6]", tag)]
        for before, after in zip([0, *levels], levels, strict=False):
            assert after <= before + 1, f"{address}: h{after} follows h{before}"


@pytest.mark.parametrize("walk", addresses.WALKS)
def test_no_page_needs_or_holds_a_script_or_a_style_of_its_own(read, walk):
    walked = 0
    for _name, address in addresses.pages(walk):
        page = read(address)
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
    assert walked >= PAGES_AT_LEAST[walk]


@pytest.mark.parametrize("language", ["en", pytest.param("cy", marks=pytest.mark.prove)])
def test_every_file_answers_with_content(client, language):
    walked = 0
    for name, address in addresses.examples(language):
        if name.endswith("-file"):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(answer.content) > 1, address
            assert "attachment" in answer["Content-Disposition"], address
            walked += 1
    assert walked >= 60


@pytest.mark.parametrize("walk", addresses.WELSH_WALKS)
def test_every_welsh_page_says_that_nobody_has_reviewed_its_welsh_and_no_english_page_does(read, walk):
    for english, welsh in addresses.pairs(walk):
        assert "Nid oes neb wedi adolygu" in read(welsh).text, welsh
        assert "Nobody has reviewed the Welsh on this page" not in read(english).text, english


@pytest.mark.parametrize("walk", addresses.WELSH_WALKS)
def test_the_language_switch_leads_to_the_same_page_and_back(read, walk):
    walked = 0
    for english, welsh in addresses.pairs(walk):
        assert welsh in read(english).links, english
        assert english in read(welsh).links, welsh
        walked += 1
    assert walked >= PAGES_AT_LEAST[walk]


@pytest.mark.parametrize("walk", addresses.WALKS)
def test_no_two_pages_share_a_title(read, walk):
    titles: dict[str, str] = {}
    for _name, address in addresses.pages(walk):
        if "?" not in address:
            title = read(address).title
            assert title not in titles, f"{address} and {titles[title]} are both called {title}"
            titles[title] = address
    assert len(titles) >= (36 if walk == "cy-some" else 230)
