"""Every page reads whole with JavaScript off, and everything on it works."""

from collections.abc import Sequence

import pytest

from tests.support import addresses

pytestmark = pytest.mark.browser


WITH_PARTS = ("/", "/claims", "/claims/C09", "/league/homicide_rate", "/compare", "/cy/forces/kent")
"""Pages with what a script could take over: searches, filters, choices, folded parts, charts.

No page of the public site holds a script at all (tests/walk/test_addresses.py), so the others can only read the same;
the long proof reads every one of them both ways.
"""


def _read_both_ways(page, plain_page, found: Sequence[str]) -> None:
    for address in found:
        page.goto(address)
        plain_page.goto(address)
        with_it, without = page.inner_text("main"), plain_page.inner_text("main")
        assert without == with_it, address
        assert len(without) > (20 if address.endswith("search") else 100), address


def test_a_page_with_parts_to_use_reads_the_same_without_javascript(page, plain_page):
    _read_both_ways(page, plain_page, WITH_PARTS)


@pytest.mark.prove
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_page_reads_the_same_without_javascript(page, plain_page, language):
    found = addresses.for_the_browser(language)
    assert len(found) >= 30
    _read_both_ways(page, plain_page, found)


def test_the_search_the_filter_and_the_folded_parts_work_without_javascript(plain_page):
    plain_page.goto("/")
    plain_page.fill("input[name=q]", "West Midlands Police")
    plain_page.press("input[name=q]", "Enter")
    plain_page.click("main >> text=West Midlands Police")
    assert plain_page.inner_text("h1") == "West Midlands Police"

    plain_page.goto("/claims")
    plain_page.select_option("#verdict", "inconsistent source")
    plain_page.click("text=Show claims")
    left = plain_page.locator(".peelian-claim__verdict").all_inner_texts()
    assert {text.strip() for text in left} == {"Inconsistent source"}
    assert plain_page.locator("a[href='/claims/C13']").count() == 1

    plain_page.goto("/claims/C09")
    folded = plain_page.locator("details").first
    assert not folded.locator("table").is_visible()
    folded.locator("summary").click()
    assert folded.locator("table").is_visible()
