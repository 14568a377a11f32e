"""A case as one line of a list: nothing that is sealed, so no look is written for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from peelian.accounts.models import User
from peelian.casework.cases import registry
from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case, Tag
from peelian.casework.cases.problems import UnknownKind
from peelian.casework.desk.times import Left, due_words
from peelian.law import engine
from peelian.law.problems import LawProblem
from peelian.reference.problems import Bilingual

NOTHING_OWED = Bilingual(
    "Nothing is due from us: the person or somebody else has the next step",
    "Nid oes dim yn ddyledus gennym: y person neu rywun arall sydd â'r cam nesaf",
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a list says of a case. `why` names the duty that is due; `away`: who answers for an owner who is away."""

    case: Case
    kind: Bilingual
    state: Bilingual
    left: Left
    why: Bilingual
    away: Bilingual | None
    tags: tuple[Tag, ...] = ()

    @property
    def owner(self) -> User | None:
        """Whose case it is."""
        return self.case.owner


def lines(cases: Sequence[Case], now: datetime, *, away: Mapping[int, Bilingual]) -> list[Line]:
    """A line for each; no query beyond the tags that the rows brought along."""
    return [_line(case, now, away.get(case.owner_id or 0)) for case in cases]


def _line(case: Case, now: datetime, away: Bilingual | None) -> Line:
    kind = kind_of(case)
    return Line(
        case,
        kind.title if kind else Bilingual(case.kind),
        state_title(case),
        due_words(case.next_due_at, now),
        duty(case.next_due_code),
        away,
        tuple(one.tag for one in case.tags.all()),
    )


def kind_of(case: Case) -> Kind | None:
    """The registered kind; None where its service is switched off here."""
    try:
        return registry.kind(case.kind)
    except UnknownKind:
        return None


def state_title(case: Case) -> Bilingual:
    """The state in words."""
    kind = kind_of(case)
    if kind is None:
        return Bilingual(case.state)
    try:
        return kind.state(case.state).title
    except StopIteration:
        return Bilingual(case.state)


def duty(code: str) -> Bilingual:
    """What a clock's code asks us to do, in the provision's own words."""
    if not code:
        return NOTHING_OWED
    try:
        return engine.provision(code).title
    except LawProblem:
        return Bilingual(code)
