"""The same sequences with messages: whatever anybody does, words leave only for an address that is safe at that moment."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from peelian.casework.cases.actions import opening
from peelian.casework.cases.actions.moving import answer_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.records.people import NewPerson
from peelian.casework.threads import sending
from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.points import (
    NewPoint,
    add_contact_point,
    add_point,
    end_contact_point,
    set_contact_rule,
)
from peelian.casework.threads.providers.base import Accepted, Refused
from peelian.casework.threads.writing import write_message
from tests.casework.cases import rows
from tests.casework.cases.machine import WHICH
from tests.casework.cases.machine_clocks import WithClocks
from tests.casework.cases.model import STAFF, TEAMS, ModelCase
from tests.casework.cases.stage import Stage
from tests.support.cases import WORD

SAFE = st.sampled_from(["yes", "yes", "no", "unknown"])


@dataclass
class ModelPoint:
    """An address as the person spoke of it."""

    reference: str
    uid: str
    safe: str
    ended: bool = False
    bounced: bool = False


@dataclass
class Recorder:
    """A provider that notes what left and refuses some addresses for good."""

    machine: WithMessages
    name: str = "recorder"
    can_find: bool = False
    bouncing: set[str] = field(default_factory=set)
    keys: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def send(self, envelope: Envelope) -> Accepted | Refused:
        point = self.machine.points.get(envelope.address)
        if point is None or point.safe != "yes" or point.ended or point.bounced:
            self.wrong.append("an address that is not safe")
        elif point.reference in self.machine.never:
            self.wrong.append("somebody who asked never to be told")
        if WORD in envelope.text + envelope.subject:
            self.wrong.append("the words of the message")
        if envelope.address in self.bouncing:
            if point is not None:
                point.bounced = True
            return Refused("gone", permanent=True)
        if envelope.key in self.keys:
            self.wrong.append("the same news twice")
        self.keys.append(envelope.key)
        return Accepted(final=True)

    def find(self, key: str, ref: str = "") -> None:
        return None


class WithMessages(WithClocks):
    """Every case has a reporter with ways to be reached."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.points: dict[str, ModelPoint] = {}
        self.people: dict[str, str] = {}
        self.never: set[str] = set()
        self.recorder = Recorder(self)
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(sending, "provider_for", lambda _channel: self.recorder)
        patch.setattr(opening, "new_key", stage.new_key)

    def at_the_end(self) -> None:
        self.the_news_is_handed_over()
        super().at_the_end()

    def address(self) -> str:
        return f"asha{len(self.points)}@example.org"

    def somebody(self, case: ModelCase, permission: str) -> str | None:
        return next((who for who in STAFF if self.model.may(who, permission, case.team)), None)

    # --- acts -------------------------------------------------------------------------------------------------
    @rule(team=st.sampled_from(TEAMS), restricted=st.booleans(), safe=SAFE)
    def opened(self, team: str, restricted: bool, safe: str = "yes") -> None:
        address, held = self.address(), []
        made = self.world.opened(
            team=getattr(self.world, team),
            as_of=self.now,
            restricted=restricted,
            parties=(NewParty("reporter", NewPerson(name="Asha Okafor")),),
            also=lambda act, people: held.append(
                (people[0].uid, add_point(act, people[0], NewPoint("email", address, safe=safe)).uid)
            ),
        )
        self.people[made.reference], point = held[-1]
        self.points[address] = ModelPoint(made.reference, point, safe)
        self.model.cases[made.reference] = ModelCase(made.reference, team, restricted, self.now)

    @rule(number=WHICH, safe=SAFE)
    def another_way_is_named(self, number: int, safe: str) -> None:
        case, address = self.which(number), self.address()
        who = self.somebody(case, "record")
        if who is None:
            return
        point = add_contact_point(
            case.reference,
            person=self.people[case.reference],
            new=NewPoint("email", address, safe=safe),
            actor=self.actor(who),
            as_of=self.now,
        )
        case.version += 1
        self.points[address] = ModelPoint(case.reference, point.uid, safe)

    @rule(choice=WHICH)
    def a_way_is_no_longer_safe(self, choice: int) -> None:
        live = [point for point in self.points.values() if not point.ended]
        if not live:
            return
        point = live[choice % len(live)]
        case = self.model.cases[point.reference]
        who = self.somebody(case, "record")
        if who is not None:
            end_contact_point(
                case.reference, point=point.uid, actor=self.actor(who), as_of=self.now, reason="not_safe"
            )
            point.ended = True
            case.version += 1

    @rule(number=WHICH, never=st.booleans())
    def the_person_says_never_or_takes_it_back(self, number: int, never: bool) -> None:
        case = self.which(number)
        who = self.somebody(case, "record")
        if who is None:
            return
        set_contact_rule(
            case.reference,
            person=self.people[case.reference],
            never=never,
            actor=self.actor(who),
            as_of=self.now,
        )
        case.version += 1
        (self.never.add if never else self.never.discard)(case.reference)

    @rule(number=WHICH)
    def the_officer_writes(self, number: int) -> None:
        case = self.which(number)
        if case.state == "new":
            self.take_next("cerys")
        who = self.somebody(case, "answer")
        if who is None or case.state not in ("with_officer", "waiting_for_person"):
            return
        answer_case(
            case.reference,
            write=lambda act: write_message(act, text=WORD),
            actor=self.actor(who),
            as_of=self.now,
        )
        case.move("answer", self.now, self.model.gone)
        case.version += 1

    @precondition(lambda self: self.points)
    @rule(choice=WHICH)
    def an_address_stops_working(self, choice: int) -> None:
        self.recorder.bouncing.add(list(self.points)[choice % len(self.points)])

    @rule()
    def the_news_is_handed_over(self) -> None:
        with self.others_act():
            for _ in range(50):
                if not sending.hand_over(now=self.now):
                    break
        assert self.recorder.wrong == []
        assert rows.held_without_task() == 0, "somebody must act"
        assert rows.left_lying(self.now) == 0, "nothing is left lying"
        assert rows.bounced() == {point.uid for point in self.points.values() if point.bounced}
