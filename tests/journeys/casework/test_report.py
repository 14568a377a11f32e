"""T-30: a report in a browser: by the keyboard alone, with the script and without, in both languages, and left in a hurry."""

import re

import pytest
from playwright.sync_api import Error

from tests.journeys.casework.conftest import NARROW, WIDE
from tests.journeys.casework.reporting import (
    NEUTRAL,
    answer,
    choose,
    go_to,
    neutral,
    press,
    reach,
    step,
    write,
)
from tests.services.contact.report.filling import BURGLARY, NAMELESS

pytestmark = pytest.mark.browser

WORD = "marmalade-sandwich-lantern"
ABUSE = {
    "emergency": "no",
    "set": "domestic_abuse",
    "q.safe_now": "safe",
    "q.who": "self",
    "q.anonymous": "named",
    "q.told.by": "email",
    "q.told.email": "asha@example.org",
    "q.told.safe": "yes",
    "q.abuser": "ex",
    "q.together": "no",
    "q.signs": ["stalked", "threat_life"],
    "q.happened": WORD,
}


@pytest.fixture(scope="module")
def world(served):
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def visit(browser, served, world, request):
    """A function that opens the report in a fresh browser. No page of it may leave a cookie or a fault in the console."""
    opened, faults = [], []

    def start(path: str = "/report", **more):
        context = browser.new_context(base_url=served, viewport=WIDE, **more)
        neutral(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
        opened.append(context)
        page.goto("about:blank")
        page.goto(path)
        return page

    yield start
    for context in opened:
        assert context.cookies() == []
        context.close()
    # A page that says what is wrong comes as 400, and one that is over as 410: the browser notes both.
    told = r"status of 4(00|10)|ERR_INTERNET_DISCONNECTED|ERR_CACHE_MISS"
    assert [fault for fault in faults if not re.search(told, fault)] == []


def heard(page) -> str:
    """What stands in the middle of the page."""
    return page.locator("main").inner_text()


def test_a_burglary_by_the_keyboard_alone_with_the_script(visit, looked_at):
    page = visit()
    before = page.evaluate("history.length")
    press(page, "next")
    assert page.locator("[data-faults]:focus").count(), "the list of what is wrong has the keyboard"
    assert page.title() == "Error: Contact the police – Peelian"
    looked_at(page, "report-emergency-fault")
    go_to(page, "page.when", BURGLARY, looked_at_each(page, looked_at))
    press(page, "next")
    looked_at(page, "report-when-fault")
    choose(page, "q.when.how", "between")
    looked_at(page, "report-when-between")
    press(page, "next")
    looked_at(page, "report-when-between-fault")
    go_to(page, "check", BURGLARY, looked_at_each(page, looked_at))
    looked_at(page, "report-check")
    assert page.evaluate("history.length") == before + 1, "one entry for the whole visit"
    assert page.url.endswith("/report")
    press(page, "change.page.happened")
    assert page.locator("h1:focus").count(), "the heading of the new page has the keyboard"
    write(page, "q.happened", "Other words.")
    press(page, "next")
    assert step(page) == "check"
    assert "Other words." in heard(page)
    press(page, "send")
    assert "We have your report" in heard(page)
    looked_at(page, "report-receipt")
    assert len(page.locator(".peelian-secret").inner_text().split()) == 6


def looked_at_each(page, looked_at):
    return lambda name: looked_at(page, name)


@pytest.mark.prove
def test_a_burglary_by_the_keyboard_alone_without_a_script(visit):
    page = visit(java_script_enabled=False)
    press(page, "next")
    assert page.title().startswith("Error:")
    go_to(page, "page.happened", BURGLARY)
    assert page.get_by_text("Use the Back button on this page").is_visible()
    write(page, "q.happened", "They took the radio.")
    press(page, "back")
    assert step(page) == "page.where"
    press(page, "next")
    assert page.locator('[name="q.happened"]').input_value() == "They took the radio."
    go_to(page, "check", BURGLARY)
    press(page, "send")
    reference = page.locator(".govuk-panel strong").inner_text()
    words = page.locator(".peelian-secret").inner_text()
    page.goto("/track")
    page.fill("#reference", reference)
    page.fill("#words", words)
    page.get_by_role("button", name="Continue").click()
    assert reference in heard(page)


@pytest.mark.prove
def test_a_burglary_in_welsh_on_a_narrow_screen(visit, looked_at):
    page = visit("/cy/report")
    page.set_viewport_size(NARROW)
    go_to(page, "check", {**BURGLARY, "q.language": "cy"}, looked_at_each(page, looked_at))
    looked_at(page, "report-check-welsh")
    reach(page, ".peelian-languages__button", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=en] h1")
    assert step(page) == "check"
    assert page.url.endswith("/report")
    press(page, "send")
    assert "We have your report" in heard(page)


@pytest.mark.prove
def test_without_a_name_the_eight_words_are_typed_back(visit, looked_at):
    page = visit()
    go_to(page, "check", NAMELESS)
    press(page, "send")
    words = page.locator(".peelian-secret").inner_text()
    looked_at(page, "report-eight-words")
    press(page, "next")
    write(page, "words", "not these at all")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-faults]")
    looked_at(page, "report-retype-fault")
    assert page.locator("#words").input_value() == "not these at all"
    write(page, "words", " ".join(word[:4] for word in words.split()))
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-panel")
    looked_at(page, "report-receipt-nameless")
    assert words not in page.content()


