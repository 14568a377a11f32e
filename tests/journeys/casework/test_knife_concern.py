"""A knife concern without a name, from the first question to the officer's answer: with the words kept, and lost."""

import re

import pytest

from tests.journeys.casework.conftest import WIDE
from tests.journeys.casework.reporting import go_to, neutral, press, step, write

pytestmark = pytest.mark.browser

CONCERN = {
    "emergency": "no",
    "set": "weapon_concern",
    "q.danger": "no",
    "q.anonymous": "without",
    "q.worry": ["carries"],
    "q.whose": "known",
    "q.weapon": ["knife"],
    "q.children": ["none"],
    "q.where.postcode": "B29 6BD",
    "q.when.how": "unknown",
    "q.happened": "He has it behind the gym.",
    "q.evidence": ["none"],
    "q.traced": "no",
    "q.language": "en",
    "force": "west-midlands",
}
ASKED = "On which days did you see him there?"


@pytest.fixture(scope="module")
def world(served):
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def visit(browser, served):
    """A function that opens a page in a fresh browser."""
    opened = []

    def start(path: str, **more):
        context = browser.new_context(base_url=served, viewport=WIDE, **more)
        neutral(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        opened.append(context)
        page.goto(path)
        return page

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def officer(visit, world, served):
    """Ben at his desk, who works for the team that the force's reports come to."""
    import time

    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from peelian.accounts import door
    from peelian.accounts.models import Grant

    Grant.objects.get_or_create(
        user=world.ben,
        role="officer",
        team=world.force.contact_team,
        defaults={"starts": timezone.now(), "reason": "joins"},
    )
    client = Client()
    client.force_login(world.ben)
    session = client.session
    session[door.SEEN] = session[door.STARTED] = time.time()
    session.save()
    page = visit("about:blank")
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": served}]
    )
    return page


def newest():
    from peelian.casework.cases.models import Case

    return Case.objects.latest("id")


def words_on(page) -> str:
    return page.locator(".peelian-secret").inner_text()


def said(page) -> str:
    return page.locator("main").inner_text()


def test_the_words_are_kept_and_the_officer_s_question_is_answered(visit, officer, looked_at):
    page = visit("/report")
    go_to(page, "check", CONCERN)
    press(page, "send")
    words = words_on(page)
    press(page, "next")
    write(page, "words", words)
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-panel")

    case = newest()
    assert (case.kind, case.parties.count()) == ("weapon_concern", 0)
    desk = officer
    desk.goto(f"/desk/cases/{case.reference}")
    assert "Reported without a name" in said(desk)
    assert "He has it behind the gym." in said(desk)
    assert desk.get_by_text("give them new ones").count() == 0
    looked_at(desk, "unnamed-case")
    desk.get_by_role("button", name="Take this case").click()
    desk.get_by_role("link", name="Answer", exact=True).click()
    assert "This was reported without a name" in said(desk)
    looked_at(desk, "unnamed-answer")
    desk.get_by_label("What the person reads").fill(ASKED)
    desk.get_by_role("button", name="Send the answer").click()
    desk.wait_for_url("**done=answered")

    page.goto("/track/anonymous")
    page.fill("#words", " ".join(word[:4] for word in words.split()))
    page.get_by_role("button", name="Continue").click()
    assert ASKED in said(page)
    page.fill("#message", "On Mondays.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Your message is with the team").wait_for()
    desk.reload()
    assert "On Mondays." in said(desk)
    assert page.context.cookies() == []


@pytest.mark.prove
def test_words_lost_before_sending_are_shown_again_and_lost_afterwards_they_are_gone(
    visit, officer, looked_at
):
    page = visit("/report", java_script_enabled=False)
    go_to(page, "check", CONCERN)
    press(page, "send")
    first = words_on(page)
    press(page, "next")
    press(page, "back")
    assert words_on(page) == first, "still there, for nothing was sent"
    press(page, "again")
    second = words_on(page)
    assert second != first
    press(page, "next")
    write(page, "words", first)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-faults]")
    assert step(page) == "retype", "the words before open nothing"
    write(page, "words", second)
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-panel")
    assert second not in page.content()

    back = visit("/track/anonymous")
    back.fill("#words", first)
    back.get_by_role("button", name="Continue").click()
    assert "These eight words open nothing" in said(back)
    assert re.search("Nobody can look them up or give you new ones.*report again", said(back), re.DOTALL)
    case = newest()
    officer.goto(f"/desk/cases/{case.reference}/words")
    assert "Nobody can give new words for a report without a name" in said(officer)
    looked_at(officer, "unnamed-no-new-words")
    back.fill("#words", second)
    back.get_by_role("button", name="Continue").click()
    assert "You reported this without a name" in said(back)
