"""People, incidents, crimes and links of a case, each with its entry."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from peelian.accounts.models import Grant
from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions import recording
from peelian.casework.cases.actions.recording import (
    add_person,
    correct_person,
    record_crime,
    record_incident,
    set_outcome,
)
from peelian.casework.cases.finding import Search, find_cases
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.problems import NeedsReason, NotAllowed
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.ledger.models import Stream
from peelian.casework.records import linking
from peelian.casework.records.models import Crime, Incident, Person
from peelian.casework.records.people import NewPerson, age_on, may_be_child
from peelian.casework.records.problems import (
    BadBirthDate,
    EndsBeforeBegins,
    LinkEnded,
    NoSuchRecord,
    NotYet,
    ReportedBefore,
    UnknownRelation,
    WrongOutcome,
)
from peelian.casework.sealing.sealing import open_sealed
from tests.support.cases import DAY, NOON, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _incident(world: World, case: Case) -> Incident:
    return record_incident(
        case.reference, channel="101", reported_at=NOON, actor=world.actor("ben"), as_of=NOON
    )


# --- age ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("born", "child"),
    [("2008-11-24", True), ("2008-11-23", False), ("2008-11-22", False), ("", True), ("2011-02-01", True)],
)
def test_ffion_is_a_child_until_her_eighteenth_birthday_and_unknown_counts_as_one(
    born: str, child: bool
) -> None:
    assert may_be_child(born, NOON) is child


def test_the_birthday_begins_at_midnight_in_london_not_at_greenwich() -> None:
    assert may_be_child("2008-07-01", datetime(2026, 6, 30, 22, 59, tzinfo=UTC)) is True
    assert may_be_child("2008-07-01", datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) is False


def test_who_is_born_on_29_february_comes_of_age_on_1_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize("text", ["31/05/1992", "1992-02-30", "2027-01-01", "1890-01-01", "yesterday"])
def test_an_impossible_date_of_birth_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadBirthDate) as caught:
        may_be_child(text, NOON)
    assert text not in str(caught.value)


# --- people -------------------------------------------------------------------------------------------------
def test_a_correction_is_sealed_findable_and_in_both_chains(world: World) -> None:
    case, ben = world.with_asha(), world.actor("ben")
    person = CaseParty.objects.get(case=case).person
    correct_person(
        case.reference, uid=person.uid, name="Asha Bello", actor=ben, as_of=NOON, reason="misheard"
    )
    seen = case_for(ben, case.reference, purpose="case_work", as_of=NOON)
    person.refresh_from_db()
    assert open_sealed(person, "name", seen) == "Asha Bello"
    for name in ("Asha Bello", "Asha Okafor"):
        assert list(find_cases(ben, Search(detail="name", text=name), purpose="find_case", as_of=NOON)) == [
            case
        ]
    assert [entry.action for entry in history(person.uid)] == ["person.add", "person.correct"]
    last = history(case.uid).last()
    assert last is not None
    assert (last.action, last.reason_code) == ("case.correct_person", "misheard")
    assert "Bello" not in last.facts


def test_a_corrected_birth_date_changes_the_childs_flag(world: World) -> None:
    case = world.with_asha()
    person = CaseParty.objects.get(case=case).person
    correct_person(
        case.reference,
        uid=person.uid,
        birth_date="2011-02-01",
        actor=world.actor("ben"),
        as_of=NOON,
        reason="misheard",
    )
    person.refresh_from_db()
    assert person.may_be_child


def test_a_corrected_date_of_birth_is_searched_for_from_then_on_and_the_wrong_one_no_more(
    world: World,
) -> None:
    case, ben = world.with_asha(), world.actor("ben")
    uid = CaseParty.objects.get(case=case).person.uid
    correct_person(case.reference, uid=uid, birth_date="1991-05-31", actor=ben, as_of=NOON, reason="misheard")

    def found(text: str) -> list[Case]:
        search = Search(detail="name_birth_date", text=text)
        return list(find_cases(ben, search, purpose="find_case", as_of=NOON))

    assert found("Asha Okafor|1991-05-31") == [case]
    assert found("Asha Okafor|1992-05-31") == []
    correct_person(case.reference, uid=uid, name="Asha Bello", actor=ben, as_of=NOON, reason="misheard")
    assert found("Asha Bello|1991-05-31") == [case]


def test_a_correction_leaves_alone_what_another_case_changed_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is read again under the lock of their own chain, for the lock of the case does not hold off others."""
    case = world.with_asha()
    person = CaseParty.objects.get(case=case).person
    lock = recording.locked

    def after_another(people: list[Person]) -> dict[int, Stream]:
        Person.objects.filter(pk=person.pk).update(restricted=True, language="cy")
        return lock(people)

    monkeypatch.setattr(recording, "locked", after_another)
    Grant.objects.create(user=world.eve, role="handler", team=world.team, starts=NOON - DAY, reason="new")
    given = {"uid": person.uid, "as_of": NOON, "reason": "misheard"}
    with pytest.raises(NotAllowed):
        correct_person(case.reference, restricted=False, actor=world.actor("eve"), **given)
    correct_person(case.reference, name="Asha Bello", actor=world.actor("ben"), **given)
    held = Person.objects.get(pk=person.pk)
    assert (held.restricted, held.language) == (True, "cy")


