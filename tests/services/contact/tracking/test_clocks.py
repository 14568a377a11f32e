"""The victim's clocks: begun, met, late, paused, shortened. Times as the Victims' Code has them (VC-GOV, VC-R6) and
the National Crime Recording Standard (NCRS); days counted by hand.

NOON is Monday 23 November 2026, 12:00 in London. Two working days later is Wednesday 25, five are Monday 30, one is
Tuesday 24; 24 hours are Tuesday at noon, 72 hours Thursday 26 at noon. A day ends at midnight.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from peelian.casework.cases.actions import rights
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case, move_case
from peelian.casework.cases.actions.recording import add_person, record_crime, record_incident
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import AlreadySo
from peelian.casework.clocks.models import Clock
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.writing import write_message
from tests.services.contact.tracking.reports import Report
from tests.support.cases import DAY, HOUR, NOON, World

pytestmark = pytest.mark.usefixtures("db")

RECORD = "crime_recording.record"
SUPPORT = "victims_code.support_referral"


def day_end(day: int) -> datetime:
    """Midnight after that day of November 2026, in London's winter."""
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(days=1)


def clock(case: Case, provision: str) -> Clock:
    return Clock.objects.get(case=case, provision=provision)


def moved(world: World, made: Report, *names: str, as_of: datetime = NOON + HOUR, reason: str = "") -> None:
    for name in names:
        move_case(
            made.reference,
            transition=name,
            actor=world.actor("ben", as_of),
            as_of=as_of,
            reason=reason if name == names[-1] else "",
        )


def taken(world: World, made: Report, as_of: datetime = NOON + HOUR) -> None:
    take_case(made.reference, actor=world.actor("ben", as_of), as_of=as_of)


def answered(world: World, made: Report, as_of: datetime) -> None:
    answer_case(
        made.reference,
        write=lambda act: write_message(act, text="This is what happened.") and None,
        actor=world.actor("ben", as_of),
        as_of=as_of,
    )


def test_a_victims_report_is_confirmed_at_once_and_owes_a_record_and_a_referral(
    report: Callable[..., Report],
) -> None:
    case = report().case
    found = {one.provision: (one.state, one.due_at) for one in Clock.objects.filter(case=case)}
    assert found == {
        "victims_code.written_confirmation": ("met", NOON),
        RECORD: ("running", NOON + DAY),
        SUPPORT: ("running", found[SUPPORT][1]),
    }
    assert abs(found[SUPPORT][1] - day_end(25)) <= timedelta(seconds=1)
    assert (case.next_due_code, case.next_due_at) == (RECORD, NOON + DAY)


def test_a_witness_is_owed_no_victims_clocks_until_a_victim_is_named(
    world: World, report: Callable[..., Report]
) -> None:
    made = report(part="witness")
    assert [one.provision for one in Clock.objects.filter(case=made.case)] == [RECORD]
    at = NOON + DAY
    add_person(
        made.reference,
        part="victim",
        person=NewPerson(name="Mair"),
        actor=world.actor("ben", at),
        as_of=at,
    )
    assert abs(clock(made.case, SUPPORT).due_at - day_end(26)) <= timedelta(seconds=1)


def test_a_crime_recorded_in_24_hours_meets_its_clock_and_a_later_one_is_late(
    world: World, report: Callable[..., Report]
) -> None:
    for after, state in ((timedelta(hours=24), "met"), (timedelta(hours=24, seconds=1), "met_late")):
        made, at = report(), NOON + after
        ben = world.actor("ben", at)
        incident = record_incident(made.reference, channel="online", reported_at=NOON, actor=ben, as_of=at)
        record_crime(made.reference, incident=incident.pk, offence="homicide", actor=ben, as_of=at)
        assert clock(made.case, RECORD).state == state


def test_the_reason_why_no_crime_is_recorded_meets_it_too_and_is_kept(
    world: World, report: Callable[..., Report]
) -> None:
    made = report()
    at = NOON + HOUR
    rights.record_no_crime(made.reference, actor=world.actor("ben", at), as_of=at, reason="evidence_against")
    found = clock(made.case, RECORD)
    assert (found.state, found.reason_code) == ("met", "evidence_against")


