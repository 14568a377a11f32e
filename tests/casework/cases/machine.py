"""Any sequence of acts by anybody, at any time, with the worker dead or alive: the rules of a hypothesis state machine.

After every step each case is compared with the model (state, owner, team, version, clocks, what is due next) and
somebody answers for it; at the end every chain is verified.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db import connections, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from peelian.accounts import witness
from peelian.accounts.models import Absence, Grant, Shift
from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.giving import assign_case, hand_over_case, take_case, take_next_case
from peelian.casework.cases.actions.marking import link_cases, tag_case, untag_case
from peelian.casework.cases.actions.moving import move_case, reply_to_case
from peelian.casework.cases.conflicts import Conflict
from peelian.casework.cases.models import Case, CaseState, Tag
from peelian.casework.cases.owning import answerables
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.models import LedgerEntry, Stream
from peelian.casework.ledger.verify import verify
from peelian.casework.schedule.worker import catch_up
from peelian.reference.problems import Problem
from tests.casework.cases.model import KLASS, MOVES, STAFF, TEAMS, Model, ModelCase
from tests.support.cases import NOON, make_world

WHO = st.sampled_from([*STAFF, "cerys", "cerys", "ben", "system"])
WHICH = st.integers(0, 99)
STALE = st.sampled_from([False] * 5 + [True])
REASONS = {"pause": "waiting_for_person", "close": "withdrawn"}


class AnySequence(RuleBasedStateMachine):
    """Every example begins in a fresh world, inside a savepoint that is rolled back."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        for alias in ("default", "vault"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True  # type: ignore[attr-defined]
            self.stack.enter_context(atomic)
        self.now = NOON
        self.model = Model()
        self.world = make_world()
        Grant.objects.create(
            user=self.world.eve, role="handler", team=self.world.other, starts=NOON, reason="new"
        )
        Tag.objects.create(slug="lamp-posts", name_en="Lighting", name_cy="Goleuo")

    def teardown(self) -> None:
        try:
            self.somebody_answers_for_every_case()
            self.every_chain_holds()
        finally:
            for alias in ("default", "vault"):
                connections[alias].set_rollback(True)
            self.stack.close()

    # --- help -------------------------------------------------------------------------------------------------
    def which(self, number: int) -> ModelCase:
        cases = list(self.model.cases.values())
        return cases[number % len(cases)]

    def actor(self, name: str) -> Any:
        return self.world.actor(name, self.now)

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
    @initialize(restricted=st.booleans())
    def begin(self, restricted: bool) -> None:
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
            lambda: act(case.reference, tag="lamp-posts", actor=self.actor(who), as_of=self.now),
        ):
            case.tagged, case.version = not case.tagged, case.version + 1

    @precondition(lambda self: len(self.model.cases) > 1)
    @rule(who=WHO, one=WHICH, two=WHICH)
    def link(self, who: str, one: int, two: int) -> None:
        a, b = self.which(one), self.which(two)
        known = Case.objects.filter(reference=a.reference, links_as_a__b__reference=b.reference)
        back = Case.objects.filter(reference=b.reference, links_as_a__b__reference=a.reference)
        refusals = [self.model.refusal(who, case, "tag", None) for case in sorted((a, b), key=_name)]
        wanted = next((refusal for refusal in refusals if refusal), "")
        if a is b or (not wanted and (known.exists() or back.exists())):
            wanted = "already-so"
        if self.attempt(
            wanted,
            lambda: link_cases(
                a.reference, other=b.reference, kind="series", actor=self.actor(who), as_of=self.now
            ),
        ):
            a.version, b.version = a.version + 1, b.version + 1

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
        before = {case.reference: case.version for case in Case.objects.all()}
        catch_up(now=self.now)
        for case in Case.objects.all():
            self.model.cases[case.reference].version += case.version - before[case.reference]
        for case in self.model.cases.values():
            for clock in case.open_clocks():
                clock.run_out(self.now)
        late = Clock.objects.filter(state__in=["running", "paused"], due_at__lt=self.now)
        assert not late.exists(), "the worker marks what is late"
        assert not Clock.objects.filter(state="paused", paused_until__lte=self.now).exists()

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

    @rule(who=st.sampled_from(STAFF), part=st.sampled_from(["on_shift", "duty_officer"]))
    def works_a_shift(self, who: str, part: str) -> None:
        ends = self.now + timedelta(hours=30)
        Shift.objects.create(
            user=getattr(self.world, who), team=self.world.team, starts=self.now, ends=ends, part=part
        )

    @precondition(lambda self: not self.model.gone)
    @rule(who=st.sampled_from(["ben", "eve", "dev"]))
    def leaves(self, who: str) -> None:
        user = getattr(self.world, who)
        with transaction.atomic():
            user.left_on = self.now.date()
            user.save()
            witness.tell_leaving(user, team=None, actor=self.actor("cerys"), as_of=self.now, reason="left")
        self.model.leave(who)

    # --- what must always hold --------------------------------------------------------------------------------
    @invariant()
    def every_case_is_as_the_model_says(self) -> None:
        streams = dict(Stream.objects.filter(kind="case").values_list("uid", "seq"))
        held = {case.reference: case for case in Case.objects.select_related("team", "owner")}
        assert held.keys() == self.model.cases.keys()
        teams = {getattr(self.world, name).pk: name for name in TEAMS}
        for reference, wanted in self.model.cases.items():
            case = held[reference]
            owner = case.owner.email.partition("@")[0] if case.owner else None
            got = (case.state, case.klass, owner, teams[case.team_id], case.version)
            assert got == (wanted.state, KLASS[wanted.state], wanted.owner, wanted.team, wanted.version)
            assert streams[case.uid] == case.version
            assert (case.closed_at is not None) == (wanted.state == "closed")

    @invariant()
    def every_clock_is_as_the_model_says(self) -> None:
        clocks: dict[str, list[Clock]] = {reference: [] for reference in self.model.cases}
        for clock in Clock.objects.select_related("case").order_by("started_at"):
            clocks[clock.case.reference].append(clock)
        for reference, wanted in self.model.cases.items():
            got = [
                (clock.started_at, clock.due_at, clock.state if clock.ended_at else "")
                for clock in clocks[reference]
            ]
            assert got == [(clock.started, clock.due(), clock.ended) for clock in wanted.clocks]
            due = min((clock.due() for clock in wanted.open_clocks()), default=None)
            assert clocks[reference][0].case.next_due_at == due

    @rule()
    def somebody_answers_for_every_case(self) -> None:
        cases = list(Case.objects.all())
        found = answerables(cases, self.now)
        away = set(
            Absence.objects.filter(starts__lte=self.now, ends__gt=self.now).values_list("user_id", flat=True)
        )
        for case in cases:
            by = found[case.pk]
            assert by.team is not None
            if by.user is not None:
                assert by.user.pk not in away
                assert by.user.email.partition("@")[0] not in self.model.gone
            owner = case.owner_id
            if owner is not None and owner not in away and not self._gone(owner):
                assert by.because == "owner"

    def _gone(self, pk: int) -> bool:
        return pk in {getattr(self.world, name).pk for name in self.model.gone}

    def every_chain_holds(self) -> None:
        found = verify()
        assert found.holds, [fault.code for fault in found.faults]
        entries = LedgerEntry.objects.filter(stream__in=Case.objects.values("uid")).count()
        assert entries == sum(case.version for case in self.model.cases.values())
        for reference in self.model.cases:
            rows = CaseState.objects.filter(case__reference=reference).order_by("seq")
            states = list(rows.values_list("state", flat=True))
            assert states[0] == "new"
            assert all(one != two for one, two in pairwise(states))


def _name(case: ModelCase) -> str:
    return case.reference
