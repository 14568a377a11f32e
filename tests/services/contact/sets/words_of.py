"""Every text of a question set that somebody reads, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import Page, Question, QuestionSet


def texts_of(set_: QuestionSet) -> Iterator[tuple[str, Bilingual]]:
    """Place -> text, for what is written in the set and in the common pages that it uses; nothing where it says nothing."""
    for where, text in _all(set_):
        if text or text.cy:
            yield f"{set_.id}.{where}", text


def _all(set_: QuestionSet) -> Iterator[tuple[str, Bilingual]]:
    yield from (("title", set_.title), ("short", set_.short), ("about", set_.about))
    for ending in set_.endings:
        yield f"endings.{ending.id}.title", ending.title
        yield f"endings.{ending.id}.text", ending.text
        if ending.link:
            yield f"endings.{ending.id}.link", ending.link.text
    for page in set_.pages:
        yield from _page(page)


def _page(page: Page) -> Iterator[tuple[str, Bilingual]]:
    at = f"page.{page.id}"
    yield from ((f"{at}.title", page.title), (f"{at}.hint", page.hint), (f"{at}.text", page.text))
    for question in page.questions:
        yield from _question(f"{at}.{question.id}", question)


def _question(at: str, question: Question) -> Iterator[tuple[str, Bilingual]]:
    yield from ((f"{at}.label", question.label), (f"{at}.short", question.short))
    yield from ((f"{at}.hint", question.hint), (f"{at}.missing", question.missing))
    for choice in question.choices:
        yield from ((f"{at}.{choice.id}.label", choice.label), (f"{at}.{choice.id}.hint", choice.hint))
