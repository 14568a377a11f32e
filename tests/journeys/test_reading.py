"""A reader's way through the site, in both languages, with a keyboard, on paper, and with nobody else listening."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (
            "/",
            {
                "search": "Search",
                "force": "West Midlands Police",
                "no": "Does not hold as stated",
                "region": "the West Midlands region",
            },
        ),
        (
            "/cy/",
            {
                "search": "Chwilio",
                "force": "Heddlu Gorllewin Canolbarth Lloegr",
                "no": "Nid yw'n gywir fel y'i dywedwyd",
                "region": "4.08%",
            },
        ),
    ],
)
def test_a_reader_gets_from_the_front_page_to_the_published_file(page, start, words):
    page.goto(start)
    page.fill("input[name=q]", "west midlands")
    page.click(f"main button:has-text('{words['search']}'), .peelian-hero button")
    page.locator("main a[href$='/forces/west-midlands']").first.click()
    assert page.inner_text("h1")
    page.locator("main a[href$='/claims/C09']").first.click()
    assert words["no"].lower() in page.inner_text("main").lower()
    assert words["region"] in page.inner_text("main")
    page.locator("#sources + ul a[href*='/data/sources/']").first.click()
    assert "Home Office" in page.inner_text("main")


def test_the_language_switch_keeps_the_page_and_comes_back(page):
    page.goto("/claims/C09")
    page.click("text=Cymraeg")
    assert urlsplit(page.url).path == "/cy/claims/C09"
    assert page.get_attribute("html", "lang") == "cy"
    page.click("nav >> text=English")
    assert urlsplit(page.url).path == "/claims/C09"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page):
    page.goto("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_wide_table_on_a_narrow_screen_scrolls_in_its_own_region_with_the_keyboard(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/forces/west-midlands")
    region = page.locator(".peelian-scroll").first
    region.focus()
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    assert region.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    scrolled = "async one => { for (let i = 0; i < 100 && !one.scrollLeft; i++) await new Promise(requestAnimationFrame); return one.scrollLeft }"
    assert region.evaluate(scrolled) > 0


def test_on_paper_there_is_content_and_nothing_to_click(page):
    page.goto("/claims/C09")
    page.emulate_media(media="print")
    assert not page.locator(".peelian-navigation").is_visible()
    assert not page.locator(".peelian-languages").is_visible()
    assert page.locator("#working").is_visible()
    assert page.locator(".peelian-verdict").first.is_visible()


def test_verdicts_are_told_apart_without_colour(page):
    page.goto("/claims")
    tags = page.locator(".peelian-verdict")
    seen = {
        tags.nth(place).inner_text(): tags.nth(place).locator("svg").inner_html()
        for place in range(tags.count())
    }
    assert len(seen) >= 4
    assert len(set(seen.values())) == len(seen)


def test_reading_sets_no_cookie_and_asks_no_other_host(page, requested, address):
    for path in ("/", "/cy/", "/claims/C01", "/forces", "/forces/kent", "/data", "/search?q=kent"):
        page.goto(path)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    hosts = {urlsplit(one).netloc for one in requested if not one.startswith("data:")}
    assert len(requested) > 10
    assert hosts == {urlsplit(address).netloc}
