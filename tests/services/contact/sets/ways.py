"""Every way through a question set: the answers that decide which page comes next, and the walk that they give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from peelian.services.contact.sets import reading
from peelian.services.contact.sets.asking import after
from peelian.services.contact.sets.model import Answers, Ending, Page, Question, QuestionSet, Test, Version

Given = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Walk:
    """The pages and endings that were met, in order, and how it ended: "check" or the id of an ending."""

    met: tuple[Page | Ending, ...]
    end: str
    answers: Given

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(one for one in self.met if isinstance(one, Page))

    def said(self) -> str:
        """As the table of expected ways writes it: endings in brackets."""
        names = [f"[{one.id}]" if isinstance(one, Ending) else one.id for one in self.met]
        return " > ".join(names + (["check"] if self.end == "check" else []))


def newest(set_: QuestionSet) -> Version:
    return set_.versions[-1]


def walk(set_: QuestionSet, answers: Answers) -> Walk:
    """From the start page by page; an ending that lets one go on is read, and left behind."""
    version, given = newest(set_), dict(answers)
    met: list[Page | Ending] = []
    here = ""
    for _ in range(len(set_.pages) + len(set_.endings) + 1):
        step = after(set_, here, given, version)
        if step is None:
            return Walk(tuple(met), "check", given)
        met.append(step)
        if isinstance(step, Page):
            here = step.id
        elif step.continue_ok:
            given[step.past] = ("yes",)
        else:
            return Walk(tuple(met), step.id, given)
    raise AssertionError(f"{set_.id} goes round in circles: {[one.id for one in met]}")


@cache
def every_way(id_: str) -> tuple[Walk, ...]:
    """A walk for every combination of the answers that steer the set."""
    set_ = reading.set_(id_)
    steering = {one.id: _answers_to(one, _tests_of(set_, one.id)) for one in _steering(set_)}
    return tuple(
        walk(set_, {name: one for name, one in zip(steering, chosen, strict=True) if one})
        for chosen in product(*steering.values())
    )


def _answers_to(question: Question, tests: list[Test]) -> list[tuple[str, ...]]:
    """Each choice that a condition names, alone; all of these at once where one may choose several; one that no condition
    names, which stands for all the others; and nothing where nothing need be chosen."""
    named = {value for test in tests for value in test.values}
    ids = [choice.id for choice in question.choices]
    answers: list[tuple[str, ...]] = [] if question.required else [()]
    answers += [(id_,) for id_ in ids if id_ in named]
    answers += [(id_,) for id_ in ids if id_ not in named][:1]
    if question.kind == "choices":
        answers.append(tuple(id_ for id_ in ids if id_ in named))
    return list(dict.fromkeys(answers))


def _steering(set_: QuestionSet) -> list[Question]:
    return [one for page in set_.pages for one in page.questions if _tests_of(set_, one.id)]


def _tests_of(set_: QuestionSet, question: str) -> list[Test]:
    tests = [test for page in set_.pages for test in page.show_if]
    tests += [test for ending in set_.endings for test in ending.when]
    return [test for test in tests if test.question == question]
