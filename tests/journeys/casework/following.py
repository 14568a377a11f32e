"""A visitor on one's own page by the keyboard alone: fields, the page's own button, and the other language."""

from __future__ import annotations

from tests.journeys.casework.reporting import reach


def press(page, selector: str, key: str = "Tab") -> None:
    """Reach a button or a link and press it, which leads to another page."""
    reach(page, selector, key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_on(page) -> None:
    """The page's own button."""
    press(page, "main form .govuk-button:not([name])")


def write(page, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def titled(page, words: str) -> None:
    assert words in page.title(), page.locator("main").inner_text()


def other_language(page, title: str) -> None:
    """The button on top, which comes before the form."""
    press(page, ".peelian-languages__button", "Shift+Tab")
    titled(page, title)
