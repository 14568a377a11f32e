"""Records that may be of one person are offered with the reason, joined by a person, and put apart again."""

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import CaseParty
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.records.models import Merge, Person
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.points import set_contact_rule
from tests.casework.desk.sending import path, sent
from tests.support.cases import HOUR

NOW = timezone.now()


@pytest.fixture
def both(world):
    """Two cases that Asha has reported, a record of her in each."""
    asha = NewPerson(
        name="Asha Okafor", birth_date="1992-05-31", phone="07700 900123", email="asha@example.org"
    )
    return tuple(world.opened(parties=(NewParty("reporter", asha),), as_of=NOW - HOUR) for _ in range(2))


def person_of(case):
    return CaseParty.objects.get(case=case).person


def at(case, more):
    return path(case, f"/people/{person_of(case).uid}/{more}")


def test_the_other_record_is_offered_with_its_case_and_what_agrees_after_a_look(desk, both):
    one, two = both
    page = desk("cerys").get(at(one, "join")).content.decode()
    shown = f"{two.reference[:3]} {two.reference[3:7]} {two.reference[7:]}"
    assert f"{shown}: the same email address, name, name with date of birth, telephone number" in page
    assert f'value="{person_of(two).uid}"' in page
    assert "Asha Okafor" in page
    assert AccessEntry.objects.filter(subject=one.uid, what="case_page").count() == 1
    welsh = desk("cerys").get("/cy" + at(one, "join")).content.decode()
    assert f"{shown}: yr un cyfeiriad e-bost, enw" in welsh


def test_nothing_is_offered_where_nothing_agrees_or_may_be_seen(desk, world, both):
    one, two = both
    two.team = world.elsewhere
    two.save()
    page = desk("cerys").get(at(one, "join")).content.decode()
    assert "No other record that you may see" in page
    assert person_of(two).uid not in page
    got = sent(desk("cerys"), at(one, "join"), other=person_of(two).uid, reason="same_details")
    assert got.status_code == 400
    assert not Merge.objects.exists()


def test_two_records_are_joined_told_in_both_histories_and_put_apart(desk, both):
    one, two = both
    kept, absorbed = person_of(one), person_of(two)
    cerys = desk("cerys")
    got = sent(cerys, at(one, "join"), other=absorbed.uid, reason="same_person")
    assert got.headers["Location"] == path(one) + "?done=done"
    assert Person.objects.get(pk=absorbed.pk).merged_into == kept
    for case in both:
        page = cerys.get(path(case)).content.decode()
        assert "Two records joined as one person (The person said so, or proved it)" in page.replace(
            "</strong>", ""
        )
        assert "Several records of this person are joined." in page
        assert f'href="{at(case, "apart")}"' in page
    got = sent(cerys, at(two, "apart"), reason="two_people")
    assert got.headers["Location"] == path(two) + "?done=done"
    assert Person.objects.get(pk=absorbed.pk).merged_into is None
    for case in both:
        page = cerys.get(path(case)).content.decode()
        assert "Two joined records put apart (They are two people)" in page.replace("</strong>", "")
        assert "Several records of this person are joined." not in page
    assert cerys.get(at(two, "apart")).status_code == 400, "nothing is joined any more"


def test_what_came_since_is_told_before_the_records_are_put_apart(desk, world, both):
    one, two = both
    kept = person_of(one)
    cerys = desk("cerys")
    sent(cerys, at(one, "join"), other=person_of(two).uid, reason="same_person")
    assert "Recorded since" not in cerys.get(at(one, "apart")).content.decode()
    later = timezone.now() + HOUR
    CaseParty.objects.create(case=world.opened(), person=kept, part="witness", starts=later)
    assert "parts in cases 1, links 0" in cerys.get(at(one, "apart")).content.decode()


def test_what_somebody_asked_by_either_record_is_a_warning_on_every_case(desk, world, both):
    """A rule of safe contact is not lost from sight by a join."""
    one, two = both
    ben = world.actor("ben", NOW)
    set_contact_rule(two.reference, person=person_of(two).uid, never=True, actor=ben, as_of=NOW)
    assert "Asked not to be contacted at all." not in desk("cerys").get(path(one)).content.decode()
    sent(desk("cerys"), at(one, "join"), other=person_of(two).uid, reason="same_person")
    for case in both:
        assert "Asked not to be contacted at all." in desk("ben").get(path(case)).content.decode()


@pytest.mark.parametrize("name", ["ben", "dev", "eve"])
def test_who_may_not_join_is_refused_and_sees_no_link(desk, world, both, name):
    one, two = both
    uid = person_of(two).uid
    got = desk(name).post(at(one, "join"), {"version": "1", "other": uid, "reason": "same_person"})
    assert got.status_code in (403, 404)
    assert not Merge.objects.exists()
    assert at(one, "join") not in desk(name).get(path(one)).content.decode()


def test_somebody_of_another_case_is_not_found_by_this_one(desk, both):
    one, two = both
    address = path(one, f"/people/{person_of(two).uid}/join")
    assert desk("cerys").get(address).status_code == 404
