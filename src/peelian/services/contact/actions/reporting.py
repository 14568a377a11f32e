"""What is done with a report from outside: one act opens its case, or the same report is known again.

    reported = open_report(visit, set_, as_of=now)            # a visit that `walking.unready` has nothing against

What is about the matter becomes the case's payload; who the person is and how they are told without danger goes to
their own record, under their own key.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import IntegrityError

from peelian.accounts.actors import outside_actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Force, Team
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.opening import NewParty, open_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.rights import note_right
from peelian.casework.ledger.inserting import insert
from peelian.casework.records.models import Person
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.anonymous import NewWords, new_words, open_anonymous_thread, sent_before
from peelian.casework.threads.door import NewSecret, new_secret, open_thread, still_fits
from peelian.casework.threads.points import NewPoint, add_point, set_rule
from peelian.casework.threads.problems import WordsGiven
from peelian.casework.threads.writing import queue_news
from peelian.services.contact.actions.asking import SHOWN_AGAIN, TOLD_AT_ONCE
from peelian.services.contact.models import SentForm
from peelian.services.contact.numbers import number_digest
from peelian.services.contact.problems import NotComplete
from peelian.services.contact.risk import flagging
from peelian.services.contact.sets.asking import asked_on, kept, path
from peelian.services.contact.sets.model import Answers, Question, QuestionSet
from peelian.services.contact.sets.payload import payload_of
from peelian.services.contact.sets.wording import address_field
from peelian.services.contact.visit.answers import Visit
from peelian.services.contact.visit.area import area_of
from peelian.services.contact.visit.ended import end_sent

VICTIMS: Final = frozenset({"self"})
"""Answers to `who` by which somebody who reports a crime is its victim."""
_OF_CRIME: Final = "crime"


@dataclass(frozen=True, slots=True, repr=False)
class Reported:
    """The case and the words that open it; none when they may not be shown again. `again`: it was sent before."""

    case: Case
    words: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """How the person is told without danger. `by`: "page" where nothing is ever sent."""

    by: str = "page"
    address: str = field(default="", repr=False)
    mention: bool = False
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose report it is."""

    force: Force
    team: Team


def open_report(visit: Visit, asked: QuestionSet, *, as_of: datetime, typed: str = "") -> Reported:
    """Open the case of a visit that was checked; the same one sent again opens nothing more.

    `typed`: for who gives no name, the eight words, typed back. Raises NotComplete, NotTheWords, TeamClosed, and
    WordsGiven where the words open another report.
    """
    found = area_of(visit, asked, day_of(as_of))
    if found.force is None or found.team is None:
        raise NotComplete
    chosen = Chosen(found.force, found.team)
    new = _new(visit, asked, typed)
    try:
        case = _opened(visit, asked, chosen, new, as_of)
    except IntegrityError:
        known = _known(visit, asked, new, as_of)
        if known is not None:
            return known
        if isinstance(new, NewWords) and sent_before(new) is not None:
            raise WordsGiven from None
        raise
    return Reported(case, _to_show(new))


def was_sent(visit: Visit, asked: QuestionSet) -> bool:
    """Whether this very report was sent before."""
    return SentForm.objects.filter(digest=mark_of(visit, asked)).exists()


def contact_of(visit: Visit, asked: QuestionSet) -> Told:
    """The safe way that the person chose."""
    live = answers_of(visit, asked)
    question = _asked(visit, asked, live, "contact")
    if question is None:
        return Told()
    parts = {part: _one(live, f"{question.id}.{part}") for part in ("by", "safe", "mention", "note")}
    way = parts["by"]
    address = _one(live, f"{question.id}.{address_field(way)}") if address_field(way) else ""
    if not address or parts["safe"] != "yes":
        return Told(note=parts["note"])
    return Told(way, address, parts["mention"] == "yes", parts["note"])


def parties_of(visit: Visit, asked: QuestionSet) -> tuple[NewParty, ...]:
    """The person who reports, as far as they said who they are; nobody where they gave no name."""
    live = answers_of(visit, asked)
    if is_anonymous(live):
        return ()
    told = contact_of(visit, asked)
    person = NewPerson(
        name=_one(live, "name"),
        needs=_needs(visit, asked, live),
        language=language_of(live),
        phone=told.address if told.by in {"sms", "phone"} else "",
        email=told.address if told.by == "email" else "",
    )
    victim = asked.family == _OF_CRIME and _one(live, "who") in VICTIMS
    return (NewParty("victim" if victim else "reporter", person),)


def answers_of(visit: Visit, asked: QuestionSet) -> Answers:
    """The answers that count."""
    return kept(asked, visit.answers, asked.numbered(visit.version))


