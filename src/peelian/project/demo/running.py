"""Writing the made-up year: what would be written, the part through actions, the copies, the signing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from peelian.casework.cases.models import Case
from peelian.casework.ledger.checkpoints import checkpoint_all
from peelian.project.demo.problems import RealCases
from peelian.project.demo.stories import Year
from peelian.project.demo.telling import tell
from peelian.project.demo.world import prepared

THROUGH_ACTIONS = 20_000
"""As many are told through actions at most; beyond, cases are copied (`stamping`)."""
Said = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to happen: cases in all, what they go through, how many forces."""

    cases: int
    actions: int
    forces: int
    states: dict[str, int]


def refuse_beside_real_cases() -> None:
    """Raises RealCases."""
    if Case.objects.filter(synthetic=False).exists():
        raise RealCases


def planned(year: Year, cases: int) -> Plan:
    """What `write` would do, without writing."""
    stories = [year.story(number) for number in range(min(cases, THROUGH_ACTIONS))]
    last = Counter(story.steps[-1].kind if story.steps else "open" for story in stories)
    return Plan(cases, sum(1 + len(story.steps) for story in stories), year.forces, dict(last))


def write(year: Year, cases: int, *, say: Said = lambda done, of: None) -> int:
    """Tell stories 0 to `cases`; those told before are left as they are. The number told now. Raises RealCases."""
    refuse_beside_real_cases()
    places = prepared(year.until)
    told = 0
    for number in range(min(cases, THROUGH_ACTIONS)):
        told += tell(year, number, places) is not None
        say(number + 1, cases)
    checkpoint_all()
    return told


def year_of(seed: int, until: datetime) -> Year:
    """The made-up year of the 43 forces."""
    from peelian.reference.forces import forces

    return Year(seed, until, len(forces()))
