"""Whose report it is: the force, and the team of it that is told. What routing decides from the place stands unless the
person chooses otherwise; where it decides nothing, they choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from peelian.accounts.models import Force, Team
from peelian.reference.problems import Bilingual
from peelian.services.contact.routing.deciding import decide
from peelian.services.contact.routing.model import Decision, Elsewhere
from peelian.services.contact.sets.asking import asked_on, kept, once, path
from peelian.services.contact.sets.model import PARTS, QuestionSet
from peelian.services.contact.visit.answers import Visit

AREA: Final = "area"
TEAM: Final = "team"
ELSEWHERE: Final = "elsewhere"
LOCAL: Final = frozenset({"question", "behaviour", "feedback"})
"""Families that a neighbourhood team answers; everything else comes to the force's contact team first."""

_FORCE: Final = Bilingual("Choose the police force", "Dewiswch yr heddlu")
_TEAM: Final = Bilingual(
    "Choose a team, or say that you do not know which", "Dewiswch dîm, neu dywedwch nad ydych yn gwybod pa un"
)
NOT_TAKEN: Final = Bilingual(
    "This force takes no reports here yet. Call 101, or choose another force",
    "Nid yw'r heddlu hwn yn derbyn adroddiadau yma eto. Ffoniwch 101, neu dewiswch heddlu arall",
)


@dataclass(frozen=True, slots=True)
class Area:
    """What is decided. `step`: what is still open, `area`, `team`, `elsewhere` (it belongs to somebody else), or ""."""

    decision: Decision
    force: Force | None
    team: Team | None
    step: str

    @property
    def instead(self) -> Elsewhere | None:
        """Who it belongs to, where that is no force of ours."""
        found = self.decision.elsewhere
        return found if found is not None and found.instead else None


def asks_team(asked: QuestionSet) -> bool:
    """Whether a report of this kind can go to a neighbourhood team."""
    return asked.family in LOCAL


def area_of(visit: Visit, asked: QuestionSet, on: date) -> Area:
    """Who answers for the place of the visit on that day, as far as the form offers them; asked once of each visit."""
    which = ("area", asked, visit.version, visit.force, visit.team, on)
    return once(visit.answers, which, lambda: _area_of(visit, asked, on))


def _area_of(visit: Visit, asked: QuestionSet, on: date) -> Area:
    decision = decide(_place(visit, asked), on=on, set_id=asked.id)
    force = decision.row
    if force is None or force.contact_team_id is None:
        return Area(decision, None, None, _open(visit, decision))
    team = decision.team if asks_team(asked) else force.contact_team
    chosen = len(decision.teams) == 1 or (team is not None and team.slug == visit.team)
    return Area(decision, force, team, TEAM if asks_team(asked) and not chosen else "")


def faults_of(visit: Visit, asked: QuestionSet, on: date) -> Mapping[str, Bilingual]:
    """What is wrong with what was chosen on the step."""
    found = area_of(visit, asked, on)
    if found.step == TEAM and visit.at == TEAM:
        return {"team": _TEAM}
    if found.step == AREA:
        return {"force": NOT_TAKEN if found.decision.force else _FORCE}
    return {}


def _open(visit: Visit, decision: Decision) -> str:
    """With no force of ours: somebody else alone, whom the place names or the person chose; or a choice."""
    elsewhere = decision.elsewhere is not None and decision.elsewhere.instead and decision.force is None
    alone = len(decision.candidates) == 1 or visit.force.startswith("elsewhere:")
    return ELSEWHERE if elsewhere and alone else AREA


def _place(visit: Visit, asked: QuestionSet) -> dict[str, str]:
    """What was answered to the first question about a place, and what was chosen since."""
    version = asked.numbered(visit.version)
    live = kept(asked, visit.answers, version)
    chosen = {"chosen": visit.force, "team": visit.team}
    for page in path(asked, visit.answers, version):
        for one in asked_on(page, live):
            if one.kind == "place":
                parts = {part: live.get(f"{one.id}.{part}", ("",))[0] for part in PARTS["place"]}
                return {**{part: text for part, text in parts.items() if text}, **chosen}
    return chosen
