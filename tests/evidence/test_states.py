"""Absent is not zero: each state is said in words where a number would stand."""

import pytest

from tests.support.markup import Page


def text(client, path):
    return Page(client.get(path).content.decode()).text


def test_a_figure_that_nobody_loaded_is_no_data_in_words(client):
    assert "No data" in text(client, "/forces/west-midlands")
    assert "Dim data" in text(client, "/cy/forces/west-midlands")


def test_the_south_yorkshire_homicide_rate_is_not_comparable_and_says_why(client):
    # 31.31 per million beside 10.10 for all areas together: three years' sum, as it seems. The windows to 2016-19 also
    # hold the 96 deaths at Hillsborough.
    page = text(client, "/forces/south-yorkshire")
    assert "not comparable" in page
    assert "three-year sum" in page
    assert "Hillsborough" in text(client, "/forces/south-yorkshire/measures/homicide_rate")


def test_an_empty_store_still_serves_every_kind_of_page_and_calls_nothing_zero(client, home):
    from tests.support.small_store import small_store

    small_store(home, {})
    for path in (
        "/",
        "/claims",
        "/claims/C09",
        "/forces",
        "/forces/kent",
        "/measures",
        "/measures/charge_rate",
        "/data",
        "/data/missing",
        "/search?q=kent",
        "/plan",
        "/plan/P21-04",
        "/money",
        "/money/vru",
        "/events",
        "/partnerships",
        "/services/attendance",
        "/league",
        "/league/homicide_rate",
        "/compare",
        "/compare?measure=homicide_rate",
        "/changes",
        "/feed.atom",
        "/forces/kent/feed.atom",
        "/claims/C31/feed.atom",
    ):
        assert client.get(path).status_code == 200, path
    assert "No data" in text(client, "/forces/kent")
    assert "No data" in text(client, "/claims/C09")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("C01", "Holds"),
        ("C03", "Holds with note"),
        ("C09", "Does not hold as stated"),
        ("C13", "Inconsistent source"),
    ],
)
def test_a_claims_page_gives_its_verdict_in_words(client, claim, verdict):
    # Verdicts: the table of checkable claims of the plan, worked out from the Home Office tables of 2017.
    page = Page(client.get(f"/claims/{claim}").content.decode())
    assert verdict in page.text_of("span")


def test_the_claim_about_west_midlands_says_that_the_region_was_given_for_the_force(client):
    page = text(client, "/claims/C09")
    assert "−5.02%" in page
    assert "the West Midlands region (−4.08%), not of West Midlands Police" in page