def test_a_person_is_restricted_and_freed_only_by_who_may_read_them(world: World) -> None:
    case, ben = world.with_asha(), world.actor("ben")
    uid = CaseParty.objects.get(case=case).person.uid
    Grant.objects.create(user=world.eve, role="handler", team=world.team, starts=NOON - DAY, reason="new")
    given = {"uid": uid, "as_of": NOON, "reason": "at_risk"}
    correct_person(case.reference, restricted=True, actor=world.actor("eve"), **given)
    with pytest.raises(NeedsReason):
        case_for(ben, case.reference, purpose="case_work", as_of=NOON)
    with pytest.raises(NotAllowed):
        correct_person(case.reference, restricted=False, actor=world.actor("eve"), **given)
    correct_person(case.reference, restricted=False, actor=ben, **given)
    case_for(ben, case.reference, purpose="case_work", as_of=NOON)


def test_a_person_of_another_case_is_not_corrected_through_mine(world: World) -> None:
    mine, theirs = world.with_asha(), world.with_asha()
    other = CaseParty.objects.get(case=theirs).person
    with pytest.raises(NoSuchRecord):
        correct_person(
            mine.reference, uid=other.uid, name="X", actor=world.actor("ben"), as_of=NOON, reason="misheard"
        )
    assert history(mine.uid).count() == 1


def test_a_person_with_an_unknown_part_is_not_added(world: World) -> None:
    case = world.opened()
    with pytest.raises(NoSuchRecord):
        add_person(case.reference, part="nominal", person=NewPerson(), actor=world.actor("ben"), as_of=NOON)


# --- incidents and crimes -----------------------------------------------------------------------------------
def test_a_crime_has_no_outcome_until_it_is_given_one_of_22(world: World) -> None:
    case, ben = world.opened(), world.actor("ben")
    incident = _incident(world, case)
    crime = record_crime(case.reference, incident=incident.pk, offence="28E", actor=ben, as_of=NOON)
    assert (crime.outcome_type, crime.outcome_at) == (0, None)
    for wrong in (0, 23, -1):
        with pytest.raises(WrongOutcome):
            set_outcome(case.reference, crime=crime.pk, outcome_type=wrong, actor=ben, as_of=NOON)
    set_outcome(case.reference, crime=crime.pk, outcome_type=18, actor=ben, as_of=NOON + DAY)
    held = Crime.objects.get()
    assert (held.outcome_type, held.outcome_at) == (18, NOON + DAY)
    last = history(case.uid).last()
    assert last is not None
    assert (facts_of(last)["outcome_type"], facts_of(last)["outcome_type_before"]) == (18, 0)


