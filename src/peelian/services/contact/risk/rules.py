"""What the rules notice in a report: a pure function of the answers and of a few facts. No table, no clock, no guess.

found = flags("burglary", payload, Facts(children=1))
level_of(found)                                         # 1 is the most urgent, 4 the usual
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from peelian.reference.problems import Bilingual
from peelian.services.contact.risk.model import EVERY, USUAL, Book, Condition, Letter, Rule, Words
from peelian.services.contact.risk.reading import book as packaged

_READ: Final = 1.5
"""Where a prompt to read stands among the levels."""
_WORD: Final = re.compile(r"[\w']+")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the answers. Everything counts up: more of it is more information.

    `children`: people of the case who are under 18. `earlier`: for each earlier report of the same person or telephone,
    how many days before this one. `messages`, `files`, `others`: what came since somebody last decided (a new report of
    the same person, for the last). `waiting`: minutes in which nobody has done anything while the case is ours to work
    on, and `level` where it stands. `words`: lists of which something was written.
    """

    children: int = 0
    earlier: tuple[int, ...] = ()
    messages: int = 0
    files: int = 0
    others: int = 0
    waiting: int = 0
    level: int = USUAL
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule noticed. `level` None: a prompt to read; `soon`: before what is as usual, for what words may mean.

    `recurs`: it may be noticed anew after a decision.
    """

    rule: str
    letter: Letter
    level: int | None
    reason: Bilingual
    safeguarding: bool = False
    recurs: bool = False
    soon: bool = False


NOTHING: Final = Facts()


def flags(
    set_id: str,
    payload: Mapping[str, Any],
    facts: Facts = NOTHING,
    *,
    on: date | None = None,
    book: Book | None = None,
) -> tuple[Flag, ...]:
    """Every rule that holds: emergencies, then what is to be read, then the rest, the most urgent first.

    `on`: the day, for rules that have ended.
    """
    held = packaged() if book is None else book
    found = [
        _flag(rule)
        for rule in held.rules.values()
        if (EVERY in rule.sets or set_id in rule.sets)
        and (rule.until is None or on is None or on <= rule.until)
        and all(_holds(one, payload, facts) for one in rule.when)
    ]
    return tuple(sorted(found, key=lambda one: one.level or _READ))


def level_of(found: Iterable[Flag]) -> int:
    """The most urgent level that any of them suggests."""
    return min((one.level for one in found if one.level is not None), default=USUAL)


grade_of = level_of
"""The same, by the word that officers use."""


def words_in(texts: Iterable[str], *, book: Book | None = None) -> frozenset[str]:
    """The lists of words of which something stands in these texts."""
    held = packaged() if book is None else book
    plain = [_plain(text) for text in texts]
    return frozenset(
        one.id
        for one in held.words.values()
        if any(words in text for words in _sought(one) for text in plain)
    )


def typed_in(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything in an answered report that may have been typed."""
    return tuple(value for value in payload.values() if isinstance(value, str))


def _flag(rule: Rule) -> Flag:
    soon = rule.level is None and any(one.words for one in rule.when)
    return Flag(rule.id, rule.letter, rule.level, rule.reason, rule.safeguarding, rule.recurs, soon)


def _holds(one: Condition, payload: Mapping[str, Any], facts: Facts) -> bool:
    if one.answer:
        return not _chosen(payload.get(one.answer)).isdisjoint(one.values)
    if one.words:
        return one.words in facts.words
    if one.fact == "earlier":
        within = one.within_days
        return sum(within is None or days <= within for days in facts.earlier) >= one.at_least
    if one.fact == "waiting":
        return (one.level is None or facts.level == one.level) and facts.waiting >= one.at_least
    return one.fact is not None and int(getattr(facts, one.fact)) >= one.at_least


def _chosen(value: object) -> set[str]:
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    if isinstance(value, str):
        return {value}
    return {str(one) for one in value} if isinstance(value, list | tuple) else set()


def _plain(text: str) -> str:
    """The words of a text in order, one space before and after each: " i don't want to live "."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return f" {' '.join(word.strip(chr(39)) for word in _WORD.findall(plain))} "


@cache
def _sought(one: Words) -> tuple[str, ...]:
    return tuple(_plain(words) for words in (*one.en, *one.cy))