def is_anonymous(live: Answers) -> bool:
    """Whether the person chose to give no name."""
    return _one(live, "anonymous") == "without"


def language_of(live: Answers) -> str:
    """The language that the person wants to be answered in."""
    return "cy" if _one(live, "language") == "cy" else "en"


def mark_of(visit: Visit, asked: QuestionSet) -> bytes:
    """By what a report that was sent is known again: its number and what was typed into it."""
    live = answers_of(visit, asked)
    typed = json.dumps(sorted((name, *values) for name, values in live.items()), ensure_ascii=False)
    return number_digest(visit.number, asked.id, visit.force, visit.team, typed)


def _new(visit: Visit, asked: QuestionSet, typed: str) -> NewSecret | NewWords:
    """What opens the case afterwards: six words beside the reference, or eight that were typed back."""
    if is_anonymous(answers_of(visit, asked)):
        return new_words(visit.number, typed, visit.again)
    return new_secret(mark_of(visit, asked).hex())


def _to_show(new: NewSecret | NewWords) -> str:
    """The words for the receipt; who has typed them back has them already."""
    return new.words if isinstance(new, NewSecret) else ""


def _opened(
    visit: Visit, asked: QuestionSet, chosen: Chosen, new: NewSecret | NewWords, as_of: datetime
) -> Case:
    """Case, person, thread, way to be told, the mark of the form and the end of the visit, in one act."""
    live, told = answers_of(visit, asked), contact_of(visit, asked)
    payload = payload_of(asked, visit.answers, asked.numbered(visit.version))
    parties = parties_of(visit, asked)
    noticed = flagging.at_receipt(asked.id, payload, parties=parties, as_of=as_of)

    def also(act: Act, persons: Sequence[Person]) -> None:
        insert(SentForm(case=act.case, digest=mark_of(visit, asked), made_at=as_of))
        end_sent(visit.number, as_of=as_of)
        flagging.keep(act, noticed)
        if isinstance(new, NewWords):
            open_anonymous_thread(act, new)
        else:
            open_thread(act, new)
        for person in persons:
            add_point(act, person, NewPoint(told.by, told.address, safe="yes"))
            set_rule(act, person, neutral_only=not told.mention and told.by != "page", note=told.note)
        if told.by in TOLD_AT_ONCE:
            queue_news(act, people=persons)
        _note_support(act, _one(live, "support"))

    return open_case(
        asked.id,
        team=chosen.team,
        force=chosen.force.force_id,
        payload=payload,
        actor=outside_actor(as_of),
        as_of=as_of,
        language=language_of(live),
        parties=parties,
        state=noticed.state,
        also=also,
    )


def _note_support(act: Act, wanted: str) -> None:
    """Whether a service that supports victims is wanted: who does not want it is owed no referral."""
    if wanted == "yes":
        note_right(act, "support", "asked")
    elif wanted == "no":
        note_right(act, "support", "declined")
        act.happened("support_declined", reason="declined")


def _known(visit: Visit, asked: QuestionSet, new: NewSecret | NewWords, as_of: datetime) -> Reported | None:
    row = SentForm.objects.select_related("case__team").filter(digest=mark_of(visit, asked)).first()
    if row is None:
        return None
    fresh = as_of - row.made_at < SHOWN_AGAIN
    shown = isinstance(new, NewSecret) and fresh and still_fits(row.case, new)
    return Reported(row.case, _to_show(new) if shown else "", again=True)


def _needs(visit: Visit, asked: QuestionSet, live: Answers) -> str:
    """What the person needs in dealing with the police, in their language."""
    question = _question(visit, asked, live, "needs")
    chosen = [
        one.label.said(language_of(live))
        for one in (question.choices if question else ())
        if one.id in live.get("needs", ()) and not one.alone
    ]
    return "; ".join([*chosen, *live.get("needs_about", ())])


def _asked(visit: Visit, asked: QuestionSet, live: Answers, kind: str) -> Question | None:
    return next((one for one in _questions(visit, asked, live) if one.kind == kind), None)


def _question(visit: Visit, asked: QuestionSet, live: Answers, id_: str) -> Question | None:
    return next((one for one in _questions(visit, asked, live) if one.id == id_), None)


def _questions(visit: Visit, asked: QuestionSet, live: Answers) -> list[Question]:
    pages = path(asked, visit.answers, asked.numbered(visit.version))
    return [one for page in pages for one in asked_on(page, live)]


def _one(live: Answers, field_: str) -> str:
    return next(iter(live.get(field_, ())), "")
