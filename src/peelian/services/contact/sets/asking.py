"""Which page comes next. Pure: the same set, answers and version give the same pages.

An answer counts only where its question is asked: what was answered on a page that no longer applies opens no other page.
So everything here walks the pages in order and asks each condition of the answers given so far on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import Answers, Ending, Page, Question, QuestionSet, Test, Version
from peelian.services.contact.sets.wording import shown

T = TypeVar("T")
_BY_ID = frozenset({"choice", "choices", "yes_no"})


class Typed(dict[str, tuple[str, ...]]):
    """Answers that nobody changes any more: what is found out from them (the way that they lead through a set, who
    answers for their place) is found out once, and goes when they go. Any other mapping gives the same, each time anew."""

    __slots__ = ("found",)

    def __init__(self, *answers: Any) -> None:
        super().__init__(*answers)
        self.found: dict[tuple[object, ...], Any] = {}


def once(answers: Answers, what: tuple[object, ...], find: Callable[[], T]) -> T:
    """What `find` gives, kept with the answers under `what` where they are `Typed`."""
    if not isinstance(answers, Typed):
        return find()
    if what not in answers.found:
        answers.found[what] = find()
    return cast("T", answers.found[what])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of "check your answers": where it is changed, what was asked, what was answered (nothing: not answered)."""

    page_id: str
    question: str
    label: Bilingual
    shown: tuple[Bilingual | str, ...]


def path(set_: QuestionSet, answers: Answers, version: Version) -> tuple[Page, ...]:
    """The pages that apply to these answers, in order; none after an ending that lets nobody go on."""
    return _walk(set_, answers, version).pages


def after(set_: QuestionSet, page_id: str, answers: Answers, version: Version) -> Page | Ending | None:
    """What follows a page: an ending that holds there and was not read yet, the next page, or None: check the answers.

    "" or a page that the set does not have gives the beginning.
    """
    way = _walk(set_, answers, version)
    order = [each.id for each in set_.pages]
    place = order.index(page_id) if page_id in order else -1
    here = page_id if place >= 0 else ""
    for ending in way.endings:
        if ending.after == here and not _was_read(ending, answers):
            return ending
    return next((page for page in way.pages if order.index(page.id) > place), None)


def before(set_: QuestionSet, page_id: str, answers: Answers, version: Version) -> Page | None:
    """The page before this one on the way; before a page that the set does not have ("": the check), the last."""
    order = [each.id for each in set_.pages]
    place = order.index(page_id) if page_id in order else len(order)
    earlier = [page for page in path(set_, answers, version) if order.index(page.id) < place]
    return earlier[-1] if earlier else None


def stops(set_: QuestionSet, answers: Answers, version: Version) -> tuple[Ending, ...]:
    """The endings that hold and were not read, first the one met first. Nothing is sent while there is one."""
    return tuple(each for each in _walk(set_, answers, version).endings if not _was_read(each, answers))


def kept(set_: QuestionSet, answers: Answers, version: Version) -> dict[str, tuple[str, ...]]:
    """The answers without those to pages, questions and choices that do not apply. For what is sent: while somebody is
    still answering, keep everything, so that a change of mind brings the earlier words back."""
    way = _walk(set_, answers, version)
    read = {each.past: ("yes",) for each in way.endings if each.continue_ok and _was_read(each, answers)}
    return way.live | read


def summary(set_: QuestionSet, answers: Answers, version: Version) -> tuple[Row, ...]:
    """Every question that applies, with what was answered in words."""
    way = _walk(set_, answers, version)
    return tuple(
        Row(page.id, one.id, one.short, shown(one, way.live))
        for page in way.pages
        for one in asked_on(page, way.live)
    )


def asked_on(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions of the page that apply to these answers."""
    return tuple(one for one in page.questions if _all_hold(one.show_if, answers))


def changed_pages(set_: QuestionSet, was: Version, now: Version) -> tuple[str, ...]:
    """The pages that ask something else now than they did in another version: to be asked again."""
    return tuple(
        page.id
        for page in set_.pages
        if (found := page.at(now)) is not None and found.questions and found != page.at(was)
    )


# --- walking ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Way:
    """`live`: the answers that count. `endings`: those that hold, in the order in which they are met."""

    pages: tuple[Page, ...]
    endings: tuple[Ending, ...]
    live: dict[str, tuple[str, ...]]


def _walk(set_: QuestionSet, answers: Answers, version: Version) -> _Way:
    return once(answers, ("way", set_, version), lambda: _walked(set_, answers, version))


def _walked(set_: QuestionSet, answers: Answers, version: Version) -> _Way:
    live: dict[str, tuple[str, ...]] = {}
    pages: list[Page] = []
    ends = set_.endings_at(version)
    met = _holding(ends, "", live)
    if _closed(met):
        return _Way((), tuple(met), live)
    for page in set_.pages_at(version):
        if not _all_hold(page.show_if, live):
            continue
        pages.append(page)
        for one in page.questions:
            if _all_hold(one.show_if, live):
                live |= _counted(one, answers)
        found = _holding(ends, page.id, live)
        met += found
        if _closed(found):
            break
    return _Way(tuple(pages), tuple(met), live)


def _counted(question: Question, answers: Answers) -> dict[str, tuple[str, ...]]:
    """What was answered to it, as far as it can be an answer."""
    if question.kind in _BY_ID:
        given = answers.get(question.id, ())
        known = tuple(choice.id for choice in question.choices if choice.id in given)
        if question.kind != "choices":
            known = tuple(value for value in given if value in known)[:1]
        return {question.id: known} if known else {}
    found = {name: answers.get(name, ())[:1] for name in question.fields}
    return {name: values for name, values in found.items() if values and values[0]}


def _holding(ends: Iterable[Ending], after_page: str, live: Answers) -> list[Ending]:
    return [each for each in ends if each.after == after_page and _all_hold(each.when, live)]


def _all_hold(tests: Iterable[Test], live: Answers) -> bool:
    return all(test.holds(live) for test in tests)


def _was_read(ending: Ending, answers: Answers) -> bool:
    return ending.continue_ok and answers.get(ending.past, ())[:1] == ("yes",)


def _closed(found: Iterable[Ending]) -> bool:
    return any(not each.continue_ok for each in found)
