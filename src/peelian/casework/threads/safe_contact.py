"""The one gate: may this person be told now, where, and in which words? Nothing goes out past it.

`decide` is the rule alone, over plain values. `envelope` asks it with what the tables say at that moment and is the
only maker of an `Envelope`; it is asked again for every try, since what was safe yesterday may not be today.

The rule: only a way that the person called safe is used (`unknown` is no); never one that something came back from; in
the hours that they named; in their order. Telephone and post are a person's work. `never` beats everything. What any
record of the same person says (after a merge) counts for all of them. To a child only neutral words go. Of a case that
was reported without a name nobody is told anything: what is written there is read by coming back.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from peelian.casework.cases.references import shown
from peelian.casework.records import people
from peelian.casework.records.models import Person
from peelian.casework.sealing.sealing import Door, open_sealed
from peelian.casework.threads.envelope import Envelope, sealed_for_sending
from peelian.casework.threads.hours import Hours, read_hours
from peelian.casework.threads.models import ContactPoint, ContactRule, Sending, Thread
from peelian.casework.threads.notices import notice
from peelian.casework.threads.points import bounced, live_points
from peelian.casework.threads.problems import BadHours, NotNow, NotSafe, OnThePage

SENT: Final = ("email", "sms")
"""What a program can reach; the rest is for a person."""
SITE: Final = "PEELIAN_SITE"
DEFAULT_SITE: Final = "http://localhost:8000"
_NO_SPANS: Final = Hours()


@dataclass(frozen=True, slots=True)
class Way:
    """A contact point as the rule sees it. `hours` None: they cannot be read, so it is not used."""

    id: int
    channel: str
    safe: str
    bounced: bool = False
    hours: Hours | None = _NO_SPANS


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asked of every sender."""

    never: bool = False
    neutral_only: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Exactly one of: `use` a way, wait `until`, `page` (nothing is sent), or `reason`, for a person to decide."""

    use: int | None = None
    until: datetime | None = None
    page: bool = False
    reason: str = ""


def decide(
    ways: Sequence[Way], asked: Asked, *, as_of: datetime, tried: frozenset[int] = frozenset()
) -> Decision:
    """What is allowed at `as_of`. `ways` in the person's order; `tried`: those that failed for this very message."""
    if asked.never:
        return Decision(reason="asked_never")
    failed = bool(tried) or any(way.bounced for way in ways)
    good = [way for way in ways if way.safe == "yes" and not way.bounced and way.id not in tried]
    sent = [way for way in good if way.channel in SENT and way.hours is not None]
    by_person = [way for way in good if way.channel in ("phone", "post")]
    first = next((way for way in good if way in sent or way in by_person), None)
    if first is not None and first in by_person:
        return Decision(reason=f"by_{first.channel}")
    for way in sent:
        if way.hours is not None and way.hours.hold(as_of):
            return Decision(use=way.id)
    opening = [moment for way in sent if way.hours and (moment := way.hours.next(as_of))]
    if opening:
        return Decision(until=min(opening))
    if by_person:
        return Decision(reason=f"by_{by_person[0].channel}")
    if not failed and any(way.channel == "page" and way.safe != "no" for way in ways):
        return Decision(page=True)
    return Decision(reason="bounced" if failed else "no_safe_point")


@dataclass(frozen=True, slots=True)
class Reach:
    """What the tables say of one person at one moment."""

    points: dict[int, ContactPoint] = field(repr=False)
    ways: tuple[Way, ...]
    asked: Asked
    language: str


def reach_of(person: Person, as_of: datetime) -> Reach:
    """Every record of the person taken together."""
    same = people.identities(person)
    points = live_points(same, as_of)
    rules = ContactRule.objects.filter(person__in=same, starts__lte=as_of).exclude(ends__lte=as_of)
    held = list(rules)
    return Reach(
        {point.pk: point for point in points},
        tuple(_way(point) for point in points),
        Asked(any(rule.never for rule in held), any(rule.neutral_only for rule in held) or _is_child(same)),
        same[0].language,
    )


def _is_child(same: Sequence[Person]) -> bool:
    """Somebody whose date of birth we have and who is under eighteen: others may hold a child's telephone."""
    return any(person.may_be_child and person.birth_date is not None for person in same)


def plan(sending: Sending, as_of: datetime) -> Decision:
    """What the gate would say of this sending at `as_of`, without opening an address."""
    return _plan(sending, as_of)[1]


def envelope(sending: Sending, as_of: datetime) -> tuple[Envelope, ContactPoint, str]:
    """The envelope, the point that it goes to and the name of its notice.

    Raises NotNow (with `until`), NotSafe (with `reason`: a person must decide), OnThePage (nothing is to be sent).
    """
    reach, decision = _plan(sending, as_of)
    if decision.until is not None:
        raise NotNow(decision.until)
    if decision.page:
        raise OnThePage
    if decision.use is None:
        raise NotSafe(decision.reason)
    point = reach.points[decision.use]
    words = notice(
        purpose=sending.purpose,
        neutral=reach.asked.neutral_only,
        channel=point.channel,
        language=reach.language or sending.case.language,
        reference=shown(sending.case.reference),
        page=page_address(),
    )
    address = open_sealed(point, "address", Door(frozenset({point.key_id}), "safe contact"))
    made = sealed_for_sending(
        channel=point.channel,
        address=address,
        subject=words.subject,
        text=words.text,
        language=reach.language or sending.case.language,
        key=sending.idempotency_key,
    )
    return made, point, words.name


def page_address() -> str:
    """Where a person reads their messages; no reference stands in it."""
    return (os.environ.get(SITE) or DEFAULT_SITE).rstrip("/") + "/track"


def _plan(sending: Sending, as_of: datetime) -> tuple[Reach, Decision]:
    person = Person.objects.select_related("merged_into").get(pk=sending.person_id)
    if person.disposed_at is not None or sending.case.disposed_at is not None:
        return Reach({}, (), Asked(), ""), Decision(reason="disposed")
    if Thread.hides(sending.case_id):
        return Reach({}, (), Asked(), ""), Decision(page=True)
    reach = reach_of(person, as_of)
    return reach, decide(reach.ways, reach.asked, as_of=as_of, tried=_tried(sending))


def _tried(sending: Sending) -> frozenset[int]:
    """The points that failed for the same news to the same person."""
    same = Sending.objects.filter(
        case=sending.case_id,
        message=sending.message_id,
        person=sending.person_id,
        purpose=sending.purpose,
        state__in=["bounced", "failed"],
        point__isnull=False,
    )
    return frozenset(pk for pk in same.values_list("point_id", flat=True) if pk is not None)


def _way(point: ContactPoint) -> Way:
    hours: Hours | None = _NO_SPANS
    if point.hours is not None:
        try:
            hours = read_hours(open_sealed(point, "hours", Door(frozenset({point.key_id}), "safe contact")))
        except BadHours:
            hours = None
    return Way(point.pk, point.channel, point.safe, bounced(point), hours)
