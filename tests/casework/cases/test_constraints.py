"""The database itself refuses what no code should write, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from peelian.casework.cases.models import Case, CaseLink, CaseParty, CaseState, CaseTag, PayloadVersion, Tag
from peelian.casework.records.models import Merge, Person
from tests.support.cases import DAY, NOON, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _refused(act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.parametrize(
    "values",
    [
        {"closed_at": NOON},
        {"klass": "closed"},
        {"klass": "asleep"},
        {"version": 0},
        {"regime": "none"},
        {"waiting_on": "god"},
        {"team": None},
    ],
)
def test_a_case_is_never_half_closed_or_of_no_kind(world: World, values: dict[str, Any]) -> None:
    case = world.opened()
    _refused(lambda: Case.objects.filter(pk=case.pk).update(**values))


def test_references_states_payloads_and_tags_are_there_once(world: World) -> None:
    one, two = world.opened(), world.opened()
    _refused(lambda: Case.objects.filter(pk=two.pk).update(reference=one.reference))
    _refused(lambda: CaseState.objects.create(case=one, seq=1, state="new", at=NOON))
    payload = PayloadVersion.objects.get(case=one)
    _refused(lambda: PayloadVersion.objects.create(case=one, number=1, schema="x/1", sealed=payload.sealed))
    tag = Tag.objects.create(slug="lamp-posts", name_en="l", name_cy="l")
    CaseTag.objects.create(case=one, tag=tag)
    _refused(lambda: CaseTag.objects.create(case=one, tag=tag))


def test_a_link_goes_from_the_older_case_to_the_newer_and_forwards_in_time(world: World) -> None:
    a, b = sorted((world.opened(), world.opened()), key=lambda case: case.pk)
    _refused(lambda: CaseLink.objects.create(a=b, b=a, kind="series", starts=NOON))
    _refused(lambda: CaseLink.objects.create(a=a, b=a, kind="series", starts=NOON))
    _refused(lambda: CaseLink.objects.create(a=a, b=b, kind="series", starts=NOON, ends=NOON))
    CaseLink.objects.create(a=a, b=b, kind="series", starts=NOON)
    _refused(lambda: CaseLink.objects.create(a=a, b=b, kind="series", starts=NOON + DAY))


def test_a_part_is_one_of_four_and_open_once(world: World) -> None:
    case = world.with_asha()
    person = Person.objects.get()
    _refused(lambda: CaseParty.objects.create(case=case, person=person, part="nominal", starts=NOON))
    _refused(lambda: CaseParty.objects.create(case=case, person=person, part="reporter", starts=NOON))


def test_a_person_is_not_merged_into_themselves_nor_into_two(world: World) -> None:
    for _ in range(3):
        world.with_asha()
    a, b, c = Person.objects.order_by("pk")
    _refused(lambda: Person.objects.filter(pk=a.pk).update(merged_into=a))
    _refused(lambda: Merge.objects.create(kept=a, absorbed=a, at=NOON, actor="user:1"))
    Merge.objects.create(kept=a, absorbed=b, at=NOON, actor="user:1")
    _refused(lambda: Merge.objects.create(kept=c, absorbed=b, at=NOON, actor="user:1"))
