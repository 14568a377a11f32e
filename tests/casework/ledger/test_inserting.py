"""Rows written past the ORM's machinery are the rows that it would have written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from peelian.casework.cases.models import Case
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.inserting import insert, insert_new, update
from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.sealing.sealing import new_key
from peelian.casework.threads.models import ContactPoint
from tests.support.cases import NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def _person() -> Person:
    return Person(key_id=new_key(), language="cy", created_at=NOON, synthetic=True)


def test_each_kind_of_column_comes_back_as_saved_by_django(world: World) -> None:
    ours, its = _person(), _person()
    insert(ours)
    its.save()
    other = {"id", "uid", "key_id"}
    rows = Person.objects.in_bulk([ours.pk, its.pk])
    for field in Person._meta.concrete_fields:
        held = getattr(rows[ours.pk], field.attname)
        assert type(held) is type(getattr(rows[its.pk], field.attname))
        assert held == getattr(rows[(ours if field.attname in other else its).pk], field.attname)
        assert held == getattr(ours, field.attname)


def test_text_that_was_not_sealed_is_refused(world: World) -> None:
    """T-11: the short way past the ORM keeps what the field refuses."""
    person = _person()
    insert(person)
    point = ContactPoint(person=person, channel="email", address="asha@example.org", starts=NOON)
    with pytest.raises(TypeError):
        insert(point)
    person = _person()
    person.name = "Asha Okafor"  # type: ignore[assignment]
    with pytest.raises(TypeError):
        insert(person)


def test_what_is_there_already_is_left_as_it_is(world: World) -> None:
    person = _person()
    insert(person)
    rows = [PersonIndex(person=person, kind="name", digest=b"d" * 16, index_key=key) for key in ("a", "b")]
    insert_new(rows[0])
    insert_new(*rows)
    insert_new()
    assert PersonIndex.objects.values_list("index_key", flat=True).get() == "a"


def test_constraints_hold(world: World) -> None:
    case = world.opened()
    clock = Clock.objects.get(case=case)
    clock.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(clock)


def test_only_the_named_columns_of_the_one_row_are_updated(world: World) -> None:
    case, other = world.opened(), world.opened()
    before = Case.objects.values().get(pk=other.pk)
    case.next_due_at, case.next_due_code, case.language = NOON + timedelta(days=1), "x", "cy"
    update(case, ["next_due_at", "next_due_code"])
    held = Case.objects.get(pk=case.pk)
    assert (held.next_due_at, held.next_due_code, held.language) == (case.next_due_at, "x", "en")
    assert Case.objects.values().get(pk=other.pk) == before
