"""Two records of one person are joined by a person, and put apart again without loss."""

from __future__ import annotations

from datetime import timedelta

import pytest

from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.joining import joined_with, merge_people, undo_merge
from peelian.casework.cases.actions.recording import add_person
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.problems import Conflict
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.records import linking
from peelian.casework.records.models import Link, Merge, Person
from peelian.casework.records.people import NewPerson, identities
from peelian.casework.records.problems import NoSuchRecord, NotMergeable, NotMerged
from peelian.casework.sealing.sealing import open_sealed
from tests.support.cases import DAY, NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def _person(case: Case) -> Person:
    return CaseParty.objects.get(case=case).person


def _merge(world: World, kept: Person, absorbed: Person, name: str = "cerys") -> Merge:
    return merge_people(
        kept=kept.uid, absorbed=absorbed.uid, actor=world.actor(name), as_of=NOON, reason="same_person"
    )


def _state() -> list[object]:
    return [
        sorted(CaseParty.objects.values_list("pk", "case", "person", "part", "starts", "ends")),
        sorted(Link.objects.values_list("pk", "from_kind", "from_id", "to_kind", "to_id", "starts")),
        sorted(Person.objects.values_list("pk", "merged_into", "restricted", "may_be_child"), key=str),
    ]


def test_undoing_a_merge_puts_back_everything_as_it_was(world: World) -> None:
    one, two = world.with_asha(), world.with_asha(restricted=True)
    kept, absorbed = _person(one), _person(two)
    linking.link("person", absorbed.pk, "partner", "person", kept.pk, starts=NOON, as_of=NOON)
    before = _state()
    merged = _merge(world, kept, absorbed)
    assert set(CaseParty.objects.values_list("person", flat=True)) == {kept.pk}
    assert Person.objects.get(pk=kept.pk).restricted
    assert identities(Person.objects.get(pk=absorbed.pk)) == [kept, absorbed]
    undone = undo_merge(merged.pk, actor=world.actor("cerys"), as_of=NOON + DAY, reason="mistake")
    assert _state() == before
    assert (undone.added_parties, undone.added_links) == ((), ())
    for person in (kept, absorbed):
        assert [entry.action for entry in history(person.uid)] == [
            "person.add",
            "person.merge",
            "person.undo_merge",
        ]


def test_both_records_stay_readable_by_each_case(world: World) -> None:
    one, two = world.with_asha(), world.with_asha()
    kept, absorbed = _person(one), _person(two)
    _merge(world, kept, absorbed)
    seen = case_for(world.actor("ben"), two.reference, purpose="case_work", as_of=NOON)
    for person in (kept, absorbed):
        assert open_sealed(person, "name", seen) == "Asha Okafor"


def test_what_came_since_stays_with_the_kept_record_and_is_named(world: World) -> None:
    one, two, three = world.with_asha(), world.with_asha(), world.opened()
    kept, absorbed = _person(one), _person(two)
    merged = _merge(world, kept, absorbed)
    later = NOON + timedelta(hours=1)
    added = CaseParty.objects.create(case=three, person=kept, part="witness", starts=later)
    undone = undo_merge(merged.pk, actor=world.actor("cerys"), as_of=NOON + DAY, reason="mistake")
    assert undone.added_parties == (added.pk,)
    assert CaseParty.objects.get(pk=added.pk).person == kept


def test_a_part_that_both_have_in_one_case_is_not_doubled(world: World) -> None:
    case = world.with_asha()
    kept = _person(case)
    absorbed = add_person(
        case.reference,
        part="reporter",
        person=NewPerson(name="A Okafor"),
        actor=world.actor("ben"),
        as_of=NOON,
    )
    before = _state()
    merged = _merge(world, kept, absorbed)
    assert CaseParty.objects.filter(person=absorbed).count() == 1
    undo_merge(merged.pk, actor=world.actor("cerys"), as_of=NOON + DAY, reason="mistake")
    assert _state() == before


def test_a_chain_of_merges_is_one_hop_and_is_undone_backwards(world: World) -> None:
    a, b, c = (_person(world.with_asha()) for _ in range(3))
    before = _state()
    first = _merge(world, b, c)
    second = _merge(world, a, b)
    assert set(Person.objects.filter(merged_into=a)) == {b, c}
    cerys = world.actor("cerys")
    with pytest.raises(NotMergeable):
        undo_merge(first.pk, actor=cerys, as_of=NOON + DAY, reason="mistake")
    undo_merge(second.pk, actor=cerys, as_of=NOON + DAY, reason="mistake")
    undo_merge(first.pk, actor=cerys, as_of=NOON + DAY, reason="mistake")
    assert _state() == before
    with pytest.raises(NotMerged):
        undo_merge(first.pk, actor=cerys, as_of=NOON + DAY, reason="mistake")


def test_a_person_is_not_joined_to_themselves_or_twice(world: World) -> None:
    one, two = (_person(world.with_asha()) for _ in range(2))
    with pytest.raises(NotMergeable):
        _merge(world, one, one)
    _merge(world, one, two)
    with pytest.raises(NotMergeable):
        _merge(world, one, two)


def test_every_case_of_the_two_is_told_also_where_the_actor_may_not_look(world: World) -> None:
    one, two, far = world.with_asha(), world.with_asha(), world.opened(team=world.elsewhere)
    kept, absorbed = _person(one), _person(two)
    CaseParty.objects.create(case=far, person=absorbed, part="witness", starts=NOON)
    merged = _merge(world, kept, absorbed)
    undo_merge(merged.pk, actor=world.actor("cerys"), as_of=NOON + DAY, reason="mistake")
    cerys, system = f"user:{world.cerys.pk}", "system:joining"
    for case, by in ((one, cerys), (two, cerys), (far, system)):
        joined, parted = history(case.uid)[1:]
        assert (joined.action, joined.actor, joined.reason_code) == ("case.join_people", by, "same_person")
        assert (parted.action, parted.actor, parted.reason_code) == ("case.part_people", by, "mistake")
        for entry in (joined, parted):
            facts = facts_of(entry)
            assert (facts["merge"], facts["kept"], facts["absorbed"]) == (merged.pk, kept.pk, absorbed.pk)
            assert facts.get("ordered_by") == (cerys if by == system else None)
    with pytest.raises(Conflict) as caught:
        take_case(two.reference, actor=world.actor("ben"), as_of=NOON, version=two.version)
    assert [change.what for change in caught.value.changed] == ["case.join_people", "case.part_people"]


def test_the_joins_that_stand_are_listed_the_last_first(world: World) -> None:
    a, b, c = (_person(world.with_asha()) for _ in range(3))
    first, second = _merge(world, a, b), _merge(world, a, c)
    assert joined_with(Person.objects.get(pk=c.pk)) == [second, first]
    undo_merge(second.pk, actor=world.actor("cerys"), as_of=NOON + DAY, reason="mistake")
    assert joined_with(a) == [first]
    assert joined_with(Person.objects.get(pk=c.pk)) == []


@pytest.mark.parametrize("name", ["ben", "dev", "eve"])
def test_only_who_may_merge_in_a_case_of_theirs_can(world: World, name: str) -> None:
    one, two = (_person(world.with_asha()) for _ in range(2))
    with pytest.raises(NoSuchRecord):
        _merge(world, one, two, name)
    assert not Merge.objects.exists()
