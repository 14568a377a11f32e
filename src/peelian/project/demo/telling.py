"""Telling a story through the very actions that people use; each at the moment at which the story says."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from peelian.accounts.actors import Actor, actor_for, outside_actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import (
    answer_case,
    close_case,
    move_case,
    pause_case,
    reply_to_case,
)
from peelian.casework.cases.models import Case
from peelian.casework.threads.door import NewSecret
from peelian.casework.threads.writing import write_message
from peelian.project.demo.stories import Step, Story, Year
from peelian.project.demo.world import Place
from peelian.services.contact.actions.reporting import open_made_up, was_sent
from peelian.services.contact.sets.reading import set_
from peelian.services.contact.sets.wording import address_field
from peelian.services.contact.visit.answers import Visit

QUESTION = "question"
"""The question set that every story is an answer to."""
REVIEW = timedelta(days=14)
THROUGH_ACTIONS = 20_000
"""So many cases are told through actions at most."""


def tell(year: Year, number: int, places: Sequence[Place]) -> Case | None:
    """Tell story `number` of the year; None when it has been told before."""
    story, asked = year.story(number), set_(QUESTION)
    visit = visit_of(year, story)
    if was_sent(visit, asked):
        return None
    place = places[story.force]
    case = open_made_up(
        visit,
        asked,
        force=place.force,
        team=place.teams[story.team],
        as_of=story.opened_at,
        secret=nobodys_secret(),
    )
    officer = place.officers[story.team][story.officer]
    for step in story.steps:
        actor = outside_actor(step.at) if step.kind in {"reply", "reopen"} else actor_for(officer, step.at)
        _STEPS[step.kind](case.reference, step, actor, story.language)
    return case


def visit_of(year: Year, story: Story) -> Visit:
    """What the person of the story typed. The form's number is worked out, so that it is told once."""
    number = hashlib.sha256(f"peelian-demo|{year.seed}|{story.number}".encode()).hexdigest()[:22]
    typed = {
        "question": story.question,
        "where.words": story.place,
        "told.by": story.answer_by,
        f"told.{address_field(story.answer_by)}": story.contact,
        "told.safe": "yes",
        "told.mention": "yes",
        "name": story.name,
        "language": story.language,
    }
    answers = {name: (text,) for name, text in typed.items() if text}
    version = set_(QUESTION).versions[-1].number
    return Visit(number=number, emergency="no", set=QUESTION, version=version, answers=answers)


def nobodys_secret() -> NewSecret:
    """A thread that no words open: nobody is going to come back to a made-up question."""
    return NewSecret("", secrets.token_bytes(16), secrets.token_bytes(32))


def _take(reference: str, step: Step, actor: Actor, language: str) -> None:
    take_case(reference, actor=actor, as_of=step.at)


def _pause(reference: str, step: Step, actor: Actor, language: str) -> None:
    pause_case(reference, actor=actor, as_of=step.at, reason=step.text, until=step.at + REVIEW)


def _answer(reference: str, step: Step, actor: Actor, language: str) -> None:
    answer_case(reference, write=_writing(step, language), actor=actor, as_of=step.at)


def _reply(reference: str, step: Step, actor: Actor, language: str) -> None:
    reply_to_case(reference, write=_writing(step, language), actor=actor, as_of=step.at)


def _close(reference: str, step: Step, actor: Actor, language: str) -> None:
    close_case(reference, actor=actor, as_of=step.at, reason=step.text)


def _reopen(reference: str, step: Step, actor: Actor, language: str) -> None:
    move_case(reference, transition="reopen", actor=actor, as_of=step.at, also=_writing(step, language))


def _writing(step: Step, language: str) -> Callable[[Act], Any]:
    """Nobody is told of a made-up message: it goes out nowhere."""
    return lambda act: write_message(act, text=step.text, language=language, tell=False)


_STEPS: dict[str, Callable[[str, Step, Actor, str], None]] = {
    "take": _take,
    "pause": _pause,
    "answer": _answer,
    "reply": _reply,
    "close": _close,
    "reopen": _reopen,
}
