"""A case begins: every row of it at once, or none."""

from __future__ import annotations

import pytest

from peelian.casework.cases.models import Case, CaseParty, CaseState, PayloadVersion
from peelian.casework.cases.problems import BadPayload, NotAllowed
from peelian.casework.cases.references import is_reference
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.ledger.models import Stream
from tests.support.cases import DAY, NOON, make_world

pytestmark = pytest.mark.usefixtures("db")


def test_an_opened_case_has_its_state_its_clock_its_entry_and_a_due_time() -> None:
    case = make_world().opened()
    held = Case.objects.get(pk=case.pk)
    assert is_reference(held.reference)
    assert (held.state, held.klass, held.version, held.owner) == ("new", "open", 1, None)
    assert [(row.seq, row.state) for row in CaseState.objects.filter(case=case)] == [(1, "new")]
    clock = Clock.objects.get(case=case)
    assert (clock.code, clock.state, clock.due_at) == ("neighbourhood.reply", "running", NOON + 3 * DAY)
    assert (held.next_due_at, held.next_due_code) == (NOON + 3 * DAY, "neighbourhood.reply")
    (entry,) = history(case.uid)
    assert (entry.action, entry.actor, entry.seq) == ("case.open", "outside", 1)
    assert facts_of(entry)["kind"] == "test_question"
    assert Stream.objects.get(pk=case.uid).seq == held.version


def test_the_reporter_is_a_person_with_a_chain_of_their_own() -> None:
    case = make_world().with_asha()
    party = CaseParty.objects.get(case=case)
    assert (party.part, party.person.may_be_child, party.ends) == ("reporter", False, None)
    assert [entry.action for entry in history(party.person.uid)] == ["person.add"]
    assert party.person.key_id != case.key_id


def test_answers_that_do_not_fit_open_nothing_and_are_told_together() -> None:
    world = make_world()
    with pytest.raises(BadPayload) as caught:
        world.opened(text="", parties=())
    assert "text is missing" in str(caught.value)
    assert not Case.objects.exists()
    assert not PayloadVersion.objects.exists()


def test_who_may_not_open_a_case_opens_none() -> None:
    world = make_world()
    from peelian.casework.cases.actions.opening import open_case

    with pytest.raises(NotAllowed):
        open_case(
            "test_question",
            team=world.team,
            force="west-midlands",
            payload={"text": "hello"},
            actor=world.actor("dev"),
            as_of=NOON,
        )
    assert not Case.objects.exists()
