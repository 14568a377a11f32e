"""Reading `definitions/risk.toml` and `definitions/grades.toml`: every fault at once, or the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast, get_args

from peelian.law.shape import Entry
from peelian.reference.problems import Bilingual
from peelian.services.contact.risk.model import (
    EVERY,
    LEVELS,
    Book,
    Condition,
    Fact,
    Grade,
    Letter,
    Rule,
    Scheme,
    Words,
)
from peelian.services.contact.risk.problems import RiskFaulty

LETTERS: Final = get_args(Letter)
FACTS: Final = get_args(Fact)
HIGHEST: Final = 9


@cache
def book() -> Book:
    """The packaged rules. Raises RiskFaulty."""
    return read_book(_packaged("risk.toml"))


@cache
def schemes() -> tuple[Scheme, ...]:
    """The packaged grades. Raises RiskFaulty."""
    return read_schemes(_packaged("grades.toml"))


def read_book(document: Mapping[str, Any]) -> Book:
    """The rules of a document. Raises RiskFaulty with every fault."""
    faults: list[Bilingual] = []
    root = Entry(document, "risk", faults)
    root.only("edition", "reviewed", "letters", "words", "rules")
    words = {one.id: one for one in (_words(entry) for entry in root.entries("words"))}
    rules = [_rule(entry, words) for entry in root.entries("rules", required=True)]
    ids = [rule.id for rule in rules]
    for id_ in sorted({one for one in ids if ids.count(one) > 1}):
        root.note(f"the rule {id_} is there twice.", f"mae'r rheol {id_} yno ddwywaith.")
    letters = Entry(root.table("letters"), "letters", faults)
    letters.only(*LETTERS)
    made = Book(
        root.whole("edition"),
        root.text("reviewed", ""),
        {letter: letters.words(letter) for letter in LETTERS},
        {rule.id: rule for rule in rules},
        words,
    )
    _raise(faults)
    return made


def read_schemes(document: Mapping[str, Any]) -> tuple[Scheme, ...]:
    """The grades of a document. Raises RiskFaulty with every fault."""
    faults: list[Bilingual] = []
    root = Entry(document, "grades", faults)
    root.only("schemes")
    made = tuple(_scheme(entry) for entry in root.entries("schemes", required=True))
    if not any(not one.forces and one.ends is None for one in made):
        root.note("no scheme holds for forces without one.", "nid oes cynllun i heddluoedd heb un eu hunain.")
    _raise(faults)
    return made


def _packaged(name: str) -> dict[str, Any]:
    text = files("peelian.services.contact").joinpath(f"definitions/{name}").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _raise(faults: list[Bilingual]) -> None:
    if faults:
        raise RiskFaulty(
            faults=Bilingual(" ".join(faults), " ".join(one.cy for one in faults)),
        )


def _words(entry: Entry) -> Words:
    entry.only("id", "en", "cy")
    found = Words(entry.text("id"), entry.texts("en"), entry.texts("cy"))
    if not found.en or not found.cy:
        entry.note("give words in both languages.", "rhowch eiriau yn y ddwy iaith.")
    return found


def _rule(entry: Entry, words: Mapping[str, Words]) -> Rule:
    entry.only("id", "letter", "sets", "when", "level", "safeguarding", "reason", "until")
    level = entry.whole("level", 0)
    if level and level not in LEVELS:
        entry.note(f"there is no level {level}.", f"nid oes lefel {level}.")
    sets, when = entry.texts("sets"), tuple(_condition(one, words) for one in entry.entries("when"))
    if not sets:
        entry.note("name its sets, or *.", "enwch ei setiau, neu *.")
    if EVERY in sets and not when:
        entry.note("a rule of every set asks for something.", "mae rheol pob set yn gofyn am rywbeth.")
    return Rule(
        id=entry.text("id"),
        letter=cast(Letter, entry.choice("letter", LETTERS)),
        sets=sets,
        when=when,
        level=level or None,
        safeguarding=entry.truth("safeguarding", False),
        reason=entry.words("reason"),
        until=entry.day("until"),
    )


def _condition(entry: Entry, words: Mapping[str, Words]) -> Condition:
    """Nothing here can ask that something is missing: there is no "not"."""
    entry.only("answer", "is", "fact", "at_least", "within_days", "level", "words")
    named = [key for key in ("answer", "fact", "words") if key in entry.content]
    if len(named) != 1:
        entry.note("name one of answer, fact, words.", "enwch un o answer, fact, words.")
    values = entry.texts("is")
    if ("answer" in named) != bool(values):
        entry.note("an answer has its 'is'.", "mae gan answer ei 'is'.")
    listed = entry.text("words", "")
    if listed and listed not in words:
        entry.note(f"there is no list of words {listed}.", f"nid oes rhestr o eiriau {listed}.")
    fact = entry.choice("fact", FACTS, "")
    return Condition(
        answer=entry.text("answer", ""),
        values=values,
        fact=cast(Fact, fact) if fact else None,
        at_least=entry.whole("at_least", 1),
        within_days=entry.whole("within_days") if "within_days" in entry.content else None,
        level=entry.whole("level") if "level" in entry.content else None,
        words=listed,
    )


def _scheme(entry: Entry) -> Scheme:
    entry.only("id", "forces", "from", "to", "grades")
    starts, grades = entry.day("from"), tuple(_grade(one) for one in entry.entries("grades", required=True))
    if starts is None:
        entry.note("'from' is missing.", "mae 'from' ar goll.")
    levels, priorities = [one.level for one in grades], [one.priority for one in grades]
    if levels != sorted(levels) or priorities != sorted(set(priorities), reverse=True):
        entry.note("the most urgent grade stands first.", "saif y radd fwyaf brys yn gyntaf.")
    return Scheme(
        id=entry.text("id"),
        forces=entry.texts("forces"),
        starts=cast(Any, starts),
        ends=entry.day("to"),
        grades=grades,
    )


def _grade(entry: Entry) -> Grade:
    entry.only("id", "level", "priority", "name", "target", "minutes", "source", "verified")
    level, priority = entry.whole("level"), entry.whole("priority")
    if level not in LEVELS or priority > HIGHEST:
        entry.note("its level is 1 to 4, its priority 0 to 9.", "ei lefel yw 1 i 4, ei flaenoriaeth 0 i 9.")
    return Grade(
        id=entry.text("id"),
        level=level,
        priority=priority,
        name=entry.words("name"),
        target=entry.words("target"),
        minutes=entry.whole("minutes") if "minutes" in entry.content else None,
        source=entry.text("source"),
        verified=entry.truth("verified", False),
    )
