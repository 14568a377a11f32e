"""What somebody does on the page of their own report besides writing: their rights, and what they say of our update."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import acting
from peelian.casework.cases.actions.moving import move_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import AlreadySo
from peelian.casework.cases.rights import note_right
from peelian.casework.records import people
from peelian.casework.records.models import Person
from peelian.casework.records.writing import locked
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.writing import told_of, write_message
from peelian.reference.problems import Bilingual
from peelian.services.contact.tracking.needs import Needs, as_text

REPLY: Final = "case.reply"
ASKS: Final = {
    "statement": Bilingual("I want to make a personal statement.", "Rwyf am wneud datganiad personol."),
    "support": Bilingual(
        "I want to be passed on to a service that supports victims.",
        "Rwyf am gael fy nghyfeirio at wasanaeth sy'n cefnogi dioddefwyr.",
    ),
}
"""What stands in the message of who asks for a right, before their own words."""


def say_needs(seen: SeenThread, needs: Needs, *, language: str, as_of: datetime) -> Case:
    """The needs assessment: what was ticked and written comes to the officer as a message, and somebody must decide."""
    text = as_text(needs, language)

    def do(act: Act) -> None:
        write_message(act, text=text, language=language, template="needs_assessment@1")
        note_right(act, "needs", "asked")

    return _outside(seen, "case.say_needs", do, as_of)


def ask_for(seen: SeenThread, right: str, text: str, *, language: str, as_of: datetime) -> Case:
    """Ask for a personal statement or for support, with one's own words or without. Raises LongMessage."""
    words = "\n\n".join(part for part in (ASKS[right].said(language), text) if part)

    def do(act: Act) -> None:
        write_message(act, text=words, language=language)
        note_right(act, right, "asked")

    return _outside(seen, f"case.ask_{right}", do, as_of)


def say_wrong(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """The person says what is wrong in what they were told. Raises EmptyMessage, LongMessage."""

    def do(act: Act) -> None:
        write_message(act, text=text, template="says_wrong@1")
        act.transition_if_any("reply")

    return _outside(seen, "case.say_wrong", do, as_of)


def ask_review(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """Ask that somebody else looks again at the decision not to go on. Raises NotFromHere, EmptyMessage, LongMessage."""

    def also(act: Act) -> None:
        write_message(act, text=text)
        note_right(act, "review", "asked")

    return _moved(seen, "ask_review", also, as_of)


def withdraw(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """Say that the police need not go on; for a crime an officer decides. Raises NotFromHere, LongMessage."""

    def also(act: Act) -> None:
        if text:
            write_message(act, text=text)

    return _moved(seen, "withdraw", also, as_of, reason="withdrawn")


def change_language(seen: SeenThread, language: str, *, as_of: datetime) -> Case:
    """From now on the case is in `en` or `cy`, and so is the news of it where it is one person's. Raises AlreadySo."""

    def do(act: Act) -> None:
        if language not in {"en", "cy"} or act.case.language == language:
            raise AlreadySo
        act.case.language = language
        people_told = told_of(act.case, as_of)
        if len(people_told) == 1:
            chain = locked(people_told)[people_told[0].pk]
            person = Person.objects.get(pk=people_told[0].pk)
            people.correct(
                person, chain, actor=act.actor, as_of=as_of, reason="asked_by_person", language=language
            )

    return _outside(seen, "case.change_language", do, as_of)


def _outside(seen: SeenThread, action: str, do: Callable[[Act], None], as_of: datetime) -> Case:
    with acting(seen.case.reference, action=action, actor=seen.actor, as_of=as_of, permission=REPLY) as act:
        do(act)
        act.emit("case_replied", moved=0)
    return act.case


def _moved(
    seen: SeenThread, transition: str, also: Callable[[Act], None], as_of: datetime, reason: str = ""
) -> Case:
    return move_case(
        seen.case.reference,
        transition=transition,
        actor=seen.actor,
        as_of=as_of,
        reason=reason,
        also=also,
    )
