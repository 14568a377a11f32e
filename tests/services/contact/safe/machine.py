"""Any history of reports, ways to be reached, wishes, answers, bounces and outages: what leaves is what the person allowed.

The model knows for each person what they said of each way, and reckons anew, by itself, whether a message may go there
at that moment. The provider notes what was wrong with each message as it leaves. At the end everything is handed over:
whoever could not be told has somebody who must act.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from peelian.accounts.models import Grant
from peelian.casework.cases.actions import opening
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case
from peelian.casework.cases.actions.recording import correct_person
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.registry import kind
from peelian.casework.threads import sending
from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.failing import settle_task
from peelian.casework.threads.models import ContactPoint, ContactTask, Sending
from peelian.casework.threads.points import NewPoint, add_contact_point, end_contact_point, set_contact_rule
from peelian.casework.threads.problems import OutcomeUnknown
from peelian.casework.threads.providers.base import Accepted, Outcome, Refused
from peelian.casework.threads.writing import write_message
from peelian.services.contact.actions.reporting import open_report
from peelian.services.contact.numbers import new_number
from peelian.services.contact.sets.reading import set_
from peelian.services.contact.visit.answers import read
from tests.casework.cases import rows
from tests.casework.cases.stage import Stage
from tests.support.cases import NOON, WORD, World

TELLING = re.compile(
    r"police|officer|crime|victim|offen[cd]|suspect|assault|abuse|violen|domestic|burglar|stalk|report|radio|peelian"
    r"|heddlu|swyddog|trosedd|dioddef|trais|adroddiad|\d{3}[ -]?\d{4}",
    re.IGNORECASE,
)
"""What nobody who looks over a shoulder may read in a subject, or anywhere in a message to who asked for that."""
LONDON = ZoneInfo("Europe/London")
HOURS = {
    "": (range(7), 0, 24),
    "mon-fri 09:00-15:00": (range(5), 9, 15),
    "sat 10:00-12:00": (range(5, 6), 10, 12),
}
BEGINNINGS = [NOON, datetime(2026, 12, 24, 23, 30, tzinfo=UTC), datetime(2027, 3, 27, 23, 50, tzinfo=UTC)]
SETS = ("burglary", "domestic_abuse", "stalking", "antisocial_behaviour")
WHICH = st.integers(0, 99)


@dataclass
class ModelPoint:
    """A way to be reached as its person spoke of it."""

    person: str
    channel: str
    safe: str
    uid: str = ""
    hours: str = ""
    ended: bool = False
    bounced: bool = False

    def allows(self, now: datetime) -> bool:
        """Whether it is safe now, reckoned from what was said of it."""
        local = now.astimezone(LONDON)
        days, begins, ends = HOURS[self.hours]
        open_now = local.weekday() in days and begins <= local.hour < ends
        return self.safe == "yes" and open_now and not self.ended and not self.bounced


@dataclass
class Wishes:
    """What a person asked of every sender."""

    reference: str
    neutral: bool
    never: bool = False
    child: bool = False


@dataclass
class Provider:
    """Notes what is wrong with what leaves; refuses, forgets and fails when told to."""

    machine: SafeContact
    name: str = "recorder"
    can_find: bool = True
    gone: set[str] = field(default_factory=set)
    away: bool = False
    breaks: bool = False
    later: bool = False
    taken: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def send(self, envelope: Envelope) -> Accepted | Refused:
        self.wrong += self.machine.faults_of(envelope)
        if self.away:
            return Refused("away", wait=30)
        if envelope.key in self.taken:
            self.wrong.append("the same news twice")
        if envelope.address in self.gone and not self.later:
            self.machine.came_back(envelope.address)
            return Refused("gone", permanent=True)
        self.taken[envelope.key] = envelope.address
        if self.breaks:
            raise OutcomeUnknown
        return Accepted()

    def find(self, key: str, ref: str = "") -> Outcome | None:
        address = self.taken.get(key)
        if address is None:
            return None
        if address in self.gone:
            self.machine.came_back(address)
            return Outcome("bounced", code="gone")
        return Outcome("delivered")


class SafeContact(RuleBasedStateMachine):
    """Every example plays on the same stage, inside a savepoint that is rolled back."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.now = NOON
        self.points: dict[str, ModelPoint] = {}
        self.wishes: dict[str, Wishes] = {}
        self.provider = Provider(self)
        self.stack = ExitStack()
        self.world: World = self.stack.enter_context(stage.played())
        team = self.world.force.contact_team
        assert team is not None
        for one in (team, self.world.team):
            Grant.objects.get_or_create(
                user=self.world.cerys, role="supervisor", team=one, defaults={"starts": NOON, "reason": "new"}
            )
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(sending, "provider_for", lambda _channel: self.provider)
        patch.setattr(sending, "provider_named", lambda _name, _channel: self.provider)
        patch.setattr(opening, "new_key", stage.new_key)

    def teardown(self) -> None:
        with self.stack:
            self.everybody_is_told_or_somebody_must_act()

    # --- the model -----------------------------------------------------------------------------------------------
    def faults_of(self, envelope: Envelope) -> list[str]:
        point = self.points.get(envelope.address)
        if point is None:
            return ["an address that nobody gave"]
        wishes, said = self.wishes[point.person], f"{envelope.subject}\n{envelope.text}"
        neutral = wishes.neutral or wishes.child
        return [
            fault
            for fault, found in {
                "a channel that is not the way's": envelope.channel != point.channel,
                "a way that no program may use": point.channel not in {"email", "sms"},
                "a way that is not safe now": not point.allows(self.now),
                "somebody who asked never to be told": wishes.never,
                "a telling subject": TELLING.search(envelope.subject) is not None,
                "telling words to who asked for none": neutral and TELLING.search(said) is not None,
                "the words of the message": WORD in said,
            }.items()
            if found
        ]

    def came_back(self, address: str) -> None:
        self.points[address].bounced = True

    def address(self, channel: str) -> str:
        number = len(self.points)
        return {
            "email": f"asha{number}@example.org",
            "sms": f"+4477009{number:05d}",
            "phone": f"+4416329{number:05d}",
            "post": f"{number} Long Street",
        }.get(channel, f"page {number}")

    def somebody(self, number: int) -> tuple[str, Wishes]:
        people = list(self.wishes.items())
        return people[number % len(people)]

    # --- what happens --------------------------------------------------------------------------------------------
    @initialize(begins=st.sampled_from(BEGINNINGS))
    def begin(self, begins: datetime) -> None:
        self.now = begins

    @rule(
        about=st.sampled_from(SETS),
        by=st.sampled_from(["email", "email", "sms", "phone", "post", "page"]),
        safe=st.sampled_from(["yes", "yes", "yes", "no"]),
        mention=st.sampled_from(["yes", "no"]),
        language=st.sampled_from(["en", "cy"]),
    )
    def somebody_reports(self, about: str, by: str, safe: str, mention: str, language: str) -> None:
        address, part = (
            self.address(by),
            {"email": "email", "sms": "mobile", "phone": "phone", "post": "address"},
        )
        typed = {
            "number": new_number(),
            "set": about,
            "version": "1",
            "force": "west-midlands",
            "q.who": "self",
            "q.anonymous": "named",
            "q.happened": WORD,
            "q.told.by": by,
            "q.told.safe": safe,
            "q.told.mention": mention,
            "q.name": "Asha Okafor",
            "q.language": language,
            "q.support": "yes",
            **({f"q.told.{part[by]}": address} if by in part else {}),
        }
        visit = read(QueryDict(urlencode(typed)))
        opened = open_report(visit, set_(about), as_of=self.now)
        person = CaseParty.objects.get(case=opened.case).person
        used = by if safe == "yes" and by in part else "page"
        self.wishes[person.uid] = Wishes(opened.case.reference, neutral=used != "page" and mention != "yes")
        self.points[address if used == by else self.address("page")] = ModelPoint(
            person.uid, used, "yes", ContactPoint.objects.get(person=person).uid
        )

    @precondition(lambda self: self.wishes)
    @rule(
        number=WHICH,
        channel=st.sampled_from(["email", "sms", "phone", "post"]),
        safe=st.sampled_from(["yes", "yes", "no", "unknown"]),
        hours=st.sampled_from(list(HOURS)),
        rank=st.integers(1, 3),
    )
    def another_way_is_named(self, number: int, channel: str, safe: str, hours: str, rank: int) -> None:
        person, wishes = self.somebody(number)
        address = self.address(channel)
        made = add_contact_point(
            wishes.reference,
            person=person,
            new=NewPoint(channel, address, safe=safe, hours=hours, rank=rank),
            actor=self.world.actor("cerys", self.now),
            as_of=self.now,
        )
        self.points[address] = ModelPoint(person, channel, safe, made.uid, hours)

    @precondition(lambda self: self.wishes)
    @rule(number=WHICH)
    def a_way_is_safe_no_more(self, number: int) -> None:
        live = [one for one in self.points.values() if not one.ended and one.uid]
        if not live:
            return
        point = live[number % len(live)]
        end_contact_point(
            self.wishes[point.person].reference,
            point=point.uid,
            actor=self.world.actor("cerys", self.now),
            as_of=self.now,
            reason="not_safe",
        )
        point.ended = True

    @precondition(lambda self: self.wishes)
    @rule(number=WHICH, never=st.sampled_from([False, False, True]), neutral=st.booleans())
    def a_person_asks_something_of_every_sender(self, number: int, never: bool, neutral: bool) -> None:
        person, wishes = self.somebody(number)
        set_contact_rule(
            wishes.reference,
            person=person,
            never=never,
            neutral_only=neutral,
            actor=self.world.actor("cerys", self.now),
            as_of=self.now,
        )
        wishes.never, wishes.neutral = never, neutral

    @precondition(lambda self: self.wishes)
    @rule(number=WHICH)
    def the_officer_learns_that_it_is_a_child(self, number: int) -> None:
        person, wishes = self.somebody(number)
        correct_person(
            wishes.reference,
            uid=person,
            birth_date=f"{self.now.year - 12}-01-31",
            actor=self.world.actor("cerys", self.now),
            as_of=self.now,
            reason="wrong",
        )
        wishes.child = True

    @precondition(lambda self: self.wishes)
    @rule(number=WHICH)
    def the_officer_writes(self, number: int) -> None:
        _, wishes = self.somebody(number)
        case = Case.objects.get(reference=wishes.reference)
        actor = self.world.actor("cerys", self.now)
        if case.owner is None and case.state == "new":
            take_case(case.reference, actor=actor, as_of=self.now)
        case.refresh_from_db()
        if any(each.name == "answer" for each in kind(case.kind).transitions_from(case.state)):
            answer_case(
                case.reference,
                write=lambda act: write_message(act, text=WORD),
                actor=actor,
                as_of=self.now,
            )

    @precondition(lambda self: self.points)
    @rule(number=WHICH, later=st.booleans())
    def an_address_stops_working(self, number: int, later: bool) -> None:
        self.provider.gone.add(list(self.points)[number % len(self.points)])
        self.provider.later = later

    @rule(away=st.booleans(), breaks=st.booleans())
    def the_provider_changes(self, away: bool, breaks: bool) -> None:
        self.provider.away, self.provider.breaks = away, breaks

    @rule(minutes=st.sampled_from([1, 20, 400, 1500, 5000]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def the_worker_works(self) -> None:
        for _ in range(30):
            if not sending.hand_over(now=self.now) + sending.ask_outcomes(now=self.now):
                break
        assert self.provider.wrong == []

    @precondition(lambda self: self.wishes)
    @rule(number=WHICH, outcome=st.sampled_from(["told_by_phone", "sent_again"]))
    def somebody_acts_on_what_could_not_be_told(self, number: int, outcome: str) -> None:
        tasks = list(ContactTask.objects.filter(done_at=None).select_related("case").order_by("id"))
        if tasks:
            task = tasks[number % len(tasks)]
            settle_task(
                task.case.reference,
                task=task.uid,
                outcome=outcome,
                actor=self.world.actor("cerys", self.now),
                as_of=self.now,
            )

    # --- what holds ----------------------------------------------------------------------------------------------
    @invariant()
    def nothing_wrong_has_left(self) -> None:
        assert self.provider.wrong == []

    def everybody_is_told_or_somebody_must_act(self) -> None:
        """With the provider back and a week gone by, no news lies about: it arrived, or a person has a task for it."""
        self.provider.away = self.provider.breaks = False
        for _ in range(14):
            self.the_worker_works()
            self.now += timedelta(hours=12, minutes=7)
        self.the_worker_works()
        assert rows.held_without_task() == 0, "somebody must act"
        assert rows.left_lying(self.now) == 0, "nothing is left lying"
        known = {one.uid: one.bounced for one in self.points.values() if one.uid}
        assert rows.bounced() == {uid for uid, bounced in known.items() if bounced}
        for row in Sending.objects.filter(state__in=("bounced", "failed")):
            again = Sending.objects.filter(case=row.case, message=row.message, pk__gt=row.pk).exists()
            assert again or ContactTask.objects.filter(sending=row).exists(), "a bounce that ends with nobody"
