"""Any sequence of acts by anybody, at any time, with the worker dead or alive: the rules of a hypothesis state machine.

After every step each case is compared with the model (state, owner, team, version, what is due next); when somebody has
left and at the end the right one answers for each; at the end every chain is verified. `machine_clocks.py` does more to
clocks and compares them too, `machine_contact.py` adds messages: the three together are what is run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from peelian.accounts import witness
from peelian.accounts.actors import Actor
from peelian.accounts.models import Absence, Shift
from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.giving import assign_case, hand_over_case, take_case, take_next_case
from peelian.casework.cases.actions.marking import link_cases, tag_case, untag_case
from peelian.casework.cases.actions.moving import move_case, reply_to_case
from peelian.casework.cases.conflicts import Conflict
from peelian.casework.cases.models import Case
from peelian.casework.cases.owning import answerables
from peelian.casework.ledger.verify import verify
from peelian.casework.schedule.worker import catch_up
from peelian.reference.problems import Problem
from tests.casework.cases import rows
from tests.casework.cases.model import KLASS, MOVES, REASONS, STAFF, TEAMS, Model, ModelCase, Span
from tests.casework.cases.stage import TAG, Stage
from tests.support.cases import NOON

WHO = st.sampled_from([*STAFF, "cerys", "cerys", "ben", "system"])
WHICH = st.integers(0, 99)
BEGINNINGS = [
    NOON,
    datetime(2026, 12, 22, 16, 30, tzinfo=UTC),  # a Tuesday; Christmas and its substitute day are ahead
    datetime(2027, 3, 24, 23, 30, tzinfo=UTC),  # a Wednesday before Easter; the clocks go forward on Sunday
    datetime(2027, 8, 26, 23, 30, tzinfo=UTC),  # a Friday in London already; Monday is a bank holiday
    datetime(2027, 10, 28, 9, 0, tzinfo=UTC),  # a Thursday; the clocks go back on Sunday
]
STALE = st.sampled_from([False] * 5 + [True])


class AnySequence(RuleBasedStateMachine):
    """Every example plays on the same stage, inside a savepoint that is rolled back."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.now = NOON
        self.model = Model()
        self.actors: dict[str, Actor] = {}
        self.stack = ExitStack()
        self.world = self.stack.enter_context(stage.played())
        self.names = {getattr(self.world, name).pk: name for name in STAFF}
        self.teams = {getattr(self.world, name).pk: name for name in TEAMS}

    def teardown(self) -> None:
        with self.stack:
            if sys.exc_info()[0] is None:  # else what went wrong is shown, not what followed from it
                self.at_the_end()

    def at_the_end(self) -> None:
        self.somebody_answers_for_every_case()
        self.every_chain_holds()

    # --- help -------------------------------------------------------------------------------------------------
    def which(self, number: int) -> ModelCase:
        cases = list(self.model.cases.values())
        return cases[number % len(cases)]

    def actor(self, name: str) -> Actor:
        """Who somebody is at this moment: asked once while nobody's roles change."""
        if name not in self.actors:
            self.actors[name] = self.world.actor(name, self.now)
        return replace(self.actors[name], as_of=self.now)

    @contextmanager
    def others_act(self) -> Iterator[None]:
        """The worker's acts: each raises a version, and the model cannot foresee which."""
        before = rows.versions()
        yield
        for reference, version in rows.versions().items():
            self.model.cases[reference].version += version - before[reference]

    def attempt(self, wanted: str, act: Callable[[], object]) -> bool:
        """Do it; the problem must be the one that the model foresees, and none where it foresees none."""
        try:
            act()
            got = ""
        except Problem as problem:
            got = problem.code
            if isinstance(problem, Conflict):
                assert problem.changed, "a conflict says what changed"
        assert got == wanted, f"wanted {wanted or 'success'}, got {got or 'success'}"
        return not got

    def version(self, case: ModelCase, stale: bool) -> int:
        return case.version - 1 if stale else case.version

    # --- acts -------------------------------------------------------------------------------------------------
    @initialize(begins=st.sampled_from(BEGINNINGS), restricted=st.booleans())
    def begin(self, begins: datetime, restricted: bool) -> None:
        self.now = begins
        self.opened("team", restricted)

    @rule(team=st.sampled_from(TEAMS), restricted=st.booleans())
    def opened(self, team: str, restricted: bool) -> None:
        made = self.world.opened(team=getattr(self.world, team), as_of=self.now, restricted=restricted)
        self.model.cases[made.reference] = ModelCase(made.reference, team, restricted, self.now)

    @rule(who=WHO, number=WHICH, stale=STALE)
    def take(self, who: str, number: int, stale: bool) -> None:
        case = self.which(number)
        version = self.version(case, stale)
        wanted = self.model.refusal(who, case, "take", version)
        if not wanted and (case.owner is not None or case.state == "closed"):
            wanted = "taken-already"
        if self.attempt(
            wanted,
            lambda: take_case(case.reference, actor=self.actor(who), as_of=self.now, version=version),
        ):
            case.owner, case.version = who, case.version + 1
            case.state = "with_officer" if case.state == "new" else case.state

    @rule(who=st.sampled_from(STAFF))
    def take_next(self, who: str) -> None:
        free = [
            case
            for case in self.model.cases.values()
            if case.owner is None and case.state != "closed" and self.model.may(who, "take", case.team)
        ]
        taken = take_next_case(actor=self.actor(who), as_of=self.now)
        assert (taken is None) == (not free)
        if taken is not None:
            case = self.model.cases[taken.reference]
            assert case in free
            case.owner, case.version = who, case.version + 1
            case.state = "with_officer" if case.state == "new" else case.state

    @rule(who=WHO, to=st.sampled_from(STAFF), number=WHICH, stale=STALE)
    def assign(self, who: str, to: str, number: int, stale: bool) -> None:
        case = self.which(number)
        version = self.version(case, stale)
        wanted = self.model.refusal(who, case, "assign", version)
        if not wanted and not self.model.may(to, "see", case.team):
            wanted = "cannot-own"
        user = getattr(self.world, to)
        if self.attempt(
            wanted,
            lambda: assign_case(
                case.reference, to=user, actor=self.actor(who), as_of=self.now, version=version
            ),
        ):
            case.owner, case.version = to, case.version + 1
            case.state = "with_officer" if case.state == "new" else case.state

    @rule(who=WHO, team=st.sampled_from(TEAMS), number=WHICH, stale=STALE)
    def hand_over(self, who: str, team: str, number: int, stale: bool) -> None:
        case = self.which(number)
        version = self.version(case, stale)
        to = getattr(self.world, team)
        if self.attempt(
            self.model.refusal(who, case, "hand_over", version),
            lambda: hand_over_case(
                case.reference,
                to_team=to,
                actor=self.actor(who),
                as_of=self.now,
                reason="workload",
                version=version,
            ),
        ):
            case.team, case.owner, case.version = team, None, case.version + 1
            case.state = "new" if case.state == "with_officer" else case.state

    @rule(who=WHO, name=st.sampled_from([*MOVES, "pause", "answer"]), number=WHICH, stale=STALE)
    def move(self, who: str, name: str, number: int, stale: bool) -> None:
        case = self.which(number)
        version = self.version(case, stale)
        source, _, permission = MOVES[name]
        wanted = self.model.refusal(who, case, "see", version)
        if not wanted and case.state not in source:
            wanted = "not-from-here"
        if not wanted and not self.model.may(who, permission, case.team):
            wanted = "not-allowed"
        if self.attempt(
            wanted,
            lambda: move_case(
                case.reference,
                transition=name,
                actor=self.actor(who),
                as_of=self.now,
                reason=REASONS.get(name, ""),
                version=version,
            ),
        ):
            case.move(name, self.now, self.model.gone)
            case.version += 1

    @rule(number=WHICH, choice=WHICH)
    def somebody_who_may_moves_it_on(self, number: int, choice: int) -> None:
        """So that sequences get far: one of the moves that the model allows from here."""
        case = self.which(number)
        if case.state == "new":
            self.take_next("cerys")
        possible = [
            (who, name)
            for name, (source, _, permission) in MOVES.items()
            for who in STAFF
            if case.state in source and self.model.may(who, permission, case.team)
        ]
        if possible:
            who, name = possible[choice % len(possible)]
            self.move(who=who, name=name, number=number, stale=False)

    @rule(number=WHICH)
    def the_person_replies(self, number: int) -> None:
        case = self.which(number)
        reply_to_case(case.reference, write=lambda _act: None, actor=self.actor("outside"), as_of=self.now)
        case.version += 1
        if case.state in ("waiting_for_person", "answered", "closed"):
            case.move("reply", self.now, self.model.gone)

    @rule(who=WHO, number=WHICH)
    def tag(self, who: str, number: int) -> None:
        case = self.which(number)
        act = untag_case if case.tagged else tag_case
        if self.attempt(
            self.model.refusal(who, case, "tag", None),
            lambda: act(case.reference, tag=TAG, actor=self.actor(who), as_of=self.now),
        ):
            case.tagged, case.version = not case.tagged, case.version + 1

    @precondition(lambda self: len(self.model.cases) > 1)
    @rule(who=WHO, one=WHICH, two=WHICH)
    def link(self, who: str, one: int, two: int) -> None:
        a, b = self.which(one), self.which(two)
        pair = frozenset((a.reference, b.reference))
        refusals = [self.model.refusal(who, case, "tag", None) for case in sorted((a, b), key=_name)]
        wanted = next((refusal for refusal in refusals if refusal), "")
        if a is b or (not wanted and pair in self.model.linked):
            wanted = "already-so"
        if self.attempt(
            wanted,
            lambda: link_cases(
                a.reference, other=b.reference, kind="series", actor=self.actor(who), as_of=self.now
            ),
        ):
            a.version, b.version = a.version + 1, b.version + 1
            self.model.linked.add(pair)

    @rule(who=WHO, number=WHICH, reason=st.sampled_from(["", "she rang"]))
    def look(self, who: str, number: int, reason: str) -> None:
        case = self.which(number)
        wanted = self.model.refusal(who, case, "see", None)
        if not wanted and case.restricted:
            may = self.model.may(who, "restricted", case.team)
            wanted = ("" if reason else "needs-reason") if may else "not-allowed"
        self.attempt(
            wanted,
            lambda: case_for(
                self.actor(who), case.reference, purpose="case_work", as_of=self.now, reason=reason
            ),
        )

    # --- time and people --------------------------------------------------------------------------------------
    @rule(hours=st.sampled_from([1, 5, 20, 30, 71, 72, 73, 200, 400]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_worker_catches_up(self) -> None:
        with self.others_act():
            catch_up(now=self.now)
        for case in self.model.cases.values():
            for clock in case.clocks:
                clock.work(self.now)
        assert rows.late_unmarked(self.now) == 0, "the worker marks what is late"
        assert rows.paused_too_long(self.now) == 0

    @rule(
        who=st.sampled_from(STAFF), cover=st.sampled_from([*STAFF, "team", "other"]), days=st.integers(1, 30)
    )
    def goes_away(self, who: str, cover: str, days: int) -> None:
        if who == cover:
            return
        row = getattr(self.world, cover)
        given = {"cover_team": row} if cover in TEAMS else {"cover_user": row}
        ends = self.now + timedelta(days=days)
        Absence.objects.create(
            user=getattr(self.world, who), starts=self.now, ends=ends, kind="leave", **given
        )
        self.model.absences.append(Span(who, self.now, ends, cover=cover))

    @rule(who=st.sampled_from(STAFF), part=st.sampled_from(["on_shift", "duty_officer"]))
    def works_a_shift(self, who: str, part: str) -> None:
        ends = self.now + timedelta(hours=30)
        Shift.objects.create(
            user=getattr(self.world, who), team=self.world.team, starts=self.now, ends=ends, part=part
        )
        self.model.shifts.append(Span(who, self.now, ends, part=part))

    @precondition(lambda self: not self.model.gone)
    @rule(who=st.sampled_from(["ben", "eve", "dev"]))
    def leaves(self, who: str) -> None:
        user = getattr(self.world, who)
        with transaction.atomic():
            user.left_on = self.now.date()
            user.save()
            witness.tell_leaving(user, team=None, actor=self.actor("cerys"), as_of=self.now, reason="left")
        self.model.leave(who)
        self.actors.clear()
        self.somebody_answers_for_every_case()

    # --- what must always hold --------------------------------------------------------------------------------
    @invariant()
    def every_case_is_as_the_model_says(self) -> None:
        cases, found = self.model.cases, list(rows.cases())
        assert {case.reference for case in found} == cases.keys()
        for case in found:
            wanted = cases[case.reference]
            assert (case.state, case.klass) == (wanted.state, KLASS[wanted.state])
            assert (case.owner and self.names[case.owner], self.teams[case.team]) == (
                wanted.owner,
                wanted.team,
            )
            assert case.version == case.length == wanted.version
            assert case.closed == (wanted.state == "closed")
            assert (case.due, case.due_code) == wanted.owed_first()

    def somebody_answers_for_every_case(self) -> None:
        """The person, or else the team, whom the model finds; that is never somebody who is away or has left."""
        cases = list(Case.objects.all())
        found = answerables(cases, self.now)
        for case in cases:
            by, wanted = found[case.pk], self.model.answers(self.model.cases[case.reference], self.now)
            name = self.names[by.user.pk] if by.user else self.teams.get(by.team.pk, by.team.slug)
            assert (name, by.because) == wanted
            assert name not in self.model.gone and name not in self.model.away(self.now)

    def every_chain_holds(self) -> None:
        found = verify()
        assert found.holds, [fault.code for fault in found.faults]
        assert rows.entries_of_cases() == sum(case.version for case in self.model.cases.values())
        held: dict[str, list[str]] = {name: [] for name in self.model.cases}
        for reference, state in rows.states():
            held[reference].append(state)
        for reference, states in held.items():
            assert (states[0], states[-1]) == ("new", self.model.cases[reference].state)
            assert all(one != two for one, two in pairwise(states))


def _name(case: ModelCase) -> str:
    return case.reference
