"""Answers that stay as they are are walked once; every question to them gives what it gives to a plain mapping."""

import random

import pytest

from peelian.services.contact.sets import asking
from peelian.services.contact.sets.asking import Typed
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.reading import sets

ASKED = (asking.path, asking.stops, asking.kept, asking.summary)


def drawn(one: QuestionSet, chance: random.Random) -> dict[str, tuple[str, ...]]:
    """Some answers, to questions that apply and to others."""
    found: dict[str, tuple[str, ...]] = {}
    for page in one.pages:
        for question in page.questions:
            ids = [choice.id for choice in question.choices] or ["Asha"]
            for name in question.fields:
                if chance.random() < 0.8:
                    found[name] = tuple(chance.sample(ids, chance.randint(1, min(2, len(ids)))))
    return found | {ending.past: ("yes",) for ending in one.endings if chance.random() < 0.5}


@pytest.mark.parametrize("one", sets().values(), ids=lambda one: one.id)
def test_the_same_way_is_found_whether_it_was_walked_before_or_not(one: QuestionSet) -> None:
    chance, version = random.Random(one.id), one.versions[-1]
    for _ in range(30):
        answers = drawn(one, chance)
        kept = Typed(answers)
        for ask in (*ASKED, *ASKED):
            assert ask(one, kept, version) == ask(one, answers, version)


def test_a_way_is_walked_once_for_each_set() -> None:
    burglary, theft = sets()["burglary"], sets()["theft"]
    kept = Typed({"who": ("self",)})
    first = asking.path(burglary, kept, burglary.versions[-1])
    asking.stops(burglary, kept, burglary.versions[-1])
    assert len(kept.found) == 1
    other = asking.path(theft, kept, theft.versions[-1])
    assert len(kept.found) == 2
    assert [page.id for page in first] != [page.id for page in other]


def test_what_is_kept_is_no_door_into_the_way_that_was_walked() -> None:
    burglary = sets()["burglary"]
    kept = Typed({"who": ("self",)})
    asking.kept(burglary, kept, burglary.versions[-1])["who"] = ("other",)
    assert asking.kept(burglary, kept, burglary.versions[-1])["who"] == ("self",)
