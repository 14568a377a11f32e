"""Searching: exactly, within the scope, and logged before anything is shown."""

from __future__ import annotations

import re

import pytest

from peelian.accounts.actors import Actor
from peelian.accounts.models import Grant
from peelian.accounts.problems import NotAllowed
from peelian.casework.cases.actions.joining import merge_people
from peelian.casework.cases.actions.marking import tag_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.actions.recording import record_incident
from peelian.casework.cases.finding import Search, duplicates_for, find_cases
from peelian.casework.cases.models import Case, CaseParty, Tag
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.records.models import Person
from peelian.casework.records.people import NewPerson
from tests.support.cases import DAY, NOON, World, make_world
from tests.support.plans import plan_of

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def _found(world: World, name: str = "ben", **asked: object) -> list[Case]:
    search = Search(**asked)  # type: ignore[arg-type]
    return list(find_cases(world.actor(name), search, purpose="find_case", as_of=NOON))


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        ("name", "asha OKAFOR"),
        ("phone", "+44 7700 900123"),
        ("email", "Asha@Example.org"),
        ("name_birth_date", "Asha Okafor|1992-05-31"),
    ],
)
def test_a_person_is_found_by_an_exact_detail_however_it_is_spelt(
    world: World, detail: str, text: str
) -> None:
    case = world.with_asha()
    world.opened()
    assert _found(world, detail=detail, text=text) == [case]
    assert _found(world, "dev", detail=detail, text=text) == []


@pytest.mark.parametrize(
    ("detail", "text"), [("name", "Asha"), ("name", "!!"), ("shoe", "42"), ("phone", "771")]
)
def test_half_a_name_or_nothing_to_search_for_finds_nothing_and_is_logged(
    world: World, detail: str, text: str
) -> None:
    world.with_asha()
    assert _found(world, detail=detail, text=text) == []
    entry = AccessEntry.objects.get()
    assert (entry.what, entry.result_count) == ("search", 0)
    assert f'"{text}' not in entry.facts


def test_a_reference_is_found_as_it_was_read_out(world: World) -> None:
    case = world.opened()
    spaced = f"{case.reference[:3]} {case.reference[3:7]} {case.reference[7:]}"
    assert _found(world, reference=spaced) == [case]
    assert _found(world, reference="48291307561") == []
    assert _found(world, "dev", reference=spaced) == []


def test_tags_states_and_dates_narrow_what_is_found(world: World) -> None:
    old, new = world.opened(as_of=NOON - 5 * DAY), world.opened()
    Tag.objects.create(slug="lamp-posts", name_en="Lighting", name_cy="Goleuo")
    tag_case(old.reference, tag="lamp-posts", actor=world.actor("ben"), as_of=NOON)
    assert _found(world, tags=("lamp-posts",)) == [old]
    assert _found(world, opened_from=NOON - DAY) == [new]
    assert _found(world, opened_before=NOON) == [old]
    assert _found(world, states=("new",), open_only=True) == [new, old]
    assert _found(world, states=("closed",)) == []


def test_a_place_is_found_by_its_postcode(world: World) -> None:
    case = world.opened()
    record_incident(
        case.reference,
        channel="online",
        reported_at=NOON,
        actor=world.actor("ben"),
        as_of=NOON,
        postcode="B29 6BD",
        address="1 High Street",
    )
    assert _found(world, detail="postcode", text="b296bd") == [case]


@pytest.mark.parametrize(("detail", "text"), [("postcode", "B29 6BD"), ("name", "Asha Okafor")])
def test_a_search_by_a_detail_reads_no_table_whole(
    world: World, detail: str, text: str, database: str
) -> None:
    """Not the cases of a team, not the parties: each step begins with what was found in the step before."""
    case = world.with_asha(postcode="B29 6BD")
    record_incident(
        case.reference,
        channel="online",
        reported_at=NOON,
        actor=world.actor("ben"),
        as_of=NOON,
        postcode="B29 6BD",
        address="1 High Street",
    )
    search = Search(detail=detail, text=text)
    found = find_cases(world.actor("cerys"), search, purpose="find_case", as_of=NOON)
    assert list(found) == [case]

    plan = plan_of(found.all()[:26])

    assert not plan.scanned, plan.text
    if database == "sqlite":
        assert re.search(r"SEARCH cases_case .*rowid=\?", plan.text), plan.text


def test_who_may_search_nowhere_is_refused_and_nothing_is_logged(world: World) -> None:
    with pytest.raises(NotAllowed):
        _found(world, "eve", reference="48291307560")
    assert not AccessEntry.objects.exists()


def test_a_merged_person_is_found_by_the_words_of_either_record(world: World) -> None:
    one, two = world.with_asha(), world.with_asha()
    kept, absorbed = (CaseParty.objects.get(case=case).person for case in (one, two))
    merge_people(
        kept=kept.uid, absorbed=absorbed.uid, actor=world.actor("cerys"), as_of=NOON, reason="same_person"
    )
    assert set(_found(world, detail="name", text="Asha Okafor")) == {one, two}


def test_duplicates_are_offered_with_their_reason_within_the_scope_only(world: World) -> None:
    one, two = world.with_asha(), world.with_asha()
    person, other = (CaseParty.objects.get(case=case).person for case in (one, two))
    (offered,) = duplicates_for(world.actor("ben"), person)
    assert (offered.person, offered.why) == (other, ("email", "name", "name_birth_date", "phone"))
    assert offered.references == (two.reference,)
    assert Person.objects.filter(merged_into=None).count() == 2
    Case.objects.filter(pk=two.pk).update(team=world.elsewhere)
    assert duplicates_for(world.actor("ben"), person) == ()


def test_details_that_the_records_of_one_person_share_between_them_count_together(world: World) -> None:
    """Two joined records, of which one agrees in the name and the other in the telephone number."""

    def recorded(**told: str) -> Person:
        case = world.opened(parties=(NewParty("reporter", NewPerson(**told)),))
        return CaseParty.objects.get(case=case).person

    person = recorded(name="Asha Okafor", phone="07700 900123")
    kept, absorbed = recorded(name="Asha Okafor"), recorded(phone="07700 900123")
    recorded(name="Ben Lloyd", phone="07700 900123")
    cerys = world.actor("cerys")
    assert duplicates_for(cerys, person) == ()
    merge_people(kept=kept.uid, absorbed=absorbed.uid, actor=cerys, as_of=NOON, reason="same_person")
    assert [(one.person, one.why) for one in duplicates_for(cerys, person)] == [(kept, ("name", "phone"))]


def test_that_somebody_is_in_a_restricted_case_is_found_with_a_reason_only(world: World) -> None:
    """T-05, T-16: a search by name must not tell what a look would ask a reason for."""
    case = world.with_asha(restricted=True)
    search = Search(detail="name", text="Asha Okafor")
    ben, handler = world.actor("ben"), world.eve
    Grant.objects.create(user=handler, role="handler", team=world.team, starts=NOON - DAY, reason="new")

    def found(actor: Actor, reason: str) -> list[Case]:
        return list(find_cases(actor, search, purpose="find_case", as_of=NOON, reason=reason))

    assert found(ben, "") == found(ben, "  ") == []
    assert found(ben, "her sister rang") == [case]
    assert found(world.actor("eve"), "her sister rang") == []
    assert _found(world, reference=case.reference) == [case]
