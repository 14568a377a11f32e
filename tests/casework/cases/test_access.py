"""Looking at a case: logged before it is shown, a reason where it is restricted, one answer for all who may not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peelian.accounts.models import Grant
from peelian.casework.cases.access import case_for, cases_for, person_for
from peelian.casework.cases.actions.moving import close_case
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.problems import NeedsReason, NoSuchCase, NotAllowed
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.ledger.entries import facts_of
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.records.models import Person
from peelian.casework.sealing.problems import DoorShut
from peelian.casework.sealing.sealing import open_sealed
from tests.support.cases import DAY, NOON, WORD, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_look_is_in_the_log_with_its_purpose_and_opens_what_belongs_to_the_case(world: World) -> None:
    """T-05: who looked, when and why."""
    case = world.with_asha()
    seen = case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON)
    (entry,) = looks_at(case.uid)
    assert (entry.actor, entry.what, entry.purpose_code) == (f"user:{world.ben.pk}", "case_page", "case_work")
    assert facts_of(entry)["own_team"] is True
    person = CaseParty.objects.get(case=case).person
    assert open_sealed(person, "name", seen) == "Asha Okafor"


def test_a_door_to_one_case_does_not_open_another(world: World) -> None:
    one, two = world.with_asha(), world.with_asha()
    seen = case_for(world.actor("ben"), one.reference, purpose="case_work", as_of=NOON)
    with pytest.raises(DoorShut):
        open_sealed(CaseParty.objects.get(case=two).person, "name", seen)


def test_unknown_out_of_scope_and_disposed_cost_and_say_the_same(world: World) -> None:
    """T-06: neither words nor the number of queries tell whether a case exists."""
    case, gone = world.opened(), world.opened(team=world.elsewhere)
    Case.objects.filter(pk=gone.pk).update(disposed_at=NOON)
    found = set()
    for name, reference in (("dev", case.reference), ("dev", gone.reference), ("dev", "48291307560")):
        actor = world.actor(name)
        with CaptureQueriesContext(connection) as queries, pytest.raises(NoSuchCase) as caught:
            case_for(actor, reference, purpose="case_work", as_of=NOON)
        found.add((str(caught.value), len(queries)))
    assert len(found) == 1
    assert not AccessEntry.objects.exists()


def test_a_restricted_case_is_shown_to_who_says_why_and_not_logged_before(world: World) -> None:
    """T-05"""
    case, ben = world.opened(restricted=True), world.actor("ben")
    for reason in ("", "   "):
        with pytest.raises(NeedsReason):
            case_for(ben, case.reference, purpose="case_work", as_of=NOON, reason=reason)
    assert not AccessEntry.objects.exists()
    case_for(ben, case.reference, purpose="case_work", as_of=NOON, reason=f"she rang: {WORD}")
    (entry,) = looks_at(case.uid)
    assert facts_of(entry)["restricted"] is True
    assert WORD not in entry.facts


def test_a_restricted_person_restricts_every_case_of_theirs(world: World) -> None:
    case = world.with_asha(restricted=True)
    with pytest.raises(NeedsReason):
        case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON)


def test_a_role_without_restricted_reading_cannot_reason_its_way_in(world: World) -> None:
    case = world.opened(restricted=True)
    Grant.objects.create(user=world.eve, role="handler", team=world.team, starts=NOON - DAY, reason="new")
    with pytest.raises(NotAllowed):
        case_for(world.actor("eve"), case.reference, purpose="case_work", as_of=NOON, reason="curious")


def test_lists_hold_the_actors_teams_only(world: World) -> None:
    case, theirs = world.opened(), world.opened(team=world.elsewhere)
    assert list(cases_for(world.actor("ben"))) == [case]
    assert list(cases_for(world.actor("dev"))) == [theirs]
    assert not cases_for(world.actor("eve")).exists()


def test_a_persons_record_opens_by_a_case_that_may_be_seen(world: World) -> None:
    case = world.with_asha()
    uid = CaseParty.objects.get(case=case).person.uid
    seen = person_for(world.actor("ben"), uid, purpose="case_work", as_of=NOON)
    assert open_sealed(seen.person, "birth_date", seen) == "1992-05-31"
    assert looks_at(uid).count() == 1
    for name, asked in (("dev", uid), ("eve", uid), ("ben", "0" * 32)):
        with pytest.raises(NoSuchCase):
            person_for(world.actor(name), asked, purpose="case_work", as_of=NOON)


def test_a_closed_case_can_be_read_by_its_team(world: World) -> None:
    case = world.opened()
    close_case(case.reference, actor=world.actor("ben"), as_of=NOON + DAY, reason="withdrawn")
    assert case_for(world.actor("cerys"), case.reference, purpose="review", as_of=NOON + DAY).case == case


def test_planted_words_lie_in_sealed_columns_only(world: World) -> None:
    """T-11: a name, a number and a text that were typed are in no clear column of any table."""
    case = world.with_asha()
    case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON, reason=WORD)
    assert Person.objects.count() == 1
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            held = repr(
                [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
            )
            found += [
                (table, mark) for mark in (WORD, "Okafor", "900123", "asha@", "1992-05-31") if mark in held
            ]
    assert found == []