@pytest.mark.parametrize(
    "values", [{"outcome_type": 23, "outcome_at": NOON}, {"outcome_type": 5}, {"outcome_at": NOON}]
)
def test_the_database_refuses_an_outcome_that_is_none(world: World, values: dict[str, object]) -> None:
    incident = _incident(world, world.opened())
    with pytest.raises(IntegrityError), transaction.atomic():
        Crime.objects.create(incident=incident, offence="28E", recorded_at=NOON, **values)


@pytest.mark.parametrize(
    ("times", "problem"),
    [
        ({"reported_at": NOON + DAY}, NotYet),
        ({"began_at": NOON + DAY, "ended_at": NOON + DAY}, NotYet),
        ({"ended_at": NOON + DAY}, NotYet),
        ({"began_at": NOON - DAY, "ended_at": NOON - 2 * DAY}, EndsBeforeBegins),
        ({"began_at": NOON, "reported_at": NOON - DAY}, ReportedBefore),
    ],
)
def test_an_incident_out_of_the_order_of_time_is_refused_and_nothing_written(
    world: World, times: dict[str, datetime], problem: type[Exception]
) -> None:
    case = world.opened()
    with pytest.raises(problem):
        record_incident(
            case.reference,
            **{"channel": "101", "reported_at": NOON, **times},
            actor=world.actor("ben"),
            as_of=NOON,
        )
    assert not Incident.objects.exists() and len(history(case.uid)) == 1


def test_an_incident_may_go_on_after_its_report(world: World) -> None:
    case, began = world.opened(), NOON - DAY
    made = record_incident(
        case.reference,
        channel="999",
        began_at=began,
        reported_at=began,
        ended_at=NOON,
        actor=world.actor("ben"),
        as_of=NOON,
    )
    assert (made.began_at, made.reported_at, made.ended_at) == (began, began, NOON)


def test_a_crime_of_another_case_is_not_changed_through_mine(world: World) -> None:
    mine, theirs, ben = world.opened(), world.opened(), world.actor("ben")
    incident = _incident(world, theirs)
    crime = record_crime(theirs.reference, incident=incident.pk, offence="28E", actor=ben, as_of=NOON)
    with pytest.raises(NoSuchRecord):
        record_crime(mine.reference, incident=incident.pk, offence="28E", actor=ben, as_of=NOON)
    with pytest.raises(NoSuchRecord):
        set_outcome(mine.reference, crime=crime.pk, outcome_type=18, actor=ben, as_of=NOON)


def test_who_may_not_change_records_records_nothing(world: World) -> None:
    case = world.opened()
    with pytest.raises(NotAllowed):
        record_incident(
            case.reference, channel="101", reported_at=NOON, actor=world.actor("system"), as_of=NOON
        )
    assert not Incident.objects.exists()


# --- links in time ------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("db")
def test_as_true_on_and_as_known_on_both_have_an_answer() -> None:
    lived = linking.link("person", 1, "lives_at", "place", 7, starts=NOON - 30 * DAY, as_of=NOON)
    linking.end(lived, as_of=NOON + 5 * DAY, reason="ended", ends=NOON + 2 * DAY)
    wrong = linking.link("person", 1, "lives_at", "place", 8, starts=NOON + 2 * DAY, as_of=NOON + 5 * DAY)
    linking.end(wrong, as_of=NOON + 6 * DAY, reason="mistake")
    right = linking.link("person", 1, "lives_at", "place", 9, starts=NOON + 2 * DAY, as_of=NOON + 6 * DAY)

    def places(**when: datetime) -> list[int]:
        return [link.to_id for link in linking.links_of("person", 1, **when)]

    assert places() == [9]
    assert places(true_on=NOON) == [7]
    assert places(true_on=NOON + 3 * DAY) == [9]
    assert places(known_on=NOON + DAY) == [7]
    assert places(known_on=NOON + 5 * DAY + DAY / 2) == [8]
    assert places(known_on=NOON + DAY, true_on=NOON + 3 * DAY) == [7]
    with pytest.raises(LinkEnded):
        linking.end(lived, as_of=NOON, reason="ended")
    with pytest.raises(UnknownRelation):
        linking.link("place", 9, "lives_at", "person", 1, starts=NOON, as_of=NOON)
    assert right.ends is None
