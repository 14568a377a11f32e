"""What a page can show of a case that was looked at."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peelian.casework.cases.access import SeenCase, case_for
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.marking import link_cases, tag_case
from peelian.casework.cases.models import Case, Tag
from peelian.casework.cases.reading import acts_of, answers_of, linked_to, parties_of, tags_of
from tests.support.cases import NOON, WORD, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _seen(world: World, case: Case) -> SeenCase:
    return case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON)


def test_a_case_shows_its_answers_parties_tags_and_acts_with_their_notes(world: World) -> None:
    case = world.with_asha()
    Tag.objects.create(slug="lamp-posts", name_en="Lighting", name_cy="Goleuo")
    tag_case(case.reference, tag="lamp-posts", actor=world.actor("ben"), as_of=NOON)
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, note="please ring her")
    seen = _seen(world, case)
    assert answers_of(seen) == {"text": WORD}
    assert [(party.part, party.person.may_be_child) for party in parties_of(seen)] == [("reporter", False)]
    assert [tag.slug for tag in tags_of(seen)] == ["lamp-posts"]
    acts = acts_of(seen)
    assert [(act.seq, act.what, act.note) for act in acts] == [
        (3, "case.assign", "please ring her"),
        (2, "case.tag", ""),
        (1, "case.open", ""),
    ]
    assert acts[0].who == f"user:{world.cerys.pk}"


def test_a_linked_case_that_moved_out_of_sight_is_told_without_its_reference(world: World) -> None:
    """T-06"""
    one, two = world.opened(), world.opened()
    link_cases(one.reference, other=two.reference, kind="series", actor=world.actor("ben"), as_of=NOON)
    assert [link.reference for link in linked_to(_seen(world, one))] == [two.reference]
    Case.objects.filter(pk=two.pk).update(team=world.elsewhere)
    assert [(link.kind, link.reference) for link in linked_to(_seen(world, one))] == [("series", "")]


def test_reading_a_long_history_costs_no_more_queries_than_a_short_one(world: World) -> None:
    case = world.opened()
    counted = []
    for number in (1, 12):
        for _ in range(number):
            held = Case.objects.get(pk=case.pk)
            to = world.cerys if held.owner == world.ben else world.ben
            assign_case(case.reference, to=to, actor=world.actor("cerys"), as_of=NOON, note="again")
        seen = _seen(world, case)
        with CaptureQueriesContext(connection) as queries:
            acts_of(seen)
            linked_to(seen)
        counted.append(len(queries))
    assert counted == [2, 2]
