"""Messages of a case: written inside an act, read through a door.

answer_case(reference, write=lambda act: write_message(act, text=typed, template="visit@1"), actor=…, as_of=…)
reply_to_case(seen.case.reference, write=lambda act: write_message(act, text=typed), actor=seen.actor, as_of=…)
messages_of(seen)        # a SeenCase or a SeenThread
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

from peelian.accounts.days import LONDON
from peelian.casework.cases.act import Act
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.inserting import insert
from peelian.casework.records.models import Person
from peelian.casework.sealing.sealing import open_sealed, seal
from peelian.casework.threads.models import Message, Sending
from peelian.casework.threads.problems import EmptyMessage, LongMessage, TooManyMessages

LONGEST: Final = 20_000
MOST_A_DAY: Final = 30
"""Messages that the person outside may write into one case within 24 hours."""
_DAY: Final = timedelta(days=1)
TOLD_PARTS: Final = ("reporter", "victim")
"""Who is told of what we write: those whose matter it is, never a subject or a witness."""


class Door(Protocol):
    """A SeenCase or a SeenThread."""

    @property
    def case(self) -> Case: ...

    def opens(self, key_id: UUID) -> bool: ...


@dataclass(frozen=True, slots=True)
class Told:
    """How far the news of a message has come to one person. `channel` is "" until one was chosen."""

    state: str
    channel: str
    at: datetime
    problem_code: str


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message, opened. `way`: "in" from the person, "out" from us; `author` as the ledger writes it (`user:17`)."""

    uid: str
    number: int
    way: str
    author: str
    text: str = field(repr=False)
    language: str
    template: str
    at: datetime
    told: tuple[Told, ...] = ()


def write_message(
    act: Act, *, text: str, way: str = "", language: str = "", template: str = "", tell: bool = True
) -> Message:
    """Write a message into the act. From the person outside it goes in, from anybody else out, unless `way` says so.

    One that goes out queues the news of it for each person whose matter it is (`tell`). `language` is that of the
    words, by default the case's. Raises EmptyMessage, LongMessage, TooManyMessages.
    """
    words = cleaned(text)
    if act.actor.kind == "outside":
        _must_not_flood(act)
    message = Message(
        case=act.case,
        number=Message.objects.filter(case=act.case).count() + 1,
        way=way or ("in" if act.actor.kind == "outside" else "out"),
        author=act.actor.code,
        language=language or act.case.language,
        template=template,
        at=act.as_of,
    )
    message.body = seal(message, "body", words)
    message.save(force_insert=True)
    act.fact(message=message.number, way=message.way, message_language=message.language)
    if template:
        act.fact(template=template)
    act.detail(message_sha256=hashlib.sha256(words.encode()).hexdigest())
    act.emit("message_written", message=message.pk, way=message.way)
    if message.way == "out" and tell:
        queue_news(act, message=message)
    return message


def _must_not_flood(act: Act) -> None:
    """Whoever has the six words could bury a team in messages. Raises TooManyMessages."""
    theirs = Message.objects.filter(case=act.case, author=act.actor.code, at__gt=act.as_of - _DAY)
    times = theirs.order_by("-at").values_list("at", flat=True)
    if full := list(times[MOST_A_DAY - 1 : MOST_A_DAY]):
        free = (full[0] + _DAY).astimezone(LONDON)
        raise TooManyMessages(most=MOST_A_DAY, when=f"{free:%H:%M}")


def queue_news(
    act: Act, *, message: Message | None = None, people: Iterable[Person] | None = None
) -> list[Sending]:
    """Queue the news of a message, or (without one) of the receipt, for each person whose matter it is.

    `people`: who they are, from whoever has just written them down; otherwise they are looked up.
    """
    purpose = "message" if message else "receipt"
    sendings = [
        Sending(
            case=act.case,
            message=message,
            person=person,
            purpose=purpose,
            next_at=act.as_of,
            made_at=act.as_of,
        )
        for person in (told_of(act.case, act.as_of) if people is None else people)
    ]
    insert(*sendings)
    act.fact(to_tell=len(sendings))
    return sendings


def told_of(case: Case, as_of: datetime) -> list[Person]:
    """The people whose matter the case is, each once; of two records of one person the kept one.

    Nobody where the case was reported without a name: what is written there is for whoever comes back with the words.
    """
    parties = CaseParty.objects.filter(case=case, part__in=TOLD_PARTS, starts__lte=as_of)
    parties = parties.exclude(case__thread__lookup__isnull=False)
    rows = parties.exclude(ends__lte=as_of).select_related("person__merged_into").order_by("id")
    people = {(kept := row.person.merged_into or row.person).pk: kept for row in rows}
    return [person for person in people.values() if person.disposed_at is None]


def messages_of(door: Door) -> tuple[ShownMessage, ...]:
    """Every message of the case, first to last, in two queries."""
    rows = list(Message.objects.filter(case=door.case).select_related("case").order_by("number"))
    told: dict[int, list[Told]] = {}
    sendings = Sending.objects.filter(case=door.case, message__isnull=False).select_related("point")
    for one in sendings.order_by("id"):
        channel = one.point.channel if one.point else ""
        when = one.ended_at or one.handed_at or one.made_at
        told.setdefault(one.message_id or 0, []).append(Told(one.state, channel, when, one.problem_code))
    return tuple(
        ShownMessage(
            row.uid,
            row.number,
            row.way,
            row.author,
            open_sealed(row, "body", door),
            row.language,
            row.template,
            row.at,
            tuple(told.get(row.pk, ())),
        )
        for row in rows
    )


def cleaned(text: str) -> str:
    """The words without control characters, line ends as one sign. Raises EmptyMessage, LongMessage."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    words = kept.strip()
    if not words:
        raise EmptyMessage
    if len(words) > LONGEST:
        raise LongMessage(most=LONGEST)
    return words
