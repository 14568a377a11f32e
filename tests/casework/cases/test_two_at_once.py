"""Two officers in two processes act at the same moment: one wins, the other is told what changed, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from peelian.accounts.models import User
from peelian.casework.cases.models import Case
from peelian.casework.ledger.entries import history
from peelian.casework.ledger.verify import verify
from tests.support.cases import NOON, make_world
from tests.support.databases import Clone

SCRIPT = """
import json, sys
import django
django.setup()
from peelian.accounts.actors import actor_for
from peelian.accounts.models import User
from peelian.casework.cases.actions.giving import assign_case, take_case, take_next_case
from peelian.casework.cases.conflicts import Conflict
from peelian.reference.problems import Problem
from tests.support.cases import NOON, question_kind

question_kind()
name, what, references = sys.argv[1], sys.argv[2], sys.argv[3:]
user = User.objects.get(email=f"{name}@example.org")
actor = actor_for(user, NOON)
print("ready", flush=True)
sys.stdin.readline()
out = []
if what == "next":
    while (case := take_next_case(actor=actor, as_of=NOON)) is not None:
        out.append(case.reference)
for reference in references:
    try:
        assign_case(reference, to=user, actor=actor, as_of=NOON, version=1)
        out.append([reference, "won", []])
    except Problem as problem:
        out.append([reference, problem.code, [one.what for one in getattr(problem, "changed", ())]])
print(json.dumps(out), flush=True)
"""


def _race(clone: Clone, what: str, references: Sequence[str] = ()) -> dict[str, list[list[object]]]:
    """Start both, wait until both are ready, let them go together."""
    started = {
        name: subprocess.Popen(
            [sys.executable, "-c", SCRIPT, name, what, *references],
            env=clone.environment | {"PYTHONPATH": "."},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("ben", "cerys")
    }
    for process in started.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started.values():
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return {name: json.loads(process.communicate(timeout=120)[0]) for name, process in started.items()}


def test_of_two_who_act_on_the_same_version_one_wins_and_the_other_hears_of_it(committing_db: Clone) -> None:
    world = make_world()
    cases = [world.opened() for _ in range(20)]
    found = _race(committing_db, "assign", [case.reference for case in cases])
    for number, case in enumerate(cases):
        both = {name: found[name][number] for name in found}
        assert sorted(str(one[1]) for one in both.values()) == ["conflict", "won"]
        (winner,) = (name for name, one in both.items() if one[1] == "won")
        (loser,) = (one for one in both.values() if one[1] == "conflict")
        assert loser[2] == ["case.assign"]
        assert Case.objects.get(pk=case.pk).owner == User.objects.get(email=f"{winner}@example.org")
        assert history(case.uid).count() == 2
    assert verify().holds


def test_two_who_take_the_next_case_never_get_the_same_and_leave_none(committing_db: Clone) -> None:
    world = make_world()
    cases = {world.opened(as_of=NOON).reference for _ in range(30)}
    found = _race(committing_db, "next")
    taken = [reference for mine in found.values() for reference in mine]
    assert len(taken) == len(set(map(str, taken))) == 30
    assert set(map(str, taken)) == cases
    assert verify().holds
