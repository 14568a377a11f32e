"""What a rule of risk is, and a force's grades. Read from `definitions/risk.toml` and `grades.toml`; nothing here decides.

A rule may ask only for what is there (an answer that was given, so many reports before), never for what is missing: so
whatever becomes known of a case adds to what was noticed and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from peelian.reference.problems import Bilingual

Letter = Literal["T", "H", "R", "I", "V", "E"]
Fact = Literal["children", "earlier", "messages", "files", "others", "waiting"]

EVERY: Final = "*"
"""Rules of every set that asks what they ask for."""
LEVELS: Final = (1, 2, 3, 4)
"""The grades that all forces' own grades are measured by: 1 emergency, 2 prompt, 3 by appointment, 4 without a visit."""
USUAL: Final = 4
"""The level of a case of which no rule says more."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must be there; exactly one of `answer`, `fact` and `words` is named.

    `answer`: one of `values` was chosen. `fact`: it counts `at_least` so many; of earlier reports those within
    `within_days`, of waiting minutes only while the case stands at `level`. `words`: one of that list was written.
    """

    answer: str = ""
    values: tuple[str, ...] = ()
    fact: Fact | None = None
    at_least: int = 1
    within_days: int | None = None
    level: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """When all of `when` holds in a report of one of `sets`, the rule suggests `level`, for `reason`.

    Without a level it asks somebody to read closely and suggests nothing. `safeguarding`: a decision about a child comes
    first. A rule `until` whose day has passed notices nothing new and still explains what it noticed.
    """

    id: str
    letter: Letter
    sets: tuple[str, ...]
    when: tuple[Condition, ...]
    level: int | None
    safeguarding: bool
    reason: Bilingual
    until: date | None = None

    @property
    def recurs(self) -> bool:
        """Whether it can notice something new again after a decision: what came since, not what was answered once."""
        return any(one.words or one.fact not in (None, "children", "earlier") for one in self.when)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that somebody should look at: whole words, however they are written. They are found, never judged."""

    id: str
    en: tuple[str, ...]
    cy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The rules. `edition` changes whenever a rule does; `reviewed`: which police reader reviewed this one, and when."""

    edition: int
    reviewed: str
    letters: Mapping[str, Bilingual]
    rules: Mapping[str, Rule]
    words: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Grade:
    """One of a force's own grades. `priority` orders the queue; `minutes`: the target for attending, None for none."""

    id: str
    level: int
    priority: int
    name: Bilingual
    target: Bilingual
    minutes: int | None
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """The grades of some forces from a day on, the most urgent first. No forces: of every force that has none of its own."""

    id: str
    forces: tuple[str, ...]
    starts: date
    ends: date | None
    grades: tuple[Grade, ...]

    def of_level(self, level: int) -> Grade:
        """The force's own grade for a level; where it has none, its next more urgent one."""
        fits = [one for one in self.grades if one.level == level]
        return (
            fits[0]
            if fits
            else max(
                (one for one in self.grades if one.level < level),
                key=lambda one: one.level,
                default=self.grades[0],
            )
        )

    def grade(self, id_: str) -> Grade | None:
        """The grade called `id_`."""
        return next((one for one in self.grades if one.id == id_), None)