@pytest.mark.parametrize("wanted", [True, False])
def test_a_referral_or_a_refusal_of_it_meets_the_two_working_days(
    world: World, report: Callable[..., Report], wanted: bool
) -> None:
    made, at = report(), NOON + HOUR
    rights.refer_to_support(made.reference, wanted=wanted, actor=world.actor("ben", at), as_of=at)
    found = clock(made.case, SUPPORT)
    assert (found.state, found.reason_code) == ("met", "" if wanted else "declined")


def test_news_of_a_suspect_is_owed_in_five_working_days_and_met_by_an_answer(
    world: World, report: Callable[..., Report]
) -> None:
    made = report()
    taken(world, made)
    moved(world, made, "investigate", "suspect_event", reason="arrested")
    assert abs(clock(made.case, "victims_code.suspect_event").due_at - day_end(30)) <= timedelta(seconds=1)
    answered(world, made, NOON + 3 * DAY)
    assert clock(made.case, "victims_code.suspect_event").state == "met"
    assert made.case.state == "investigating"


def test_enhanced_rights_shorten_what_runs_and_what_begins_later(
    world: World, report: Callable[..., Report]
) -> None:
    made = report()
    taken(world, made)
    at = NOON + HOUR
    moved(world, made, "investigate", "suspect_event", reason="arrested")
    rights.decide_enhanced(
        made.reference, granted=True, reason="vulnerable", actor=world.actor("ben", at), as_of=at
    )
    assert abs(clock(made.case, "victims_code.suspect_event").due_at - day_end(24)) <= timedelta(seconds=1)
    answered(world, made, NOON + 2 * HOUR)
    later = NOON + DAY
    moved(world, made, "no_further_action", as_of=later, reason="no_suspect")
    decision = clock(made.case, "victims_code.charge_decision")
    assert abs(decision.due_at - day_end(25)) <= timedelta(seconds=1)


def test_rights_granted_while_nothing_runs_hold_for_what_begins_afterwards(
    world: World, report: Callable[..., Report]
) -> None:
    made = report()
    at = NOON + HOUR
    taken(world, made)
    ben = world.actor("ben", at)
    rights.record_no_crime(made.reference, actor=ben, as_of=at, reason="evidence_against")
    rights.refer_to_support(made.reference, wanted=True, actor=ben, as_of=at)
    rights.decide_enhanced(made.reference, granted=True, reason="under_18", actor=ben, as_of=at)
    with pytest.raises(AlreadySo):
        rights.decide_enhanced(made.reference, granted=True, reason="under_18", actor=ben, as_of=at)
    moved(world, made, "no_investigation", reason="too_little_evidence")
    found = clock(made.case, "victims_code.no_investigation")
    assert abs(found.due_at - day_end(24)) <= timedelta(seconds=1)


def test_a_clock_stands_still_while_the_person_asked_to_wait(
    world: World, report: Callable[..., Report]
) -> None:
    made = report()
    taken(world, made)
    moved(world, made, "investigate", "suspect_event", reason="bailed")
    moved(world, made, "wait_as_asked", as_of=NOON + 2 * HOUR, reason="person_asked_to_wait")
    assert clock(made.case, "victims_code.suspect_event").state == "paused"
    assert clock(made.case, RECORD).state == "running", "nothing in that rule lets it stand still"
    moved(world, made, "resume", as_of=NOON + DAY)
    assert clock(made.case, "victims_code.suspect_event").state == "running"


def test_the_decision_is_told_before_it_is_closed(world: World, report: Callable[..., Report]) -> None:
    made = report()
    taken(world, made)
    moved(world, made, "no_investigation", reason="no_line_of_enquiry")
    assert (made.case.state, made.case.klass) == ("no_further_action", "open")
    answered(world, made, NOON + DAY)
    assert (made.case.state, made.case.klass) == ("closed_no_further_action", "closed")
    assert clock(made.case, "victims_code.no_investigation").state == "met"


def test_a_question_is_owed_an_answer_in_72_hours(report: Callable[..., Report]) -> None:
    made = report("question", part="reporter")
    found = clock(made.case, "neighbourhood.reply")
    assert found.due_at - NOON == timedelta(hours=72)
