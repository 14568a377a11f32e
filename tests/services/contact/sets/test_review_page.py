"""The page that a police reader reviews holds every word that a person is shown, in both languages."""

from __future__ import annotations

from peelian.services.contact.sets.reading import common_pages, numbers, sets
from peelian.services.contact.sets.review_page import page


def plain(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def test_every_word_of_every_set_is_on_the_page_in_both_languages() -> None:
    whole = page()
    shown = 0
    for found in sets().values():
        words = [found.title, found.short, found.about]
        for each in found.pages:
            words += [each.title, each.hint, *each.text.split("\n\n"), *each.text.cy.split("\n\n")]
            for one in each.questions:
                words += [one.label, one.short, one.hint, one.missing]
                words += [text for choice in one.choices for text in (choice.label, choice.hint)]
        for ending in found.endings:
            words += [
                ending.title,
                ending.link.text if ending.link else "",
                *ending.text.split("\n\n"),
                *ending.text.cy.split("\n\n"),
            ]
        for text in filter(None, words):
            shown += 1
            assert plain(text) in whole, (found.id, text)
            assert plain(getattr(text, "cy", text)) in whole, (found.id, text)
    assert shown > 1500


def test_common_pages_are_written_out_once() -> None:
    whole = page()
    for each in common_pages().values():
        for one in each.questions:
            assert whole.count(f"`{one.id}`: ") >= 1
    assert whole.count("`needs_about`: ") == 1


def test_a_number_that_nobody_verified_is_marked() -> None:
    lines = {line.split("`")[1]: line for line in page().split("## Numbers")[1].splitlines() if "`" in line}
    assert set(lines) == set(numbers())
    for id_, number in numbers().items():
        assert ("| **no** |" in lines[id_]) == (not number.verified)
        assert number.source in lines[id_]


def test_conditions_are_said_in_words() -> None:
    assert "Only if “Who the report is for” is “Somebody else: I am reporting for them”." in page()
    assert "Only if “Your name” is not “No, report without my name”." in page()
