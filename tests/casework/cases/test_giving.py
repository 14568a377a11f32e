"""Taking, giving and handing over; nobody takes what another has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peelian.accounts.models import Team
from peelian.casework.cases import registry
from peelian.casework.cases.actions.giving import assign_case, hand_over_case, take_case, take_next_case
from peelian.casework.cases.actions.many import assign_cases, hand_over_cases, tag_cases
from peelian.casework.cases.actions.marking import link_cases, tag_case, tags_for, unlink_cases, untag_case
from peelian.casework.cases.actions.returning import return_cases_of
from peelian.casework.cases.models import Case, CaseLink, CaseTag, Tag
from peelian.casework.cases.problems import (
    AlreadySo,
    CannotOwn,
    NoSuchCase,
    NoSuchTag,
    TakenAlready,
    TeamClosed,
    TooMany,
    UnknownLinkKind,
)
from peelian.casework.ledger.entries import facts_of, history
from tests.support.cases import DAY, HOUR, NOON, QUESTION, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_next_case_is_the_one_due_first_and_taking_goes_on_until_none_is_left(world: World) -> None:
    later = world.opened(as_of=NOON + HOUR)
    first = world.opened(as_of=NOON)
    world.opened(team=world.elsewhere, as_of=NOON - DAY)
    ben = world.actor("ben")
    assert [take_next_case(actor=ben, as_of=NOON + DAY) for _ in range(3)] == [first, later, None]
    assert set(Case.objects.filter(owner=world.ben)) == {first, later}


def test_a_case_of_higher_priority_comes_before_one_that_is_due_earlier(world: World) -> None:
    world.opened()
    urgent = world.opened(as_of=NOON + HOUR, priority=1)
    assert take_next_case(actor=world.actor("ben"), as_of=NOON + DAY) == urgent


def test_a_case_is_taken_once(world: World) -> None:
    case = world.opened()
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    with pytest.raises(TakenAlready):
        take_case(case.reference, actor=world.actor("cerys"), as_of=NOON)


def test_a_case_is_not_given_to_who_could_not_read_it(world: World) -> None:
    case = world.opened()
    for user in (world.dev, world.eve):
        with pytest.raises(CannotOwn):
            assign_case(case.reference, to=user, actor=world.actor("cerys"), as_of=NOON)
    world.ben.left_on = NOON.date()
    world.ben.save()
    with pytest.raises(CannotOwn):
        assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON)


def test_a_closed_team_is_handed_nothing(world: World) -> None:
    case = world.opened()
    gone = Team.objects.create(
        slug="gone", name_en="g", name_cy="g", kind="neighbourhood", closes=NOON.date()
    )
    with pytest.raises(TeamClosed):
        hand_over_case(case.reference, to_team=gone, actor=world.actor("ben"), as_of=NOON, reason="workload")


def test_no_case_is_opened_in_a_closed_team(world: World) -> None:
    gone = Team.objects.create(
        slug="gone", name_en="g", name_cy="g", kind="neighbourhood", closes=NOON.date()
    )
    with pytest.raises(TeamClosed):
        world.opened(team=gone)
    assert world.opened(team=gone, as_of=NOON - DAY).team == gone


def test_what_the_kind_itself_refuses_is_passed_over_for_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        world.opened()
    free = world.opened(as_of=NOON + HOUR)
    kind = replace(QUESTION, may={"case.take": lambda _actor, case: case.pk == free.pk})
    monkeypatch.setitem(registry._KINDS, kind.id, kind)
    assert take_next_case(actor=world.actor("ben"), as_of=NOON + DAY) == free
    assert take_next_case(actor=world.actor("ben"), as_of=NOON + DAY) is None


def test_a_case_can_be_handed_to_a_person_of_another_team(world: World) -> None:
    case = world.opened()
    hand_over_case(
        case.reference,
        to_team=world.elsewhere,
        to=world.dev,
        actor=world.actor("ben"),
        as_of=NOON,
        reason="wrong_area",
    )
    assert take_next_case(actor=world.actor("dev"), as_of=NOON) is None
    assert Case.objects.get(pk=case.pk).owner == world.dev


def test_a_leaver_keeps_no_open_case_and_each_is_told_of_in_its_chain(world: World) -> None:
    mine, other = world.opened(), world.opened()
    for case in (mine, other):
        take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    return_cases_of(world.ben, team=None, actor=world.actor("cerys"), as_of=NOON + DAY, reason="left")
    assert not Case.objects.filter(owner=world.ben).exists()
    for case in (mine, other):
        entry = history(case.uid).last()
        assert entry is not None
        assert (entry.action, entry.actor) == ("case.return", "system:leaving")
        assert facts_of(entry)["ordered_by"] == f"user:{world.cerys.pk}"
        assert Case.objects.get(pk=case.pk).state == "new"


def test_who_moves_team_keeps_the_cases_of_the_team_they_stay_in(world: World) -> None:
    case = world.opened()
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    return_cases_of(world.ben, team=world.other, actor=world.actor("cerys"), as_of=NOON + DAY, reason="moved")
    assert Case.objects.get(pk=case.pk).owner == world.ben


# --- tags and links -----------------------------------------------------------------------------------------
@pytest.fixture
def tags(db: None) -> None:
    for slug, force in (("lamp-posts", ""), ("kent-only", "kent"), ("west-only", "west-midlands")):
        Tag.objects.create(slug=slug, name_en=slug, name_cy=slug, force=force)
    Tag.objects.create(slug="old", name_en="old", name_cy="old", retired_at=NOON)


@pytest.mark.usefixtures("tags")
def test_a_case_bears_the_tags_of_all_forces_and_of_its_own(world: World) -> None:
    case, ben = world.opened(), world.actor("ben")
    offered = {tag.slug for tag in tags_for(case, NOON)}
    assert offered >= {"lamp-posts", "west-only"}
    assert offered.isdisjoint({"kent-only", "old"})
    tag_case(case.reference, tag="lamp-posts", actor=ben, as_of=NOON)
    for slug in ("kent-only", "old", "nothing"):
        with pytest.raises(NoSuchTag):
            tag_case(case.reference, tag=slug, actor=ben, as_of=NOON)
    with pytest.raises(AlreadySo):
        tag_case(case.reference, tag="lamp-posts", actor=ben, as_of=NOON)
    untag_case(case.reference, tag="lamp-posts", actor=ben, as_of=NOON)
    assert not CaseTag.objects.filter(case=case).exists()
    assert [entry.action for entry in history(case.uid)] == ["case.open", "case.tag", "case.untag"]


def test_a_link_is_in_both_chains_once_and_ends_without_vanishing(world: World) -> None:
    one, two, ben = world.opened(), world.opened(), world.actor("ben")
    link_cases(two.reference, other=one.reference, kind="series", actor=ben, as_of=NOON)
    with pytest.raises(AlreadySo):
        link_cases(one.reference, other=two.reference, kind="series", actor=ben, as_of=NOON)
    with pytest.raises(AlreadySo):
        link_cases(one.reference, other=one.reference, kind="series", actor=ben, as_of=NOON)
    with pytest.raises(UnknownLinkKind):
        link_cases(one.reference, other=two.reference, kind="friends", actor=ben, as_of=NOON)
    unlink_cases(one.reference, other=two.reference, kind="series", actor=ben, as_of=NOON, reason="mistake")
    link = CaseLink.objects.get()
    assert link.a_id < link.b_id
    assert link.ends is not None
    for case in (one, two):
        assert [entry.action for entry in history(case.uid)] == ["case.open", "case.link", "case.unlink"]


def test_a_link_to_a_case_out_of_sight_says_that_there_is_none(world: World) -> None:
    """T-06"""
    mine, theirs = world.opened(), world.opened(team=world.elsewhere)
    with pytest.raises(NoSuchCase):
        link_cases(
            mine.reference, other=theirs.reference, kind="series", actor=world.actor("ben"), as_of=NOON
        )
    assert history(mine.uid).count() == 1


# --- many at once -------------------------------------------------------------------------------------------
def test_many_are_given_and_what_cannot_be_is_told(world: World) -> None:
    one, two = world.opened(), world.opened()
    theirs = world.opened(team=world.elsewhere)
    take_case(two.reference, actor=world.actor("ben"), as_of=NOON)
    done = assign_cases(
        {one.reference: 1, two.reference: 1, theirs.reference: 1},
        to=world.cerys,
        actor=world.actor("cerys"),
        as_of=NOON,
    )
    assert done.done == (one.reference,)
    assert [(name, problem.code) for name, problem in done.left] == [
        (two.reference, "conflict"),
        (theirs.reference, "no-such-case"),
    ]


@pytest.mark.usefixtures("tags")
def test_many_are_handed_over_and_tagged(world: World) -> None:
    cases = [world.opened() for _ in range(3)]
    names: dict[str, int | None] = {case.reference: None for case in cases}
    cerys = world.actor("cerys")
    assert len(tag_cases(names, tag="lamp-posts", actor=cerys, as_of=NOON).done) == 3
    assert len(hand_over_cases(names, to_team=world.other, actor=cerys, as_of=NOON, reason="area").done) == 3
    assert {case.team_id for case in Case.objects.all()} == {world.other.pk}


def test_more_than_200_at_once_are_refused_before_anything_is_done(world: World) -> None:
    names: dict[str, int | None] = {f"{number:011d}": None for number in range(201)}
    with pytest.raises(TooMany, match="200"):
        tag_cases(names, tag="lamp-posts", actor=world.actor("cerys"), as_of=NOON)
