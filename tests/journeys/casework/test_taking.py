"""Ben takes reports from callers at the desk: by the keyboard alone, with the script and without, in both languages."""

import re

import pytest

from tests.journeys.casework.conftest import NARROW
from tests.journeys.casework.reporting import answer, go_to, press, reach, step, write
from tests.services.contact.report.filling import BURGLARY, NAMELESS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def taking(people):
    """The force's own team takes reports, and Ben works in it."""
    from peelian.accounts.models import Force

    Force.objects.filter(force_id="west-midlands").update(contact_team=people.aston)
    return people


def heard(page) -> str:
    """What stands in the middle of the page."""
    return page.locator("main").inner_text()


def begin(page, path: str = "/desk/report") -> None:
    page.goto(path)
    page.wait_for_selector("#report")


def grade(page, name: str, why: str = "") -> None:
    page.locator("#grade").select_option(name)
    if why:
        page.locator("#grade_reason").select_option(why)


def each(page, looked_at):
    return lambda name: looked_at(page, f"taking-{name}")


@pytest.mark.prove
def test_a_caller_in_danger_by_the_keyboard_alone_with_the_script(page_of, taking, looked_at):
    page = page_of(taking.ben)
    page.get_by_role("link", name="Take a report").click()
    page.wait_for_selector("#report")
    assert page.locator("#emergency:focus").count(), "the first question has the keyboard"
    press(page, "next")
    assert page.locator("[data-faults]:focus").count(), "the list of what is wrong has the keyboard"
    looked_at(page, "taking-danger-fault")
    answer(page, {"emergency": "yes"})
    assert "Send help first" in heard(page)
    assert page.locator("h1:focus").count(), "the heading of the new page has the keyboard"
    looked_at(page, "taking-help")
    press(page, "next")
    go_to(page, "check", BURGLARY, each(page, looked_at))
    assert "Grade 1: emergency" in heard(page)
    looked_at(page, "taking-check")
    press(page, "send")
    assert page.locator("[data-faults] a").inner_text() == "Decide on a grade"
    looked_at(page, "taking-check-fault")
    grade(page, "3")
    press(page, "send")
    assert "You decided otherwise" in page.locator("[data-faults] a").inner_text()
    grade(page, "1")
    press(page, "change.page.happened")
    write(page, "q.happened", "He is at the door.")
    press(page, "next")
    assert step(page) == "check" and "He is at the door." in heard(page)
    assert page.locator("#grade").input_value() == "1", "the grade was not lost on the way"
    press(page, "send")
    assert "The report is recorded" in heard(page)
    assert page.locator(".peelian-secret").count() == 6
    looked_at(page, "taking-receipt")
    page.get_by_role("link", name="The caller has them: to the case").click()
    page.get_by_role("heading", name="How urgent").wait_for()
    assert page.get_by_text("Grade 1: emergency").first.is_visible()
    assert page.get_by_text("Taken from a caller by telephone").is_visible()
    looked_at(page, "taking-case")


@pytest.mark.prove
def test_without_a_script_the_same_caller_is_known_again_and_linked(page_of, taking, looked_at):
    page = page_of(taking.ben, java_script_enabled=False)
    by_phone = {"q.told.by": "phone", "q.told.phone": "01632 960001", "q.told.mention": "no"}
    asha = {**BURGLARY, **by_phone, "q.name": "Asha Iqbal"}
    for again in (False, True):
        begin(page)
        press(page, "next")
        assert page.title().startswith("Error:")
        go_to(page, "check", asha)
        if again:
            earlier = page.locator('select[name^="link."]')
            assert earlier.count() == 1
            earlier.select_option("same_person")
        grade(page, "2", "spoke_to_them")
        press(page, "send")
    page.get_by_role("link", name="The caller has them: to the case").click()
    assert page.get_by_text("Same person").or_(page.get_by_text("same person")).first.is_visible()


@pytest.mark.prove
def test_in_welsh_on_a_narrow_screen(page_of, taking, looked_at):
    page = page_of(taking.ben)
    page.set_viewport_size(NARROW)
    begin(page, "/cy/desk/report")
    go_to(page, "check", {**BURGLARY, "q.name": "Mair"}, each(page, looked_at))
    looked_at(page, "taking-check-welsh")
    grade(page, "2", "spoke_to_them")
    for language in ("en", "cy"):
        reach(page, ".peelian-languages__button", "Shift+Tab")
        page.keyboard.press("Enter")
        page.locator(f"html[lang={language}]").wait_for()
        assert page.locator("#grade").input_value() == "2", "what was decided is still there"
    press(page, "send")
    assert page.locator("html").get_attribute("lang") == "cy"
    assert "Mae'r adroddiad wedi'i gofnodi" in heard(page)
    looked_at(page, "taking-receipt-welsh")


@pytest.mark.prove
def test_a_caller_without_a_name_says_the_eight_words_back(page_of, taking, looked_at):
    page = page_of(taking.ben)
    begin(page)
    go_to(page, "check", NAMELESS)
    grade(page, "2", "spoke_to_them")
    press(page, "send")
    looked_at(page, "taking-words")
    words = page.locator(".peelian-secret").inner_text()
    assert len(words.split()) == 8
    press(page, "next")
    looked_at(page, "taking-retype")
    write(page, "words", "not these")
    press(page, "send")
    looked_at(page, "taking-retype-fault")
    write(page, "words", words)
    press(page, "send")
    assert "The report is recorded" in heard(page) and not re.search(words, heard(page))
    looked_at(page, "taking-receipt-nameless")


@pytest.mark.prove
def test_what_is_no_report_of_ours_ends_as_the_public_form_does(page_of, taking, looked_at):
    page = page_of(taking.ben)
    begin(page)
    for typed in ({"emergency": "no"}, {"set": "missing_person"}, {"q.missing": "risk"}):
        answer(page, typed)
    assert "take what they report in your force's own system" in heard(page)
    looked_at(page, "taking-ending")
