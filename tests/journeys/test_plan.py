"""From the front page to a promise, its force, its money, the claim about it and its working, and back: by keyboard alone."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

FURTHEST = 900
AT_ONCE = 30
THERE = (
    "href => { const one = document.activeElement;"
    " return one.tagName === 'A' && one.getAttribute('href') === href }"
)
STAY = f"""href => document.addEventListener('keydown', pressed => {{
  if (pressed.key === 'Tab' && ({THERE})(href)) pressed.preventDefault();
}})"""
"""Once the link has the focus, further presses of Tab leave it there: so several can be sent before looking."""


def tab_to(page, href: str) -> None:
    """Press Tab until the link has the focus, which must then be seen; as a reader does who has no mouse."""
    page.evaluate(STAY, href)
    for _ in range(FURTHEST // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate(THERE, href):
            break
    else:
        raise AssertionError(f"{page.url}: no link to {href} is reached with {FURTHEST} presses of Tab")
    box = page.evaluate(
        "() => { const box = document.activeElement.getBoundingClientRect();"
        " return [box.width, box.height, box.top, window.innerHeight] }"
    )
    assert box[0] > 0 and box[1] > 0, f"{href} has the focus and no size"
    assert -1 <= box[2] <= box[3], f"{href} has the focus off the screen"


def follow(page, href: str) -> str:
    """Tab to a link, press Enter, give the heading of the page that comes."""
    before = page.url
    tab_to(page, href)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()
    return str(page.inner_text("h1"))


WALKS = {
    "": {
        "promise": "An officer to every burglary",
        "force": "Greater Manchester Police",
        "money": "The money, from announcement to award",
        "fund": "Violence reduction units",
        "claim": "Greater Manchester burglary down a third",
        "working": "The working, step by step",
    },
    "/cy": {
        "promise": "Swyddog i bob byrgleriaeth",
        "force": "Heddlu Manceinion Fwyaf",
        "money": "Yr arian, o’r cyhoeddiad i’r dyfarniad",
        "fund": "Unedau lleihau trais",
        "claim": "Manceinion Fwyaf",
        "working": "Y gwaith cyfrifo",
    },
}


@pytest.mark.parametrize("prefix", ["", pytest.param("/cy", marks=pytest.mark.prove)])
def test_from_the_front_page_to_the_promise_the_force_the_money_the_claim_and_back(page, prefix):
    words = WALKS[prefix]
    page.goto(f"{prefix}/")
    page.set_viewport_size({"width": 1000, "height": 700})

    follow(page, f"{prefix}/plan")
    assert words["promise"] in follow(page, f"{prefix}/plan/P21-04")
    assert words["force"] in follow(page, f"{prefix}/forces/greater-manchester#plan")
    assert words["fund"] in follow(page, f"{prefix}/money/vru")
    assert words["force"] in follow(page, f"{prefix}/forces/greater-manchester#money")
    assert words["promise"] in follow(page, f"{prefix}/plan/P21-04")
    assert words["money"] in follow(page, f"{prefix}/money")
    page.go_back()
    assert urlsplit(page.url).path == f"{prefix}/plan/P21-04"

    assert words["claim"] in follow(page, f"{prefix}/claims/C31")
    assert page.locator("#working").is_visible()
    assert words["working"].split()[0] in page.inner_text("#working")
    assert page.locator(".peelian-steps > li").count() >= 2
    assert "16,758" in page.inner_text("main")

    assert words["promise"] in follow(page, f"{prefix}/plan/P21-04")
    follow(page, f"{prefix}/plan")
    follow(page, f"{prefix}/" if prefix else "/")
    assert urlsplit(page.url).path.rstrip("/") == prefix
    assert page.get_attribute("html", "lang") == (prefix.strip("/") or "en")


def test_the_stations_of_a_promise_lead_to_their_places_on_the_page(page):
    page.goto("/plan/P21-04")
    stations = page.locator(".peelian-spine a")
    assert stations.count() == 6
    for place in range(stations.count()):
        target = stations.nth(place).get_attribute("href")
        assert page.locator(str(target)).is_visible()


def test_a_league_is_chosen_and_a_chart_is_opened_with_the_keyboard(page):
    page.goto("/league/homicide_rate")
    page.focus("#region")
    page.keyboard.type("Wales")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**region=W92000004**")
    assert page.locator("#table ~ .peelian-scroll tbody tr, #table + .peelian-scroll tbody tr").count() >= 4
    folded = page.locator("main details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.locator("table").is_visible()


def test_a_force_in_a_chart_is_a_link_that_says_where_it_leads(page):
    page.goto("/league/homicide_rate?period=2020-04%2FP3Y")
    link = page.locator("#caterpillar a[href='/forces/cleveland'], svg a[href='/forces/cleveland']").first
    assert "Cleveland" in (link.get_attribute("aria-label") or link.text_content())
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/forces/cleveland")


def test_two_forces_are_compared_without_javascript(plain_page):
    plain_page.goto("/compare")
    plain_page.select_option("form[aria-labelledby=two-forces] select[name=measure]", "homicide_rate")
    plain_page.select_option("select[name=a] >> nth=0", "kent")
    plain_page.select_option("select[name=b]", "cleveland")
    plain_page.click("text=Compare the forces")
    assert "Chance alone does not explain it" in plain_page.inner_text("main")


def test_what_changed_since_a_day_is_asked_for_without_javascript(plain_page):
    plain_page.goto("/changes")
    plain_page.fill("#since", "2025-08-01")
    plain_page.click("text=Show changes")
    assert plain_page.locator(".peelian-timeline > li").count() >= 3
    plain_page.fill("#since", "soon")
    plain_page.click("text=Show changes")
    assert "2024-03-31" in plain_page.inner_text("main")
