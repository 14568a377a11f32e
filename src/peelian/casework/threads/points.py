"""How a person may be reached, and what they asked of every sender. The two functions with an `act` run inside one.

    open_case(…, also=lambda act, people: add_point(act, people[0], NewPoint("email", "…", safe="yes")))

Permission of the actions: `record.change`. A point is never changed: it ends and another begins, so that it can be told
later where somebody was reached and when that was safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.recording import changing
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.inserting import insert
from peelian.casework.records import people
from peelian.casework.records.models import Person
from peelian.casework.records.problems import NoSuchRecord
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.casework.sealing.sealing import seal
from peelian.casework.threads.hours import read_hours
from peelian.casework.threads.models import CHANNELS, SAFE, ContactPoint, ContactRule
from peelian.casework.threads.problems import BadAddress, NoSuchPoint, OnlyTheirPage

_INDEXED: Final = {"email": "email", "sms": "phone", "phone": "phone"}
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A way to reach somebody. `safe`: "yes" only if the person said so; `rank`: their order, 1 first."""

    channel: str
    address: str = field(default="", repr=False)
    safe: str = "unknown"
    hours: str = field(default="", repr=False)
    rank: int = 1


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A point, opened for the desk."""

    uid: str
    channel: str
    address: str = field(repr=False)
    hours: str = field(repr=False)
    safe: str
    rank: int
    bounced: bool


def add_point(act: Act, person: Person, new: NewPoint) -> ContactPoint:
    """Note a way to reach the person. Raises BadAddress, BadHours."""
    address = checked_address(new.channel, new.address)
    read_hours(new.hours)
    if new.safe not in SAFE:
        raise BadAddress(channel=new.channel)
    point = ContactPoint(
        person=person,
        channel=new.channel,
        safe=new.safe,
        rank=new.rank,
        confirmed_at=act.as_of if new.safe == "yes" else None,
        starts=act.as_of,
    )
    for column, text in (("address", address), ("hours", new.hours.strip())):
        if text:
            setattr(point, column, seal(point, column, text))
    insert(point)
    if new.channel in _INDEXED:
        people.index_more(person, [(_INDEXED[new.channel], address)])
    act.fact(contact_point=point.pk, channel=point.channel, safe=point.safe)
    return point


def set_rule(
    act: Act,
    person: Person,
    *,
    neutral_only: bool = False,
    never: bool = False,
    note: str = "",
    first: bool = False,
) -> ContactRule | None:
    """What the person asks of every sender from now on; the rule before ends. None where they ask for nothing.

    `first`: the person was written down in this very act, so there is none before.
    """
    if not first:
        ContactRule.objects.filter(person=person, ends__isnull=True).update(ends=act.as_of)
    act.fact(neutral_only=neutral_only, never=never)
    if not (neutral_only or never or note.strip()):
        return None
    rule = ContactRule(person=person, neutral_only=neutral_only, never=never, starts=act.as_of)
    if note.strip():
        rule.note = seal(rule, "note", note.strip())
    rule.save(force_insert=True)
    return rule


def add_contact_point(
    reference: str,
    *,
    person: str,
    new: NewPoint,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
) -> ContactPoint:
    """Note a way to reach the person `person` (a uid) of the case. Raises OnlyTheirPage."""
    with changing("contact.add", reference, actor=actor, as_of=as_of, reason=reason, version=version) as act:
        found = _party(act.case, person)
        _must_be_known(act.case, found)
        return add_point(act, found, new)


def end_contact_point(
    reference: str, *, point: str, actor: Actor, as_of: datetime, reason: str, version: int | None = None
) -> ContactPoint:
    """The person is not to be reached there any more: it was wrong, or it is not safe. Raises NoSuchPoint."""
    with changing("contact.end", reference, actor=actor, as_of=as_of, reason=reason, version=version) as act:
        act.need_reason()
        found = _live(act.case, point)
        found.ends = as_of
        found.save(update_fields=["ends"])
        act.fact(contact_point=found.pk, channel=found.channel)
    return found


def set_contact_rule(
    reference: str,
    *,
    person: str,
    actor: Actor,
    as_of: datetime,
    neutral_only: bool = False,
    never: bool = False,
    note: str = "",
    reason: str = "",
    version: int | None = None,
) -> None:
    """What the person asks of every sender."""
    with changing("contact.rule", reference, actor=actor, as_of=as_of, reason=reason, version=version) as act:
        set_rule(act, _party(act.case, person), neutral_only=neutral_only, never=never, note=note)


def live_points(who: Sequence[Person], as_of: datetime) -> list[ContactPoint]:
    """The points of these records that hold at `as_of`, in order of rank."""
    rows = ContactPoint.objects.filter(person__in=who, starts__lte=as_of).exclude(ends__lte=as_of)
    return list(rows.select_related("person").order_by("rank", "id"))


def bounced(point: ContactPoint) -> bool:
    """Whether something came back from there since the person last confirmed it."""
    if point.bounced_at is None:
        return False
    return point.confirmed_at is None or point.confirmed_at <= point.bounced_at


def checked_address(channel: str, address: str) -> str:
    """The address in the form in which it is kept. Raises BadAddress."""
    text = address.strip()
    if channel not in CHANNELS or len(text) > _LONGEST or (channel == "page") != (text == ""):
        raise BadAddress(channel=channel)
    if channel == "email":
        try:
            EmailValidator()(text)
        except ValidationError:
            raise BadAddress(channel=channel) from None
    if channel in ("sms", "phone"):
        try:
            return blind.normalised("phone", text)
        except NothingToIndex:
            raise BadAddress(channel=channel) from None
    return text


def _party(case: Case, uid: str) -> Person:
    person = Person.objects.filter(uid=uid, disposed_at=None).select_related("merged_into").first()
    if person is None or not _has_part(case, person):
        raise NoSuchRecord
    return person


def _must_be_known(case: Case, person: Person) -> None:
    """Whoever reported a case without a name is reached by their page alone, whatever was recorded of them since."""
    reported = CaseParty.objects.filter(case=case, part="reporter", case__thread__lookup__isnull=False)
    if reported.filter(person__in=people.identities(person)).exists():
        raise OnlyTheirPage


def _live(case: Case, uid: str) -> ContactPoint:
    found = ContactPoint.objects.filter(uid=uid, ends=None).select_related("person__merged_into").first()
    if found is None or not _has_part(case, found.person):
        raise NoSuchPoint
    return found


def _has_part(case: Case, person: Person) -> bool:
    return CaseParty.objects.filter(case=case, person__in=people.identities(person)).exists()
