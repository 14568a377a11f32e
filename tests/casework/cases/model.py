"""What a case should be after any sequence of acts, worked out without the code under test.

A table of roles, a table of transitions, and clocks (`model_clock.py`): small enough to read whole. The machine in
`machine.py` does the same to the model and to Peelian and compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.casework.cases.model_clock import PAUSED_BY, REPLY, ModelClock

LONGEST_PAUSE = timedelta(days=14)

ROLES = {
    "handler": {"see", "take", "hand_over", "answer", "tag", "record"},
    "officer": {
        "see",
        "take",
        "assign",
        "hand_over",
        "answer",
        "pause",
        "close",
        "reopen",
        "tag",
        "record",
        "restricted",
    },
}
ROLES["supervisor"] = ROLES["officer"]
SYSTEM = {"see", "assign", "hand_over", "close", "reopen"}
GRANTS = {
    ("ben", "team"): "officer",
    ("cerys", "team"): "supervisor",
    ("cerys", "other"): "supervisor",
    ("dev", "elsewhere"): "officer",
    ("eve", "other"): "handler",
}
TEAMS = ("team", "other", "elsewhere")
SUPERVISORS = (("cerys", "team"), ("cerys", "other"))
CONTACT = {"team": "west-midlands-contact", "other": "west-midlands-contact", "elsewhere": "kent-contact"}
STAFF = ("ben", "cerys", "dev", "eve")

# transition -> (from, to, permission)
MOVES = {
    "answer": ({"with_officer", "waiting_for_person"}, "answered", "answer"),
    "pause": ({"with_officer"}, "waiting_for_person", "pause"),
    "resume": ({"waiting_for_person"}, "with_officer", "pause"),
    "close": ({"new", "with_officer", "waiting_for_person", "answered"}, "closed", "close"),
    "reopen": ({"closed"}, "with_officer", "reopen"),
}
REASONS = {"pause": PAUSED_BY[REPLY], "close": "withdrawn"}
KLASS = {
    "new": "open",
    "with_officer": "open",
    "waiting_for_person": "waiting",
    "answered": "waiting",
    "closed": "closed",
}


@dataclass
class ModelCase:
    """One case as it should be."""

    reference: str
    team: str
    restricted: bool
    opened: datetime
    state: str = "new"
    owner: str | None = None
    version: int = 1
    tagged: bool = False
    clocks: list[ModelClock] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clocks.append(ModelClock(self.opened))

    def open_clocks(self, code: str = "") -> list[ModelClock]:
        """Of the kind's clock, or all; what is missed is still owed."""
        return [clock for clock in self.clocks if not clock.ended and code in ("", clock.code)]

    def owed_first(self) -> tuple[datetime | None, str]:
        """What is due next; of two at once, what was started first."""
        first = min(self.open_clocks(), key=ModelClock.due, default=None)
        return (first.due(), first.code) if first else (None, "")

    def start(self, at: datetime, code: str = REPLY, enhanced: datetime | None = None) -> None:
        """Once for each event; enhanced rights that the case has hold for each new clock."""
        if all((clock.code, clock.started) != (code, at) for clock in self.clocks):
            known = [clock.enhanced for clock in self.clocks if clock.enhanced is not None]
            self.clocks.append(ModelClock(at, code, enhanced or min(known, default=None)))

    def move(self, name: str, at: datetime, gone: set[str]) -> None:
        """The transition `name`: state and clocks; the permission was asked before. Who has left keeps nothing."""
        if self.state == "closed" and self.owner in gone:
            self.owner = None
        before, self.state = self.state, MOVES[name][1] if name in MOVES else "with_officer"
        for clock in self.open_clocks(REPLY):
            if name == "answer":
                clock.end("met", at)
            elif before == "waiting_for_person":
                clock.stop_pause(at)
            elif name == "pause":
                clock.pause(at, at + LONGEST_PAUSE)
        if name == "close":
            for clock in self.open_clocks():
                clock.end("cancelled", at, REASONS["close"])
        if name in ("reply", "reopen"):
            self.start(at)


@dataclass(frozen=True)
class Span:
    """Somebody is away (`cover`: who answers for them) or on shift (`part`), from `starts` until before `ends`."""

    who: str
    starts: datetime
    ends: datetime
    cover: str = ""
    part: str = ""

    def holds(self, at: datetime) -> bool:
        return self.starts <= at < self.ends


@dataclass
class Model:
    """The cases, which of them are linked, and who has left."""

    cases: dict[str, ModelCase] = field(default_factory=dict)
    linked: set[frozenset[str]] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    absences: list[Span] = field(default_factory=list)
    shifts: list[Span] = field(default_factory=list)

    def away(self, at: datetime) -> dict[str, str]:
        """Who is absent, and who covers; of two absences that which ends last, of those the first that was noted."""
        held = [one for one in reversed(self.absences) if one.holds(at)]
        return {one.who: one.cover for one in sorted(held, key=lambda one: one.ends)}

    def answers(self, case: ModelCase, at: datetime) -> tuple[str, str]:
        """Who answers for the case, a person or else a team, and by which step they were found."""
        away = self.away(at)

        def at_work(name: str) -> bool:
            return name not in away and name not in self.gone

        if case.owner is not None and at_work(case.owner):
            return case.owner, "owner"
        if case.owner is not None and (cover := self.cover(case.owner, away)):
            return cover, "cover"
        steps = [(part, self.at_post(part, case.team, at)) for part in ("on_shift", "duty_officer")]
        steps.append(("supervisor", [name for name, team in SUPERVISORS if team == case.team]))
        for step, names in steps:
            found = [name for name in names if at_work(name)]
            if found:
                return min(found, key=self.load) if step == "on_shift" else found[0], step
        return CONTACT[case.team], "contact_team"

    def cover(self, owner: str, away: dict[str, str]) -> str:
        """The first at work along the covers, or a team; nothing where they run in a ring or end with a leaver."""
        seen, at = {owner}, owner
        while at in away:
            at = away[at]
            if at in TEAMS:
                return at
            if at in seen or at in self.gone:
                return ""
            seen.add(at)
        return at if at != owner else ""

    def at_post(self, part: str, team: str, at: datetime) -> list[str]:
        """Who is on shift in a team, in the order in which they came."""
        held = [one for one in self.shifts if one.part == part and team == "team" and one.holds(at)]
        return list(dict.fromkeys(one.who for one in sorted(held, key=lambda one: one.starts)))

    def load(self, name: str) -> int:
        """How many open cases somebody has."""
        return sum(case.owner == name and case.state != "closed" for case in self.cases.values())

    def may(self, name: str, permission: str, team: str) -> bool:
        """Whether the actor holds the permission in the team."""
        if name == "system":
            return permission in SYSTEM
        if name in self.gone:
            return False
        return permission in ROLES.get(GRANTS.get((name, team), ""), ())

    def refusal(self, name: str, case: ModelCase, permission: str, version: int | None) -> str:
        """The problem that the doors answer with before anything is done, or nothing."""
        if not self.may(name, "see", case.team):
            return "no-such-case"
        if not self.may(name, permission, case.team):
            return "not-allowed"
        if version is not None and version != case.version:
            return "conflict"
        return ""

    def leave(self, name: str) -> list[ModelCase]:
        """Somebody leaves: their open cases go back to the team as new; which those are."""
        self.gone.add(name)
        mine = [case for case in self.cases.values() if case.owner == name and case.state != "closed"]
        for case in mine:
            case.owner = None
            case.version += 1
            if case.state == "with_officer":
                case.state = "new"
        return mine
