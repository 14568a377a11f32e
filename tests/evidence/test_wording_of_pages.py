"""How pages word figures: in one language, with real minus signs, and no more digits than a reader needs."""

import re

import pytest

from peelian.plan import check
from peelian.plan.claims import packaged
from tests.support.markup import Spoken

ENGLISH = re.compile(
    r"\b(the|of|forces|FTE|and|from|pages|homicides|Show|Every|everybody|claims|claim|said|stated|found|"
    r"January|February|March|April|June|July|September|October|November|December|year|ending)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("address", ["/cy/claims", *(f"/cy/claims/{id_}" for id_ in sorted(packaged()))])
def test_a_welsh_claim_page_has_no_english_that_is_not_marked_so(client, address: str) -> None:
    texts = Spoken(client.get(address).content.decode()).texts
    welsh = [text for language, text in texts if language == "cy"]
    assert len(welsh) > 40
    assert [text for text in welsh if ENGLISH.search(text)] == []


def test_a_page_has_minus_signs_and_one_decimal_where_the_file_has_every_digit(client) -> None:
    """C07, Home Office, 30 September 2017: 30,871.2200 less 31,781.8651 is -910.6451, so -910.6 and not -910.7."""
    page = client.get("/claims/C07").content.decode()
    assert "−910.6 FTE, not −922 FTE. −922 FTE is the figure of the London region (−922.2 FTE)" in page
    assert "30,871.22 − 31,781.8651 = −910.65 FTE" in page
    file = client.get("/claims/C07/working.csv").content.decode()
    assert "30,871.22 - 31,781.8651 = -910.65 FTE" in file


@pytest.mark.parametrize("address", [f"/claims/{id_}" for id_ in sorted(packaged())])
def test_no_figure_of_a_claim_page_has_a_hyphen_for_a_minus(client, address: str) -> None:
    for _, text in Spoken(client.get(address).content.decode()).texts:
        assert not re.search(r"(?<![\w-])-\d", text), text


def test_a_force_page_shows_full_time_equivalents_to_one_decimal(client) -> None:
    """Home Office open data, West Midlands, 31 March 2019: 6,494.70."""
    assert "6,494.7<" in client.get("/forces/west-midlands").content.decode()
    assert "6494.7" in client.get("/forces/west-midlands/figures.csv").content.decode()


def test_the_last_figure_held_stands_at_a_glance_where_the_newest_period_has_none(client) -> None:
    page = client.get("/forces/west-midlands").content.decode()
    glance = page.partition('id="glance"')[2].partition("</dl>")[0]
    assert "No data" not in glance
    assert "November 2023" in glance


def test_the_working_names_no_english_unmarked_and_keeps_its_names(client) -> None:
    assert '<span lang="en">min(100 × ' in client.get("/cy/claims/C09").content.decode()


def test_the_claims_file_is_in_the_language_of_its_address(client, home) -> None:
    finding = check(["C05"])[0]
    assert finding.found_words["cy"] in client.get("/cy/claims.csv").content.decode()
    assert finding.found_words["en"] in client.get("/claims.csv").content.decode()
