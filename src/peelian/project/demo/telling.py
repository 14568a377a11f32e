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
from peelian.services.contact.actions.asking import mark_of, open_question
from peelian.services.contact.answers import Answers
from peelian.services.contact.models import SentForm

REVIEW = timedelta(days=14)
THROUGH_ACTIONS = 20_000
"""So many cases are told through actions at most."""


def tell(year: Year, number: int, places: Sequence[Place]) -> Case | None:
    """Tell story `number` of the year; None when it has been told before."""
    story = year.story(number)
    answers = answers_of(year, story)
    if SentForm.objects.filter(digest=mark_of(answers)).exists():
        return None
    place = places[story.force]
    case = open_question(
        answers,
        force=place.force.force_id,
        team=place.teams[story.team],
        as_of=story.opened_at,
        synthetic=True,
        secret=nobodys_secret(),
    ).case
    officer = place.officers[story.team][story.officer]
    for step in story.steps:
        actor = outside_actor(step.at) if step.kind in {"reply", "reopen"} else actor_for(officer, step.at)
        _STEPS[step.kind](case.reference, step, actor, story.language)
    return case


def answers_of(year: Year, story: Story) -> Answers:
    """What the person of the story typed. The form's number is worked out, so that it is told once."""
    number = hashlib.sha256(f"peelian-demo|{year.seed}|{story.number}".encode()).hexdigest()[:22]
    field = {"email": "email", "sms": "mobile", "phone": "phone", "post": "address"}.get(story.answer_by)
    return Answers(
        number=number,
        emergency="no",
        question=story.question,
        place=story.place,
        answer_by=story.answer_by,
        name=story.name,
        language=story.language,
        **({field: story.contact} if field else {}),
    )


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
