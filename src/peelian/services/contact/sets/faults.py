"""What is wrong with a set that only shows when its tables are seen together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from peelian.law.shape import Entry
from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import PARTS, Ending, Page, Question, QuestionSet, Test, Version
from peelian.services.contact.sets.shapes import doubles

_RESERVED: Final = frozenset({"past", "number", "set", "version", "at", "do"})
_TESTABLE: Final = frozenset({"choice", "choices", "yes_no"})
_PAGE: Final = Bilingual("page", "y dudalen")
_QUESTION: Final = Bilingual("question", "y cwestiwn")
_ENDING: Final = Bilingual("ending", "y diwedd")
_CHOICE: Final = Bilingual("choice", "y dewis")


def note_all(entry: Entry, found: QuestionSet, numbers: Iterable[str]) -> None:
    """Note every fault of the whole set at `entry`."""
    _versions(entry, found.versions)
    _ids(entry, found)
    _spans(entry, found)
    _conditions(entry, found)
    _endings(entry, found)
    _numbers(entry, found, frozenset(numbers))
    _reaches_an_end(entry, found)
    _upcasts(entry, found)


def _versions(entry: Entry, versions: tuple[Version, ...]) -> None:
    if [one.number for one in versions] != list(range(1, len(versions) + 1)):
        entry.note(
            "the versions are not numbered 1, 2, 3 in this order.",
            "nid yw'r fersiynau wedi'u rhifo 1, 2, 3 yn y drefn hon.",
        )
    for before, after in pairwise(versions):
        if after.starts <= before.starts:
            entry.note(
                f"version {after.number} does not begin after version {before.number}.",
                f"nid yw fersiwn {after.number} yn dechrau ar ôl fersiwn {before.number}.",
            )
        if after.common < before.common:
            entry.note(
                f"version {after.number} goes back to older common pages.",
                f"mae fersiwn {after.number} yn mynd yn ôl i dudalennau cyffredin hŷn.",
            )


def _ids(entry: Entry, found: QuestionSet) -> None:
    doubles(entry, _PAGE, [page.id for page in found.pages])
    doubles(entry, _ENDING, [ending.id for ending in found.endings])
    questions = list(_questions(found))
    doubles(entry, _QUESTION, [one.id for one in questions])
    for one in questions:
        at = Entry({}, f"{entry.where}.{one.id}", entry.faults)
        doubles(at, _CHOICE, [choice.id for choice in one.choices])
        if one.id in _RESERVED:
            at.note("this id is used by the form itself.", "defnyddir yr id hwn gan y ffurflen ei hun.")
    taken = {one.id for one in questions}
    for one in questions:
        for part in PARTS.get(one.kind, ()):
            if f"{one.id}_{part}" in taken:
                entry.note(
                    f"the question {one.id}_{part} has the name under which a part of {one.id} is kept.",
                    f"mae gan y cwestiwn {one.id}_{part} yr enw y cedwir rhan o {one.id} oddi tano.",
                )


def _spans(entry: Entry, found: QuestionSet) -> None:
    """Nothing begins in a version that there is not."""
    own, common = (
        max((each.number for each in found.versions), default=1),
        max((each.common for each in found.versions), default=1),
    )
    for page in found.pages:
        last = common if page.common else own
        late = [page.since, *(one.since for one in page.questions)]
        late += [choice.since for one in page.questions for choice in one.choices]
        if max(late) > last and not page.common:
            entry.note(
                f"page.{page.id} begins with version {max(late)}, and the last version is {last}.",
                f"mae page.{page.id} yn dechrau gyda fersiwn {max(late)}, a'r fersiwn olaf yw {last}.",
            )


def _conditions(entry: Entry, found: QuestionSet) -> None:
    """A condition asks about what was asked before it."""
    before: dict[str, Question] = {}
    for page in found.pages:
        _tested(entry, f"page.{page.id}.show_if", page.show_if, before)
        for one in page.questions:
            _tested(entry, f"page.{page.id}.{one.id}.show_if", one.show_if, before)
            before[one.id] = one
    for ending in found.endings:
        _tested(entry, f"endings.{ending.id}.when", ending.when, before)


def _tested(entry: Entry, where: str, tests: tuple[Test, ...], before: Mapping[str, Question]) -> None:
    at = Entry({}, f"{entry.where}.{where}", entry.faults)
    for test in tests:
        asked = before.get(test.question)
        if asked is None:
            at.note(
                f"the question {test.question!r} is not asked before this.",
                f"ni ofynnir y cwestiwn {test.question!r} cyn hyn.",
            )
            continue
        if asked.kind not in _TESTABLE or (test.op == "is" and asked.kind == "choices"):
            wanted = "includes" if asked.kind == "choices" else "is"
            at.note(
                f"'{test.op}' cannot be asked of {asked.id}, which is {asked.kind}. Use {wanted} of a choice.",
                f"ni ellir gofyn '{test.op}' am {asked.id}, sy'n {asked.kind}. Defnyddiwch {wanted} am ddewis.",
            )
            continue
        known = [choice.id for choice in asked.choices]
        for value in test.values:
            if value not in known:
                at.note(
                    f"{asked.id} has no answer {value!r}; it has {', '.join(known)}.",
                    f"nid oes gan {asked.id} ateb {value!r}; mae ganddo {', '.join(known)}.",
                )


def _endings(entry: Entry, found: QuestionSet) -> None:
    pages = {page.id for page in found.pages}
    for ending in found.endings:
        if ending.after and ending.after not in pages:
            entry.note(
                f"endings.{ending.id} comes after the page {ending.after!r}, which there is not.",
                f"daw endings.{ending.id} ar ôl y dudalen {ending.after!r}, nad yw'n bod.",
            )
            continue
        asked = {test.question for test in ending.when}
        place = next((at for at, page in enumerate(found.pages) if page.id == ending.after), -1)
        late = [
            page.id for page in found.pages[place + 1 :] if any(one.id in asked for one in page.questions)
        ]
        if late:
            entry.note(
                f"endings.{ending.id} comes before the page {late[-1]!r}, whose answer it needs.",
                f"daw endings.{ending.id} cyn y dudalen {late[-1]!r}, y mae angen ei hateb.",
            )


def _upcasts(entry: Entry, found: QuestionSet) -> None:
    """There is no way from a version that has no next one."""
    for number in found.upcasts:
        if not 1 <= number < len(found.versions):
            entry.note(
                f"upcasts from version {number}, which has no next version.",
                f"mae upcasts o fersiwn {number}, nad oes fersiwn ar ei hôl.",
            )


def _numbers(entry: Entry, found: QuestionSet, known: frozenset[str]) -> None:
    things: tuple[Page | Ending, ...] = (*found.pages, *found.endings)
    for thing in things:
        for number in thing.numbers:
            if number not in known:
                entry.note(
                    f"{thing.id} names the number {number!r}, which numbers.toml has not.",
                    f"mae {thing.id} yn enwi'r rhif {number!r}, nad yw yn numbers.toml.",
                )


def _reaches_an_end(entry: Entry, found: QuestionSet) -> None:
    closed = any(not one.when and not one.after and not one.continue_ok for one in found.endings)
    if found.online and (closed or not any(page.questions for page in found.pages)):
        entry.note(
            "it is online and cannot be sent: it asks nothing, or ends before its first page.",
            "mae ar-lein ac ni ellir ei hanfon: nid yw'n gofyn dim, neu mae'n gorffen cyn ei thudalen gyntaf.",
        )
    if not found.online and not any(not one.when and not one.continue_ok for one in found.endings):
        entry.note(
            "it is not online and does not say where to turn: give an ending without 'when'.",
            "nid yw ar-lein ac nid yw'n dweud ble i droi: rhowch ddiwedd heb 'when'.",
        )
    if found.online and not found.family:
        entry.note("'family' is missing.", "mae 'family' ar goll.")


def _questions(found: QuestionSet) -> Iterator[Question]:
    for page in found.pages:
        yield from page.questions
