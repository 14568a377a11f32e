"""Asha's case with an answer on its way to her, for tests of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peelian.casework.cases.acting import acting
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.records.models import Person
from peelian.casework.threads.models import ContactPoint, Sending
from peelian.casework.threads.points import NewPoint, add_point, set_rule
from peelian.casework.threads.writing import write_message
from tests.support.cases import NOON, World, make_world

EMAIL = "asha@example.org"
PHONE = "+447700900123"
ANSWER = "The lamp is mended on Friday: marmalade-lantern."


@dataclass
class Told:
    """The world, Asha's case, and Asha."""

    world: World
    case: Case
    asha: Person

    def point(
        self, channel: str = "email", safe: str = "yes", *, rank: int = 1, hours: str = ""
    ) -> ContactPoint:
        """One more way to reach her."""
        address = {"email": EMAIL, "page": "", "post": "1 Long Street"}.get(channel, PHONE)
        new = NewPoint(channel, address, safe=safe, rank=rank, hours=hours)
        with self._changing() as act:
            return add_point(act, self.asha, new)

    def rule(self, **asked: bool) -> None:
        """What she asks of every sender."""
        with self._changing() as act:
            set_rule(act, self.asha, **asked)

    def answer(self, as_of: datetime = NOON) -> Sending:
        """Ben answers; the news of it is queued."""
        if self.case.owner is None:
            self.case = take_case(self.case.reference, actor=self.world.actor("ben"), as_of=as_of)
        answer_case(
            self.case.reference,
            write=lambda act: write_message(act, text=ANSWER),
            actor=self.world.actor("ben"),
            as_of=as_of,
        )
        return Sending.objects.latest("id")

    def _changing(self):  # type: ignore[no-untyped-def]
        return acting(
            self.case.reference,
            action="contact.add",
            actor=self.world.actor("ben"),
            as_of=NOON,
            permission="record.change",
        )


def told() -> Told:
    """Asha has reported; nothing is known of how to reach her."""
    world = make_world()
    case = world.with_asha()
    return Told(world, case, CaseParty.objects.get(case=case).person)
