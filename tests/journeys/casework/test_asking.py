"""Somebody outside asks, reads the officer's answer, writes back: keyboard alone, no script, axe clean, in both languages."""

import pytest

from tests.journeys.casework.conftest import WIDE

pytestmark = pytest.mark.browser

QUESTION = "Why is the park dark? It was lit last year."
ANSWER = "The council mends the lights on Friday."
REACH = 40
"""So many presses of Tab reach anything on a page of the form."""


@pytest.fixture
def world(served):
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def asker(browser, served: str, looked_at):
    """A page of somebody without an account, and a look at it: axe, both widths, and that no page holds a script.

    Scripts themselves stay on, for axe is one; a page without any is what a browser without scripts shows.
    """
    context = browser.new_context(base_url=served, viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    scripts: list[str] = []
    page.on("request", lambda one: scripts.append(one.url) if one.resource_type == "script" else None)

    def look(name: str) -> None:
        assert page.locator("script, [onclick], [onchange], [onsubmit]").count() == 0, name
        looked_at(page, name)

    yield page, look
    assert (scripts, context.cookies()) == ([], [])
    context.close()


def reach(page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the element has the keyboard."""
    for _ in range(REACH):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def press(page, selector: str, key: str = "Tab") -> None:
    """Reach a button or a link and press it, which leads to another page."""
    reach(page, selector, key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_on(page) -> None:
    """The page's own button."""
    press(page, "main form .govuk-button:not([name])")


def choose(page, name: str, value: str) -> None:
    """Mark one of several: Tab to the first of them, then the arrows."""
    reach(page, f"input[name={name}]")
    for _ in range(10):
        if page.locator(f"input[name={name}][value={value}]:focus").count():
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not reached by the arrows")


def write(page, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def titled(page, words: str) -> None:
    assert words in page.title(), page.locator("main").inner_text()


def other_language(page, title: str) -> None:
    """The button on top, which comes before the form."""
    press(page, ".peelian-languages__button", "Shift+Tab")
    titled(page, title)


def asked(page, look) -> tuple[str, str]:
    """From the front page of the form to the receipt, with a mistake on the way wherever one can be made."""
    page.goto("/ask")
    go_on(page)
    titled(page, "Error:")
    look("ask-start-fault")
    choose(page, "emergency", "no")
    go_on(page)
    go_on(page)
    titled(page, "Error:")
    look("ask-force-fault")
    reach(page, "#force")
    page.keyboard.type("West Mid")
    go_on(page)
    titled(page, "Which team?")
    look("ask-team")
    choose(page, "team", "selly-oak")
    go_on(page)
    look("ask-question")
    write(page, "#question", QUESTION)
    go_on(page)
    choose(page, "answer_by", "email")
    write(page, "#email", "asha")
    go_on(page)
    titled(page, "Error:")
    look("ask-contact-fault")
    reach(page, "#email")
    page.keyboard.press("End")
    page.keyboard.type("@example.org")
    go_on(page)
    look("ask-language")
    go_on(page)
    titled(page, "Check your answers")
    other_language(page, "Gwiriwch eich atebion")
    look("ask-check-welsh")
    other_language(page, "Check your answers")
    assert QUESTION in page.locator("main").inner_text()
    go_on(page)
    titled(page, "We have your question")
    look("ask-receipt")
    return page.locator(".govuk-panel strong").inner_text(), page.locator(".peelian-secret").inner_text()


def answered(world) -> None:
    """What the officer does at the desk, whose pages have journeys of their own."""
    from django.utils import timezone

    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.moving import answer_case
    from peelian.casework.cases.models import Case
    from peelian.casework.threads.writing import write_message

    now = timezone.now()
    reference, officer = Case.objects.get().reference, world.actor("ben", now)
    take_case(reference, actor=officer, as_of=now)
    answer_case(
        reference, write=lambda act: write_message(act, text=ANSWER) and None, actor=officer, as_of=now
    )


def test_a_question_and_its_answer_by_keyboard_alone_without_a_script(asker, world):
    page, look = asker
    reference, words = asked(page, look)
    assert len(words.split()) == 6
    answered(world)

    page.goto("/ask/read")
    write(page, "#reference", reference)
    write(page, "#words", "not these words at all no")
    go_on(page)
    titled(page, "Error:")
    assert words not in page.content()
    look("ask-read-fault")
    write(page, "#words", " ".join(word[:4].upper() for word in words.split()))
    go_on(page)
    titled(page, "Your question")
    main = page.locator("main").inner_text()
    assert QUESTION in main
    assert ANSWER in main
    assert "Ben" in main, "the officer is named"
    look("ask-mine")
    write(page, "#message", "It is still dark.")
    other_language(page, "Eich cwestiwn")
    assert page.locator("#message").input_value() == "It is still dark."
    look("ask-mine-welsh")
    go_on(page)
    assert page.get_by_text("Mae eich neges gyda'r tîm").is_visible()
    assert "It is still dark." in page.locator("main").inner_text()
    look("ask-mine-sent-welsh")
