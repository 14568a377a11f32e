"""What is done with a question from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError

from peelian.accounts.actors import outside_actor
from peelian.accounts.models import Team
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.moving import move_case, reply_to_case
from peelian.casework.cases.actions.opening import NewParty, open_case
from peelian.casework.cases.models import Case
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.ledger.inserting import insert
from peelian.casework.records.models import Person
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.door import NewSecret, SeenThread, new_secret, open_thread, still_fits
from peelian.casework.threads.points import NewPoint, add_point
from peelian.casework.threads.writing import cleaned, queue_news, write_message
from peelian.services.contact.answers import Answers
from peelian.services.contact.forms import team_of
from peelian.services.contact.kinds import GENERAL_QUESTION
from peelian.services.contact.models import SentForm
from peelian.services.contact.numbers import number_digest
from peelian.services.contact.problems import NotComplete

SHOWN_AGAIN: Final = timedelta(minutes=2)
"""For so long a form that is sent again shows the words that it was given: a double click, an answer that got lost on
the way. Later nobody gets them from the form, so they cannot be had by pressing Back on a shared computer."""

TOLD_AT_ONCE: Final = frozenset({"email", "sms"})
"""Ways by which a receipt is sent as well. Nobody is rung up or written a letter to say that we have their question."""


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A question and the words that open it; none when they may not be shown again. `again`: it was sent before."""

    case: Case
    secret: str
    again: bool = False


def ask_question(answers: Answers, *, as_of: datetime, team: Team | None = None) -> Asked:
    """Open the case of a checked form; the same form sent again opens nothing more. Raises NotComplete.

    `team`: what `team_of` found a moment ago. That a form was sent before is told by the database, which takes its mark
    once: so the many that are sent once pay nothing for the few.
    """
    chosen = team or team_of(answers)
    if chosen is None:
        raise NotComplete
    new = secret_of(answers)
    try:
        return open_question(answers, force=answers.force, team=chosen, as_of=as_of, secret=new)
    except IntegrityError:
        known = _known(answers, new, as_of)
        if known is None:
            raise
        return known


def open_question(
    answers: Answers,
    *,
    force: str,
    team: Team,
    as_of: datetime,
    synthetic: bool = False,
    secret: NewSecret | None = None,
) -> Asked:
    """Case, person, thread, way to be told, and the mark of the form, in one act. Nobody is told of a made-up one."""
    new = secret or new_secret()

    def also(act: Act, persons: list[Person]) -> None:
        insert(SentForm(case=act.case, digest=mark_of(answers), made_at=as_of))
        open_thread(act, new)
        for person in persons:
            add_point(act, person, NewPoint(answers.answer_by, answers.contact, safe="yes"))
        if answers.answer_by in TOLD_AT_ONCE and not synthetic:
            queue_news(act, people=persons)

    case = open_case(
        GENERAL_QUESTION,
        team=team,
        force=force,
        payload=payload_of(answers),
        actor=outside_actor(as_of),
        as_of=as_of,
        language=answers.language,
        synthetic=synthetic,
        parties=parties_of(answers),
        also=also,
    )
    return Asked(case, new.words)


def write_back(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """The person writes to the officer. Raises EmptyMessage, LongMessage."""
    return reply_to_case(
        seen.case.reference,
        write=lambda act: _written(act, text),
        actor=seen.actor,
        as_of=as_of,
    )


def send_file(seen: SeenThread, upload: Upload, text: str, *, as_of: datetime) -> None:
    """The person sends a file, which comes to the officer as a message does. Raises FilesProblem, LongMessage.

    `text`: a message that is to go with it; if that cannot be sent, neither is the file.
    """
    if text:
        cleaned(text)
    add_file(seen.case.reference, upload=upload, actor=seen.actor, as_of=as_of)


def ask_to_reopen(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """The person says why their closed question is not settled, and it is opened again. Raises as `write_back`."""
    return move_case(
        seen.case.reference,
        transition="reopen",
        actor=seen.actor,
        as_of=as_of,
        also=lambda act: _written(act, text),
    )


def payload_of(answers: Answers) -> dict[str, Any]:
    """The answers that the kind's questions ask for; who somebody is and where they are told lies with the person."""
    found = {"question": answers.question, "answer_by": answers.answer_by}
    return found | ({"place": answers.place} if answers.place else {})


def parties_of(answers: Answers) -> tuple[NewParty, ...]:
    """The person who asked, as far as they said who they are."""
    person = NewPerson(
        name=answers.name,
        language=answers.language,
        phone=answers.contact if answers.answer_by in {"sms", "phone"} else "",
        email=answers.contact if answers.answer_by == "email" else "",
    )
    return (NewParty("reporter", person),)


def _written(act: Act, text: str) -> None:
    write_message(act, text=text)


def mark_of(answers: Answers) -> bytes:
    """By what a form that was sent is known again: its number and what was typed into it."""
    typed = (answers.force, answers.team, answers.question, answers.place)
    return number_digest(answers.number, *typed, answers.answer_by, answers.contact, answers.name)


def secret_of(answers: Answers) -> NewSecret:
    """The six words of this form with these answers: the same however often it is sent, so that no answer to a double
    click shows words that another one ended. Without the ring's key nobody can work them out."""
    return new_secret(mark_of(answers).hex())


def _known(answers: Answers, new: NewSecret, as_of: datetime) -> Asked | None:
    row = SentForm.objects.select_related("case").filter(digest=mark_of(answers)).first()
    if row is None:
        return None
    shown = as_of - row.made_at < SHOWN_AGAIN and still_fits(row.case, new)
    return Asked(row.case, new.words if shown else "", again=True)
