"""T-20. What a merger and a leaver do to cases: nothing is lost, nothing moves that need not, nobody keeps what they should not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peelian.accounts.actions.leaving import record_leaver
from peelian.accounts.actions.mergers import record_succession
from peelian.accounts.actors import system_actor
from peelian.accounts.models import Force
from peelian.casework.cases.access import case_for, cases_for
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.ledger.entries import history
from tests.support.cases import NOON, make_world

MIDNIGHT = datetime(2027, 3, 31, 23, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def world(db):
    return make_world()


def merge(world):
    kent = Force.objects.get(force_id="kent")
    record_succession(
        [world.force],
        kent,
        on=date(2027, 4, 1),
        authority="An order that a test made up",
        source="none",
        actor=system_actor(as_of=NOON),
        as_of=NOON,
    )


def test_old_references_resolve_and_both_desks_see_their_cases_after_midnight(world):
    ours, theirs = world.opened(), world.opened(team=world.elsewhere)
    merge(world)
    for moment in (MIDNIGHT - SECOND, MIDNIGHT, MIDNIGHT + timedelta(days=365)):
        ben, dev = world.actor("ben", moment), world.actor("dev", moment)
        assert case_for(ben, ours.reference, purpose="case_work", as_of=moment).case.pk == ours.pk
        assert case_for(dev, theirs.reference, purpose="case_work", as_of=moment).case.pk == theirs.pk
        assert list(cases_for(ben)) == [ours] and list(cases_for(dev)) == [theirs]
        with pytest.raises(NoSuchCase):
            case_for(dev, ours.reference, purpose="case_work", as_of=moment)


def test_a_merger_writes_no_case_and_the_force_of_its_opening_stays(world):
    case = world.opened()
    before = Case.objects.filter(pk=case.pk).values().get()
    merge(world)
    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert before["opened_force"] == "west-midlands"


def test_the_cases_of_a_leaver_go_back_to_the_team_in_the_same_stroke(world):
    case = world.opened()
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    record_leaver(world.ben, actor=system_actor(as_of=NOON), as_of=NOON)
    case.refresh_from_db()
    assert case.owner is None and case.team == world.team
    assert [one.action for one in history(case.uid)][-1] == "case.return"
    assert list(cases_for(world.actor("cerys"))) == [case]
    assert not cases_for(world.actor("ben")).exists()