def test_the_browsers_back_is_the_back_of_the_page_and_at_last_leaves(visit):
    page = visit()
    go_to(page, "page.happened", BURGLARY)
    write(page, "q.happened", WORD)
    page.go_back()
    page.wait_for_selector("input[name=at][value='page.where']", state="attached")
    page.go_back()
    page.wait_for_selector("input[name=at][value='page.when']", state="attached")
    assert page.locator("[name='q.when.day']").input_value() == "19"
    press(page, "next")
    press(page, "next")
    assert page.locator("[name='q.happened']").input_value() == WORD
    page.reload()
    assert step(page) == "emergency"
    assert WORD not in page.content()


def left(page) -> None:
    """On the neutral site, with nothing of the visit before or after it: what lies behind leads there as well."""
    page.wait_for_url(NEUTRAL)
    assert page.locator("h1").inner_text() == "Rain later"
    for way in (page.go_back, page.go_back, page.go_forward, page.go_forward):
        way()
        page.wait_for_timeout(300)
        assert page.url == "about:blank" or page.locator("h1").inner_text() == "Rain later", page.url
        assert WORD not in page.content()


def test_shift_three_times_leaves_and_nothing_of_the_visit_stays(visit, served):
    page = visit()
    go_to(page, "page.when", ABUSE)
    number = page.locator("#report [name=number]").get_attribute("value")
    assert WORD in page.content()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert "once more" in page.locator("[data-pressed]").inner_text()
    page.keyboard.press("Shift")
    left(page)
    again = page.request.post(f"{served}/report", form={"number": number, "emergency": "no", "at": "kind"})
    assert again.status == 410


def test_capitals_leave_nobody(visit):
    page = visit()
    go_to(page, "page.happened", ABUSE)
    reach(page, "[name='q.happened']")
    for letter in "HELP":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("[name='q.happened']").input_value() == "HELP"
    assert step(page) == "page.happened"


def test_the_button_leaves_by_the_keyboard_from_the_first_page_and_from_a_later_one(visit):
    for wanted in ("emergency", "page.when"):
        page = visit()
        go_to(page, wanted, ABUSE)
        page.keyboard.press("Tab")
        reach(page, ".govuk-exit-this-page__button")
        page.keyboard.press("Enter")
        left(page)


def test_the_way_out_is_the_second_thing_that_the_keyboard_meets(visit):
    page = visit()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(".peelian-exit-link:focus").is_visible()
    page.keyboard.press("Enter")
    left(page)


def test_the_exit_without_a_script_ends_the_visit_and_back_shows_nothing_of_it(visit, served):
    page = visit(java_script_enabled=False)
    go_to(page, "page.when", ABUSE)
    number = page.locator("#report [name=number]").get_attribute("value")
    page.get_by_role("button", name="Exit this page").last.click()
    page.wait_for_url(NEUTRAL)
    try:
        page.go_back()
    except Error as fault:  # the browser's own page, which asks whether to send the form again
        assert "ERR_CACHE_MISS" in str(fault)
    assert WORD not in page.content()
    again = page.request.post(f"{served}/report", form={"number": number, "emergency": "no", "at": "kind"})
    assert again.status == 410


def test_without_a_connection_what_was_typed_stays_and_is_sent_later(visit, looked_at):
    page = visit()
    go_to(page, "page.happened", BURGLARY)
    write(page, "q.happened", WORD)
    page.context.set_offline(True)
    reach(page, '#report button[value="next"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-unreached]")
    assert page.locator("[data-unreached]:focus").count()
    assert page.locator("[name='q.happened']").input_value() == WORD
    looked_at(page, "report-unreached")
    page.context.set_offline(False)
    press(page, "next")
    assert step(page) == "page.taken"


def test_a_second_press_sends_nothing_twice(visit, world):
    from peelian.casework.cases.models import Case

    page = visit()
    go_to(page, "check", BURGLARY)
    before = Case.objects.count()
    page.locator('#report button[value="send"]').dblclick()
    page.wait_for_selector(".govuk-panel")
    assert page.locator(".peelian-secret").count() == 1
    assert Case.objects.count() == before + 1


def test_what_is_needed_only_on_an_answer_is_hidden_until_then(visit):
    page = visit()
    go_to(page, "page.safe_contact", BURGLARY)
    assert not page.locator("[name='q.told.email']").is_visible()
    choose(page, "q.told.by", "email")
    assert page.locator("[name='q.told.email']").is_visible()
    assert not page.locator("[name='q.told.phone']").is_visible()


@pytest.mark.prove
def test_who_is_in_danger_and_each_ending_is_looked_at(visit, looked_at):
    for path in ("/report", "/cy/report"):
        page = visit(path)
        answer(page, {"emergency": "yes"})
        assert step(page) == "ways"
        looked_at(page, f"report-ways{path[:3]}")
        press(page, "back")
        go_to(page, "page.still_there", BURGLARY)
        answer(page, {"q.offender_there": "yes"})
        assert step(page) == "ending.still_there"
        looked_at(page, f"report-ending{path[:3]}")
        press(page, "next")
        assert step(page) == "page.who_for"


@pytest.mark.prove
def test_a_place_that_nobody_can_tell_leads_to_a_choice(visit, looked_at):
    page = visit()
    nowhere = {"q.where.postcode": "", "q.where.name": "Nowhere-under-Nothing"}
    go_to(page, "area", {**BURGLARY, **nowhere})
    looked_at(page, "report-area")
    press(page, "next")
    assert page.locator("[data-faults]").count()
    looked_at(page, "report-area-fault")
    reach(page, "#report select")
    page.keyboard.type("West Mid")
    press(page, "next")
    assert step(page) == "check"
    assert "West-Midlands" in heard(page)
