"""The search finds forces, claims and measures by their words, without a script."""

import pytest

from tests.support.markup import Page


@pytest.mark.parametrize(
    ("question", "link"),
    [
        ("west midlands", "/forces/west-midlands"),
        ("  DYFED powys ", "/forces/dyfed-powys"),
        ("Heddlu Gogledd Cymru", "/forces/north-wales"),
        ("avon & somerset", "/forces/avon-and-somerset"),
        ("pcso", "/claims/C04"),
        ("charge rate", "/measures/charge_rate"),
        ("c09", "/claims/C09"),
    ],
)
def test_a_question_finds_its_page(client, question, link):
    assert link in Page(client.get("/search", {"q": question}).content.decode()).links


def test_no_result_says_what_to_try(client):
    page = Page(client.get("/search", {"q": "zzzz"}).content.decode())
    assert "0 results." in page.text
    assert "Check the spelling" in page.text


def test_what_was_asked_is_shown_as_text_and_never_as_markup(client):
    html = client.get("/search", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script" not in html
    assert Page(html).faults == []


def test_the_filter_of_the_claims_leaves_only_what_was_asked(client):
    page = Page(client.get("/claims", {"verdict": "inconsistent source"}).content.decode())
    claims = {link for link in page.links if link.startswith("/claims/")}
    assert claims == {"/claims/C13"}
