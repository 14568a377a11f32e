"""What happens to each made-up question: decided by a seed and a number, before anything is written.

No draw depends on another story, so story 17 of a seed is the same however many are told.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from peelian.law.engine import provision
from peelian.project.demo import phrases
from peelian.services.contact.measures import CODE

StepKind = Literal["take", "pause", "reply", "answer", "close", "reopen"]
YEAR: Final = timedelta(days=365)
HOUR: Final = timedelta(hours=1)
TEAMS: Final = 2
"""Made-up neighbourhood teams in each force."""


def first_day() -> date:
    """The first day of the rule by which the questions are counted: no year begins before it."""
    return min(version.starts for version in provision(CODE).versions if version.starts is not None)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done at a moment, with the words or the reason that go with it."""

    kind: StepKind
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One question and all that happens to it before the year ends."""

    number: int
    force: int
    team: int
    officer: int
    opened_at: datetime
    language: str
    question: str
    place: str
    name: str
    answer_by: str
    contact: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A made-up year: its seed, the moment at which it ends, and how many forces it is told of."""

    seed: int
    until: datetime
    forces: int

    def story(self, number: int) -> Story:
        """Story `number`, from 0."""
        draw = random.Random(f"peelian-demo|{self.seed}|{number}")  # noqa: S311 - made-up cases, no secrets
        force = number % self.forces if number < self.forces else draw.randrange(self.forces)
        language = "cy" if draw.random() < 0.08 else "en"
        opened = (self.until - YEAR * draw.random()).replace(microsecond=0)
        way = draw.choice(("page", "page", "email", "email", "sms", "phone", "post"))
        return Story(
            number=number,
            force=force,
            team=draw.randrange(TEAMS),
            officer=draw.randrange(2),
            opened_at=opened,
            language=language,
            question=f"{phrases.LABEL[language]} {draw.choice(phrases.QUESTIONS[language])}",
            place=draw.choice(phrases.PLACES),
            name=f"{draw.choice(phrases.FIRST.split())} {draw.choice(phrases.LAST.split())}",
            answer_by=way,
            contact=_contact(draw, way, number),
            steps=tuple(step for step in _steps(draw, self, force, opened, language) if step.at < self.until),
        )


def _contact(draw: random.Random, way: str, number: int) -> str:
    """Reserved for examples: RFC 2606 and Ofcom's numbers for drama."""
    match way:
        case "email":
            return f"person{number}@example.org"
        case "sms":
            return f"07700 900{draw.randrange(1000):03d}"
        case "phone":
            return f"01632 960{draw.randrange(1000):03d}"
        case "post":
            return f"{draw.randrange(1, 200)} Example Road, Exampleton"
    return ""


def _steps(draw: random.Random, year: Year, force: int, opened: datetime, language: str) -> list[Step]:
    pace = random.Random(f"peelian-demo|{year.seed}|force|{force}").uniform(0.6, 2.0)  # noqa: S311
    now = opened + draw.lognormvariate(1.6, 0.9) * pace * HOUR
    if draw.random() < 0.04:
        now += 20 * 24 * HOUR
    told = [Step("take", now)]
    if draw.random() < 0.08:
        now += draw.uniform(0.5, 6) * HOUR
        told.append(Step("pause", now, "waiting_for_person"))
        now += draw.uniform(12, 120) * HOUR
        told.append(Step("reply", now, _one(draw, phrases.REPLIES[language])))
    now = _answered(draw, told, now, pace, language)
    if draw.random() < 0.15:
        now += draw.uniform(2, 72) * HOUR
        told.append(Step("reply", now, _one(draw, phrases.REPLIES[language])))
        now = _answered(draw, told, now, pace, language)
    if draw.random() < 0.8:
        now += draw.uniform(5, 12) * 24 * HOUR
        told.append(Step("close", now, "answered"))
        if draw.random() < 0.06:
            now += draw.uniform(5, 200) * HOUR
            told.append(Step("reopen", now, _one(draw, phrases.REPLIES[language])))
            _answered(draw, told, now, pace, language)
    return told


def _answered(draw: random.Random, told: list[Step], now: datetime, pace: float, language: str) -> datetime:
    now += draw.lognormvariate(2.9, 0.8) * pace * HOUR
    told.append(Step("answer", now, _one(draw, phrases.ANSWERS[language])))
    return now


def _one(draw: random.Random, texts: Sequence[str]) -> str:
    return draw.choice(texts)
