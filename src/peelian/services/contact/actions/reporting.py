"""What is done with a report from outside: one act opens its case, or the same report is known again.

    reported = open_report(visit, set_, as_of=now)            # a visit that `walking.unready` has nothing against

What is about the matter becomes the case's payload; who the person is and how they are told without danger goes to
their own record, under their own key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError

from peelian.accounts.actors import Actor, outside_actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Force, Team
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.marking import link_on_opening
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
from peelian.services.contact.holding import keeping
from peelian.services.contact.holding.keeping import reasons as held_for
from peelian.services.contact.holding.shape import shape_of
from peelian.services.contact.models import SentForm
from peelian.services.contact.numbers import number_digest
from peelian.services.contact.problems import NotComplete
from peelian.services.contact.risk import flagging
from peelian.services.contact.risk.model import Grade
from peelian.services.contact.risk.triage import decide_at_receipt
from peelian.services.contact.sets.asking import asked_on, kept, path
from peelian.services.contact.sets.model import Answers, Question, QuestionSet
from peelian.services.contact.sets.payload import payload_of
from peelian.services.contact.sets.wording import address_field
from peelian.services.contact.visit.answers import Visit
from peelian.services.contact.visit.area import area_of
from peelian.services.contact.visit.ended import end_sent

VICTIMS: Final = frozenset({"self"})
"""Answers to `who` by which somebody who reports a crime is its victim."""
TAKE: Final = "report.take"
"""The permission to take a report from a caller. Held anywhere it holds for every force: a report goes where it belongs."""
SHOWN_AGAIN: Final = timedelta(minutes=2)
"""For so long a report that is sent again shows the words that it was given: a double click, an answer that got lost on
the way. Later nobody gets them from the form, so they cannot be had by pressing Back on a shared computer."""
TOLD_AT_ONCE: Final = frozenset({"email", "sms"})
"""Ways by which a receipt is sent as well. Nobody is rung up or written a letter to say that we have their report."""
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
class ByPhone:
    """Who took the report of a caller, and what they decided while the caller was there.

    `links`: references of earlier cases -> how this one belongs to them. `reason`: why the grade is not the suggested one.
    """

    actor: Actor
    grade: Grade
    reason: str = ""
    danger: bool = False
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose report it is."""

    force: Force
    team: Team


def open_report(
    visit: Visit, asked: QuestionSet, *, as_of: datetime, typed: str = "", by_phone: ByPhone | None = None
) -> Reported:
    """Open the case of a visit that was checked; the same one sent again opens nothing more.

    `typed`: for who gives no name, the eight words, typed back. `by_phone`: who took it from a caller (permission
    `report.take`, anywhere). Raises NotComplete, NotTheWords, TeamClosed, WordsGiven where the words open another report,
    NotAllowed, SayWhyOtherwise.
    """
    found = area_of(visit, asked, day_of(as_of))
    if found.force is None or found.team is None:
        raise NotComplete
    chosen = Chosen(found.force, found.team)
    new = _new(visit, asked, typed)
    try:
        case = _opened(visit, asked, chosen, new, as_of=as_of, by_phone=by_phone)
    except IntegrityError:
        known = known_report(visit, asked, as_of=as_of)
        if known is not None:
            return known
        if isinstance(new, NewWords) and sent_before(new) is not None:
            raise WordsGiven from None
        raise
    return Reported(case, _to_show(new))


def open_made_up(
    visit: Visit, asked: QuestionSet, *, force: Force, team: Team, as_of: datetime, secret: NewSecret
) -> Case:
    """Open the case of a made-up report as `open_report` does, for this team. Nobody is told of it."""
    return _opened(visit, asked, Chosen(force, team), secret, as_of=as_of, by_phone=None, synthetic=True)


def was_sent(visit: Visit, asked: QuestionSet) -> bool:
    """Whether this very report was sent before."""
    return SentForm.objects.filter(digest=mark_of(visit, asked)).exists()


def known_report(visit: Visit, asked: QuestionSet, *, as_of: datetime) -> Reported | None:
    """What this very report became, if it was sent before; its words, where they may be shown once more."""
    row = SentForm.objects.select_related("case__team").filter(digest=mark_of(visit, asked)).first()
    if row is None:
        return None
    words = ""
    if not is_anonymous(answers_of(visit, asked)) and as_of - row.made_at < SHOWN_AGAIN:
        new = new_secret(mark_of(visit, asked).hex())
        words = new.words if still_fits(row.case, new) else ""
    return Reported(row.case, words, again=True)


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


def noticed_in(
    visit: Visit, asked: QuestionSet, *, as_of: datetime, danger: bool = False
) -> flagging.Noticed:
    """What the rules notice in it, as it stands. `danger`: a caller says that somebody is in danger now."""
    payload = payload_of(asked, visit.answers, asked.numbered(visit.version))
    found = flagging.at_receipt(asked.id, payload, parties=parties_of(visit, asked), as_of=as_of)
    return replace(found, danger=danger)


def _opened(
    visit: Visit,
    asked: QuestionSet,
    chosen: Chosen,
    new: NewSecret | NewWords,
    *,
    as_of: datetime,
    by_phone: ByPhone | None,
    synthetic: bool = False,
) -> Case:
    """Case, person, thread, way to be told, the mark of the form and the end of the visit, in one act."""
    live, told = answers_of(visit, asked), contact_of(visit, asked)
    payload = payload_of(asked, visit.answers, asked.numbered(visit.version))
    parties = parties_of(visit, asked)
    noticed = noticed_in(visit, asked, as_of=as_of, danger=by_phone is not None and by_phone.danger)
    shape = shape_of(visit, asked, live, as_of=as_of)
    force = chosen.force.force_id
    why = held_for(asked.id, force, noticed, shape, as_of=as_of) if by_phone is None and not synthetic else ()

    def also(act: Act, persons: Sequence[Person]) -> None:
        channel = "page" if by_phone is None else "phone"
        digest = mark_of(visit, asked)
        insert(SentForm(case=act.case, digest=digest, made_at=as_of, channel=channel, alike=shape.alike))
        if not synthetic:
            end_sent(visit.number, as_of=as_of)
        row = flagging.keep(act, noticed)
        keeping.keep(act, why, shape)
        if by_phone is not None:
            act.fact(came_by=channel, danger=by_phone.danger)
            decide_at_receipt(act, row, by_phone.grade, reason=by_phone.reason)
            link_on_opening(act, by_phone.links)
        if isinstance(new, NewWords):
            open_anonymous_thread(act, new)
        else:
            open_thread(act, new)
        for person in persons:
            add_point(act, person, NewPoint(told.by, told.address, safe="yes"))
            quiet = not told.mention and told.by != "page"
            set_rule(act, person, neutral_only=quiet, note=told.note, first=True)
        if told.by in TOLD_AT_ONCE and not synthetic:
            queue_news(act, people=persons)
        _note_support(act, _one(live, "support"))

    return open_case(
        asked.id,
        team=chosen.team,
        force=force,
        payload=payload,
        actor=outside_actor(as_of) if by_phone is None else by_phone.actor,
        anywhere="" if by_phone is None else TAKE,
        as_of=as_of,
        language=language_of(live),
        parties=parties,
        state=noticed.state,
        synthetic=synthetic,
        also=also,
    )


def _note_support(act: Act, wanted: str) -> None:
    """Whether a service that supports victims is wanted: who does not want it is owed no referral."""
    if wanted == "yes":
        note_right(act, "support", "asked")
    elif wanted == "no":
        note_right(act, "support", "declined")
        act.happened("support_declined", reason="declined")


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
