"""Looked at again: a message, a file, another report of the same person, and time. A rule only ever raises."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.casework.cases.actions.moving import move_case, reply_to_case
from peelian.casework.cases.models import Case
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.ledger import entries
from peelian.casework.outbox.delivering import deliver_all
from peelian.casework.outbox.models import Delivery
from peelian.casework.records.people import NewPerson
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.worker import catch_up
from peelian.casework.sealing.sealing import Door
from peelian.casework.threads.writing import write_message
from peelian.services.contact.models import Triage
from peelian.services.contact.risk.flagging import rules_noticed
from peelian.services.contact.risk.triage import decide
from tests.support.cases import DAY, HOUR, NOON, World

LATER = NOON + HOUR
MINUTE = timedelta(minutes=1)


def told(case: Case) -> list[tuple[str, set[str]]]:
    return [
        (seen.cause, set(rules))
        for seen, rules in rules_noticed(case, Door(frozenset({case.key_id}), "test"))
    ]


def row(case: Case) -> Triage:
    return Triage.objects.get(case=case)


def priority(case: Case) -> int:
    return Case.objects.get(pk=case.pk).priority


def writes(world: World, case: Case, text: str, at: datetime = LATER) -> None:
    reply_to_case(
        case.reference,
        write=lambda act: write_message(act, text=text) and None,
        actor=world.actor("outside", at),
        as_of=at,
    )
    all_told()


def decided(
    world: World, case: Case, grade: str, at: datetime = NOON, reason: str = "read_otherwise"
) -> None:
    decide(case.reference, grade=grade, reason=reason, actor=world.actor("ben", at), as_of=at)


def all_told() -> None:
    """Every event that waits is delivered, whatever the clock of this machine says."""
    deliver_all(now=datetime.now(NOON.tzinfo) + timedelta(days=400))
    left = Delivery.objects.exclude(state="done")
    assert not left.exists(), [(one.handler, one.problem_code) for one in left]


# --- a message, a file ------------------------------------------------------------------------------------
def test_a_message_asks_to_be_read_and_changes_no_grade_by_itself(report, world: World) -> None:
    case = report(building="home")
    writes(world, case, "Have you found anything?")
    assert told(case)[1:] == [("message", {"wrote_again"})]
    assert (row(case).level, priority(case)) == (3, 2)
    entry = entries.history(case.uid).last()
    assert entry is not None and (entry.action, entry.actor) == ("case.flag", "system:risk")


def test_the_second_message_is_nothing_new_until_somebody_decided(report, world: World) -> None:
    case = report(building="home")
    writes(world, case, "One")
    writes(world, case, "Two", LATER + MINUTE)
    assert len(told(case)) == 2
    decided(world, case, "3", LATER + HOUR)
    writes(world, case, "Three", LATER + 2 * HOUR)
    assert told(case)[2:] == [("message", {"wrote_again"})]


def test_three_messages_without_an_answer_raise_it(report, world: World) -> None:
    case = report("thanks")
    for number in range(3):
        writes(world, case, "Is anybody there?", LATER + number * MINUTE)
    assert told(case)[-1] == ("message", {"wrote_often"})
    assert (row(case).level, priority(case)) == (3, 2)


def test_what_says_nothing_of_urgency_moves_nothing(report, world: World) -> None:
    """Neither below what words had put before the usual, nor above a decision for the later of two grades of a level."""
    case = report("thanks", thanks="I want to end my life")
    assert priority(case) == 1
    writes(world, case, "Hello")
    assert (told(case)[-1], priority(case)) == (("message", {"wrote_again"}), 1)

    Case.objects.filter(pk=case.pk).update(opened_force="suffolk")
    decided(world, case, "D", LATER + HOUR)
    writes(world, case, "Hello again", LATER + 2 * HOUR)
    assert (row(case).level, priority(case)) == (3, 2), "D, not C"


def test_words_in_a_message_are_noticed_again_after_a_decision(report, world: World) -> None:
    case = report(happened="I want to end my life")
    decided(world, case, "2", LATER)
    writes(world, case, "I said it was suicide that I think of", LATER + HOUR)
    assert told(case)[-1] == ("message", {"words_self_harm", "wrote_again"})
    writes(world, case, "and again: suicide", LATER + 2 * HOUR)
    assert len(told(case)) == 2, "nobody has decided since"


def test_what_we_write_is_no_news(report, world: World) -> None:
    case = report()
    move_case(case.reference, transition="take", actor=world.actor("ben"), as_of=NOON)
    move_case(
        case.reference,
        transition="answer",
        actor=world.actor("ben"),
        as_of=NOON,
        also=lambda act: write_message(act, text="We are on our way.") and None,
    )
    before = entries.history(case.uid).count()
    all_told()
    assert (told(case), entries.history(case.uid).count()) == ([], before)


def test_a_file_of_the_person_is_news(report, world: World) -> None:
    case = report()
    upload = Upload("lamp.txt", "text/plain", ContentFile(b"The lamp has been out since Monday.\n"))
    add_file(case.reference, upload=upload, actor=world.actor("outside", LATER), as_of=LATER)
    all_told()
    assert told(case)[-1] == ("file", {"sent_file"})


def test_a_file_of_ours_is_none(report, world: World) -> None:
    case = report()
    upload = Upload("lamp.txt", "text/plain", ContentFile(b"The lamp has been out since Tuesday.\n"))
    add_file(case.reference, upload=upload, actor=world.actor("ben", LATER), as_of=LATER)
    all_told()
    assert ("file", {"sent_file"}) not in told(case)


# --- the same person --------------------------------------------------------------------------------------
def test_a_new_report_of_the_same_telephone_is_told_on_both(report, world: World) -> None:
    first = report(building="outbuilding", as_of=NOON - 10 * DAY, person=NewPerson(phone="07700 900123"))
    all_told()
    second = report(building="outbuilding", person=NewPerson(name="Somebody", phone="+44 7700 900123"))
    other = report(building="outbuilding", person=NewPerson(phone="07700 900999"))
    all_told()
    assert told(first)[-1] == ("other_report", {"reported_again"})
    assert told(second)[-1] == ("other_report", {"reported_before"})
    assert told(other) == []
    assert (row(first).level, row(second).level) == (3, 3)


def test_domestic_abuse_again_within_a_month_becomes_an_emergency(report) -> None:
    report("domestic_abuse", as_of=NOON - 20 * DAY)
    all_told()
    case = report("domestic_abuse")
    assert row(case).level == 2
    all_told()
    assert (row(case).level, priority(case)) == (1, 6)


def test_a_closed_case_counts_as_earlier_and_is_not_looked_at_again(report, world: World) -> None:
    first = report(as_of=NOON - 10 * DAY)
    cerys = world.actor("cerys", NOON - 9 * DAY)
    move_case(first.reference, transition="take", actor=cerys, as_of=NOON - 9 * DAY)
    move_case(first.reference, transition="close", actor=cerys, as_of=NOON - 9 * DAY, reason="duplicate")
    all_told()
    before = entries.history(first.uid).count()
    second = report()
    all_told()
    assert entries.history(first.uid).count() == before
    assert told(second)[-1] == ("other_report", {"reported_before"})


def test_who_gave_no_name_is_compared_with_nobody(report) -> None:
    report(person=None, as_of=NOON - DAY)
    case = report(person=None)
    all_told()
    assert told(case) == []


def test_told_twice_it_is_noticed_once(report, world: World) -> None:
    """A worker that dies after the first of two acts leaves the delivery to the next."""
    from peelian.services.contact.risk import retriage

    first = report(as_of=NOON - 10 * DAY)
    second = report()
    all_told()
    length = entries.history(first.uid).count()
    retriage._again(first, LATER, "other_report", retriage.Facts(others=1))
    assert entries.history(first.uid).count() == length
    assert told(second)[-1] == ("other_report", {"reported_before"})


# --- time -------------------------------------------------------------------------------------------------
def test_what_waits_too_long_is_raised_and_looked_at_again(report) -> None:
    case = report("thanks")
    catch_up(now=NOON + 3 * DAY - MINUTE)
    assert told(case) == []
    catch_up(now=NOON + 3 * DAY)
    assert told(case) == [("waiting", {"waits_4"})]
    assert (row(case).level, priority(case)) == (3, 2)
    catch_up(now=NOON + 5 * DAY - MINUTE)
    assert row(case).level == 3
    catch_up(now=NOON + 5 * DAY)
    assert (row(case).level, told(case)[-1]) == (2, ("waiting", {"waits_3"}))
    catch_up(now=NOON + 6 * DAY)
    assert told(case)[-1] == ("waiting", {"waits_2"})
    catch_up(now=NOON + 9 * DAY)
    assert len(told(case)) == 3, "said once, until somebody does something"
    assert not ScheduledItem.objects.filter(
        kind="contact.look_again", state__in=["waiting", "failed"]
    ).exists()


def test_the_wait_begins_anew_with_what_an_officer_does(report, world: World) -> None:
    case = report("thanks")
    at = NOON + 3 * DAY - HOUR
    move_case(case.reference, transition="take", actor=world.actor("ben", at), as_of=at)
    catch_up(now=NOON + 3 * DAY)
    assert told(case) == []
    catch_up(now=at + 3 * DAY - MINUTE)
    assert told(case) == []
    catch_up(now=at + 3 * DAY)
    assert told(case) == [("waiting", {"waits_4"})]


def test_a_message_of_the_person_does_not_begin_it_anew(report, world: World) -> None:
    case = report("thanks")
    writes(world, case, "Hello?", NOON + 2 * DAY)
    catch_up(now=NOON + 3 * DAY)
    assert ("waiting", {"waits_4"}) in told(case)


def test_a_case_that_waits_for_somebody_else_or_is_closed_is_left_alone(report, world: World) -> None:
    closed, waits = report("thanks"), report(building="outbuilding")
    cerys = world.actor("cerys")
    for case in (closed, waits):
        move_case(case.reference, transition="take", actor=cerys, as_of=NOON)
    move_case(
        waits.reference,
        transition="pause",
        actor=cerys,
        as_of=NOON,
        reason="waiting_for_person",
        until=NOON + 100 * DAY,
    )
    before = len(told(waits))
    from peelian.casework.cases import registry

    close = next(
        each
        for each in registry.kind("thanks").transitions_from(Case.objects.get(pk=closed.pk).state)
        if each.name == "close"
    )
    move_case(closed.reference, transition="close", actor=cerys, as_of=NOON, reason=next(iter(close.reasons)))
    catch_up(now=NOON + 10 * DAY)
    assert (told(closed), len(told(waits))) == ([], before)


def test_a_decision_sets_the_next_look_by_its_own_level(report, world: World) -> None:
    case = report("thanks")
    decided(world, case, "2", LATER, reason="more_known")
    catch_up(now=LATER + HOUR)
    assert told(case) == [("waiting", {"waits_2"})]


# --- never a downgrade ------------------------------------------------------------------------------------
def test_what_is_new_raises_above_a_decision_and_what_is_old_does_not(report, world: World) -> None:
    case = report(offender_there="yes", building="home")
    decided(world, case, "4", NOON + MINUTE, reason="officers_there")
    assert priority(case) == 0
    writes(world, case, "Thank you", LATER)
    assert (row(case).level, priority(case)) == (4, 0), "the old flags are decided"
    report(as_of=LATER)
    all_told()
    assert (row(case).level, priority(case), row(case).grade) == (3, 2, "4"), "another report is new"


@pytest.fixture
def stage(report, world: World) -> Any:
    return report, world


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["message", "threat", "report", "wait", "file", "abuse"]), min_size=1, max_size=6
    ),
    st.sampled_from(["thanks", "burglary", "domestic_abuse"]),
    st.sampled_from([None, "1", "2", "3", "4"]),
)
def test_no_event_ever_makes_a_case_less_urgent(
    stage: Any, events: list[str], set_: str, grade: str | None
) -> None:
    from django.db import transaction

    report, world = stage
    outer = transaction.atomic()
    outer._from_testcase = True  # type: ignore[attr-defined]
    with outer:
        try:
            case = report(set_, person=NewPerson(phone="07700 900555"))
            at = NOON + HOUR
            if grade:
                decided(world, case, grade, at)
            before = (row(case).level, priority(case))
            for number, event in enumerate(events):
                at += HOUR
                if event == "wait":
                    at += 3 * DAY
                    catch_up(now=at)
                elif event in ("report", "abuse"):
                    report(
                        "domestic_abuse" if event == "abuse" else "theft",
                        as_of=at,
                        person=NewPerson(phone="07700 900555"),
                    )
                    all_told()
                elif event == "file":
                    content = ContentFile(f"Number {number}\n".encode())
                    add_file(
                        case.reference,
                        upload=Upload("a.txt", "text/plain", content),
                        actor=world.actor("outside", at),
                        as_of=at,
                    )
                    all_told()
                else:
                    writes(world, case, "He will kill me" if event == "threat" else "Hello", at)
                after = (row(case).level, priority(case))
                assert after[0] <= before[0] and after[1] >= before[1], event
                before = after
        finally:
            transaction.set_rollback(True)
