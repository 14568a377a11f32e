"""A small world for tests of casework: two forces, three teams, the cast with their roles, and a kind of case.

world = make_world()                       # inside the `db` fixture
case = world.opened()                      # Asha's question, in the neighbourhood team of Ben and Cerys
assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from peelian.accounts.actors import Actor, actor_for, outside_actor, system_actor
from peelian.accounts.forces import FIRST_DAY
from peelian.accounts.models import Force, Grant, Team, TeamForce, User
from peelian.casework.cases import registry
from peelian.casework.cases.actions.opening import NewParty, open_case
from peelian.casework.cases.kinds import (
    START,
    ClockUse,
    Kind,
    PayloadField,
    PayloadSchema,
    State,
    Transition,
)
from peelian.casework.cases.models import Case
from peelian.casework.records.people import NewPerson
from peelian.reference.problems import Bilingual

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday in winter, when London keeps UTC."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WORD = "marmalade-sandwich-lantern"
"""A text that stands nowhere else."""


def say(en: str) -> Bilingual:
    return Bilingual(en, f"{en} (cy)")


def _state(id_: str, klass: Any, waiting_on: Any = "us") -> State:
    return State(id_, klass, say(id_), say(f"told {id_}"), waiting_on)


_REASONS = {"answered": say("answered"), "duplicate": say("duplicate"), "withdrawn": say("withdrawn")}
_WAITS = {"waiting_for_person": say("waiting for the person"), "person_asked_to_wait": say("asked to wait")}
_WORKING = ("new", "with_officer", "waiting_for_person", "answered")

QUESTION = Kind(
    id="test_question",
    title=say("A test question"),
    service="contact",
    regime="gdpr",
    initial="new",
    states=(
        _state("new", "open"),
        _state("with_officer", "open"),
        _state("waiting_for_person", "waiting", "them"),
        _state("answered", "waiting", "them"),
        _state("closed", "closed", "other"),
    ),
    transitions=(
        Transition("take", ("new",), "with_officer", "case.take", say("take")),
        Transition("assign", ("new",), "with_officer", "case.assign", say("give")),
        Transition("hand_over", ("with_officer",), "new", "case.hand_over", say("hand over")),
        Transition("return", ("with_officer",), "new", "case.assign", say("return")),
        Transition(
            "answer", ("with_officer", "waiting_for_person"), "answered", "case.answer", say("answer")
        ),
        Transition(
            "pause", ("with_officer",), "waiting_for_person", "clock.pause", say("pause"), True, _WAITS
        ),
        Transition("resume", ("waiting_for_person",), "with_officer", "clock.pause", say("resume")),
        Transition(
            "reply",
            ("waiting_for_person", "answered", "closed"),
            "with_officer",
            "case.reply",
            say("reply"),
            outside=True,
        ),
        Transition("close", _WORKING, "closed", "case.close", say("close"), True, _REASONS),
        Transition("reopen", ("closed",), "with_officer", "case.reopen", say("reopen"), outside=True),
    ),
    clocks=(
        ClockUse("neighbourhood.reply", (START, "reply", "reopen"), ("answer",), ("waiting_for_person",)),
    ),
    payload=PayloadSchema(
        current=2,
        versions={
            1: (PayloadField("question"),),
            2: (PayloadField("text"), PayloadField("about", "choice", False, choices=("street", "other"))),
        },
        upcasts={1: lambda old: {"text": old["question"]}},
    ),
    retention="general-contact-1",
)


def question_kind() -> Kind:
    """The kind, registered once per process."""
    return registry.register(QUESTION)


@dataclass(frozen=True)
class World:
    """The rows. Ben and Cerys work in `team`, Dev in `elsewhere`, Eve nowhere; `other` is a second team of the force."""

    force: Force
    team: Team
    other: Team
    elsewhere: Team
    ben: User
    cerys: User
    dev: User
    eve: User

    def actor(self, name: str, as_of: datetime = NOON) -> Actor:
        """`ben`, `cerys`, `dev`, `eve`, `system` or `outside`, as of a moment."""
        if name == "system":
            return system_actor("worker", as_of)
        if name == "outside":
            return outside_actor(as_of)
        return actor_for(getattr(self, name), as_of)

    def opened(
        self, *, team: Team | None = None, text: str = WORD, as_of: datetime = NOON, **more: Any
    ) -> Case:
        """A question that came in by the public form."""
        return open_case(
            QUESTION.id,
            team=team or self.team,
            force=self.force.force_id,
            payload={"text": text},
            actor=self.actor("outside", as_of),
            as_of=as_of,
            **more,
        )

    def with_asha(self, **more: Any) -> Case:
        """The same, with Asha as its reporter."""
        asha = NewPerson(
            name="Asha Okafor",
            birth_date="1992-05-31",
            phone="07700 900123",
            email="asha@example.org",
            **more,
        )
        return self.opened(parties=(NewParty("reporter", asha),))


def make_world() -> World:
    """Forces, contact teams, teams, users and grants."""
    question_kind()
    west, kent = _force("west-midlands"), _force("kent")
    team, other = _team("selly-oak", west), _team("harborne", west)
    elsewhere = _team("ashford", kent)
    users = {
        name: User.objects.create_user(f"{name}@example.org", name.title())
        for name in ("ben", "cerys", "dev", "eve")
    }
    _grant(users["ben"], "officer", team)
    _grant(users["cerys"], "supervisor", team)
    _grant(users["cerys"], "supervisor", other)
    _grant(users["dev"], "officer", elsewhere)
    return World(west, team, other, elsewhere, **users)


def _force(force_id: str) -> Force:
    contact = _team(f"{force_id}-contact", None, "contact")
    force = Force.objects.create(
        force_id=force_id, name_en=force_id.title(), name_cy=force_id.title(), contact_team=contact
    )
    TeamForce.objects.create(team=contact, force=force, starts=FIRST_DAY)
    return force


def _team(slug: str, force: Force | None, kind: str = "neighbourhood") -> Team:
    team = Team.objects.create(slug=slug, name_en=slug, name_cy=slug, kind=kind)
    if force is not None:
        TeamForce.objects.create(team=team, force=force, starts=FIRST_DAY)
    return team


def _grant(user: User, role: str, team: Team) -> None:
    Grant.objects.create(
        user=user, role=role, team=team, starts=datetime(2020, 1, 1, tzinfo=UTC), reason="first start"
    )
