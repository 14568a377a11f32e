"""Every write goes through one door: scope, version, one entry, or nothing at all."""

from __future__ import annotations

import pytest
from django.db import transaction

from peelian.accounts.actors import Actor
from peelian.casework.cases.acting import acting
from peelian.casework.cases.actions.giving import assign_case, hand_over_case, take_case
from peelian.casework.cases.conflicts import Conflict
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NoSuchCase, NotAllowed, ReasonMissing
from peelian.casework.ledger.entries import details_of, facts_of, history
from peelian.casework.ledger.models import Stream
from peelian.casework.records.problems import ActionWithinAction
from peelian.casework.sealing.sealing import Door
from tests.support.cases import NOON, WORD, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def _as(world: World, name: str) -> Actor:
    return world.actor(name)


def test_an_act_raises_the_version_and_writes_one_entry_that_tells_what_changed(world: World) -> None:
    case = world.opened()
    assign_case(
        case.reference, to=world.ben, actor=_as(world, "cerys"), as_of=NOON, reason="workload", note=WORD
    )
    held = Case.objects.get(pk=case.pk)
    assert (held.owner, held.state, held.version) == (world.ben, "with_officer", 2)
    assert Stream.objects.get(pk=case.uid).seq == 2
    entry = history(case.uid).last()
    assert entry is not None
    assert (entry.action, entry.actor, entry.reason_code) == (
        "case.assign",
        f"user:{world.cerys.pk}",
        "workload",
    )
    facts = facts_of(entry)
    assert (facts["owner"], facts["state"], facts["transition"]) == (
        f"user:{world.ben.pk}",
        "with_officer",
        "assign",
    )
    assert WORD not in entry.facts
    assert details_of(entry, Door(frozenset({case.key_id}), "test")) == {"note": WORD}


def test_what_fails_within_leaves_nothing_behind(world: World) -> None:
    case = world.opened()
    with (
        pytest.raises(ZeroDivisionError),
        acting(case.reference, action="case.assign", actor=_as(world, "cerys"), as_of=NOON) as act,
    ):
        act.case.owner = world.ben
        act.transition_if_any("assign")
        raise ZeroDivisionError
    held = Case.objects.get(pk=case.pk)
    assert (held.owner, held.state, held.version, history(case.uid).count()) == (None, "new", 1, 1)


def test_who_acts_on_an_old_version_is_told_what_changed_and_by_whom(world: World) -> None:
    case = world.opened()
    take_case(case.reference, actor=_as(world, "ben"), as_of=NOON, version=1)
    with pytest.raises(Conflict) as caught:
        hand_over_case(
            case.reference,
            to_team=world.other,
            actor=_as(world, "cerys"),
            as_of=NOON,
            reason="workload",
            version=1,
        )
    assert [(one.what, one.who) for one in caught.value.changed] == [("case.take", f"user:{world.ben.pk}")]
    assert Case.objects.get(pk=case.pk).team == world.team


@pytest.mark.parametrize("name", ["dev", "eve"])
def test_out_of_scope_and_unknown_are_the_same_answer(world: World, name: str) -> None:
    """T-06: a reference says nothing to who may not see its case."""
    case = world.opened()
    answers = []
    for reference in (case.reference, "48291307560", "nonsense"):
        with pytest.raises(NoSuchCase) as caught:
            take_case(reference, actor=_as(world, name), as_of=NOON)
        answers.append((str(caught.value), caught.value.message("cy")))
    assert len(set(answers)) == 1


def test_who_may_see_and_not_do_is_refused(world: World) -> None:
    case = world.opened()
    with pytest.raises(NotAllowed):
        take_case(case.reference, actor=world.actor("system"), as_of=NOON)


def test_an_action_within_an_action_is_refused(world: World) -> None:
    case = world.opened()
    with (
        pytest.raises(ActionWithinAction),
        acting(case.reference, action="case.assign", actor=_as(world, "cerys"), as_of=NOON),
    ):
        take_case(case.reference, actor=_as(world, "ben"), as_of=NOON)
    with pytest.raises(ActionWithinAction), transaction.atomic():
        take_case(case.reference, actor=_as(world, "ben"), as_of=NOON)


def test_a_hand_over_needs_a_reason_and_goes_where_the_actor_may_no_longer_look(world: World) -> None:
    case = world.opened()
    take_case(case.reference, actor=_as(world, "ben"), as_of=NOON)
    with pytest.raises(ReasonMissing):
        hand_over_case(case.reference, to_team=world.other, actor=_as(world, "ben"), as_of=NOON, reason="")
    hand_over_case(
        case.reference, to_team=world.other, actor=_as(world, "ben"), as_of=NOON, reason="wrong_area"
    )
    held = Case.objects.get(pk=case.pk)
    assert (held.team, held.owner, held.state) == (world.other, None, "new")
    with pytest.raises(NoSuchCase):
        take_case(case.reference, actor=_as(world, "ben"), as_of=NOON)
