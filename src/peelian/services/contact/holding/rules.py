"""The rules of `definitions/holding.toml`: every fault at once, or the rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from peelian.law.shape import Entry
from peelian.reference.problems import Bilingual
from peelian.services.contact.holding.problems import HoldingFaulty
from peelian.services.contact.sets.reading import sets

RATE: Final = "rate"
SAME_TEXT: Final = "same_text"
EMPTY_FIELD: Final = "empty_field"
TOO_QUICK: Final = "too_quick"
_NUMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    RATE: ("at_least", "minutes"),
    SAME_TEXT: ("at_least", "minutes", "shortest"),
    EMPTY_FIELD: (),
    TOO_QUICK: ("seconds",),
}
"""What each measure needs to be told; each a whole number above nothing."""

_TOGETHER: Final = 100
"""An entry of the ledger names all rules that hold a report in one code of so many letters."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a report is held. Numbers that its measure does not need are 0; `until`: from then on it holds nothing."""

    id: str
    measure: str
    reason: Bilingual
    at_least: int = 0
    minutes: int = 0
    shortest: int = 0
    seconds: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """An edition of the rules. `never`: sets of which no report is held; `reviewed`: by whom, empty for nobody."""

    edition: int
    reviewed: str
    never: frozenset[str]
    rules: Mapping[str, Rule]

    def on(self, day: date) -> list[Rule]:
        """The rules of a day."""
        return [one for one in self.rules.values() if one.until is None or day < one.until]


@cache
def book() -> Book:
    """The packaged rules. Raises HoldingFaulty."""
    text = files("peelian.services.contact").joinpath("definitions/holding.toml").read_text(encoding="utf-8")
    return read_book(tomllib.loads(text))


def read_book(document: Mapping[str, Any]) -> Book:
    """The rules of a document. Raises HoldingFaulty with every fault."""
    faults: list[Bilingual] = []
    root = Entry(document, "holding", faults)
    root.only("edition", "reviewed", "never", "rules")
    rules = [_rule(entry) for entry in root.entries("rules", required=True)]
    ids = [rule.id for rule in rules]
    for id_ in sorted({one for one in ids if ids.count(one) > 1}):
        root.note(f"the rule {id_} is there twice.", f"mae'r rheol {id_} yno ddwywaith.")
    if not all(re.fullmatch(r"[a-z][a-z0-9_]*", one) for one in ids) or len("+".join(ids)) > _TOGETHER:
        root.note("ids are small letters, 100 together.", "llythrennau bach yw'r ids, 100 gyda'i gilydd.")
    made = Book(
        root.whole("edition"),
        root.text("reviewed", ""),
        frozenset(root.texts("never", sorted(sets()))),
        {rule.id: rule for rule in rules},
    )
    if faults:
        raise HoldingFaulty(faults=Bilingual(" ".join(faults), " ".join(one.cy for one in faults)))
    return made


def _rule(entry: Entry) -> Rule:
    measure = entry.choice("measure", tuple(_NUMBERS))
    wanted = _NUMBERS.get(measure, ())
    entry.only("id", "measure", "reason", "until", *wanted)
    numbers = {name: entry.whole(name) for name in wanted}
    for name, value in numbers.items():
        if name in entry.content and value < 1:
            entry.note(f"{name} is 1 or more.", f"mae {name} yn 1 neu'n fwy.")
    return Rule(entry.text("id"), measure, entry.words("reason"), until=entry.day("until"), **numbers)
