"""On paper: content and charts whole, sources with their addresses, and nothing to click."""

import pytest

pytestmark = pytest.mark.browser

A4 = {"width": 700, "height": 990}
"""An A4 page within its margins, in CSS pixels."""
PAGES = (
    "/plan/P21-04",
    "/money",
    "/money/early_intervention_youth_fund",
    "/league/homicide_rate?period=2020-04%2FP3Y",
    "/forces/greater-manchester",
    "/forces/west-midlands/measures/homicide_rate",
    "/claims/C31",
    "/compare?measure=homicide_rate&a=all&period=2014-04%2FP3Y&then=2020-04%2FP3Y",
    "/events",
    "/partnerships",
    "/cy/league/answered_under_10s",
)
TO_CLICK = ".peelian-navigation, .peelian-languages, nav.govuk-breadcrumbs, form, .peelian-downloads, button"
PRINTED = (
    "found => [...document.querySelectorAll(found)].filter(one => {"
    " const box = one.getBoundingClientRect();"
    " return box.width && box.height && getComputedStyle(one).visibility === 'visible'"
    " }).map(one => one.outerHTML.slice(0, 90))"
)


@pytest.fixture(scope="module")
def paper(browser, address, requested):
    """One reader with a printer for all of these: they go to a page, look at it and change nothing."""
    context = browser.new_context(base_url=address, viewport=A4)
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_to_click_is_printed_and_nothing_is_cut(paper, path):
    paper.goto(path)
    assert paper.locator("a").count() > 10
    assert paper.evaluate(PRINTED, TO_CLICK) == [], f"{path} prints what is there to click"
    assert paper.locator("h1").is_visible()
    cut = paper.evaluate(
        "() => [...document.querySelectorAll('main .peelian-scroll, main .peelian-chart-figure')]"
        ".filter(one => one.checkVisibility() && getComputedStyle(one).overflowX !== 'visible')"
        ".map(one => one.className)"
    )
    assert cut == [], f"{path} cuts what is wider than the paper"
    assert paper.evaluate("document.documentElement.scrollWidth") <= A4["width"] + 1, f"{path} is too wide"


def test_a_source_is_printed_with_its_address_and_a_page_of_the_site_is_not(paper):
    paper.goto("/plan/P21-04")
    after = "one => getComputedStyle(one, '::after').content"
    source = paper.locator("a.peelian-source").first
    assert str(source.get_attribute("href")) in source.evaluate(after)
    inside = paper.locator("main a.govuk-link[href^='/']").first
    assert inside.evaluate(after) in {"none", "normal", '""'}


def test_charts_are_printed_and_the_table_of_the_page_stands_for_their_numbers(paper):
    paper.goto("/league/homicide_rate?period=2020-04%2FP3Y")
    drawings = paper.locator("main svg.peelian-chart")
    assert drawings.count() >= 2
    for place in range(drawings.count()):
        box = drawings.nth(place).bounding_box()
        assert box and box["width"] > 300 and box["height"] > 100
    assert not paper.locator(".peelian-chart-numbers").first.is_visible()
    assert paper.locator("main table:has(.peelian-rank) tbody tr").first.is_visible()


def test_what_is_folded_away_on_the_screen_is_opened_on_paper(paper):
    paper.goto("/claims/C09")
    assert paper.locator("main details table").first.is_visible()
    paper.goto("/plan/P18-01")
    assert paper.locator("main details a[href^='/forces/']").first.is_visible()


def test_the_head_of_a_table_stands_on_each_of_its_pages(paper):
    paper.goto("/money")
    assert (
        paper.locator("thead").first.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    )


def test_a_page_of_evidence_makes_a_document(paper):
    """Chromium lays the pages out: as many as the content needs, none of them empty."""
    paper.goto("/claims/C31")
    made = paper.pdf(format="A4")
    assert made.startswith(b"%PDF")
    assert 1 <= made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") + made.count(b"/Type /Page/") <= 12
