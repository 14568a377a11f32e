"""The search finds forces, the plan, its money and meetings, claims and measures by their words, without a script."""

import pytest

from tests.support.markup import Page


@pytest.mark.parametrize(
    ("question", "link"),
    [
        ("west midlands", "/forces/west-midlands"),
        ("west midlands", "/forces#E12000005"),
        ("E12000005", "/forces#E12000005"),
        ("  DYFED powys ", "/forces/dyfed-powys"),
        ("Heddlu Gogledd Cymru", "/forces/north-wales"),
        ("avon & somerset", "/forces/avon-and-somerset"),
        ("pcso", "/claims/C04"),
        ("charge rate", "/measures/charge_rate"),
        ("c09", "/claims/C09"),
        ("officer to every burglary", "/plan/P21-04"),
        ("p21-04", "/plan/P21-04"),
        ("swyddog i bob byrgleriaeth", "/plan/P21-04"),
        ("youth endowment", "/money/youth_endowment_fund"),
        ("grant cyfiawnder ieuenctid", "/money/youth_justice_grant"),
        ("taskforce first meeting", "/events#serious-violence-taskforce-2018-04-26"),
        ("charge rate", "/league/charge_rate"),
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
    assert claims == {f"/claims/C{number}" for number in (13, 28, 29, 38)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/forces/E12000005", "/forces#E12000005"),
        ("/cy/forces/E12000005", "/cy/forces#E12000005"),
        ("/forces/E23000014", "/forces/west-midlands"),
    ],
)
def test_an_official_code_leads_to_where_its_area_is_told(client, typed, meant):
    answer = client.get(typed)
    assert (answer.status_code, answer["Location"]) == (301, meant)
    page, _, place = meant.partition("#")
    told = client.get(page)
    assert told.status_code == 200
    assert not place or f'id="{place}"' in told.content.decode()


def test_a_region_in_a_welsh_search_leads_to_the_welsh_list(client):
    page = Page(client.get("/cy/search", {"q": "canolbarth"}).content.decode())
    assert "/cy/forces#E12000005" in page.links
    assert page.faults == []
