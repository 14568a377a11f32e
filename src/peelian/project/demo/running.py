"""Writing the made-up year: what would be written, the part through actions, the copies, the signing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from peelian.casework.cases.models import Case
from peelian.casework.ledger.checkpoints import checkpoint
from peelian.project.checkpointing import checkpoint_wal
from peelian.project.demo.copying import Copier
from peelian.project.demo.patterns import pattern_of
from peelian.project.demo.problems import RealCases
from peelian.project.demo.stories import Year
from peelian.project.demo.telling import THROUGH_ACTIONS, tell
from peelian.project.demo.world import HOST, prepared

PATTERNS = 500
"""Of more cases, so many are told and the others are copies of them (`copying`)."""
LOGGED = 100
"""After so many SQLite's log, half a megabyte for each, is moved into its database: no worker need run here."""
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
    stories = [year.story(number) for number in range(told_of(cases))]
    last = Counter(story.steps[-1].kind if story.steps else "open" for story in stories)
    return Plan(cases, sum(1 + len(story.steps) for story in stories), year.forces, dict(last))


def told_of(cases: int) -> int:
    """How many of so many cases are told through actions; the others are copies of them."""
    return cases if cases <= THROUGH_ACTIONS else PATTERNS


def write(year: Year, cases: int, *, say: Said = lambda done, of: None) -> int:
    """Tell stories 0 to `cases`; those told before are left as they are. The number told now. Raises RealCases."""
    refuse_beside_real_cases()
    places = prepared(year.until)
    held = Case.objects.filter(synthetic=True).count()
    through = min(cases, told_of(max(cases, held)))
    told = 0
    for number in range(through):
        if tell(year, number, places) is not None:
            told += 1
            if told % LOGGED == 0:
                checkpoint_wal()
        say(number + 1, cases)
    told += _copied(year, through, cases, say)
    while checkpoint() is not None:
        checkpoint_wal()
    return told


def _copied(year: Year, through: int, cases: int, say: Said) -> int:
    """Copies of what was told, up to `cases` in all; those of an earlier run count."""
    held = Case.objects.filter(synthetic=True).count()
    if cases <= max(held, through):
        return 0
    patterns = [pattern_of(case) for case in Case.objects.filter(synthetic=True).order_by("pk")[:PATTERNS]]
    Copier(patterns, year.seed).copy(held - through, cases - held, say=lambda done: say(held + done, cases))
    return cases - held


def year_of(seed: int, until: datetime) -> Year:
    """The made-up year of the 43 forces."""
    from peelian.reference.forces import forces

    return Year(seed, until, len(forces()))


def busiest_supervisor() -> str:
    """The address of the made-up supervisor of the force with most open cases."""
    rows = Case.objects.filter(closed_at=None, synthetic=True).values("opened_force")
    first = rows.annotate(held=Count("id")).order_by("-held", "opened_force").first()
    return f"{first['opened_force'] if first else 'kent'}.supervisor@{HOST}"
