"""How a person may be reached: checked when it is typed, sealed, never changed, and not lost by a merge."""

from __future__ import annotations

import pytest

from peelian.casework.cases.access import person_for
from peelian.casework.cases.actions.joining import merge_people
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import CaseParty
from peelian.casework.cases.problems import NotAllowed, ReasonMissing
from peelian.casework.records.people import NewPerson
from peelian.casework.records.problems import NoSuchRecord
from peelian.casework.sealing.problems import DoorShut
from peelian.casework.sealing.sealing import open_sealed
from peelian.casework.threads import safe_contact
from peelian.casework.threads.models import ContactPoint, ContactRule
from peelian.casework.threads.points import (
    NewPoint,
    add_contact_point,
    checked_address,
    end_contact_point,
    live_points,
    set_contact_rule,
)
from peelian.casework.threads.problems import BadAddress, BadHours, NoSuchPoint
from tests.casework.threads.told import EMAIL, Told
from tests.support.cases import DAY, NOON


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [
        ("email", " asha@example.org ", "asha@example.org"),
        ("sms", "07700 900123", "+447700900123"),
        ("phone", "+44 (0)20 7946 0958", "+442079460958"),
        ("post", "1 Long Street", "1 Long Street"),
        ("page", "", ""),
    ],
)
def test_an_address_is_kept_in_one_form(channel: str, typed: str, kept: str) -> None:
    assert checked_address(channel, typed) == kept


@pytest.mark.parametrize(
    ("channel", "typed"),
    [
        ("email", "asha"),
        ("email", "asha@example.org\nBcc: eve@example.org"),
        ("email", ""),
        ("sms", "12"),
        ("sms", "asha"),
        ("post", ""),
        ("page", "x"),
        ("pigeon", "x"),
        ("post", "x" * 501),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(channel: str, typed: str) -> None:
    """T-11: the message may be shown and logged."""
    with pytest.raises(BadAddress) as caught:
        checked_address(channel, typed)
    assert not typed or len(typed) < 3 or typed not in str(caught.value)


def test_a_point_is_sealed_under_the_person_and_shown_through_a_door(asha: Told) -> None:
    asha.point(hours="mon-fri 09:00-15:00")
    assert EMAIL not in str(ContactPoint.objects.values().get())
    seen = person_for(asha.world.actor("ben"), asha.asha.uid, purpose="case_work", as_of=NOON)
    (held,) = live_points([asha.asha], NOON)
    assert (open_sealed(held, "address", seen), open_sealed(held, "hours", seen)) == (
        EMAIL,
        "mon-fri 09:00-15:00",
    )
    other = CaseParty.objects.get(case=asha.world.with_asha()).person
    stranger = person_for(asha.world.actor("ben"), other.uid, purpose="case_work", as_of=NOON)
    with pytest.raises(DoorShut):
        open_sealed(held, "address", stranger)


def test_actions_need_the_permission_a_person_of_the_case_and_a_reason_to_end(asha: Told) -> None:
    ben = asha.world.actor("ben")
    new = NewPoint("email", EMAIL, safe="yes")
    point = add_contact_point(asha.case.reference, person=asha.asha.uid, new=new, actor=ben, as_of=NOON)
    with pytest.raises(NotAllowed):
        add_contact_point(
            asha.case.reference, person=asha.asha.uid, new=new, actor=asha.world.actor("system"), as_of=NOON
        )
    with pytest.raises(NoSuchRecord):
        add_contact_point(asha.case.reference, person="0" * 32, new=new, actor=ben, as_of=NOON)
    with pytest.raises(BadHours):
        add_contact_point(
            asha.case.reference,
            person=asha.asha.uid,
            new=NewPoint("email", EMAIL, hours="soon"),
            actor=ben,
            as_of=NOON,
        )
    with pytest.raises(ReasonMissing):
        end_contact_point(asha.case.reference, point=point.uid, actor=ben, as_of=NOON, reason="")
    end_contact_point(asha.case.reference, point=point.uid, actor=ben, as_of=NOON, reason="not_safe")
    with pytest.raises(NoSuchPoint):
        end_contact_point(asha.case.reference, point=point.uid, actor=ben, as_of=NOON, reason="not_safe")


def test_another_rule_ends_the_one_before_and_both_stay(asha: Told) -> None:
    for never, at in ((True, NOON), (False, NOON + DAY)):
        set_contact_rule(
            asha.case.reference,
            person=asha.asha.uid,
            never=never,
            neutral_only=True,
            note="only when alone",
            actor=asha.world.actor("ben"),
            as_of=at,
        )
    assert list(ContactRule.objects.order_by("id").values_list("never", "ends")) == [
        (True, NOON + DAY),
        (False, None),
    ]
    assert "alone" not in str(list(ContactRule.objects.values()))


def test_a_rule_of_either_record_holds_after_a_merge(asha: Told) -> None:
    """T-08: joining two records must not forget that one of them asked to be left alone."""
    world = asha.world
    other = world.opened(parties=(NewParty("reporter", NewPerson(name="Asha Okafor")),))
    second = CaseParty.objects.get(case=other).person
    set_contact_rule(other.reference, person=second.uid, never=True, actor=world.actor("ben"), as_of=NOON)
    asha.point()
    before = safe_contact.reach_of(asha.asha, NOON)
    merge_people(
        kept=asha.asha.uid, absorbed=second.uid, actor=world.actor("cerys"), as_of=NOON, reason="same_person"
    )
    asha.asha.refresh_from_db()
    after = safe_contact.reach_of(asha.asha, NOON)
    assert (before.asked.never, after.asked.never) == (False, True)
