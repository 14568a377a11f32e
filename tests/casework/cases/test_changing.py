"""What is written on a case can be changed, with a reason, and never without a trace."""

from __future__ import annotations

from unittest import mock

import pytest

from peelian.accounts.models import Grant
from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions import opening
from peelian.casework.cases.actions.changing import change_case, correct_answers
from peelian.casework.cases.actions.recording import end_part, record_incident
from peelian.casework.cases.models import Case, CaseParty, PayloadVersion
from peelian.casework.cases.problems import AlreadySo, BadPayload, NeedsReason, NotAllowed, ReasonMissing
from peelian.casework.cases.reading import answers_of
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.ledger.models import Stream
from peelian.casework.records.models import Place
from peelian.casework.sealing.sealing import open_sealed
from tests.support.cases import DAY, NOON, WORD, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_a_case_is_restricted_with_a_reason_and_freed_only_by_who_may_read_it(world: World) -> None:
    case, ben = world.opened(), world.actor("ben")
    with pytest.raises(ReasonMissing):
        change_case(case.reference, restricted=True, actor=ben, as_of=NOON, reason="")
    change_case(case.reference, restricted=True, actor=ben, as_of=NOON, reason="at_risk")
    with pytest.raises(NeedsReason):
        case_for(ben, case.reference, purpose="case_work", as_of=NOON)
    Grant.objects.create(user=world.eve, role="handler", team=world.team, starts=NOON - DAY, reason="new")
    with pytest.raises(NotAllowed):
        change_case(case.reference, restricted=False, actor=world.actor("eve"), as_of=NOON, reason="why_not")
    change_case(case.reference, restricted=False, actor=ben, as_of=NOON, reason="no_risk")
    assert [facts_of(entry).get("restricted") for entry in history(case.uid)] == [None, True, False]
    with pytest.raises(AlreadySo):
        change_case(case.reference, restricted=False, actor=ben, as_of=NOON, reason="no_risk")


def test_corrected_answers_are_a_new_version_beside_the_old(world: World) -> None:
    case, ben = world.opened(), world.actor("ben")
    with pytest.raises(BadPayload):
        correct_answers(case.reference, answers={"text": 4}, actor=ben, as_of=NOON, reason="misread")
    correct_answers(case.reference, answers={"text": "other"}, actor=ben, as_of=NOON, reason="misread")
    seen = case_for(ben, case.reference, purpose="case_work", as_of=NOON)
    assert answers_of(seen) == {"text": "other"}
    first = PayloadVersion.objects.get(case=case, number=1)
    assert WORD in open_sealed(first, "sealed", seen)


def test_somebodys_part_ends_and_stays_readable(world: World) -> None:
    case, ben = world.with_asha(), world.actor("ben")
    party = CaseParty.objects.get(case=case)
    end_part(case.reference, party=party.pk, actor=ben, as_of=NOON, reason="mistake")
    party.refresh_from_db()
    assert party.ends is not None
    assert (
        open_sealed(party.person, "name", case_for(ben, case.reference, purpose="x", as_of=NOON))
        == "Asha Okafor"
    )


def test_the_place_of_a_cases_incident_opens_by_the_cases_door(world: World) -> None:
    case, other, ben = world.opened(), world.opened(), world.actor("ben")
    record_incident(
        case.reference, channel="101", reported_at=NOON, address="1 High Street", actor=ben, as_of=NOON
    )
    place = Place.objects.get()
    seen = case_for(ben, case.reference, purpose="case_work", as_of=NOON)
    assert open_sealed(place, "address", seen) == "1 High Street"
    assert not case_for(ben, other.reference, purpose="case_work", as_of=NOON).opens(place.key_id)


def test_when_a_drawn_reference_is_taken_another_is_drawn_and_nothing_is_doubled(world: World) -> None:
    taken = world.opened().reference
    drawn = iter([taken, taken, "48291307560"])
    with mock.patch.object(opening, "new_reference", lambda: next(drawn)):
        case = world.opened()
    assert case.reference == "48291307560"
    assert Case.objects.count() == Stream.objects.filter(kind="case").count() == 2
