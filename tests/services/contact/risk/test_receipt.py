"""What is noticed when a report comes in: the order of the queue, sealed codes, a child first."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.db import connection

from peelian.casework.cases.actions.giving import take_case, take_next_case
from peelian.casework.cases.actions.moving import move_case
from peelian.casework.cases.models import Case, CaseState
from peelian.casework.ledger import entries
from peelian.casework.records.people import NewPerson
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.sealing.sealing import Door
from peelian.services.contact.models import Noticed, Triage
from peelian.services.contact.risk.flagging import rules_noticed
from peelian.services.contact.risk.problems import SafeguardingFirst
from peelian.services.contact.risk.safeguarding import needed
from tests.support.cases import DAY, HOUR, NOON, World


def noticed(case: Case) -> list[tuple[str, set[str]]]:
    door = Door(frozenset({case.key_id}), "test")
    return [(seen.cause, set(rules)) for seen, rules in rules_noticed(case, door)]


def held(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_report_stands_where_its_most_urgent_flag_puts_it(report, world: World) -> None:
    calm = report(building="outbuilding", as_of=NOON - 5 * DAY)
    home = report(building="home", as_of=NOON - 4 * DAY)
    taken = report(building="business", taken=["weapon"], as_of=NOON)
    there = report(offender_there="yes", as_of=NOON + HOUR)
    assert [held(one).priority for one in (calm, home, taken, there)] == [0, 2, 4, 6]
    order = Case.objects.filter(team=world.team, closed_at=None).order_by("place", "id")
    assert list(order) == [there, taken, home, calm]
    ben = world.actor("ben", NOON + DAY)
    assert [take_next_case(actor=ben, as_of=NOON + DAY) for _ in range(4)] == [there, taken, home, calm]


def test_what_was_noticed_is_kept_with_the_case_and_tells_nothing_in_clear(report) -> None:
    """Neither the row nor the ledger's facts name a rule: the answers that it came from are sealed too."""
    case = report(offender_there="yes", building="home", happened="I want to end my life")
    assert noticed(case) == [("report", {"offender_there", "home_entered", "words_self_harm"})]
    row = Triage.objects.get(case=case)
    assert (row.level, row.suggested, row.grade, row.decided_at) == (1, 1, "", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM contact_noticed")
        text = repr([bytes(one) if isinstance(one, memoryview) else one for one in cursor.fetchone()])
    assert "offender" not in text and "self_harm" not in text and "end my life" not in text
    entry = entries.history(case.uid).first()
    assert entry is not None
    facts = entries.facts_of(entry)
    assert (facts["noticed"], facts["level"], facts["cause"]) == (3, 1, "report")
    assert "offender" not in json.dumps(facts) and "self_harm" not in json.dumps(facts)


def test_a_report_of_which_no_rule_says_anything_has_its_row_all_the_same(report) -> None:
    case = report("thanks")
    assert (Triage.objects.get(case=case).level, noticed(case), held(case).priority) == (4, [], 0)


def test_words_to_be_read_come_before_what_is_as_usual_and_change_no_grade(report, world: World) -> None:
    plain = report("thanks", thanks="Thank you", as_of=NOON - DAY)
    words = report("thanks", thanks="I said that I want to end my life, and she stayed", as_of=NOON)
    home = report(building="home", as_of=NOON + HOUR)
    assert Triage.objects.get(case=words).level == 4
    order = Case.objects.filter(team=world.team, closed_at=None).order_by("place", "id")
    assert list(order) == [home, words, plain]


def test_nothing_of_it_is_left_after_disposal(report, world: World) -> None:
    from peelian.casework.retention import disposing

    case = report(offender_there="yes")
    assert Noticed.objects.filter(case=case).exists()
    counts: Counter[str] = Counter()
    disposing._wipe("case", [case.pk], counts)
    assert (counts["contact.Noticed"], counts["contact.Triage"]) == (1, 1)
    assert not Noticed.objects.filter(case=case).exists() and not Triage.objects.filter(case=case).exists()
    assert disposing.uncovered() == []


def test_when_it_is_looked_at_again_follows_the_level(report) -> None:
    for set_, answers, minutes in (
        ("burglary", {"offender_there": "yes"}, 15),
        ("weapon_concern", {}, 60),
        ("burglary", {"building": "home"}, 2880),
        ("thanks", {}, 4320),
    ):
        case = report(set_, **answers)
        item = ScheduledItem.objects.get(kind="contact.look_again", subject_stream=case.uid)
        assert (item.due_at - NOON).total_seconds() / 60 == minutes


def test_what_the_public_form_sends_is_read_by_the_rules(world: World) -> None:
    """The whole way, as a browser goes it."""
    from django.test import Client

    from tests.services.contact.report.filling import BURGLARY, send

    typed = {**BURGLARY, "q.taken": ["weapon"], "q.happened": "He said he would kill me."}
    assert send(Client(), typed).status_code == 200
    case = Case.objects.get()
    assert noticed(case) == [
        ("report", {"weapon_taken", "home_entered", "they_may_return", "words_threat_to_life"})
    ]
    assert (case.priority, Triage.objects.get(case=case).level) == (4, 2)


# --- a child at risk ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("set_", "answers", "person"),
    [
        ("domestic_abuse", {"children": ["there"]}, NewPerson(name="Asha", phone="07700 900123")),
        ("weapon_concern", {"children": ["has_it"]}, None),
        ("violence", {}, NewPerson(name="Bea", birth_date="2012-03-04")),
        ("child_exploitation", {}, None),
    ],
)
def test_a_child_at_risk_goes_to_a_safeguarding_decision_first(
    report, world: World, set_: str, answers: dict, person: NewPerson | None
) -> None:
    case = report(set_, person=person, **answers)
    assert held(case).state == "safeguarding_first" and needed(case)
    assert CaseState.objects.get(case=case).state == "safeguarding_first"
    cerys = world.actor("cerys")
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    assert held(case).state == "safeguarding_first", "having it is no decision about the child"
    for name in ("investigate", "act_on", "close", "answer", "pause"):
        with pytest.raises(Exception) as told:
            move_case(case.reference, transition=name, actor=cerys, as_of=NOON, reason="duplicate")
        assert type(told.value).__name__ in {"NotFromHere", "SafeguardingFirst"}, name
    move_case(
        case.reference, transition="safeguarding_decide", actor=cerys, as_of=NOON, reason="protected_now"
    )
    assert held(case).state == "assessing" and not needed(case)


def test_an_adult_or_somebody_of_unknown_age_is_no_child(report) -> None:
    for person in (NewPerson(name="Bea", birth_date="2008-11-22"), NewPerson(name="Bea"), None):
        assert held(report("violence", person=person)).state == "new"


def test_the_guard_holds_where_the_state_alone_would_not(report, world: World) -> None:
    """A child is found to be at risk later, in a state with other ways out: only the way to the decision is open."""
    case = report("violence")
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    Triage.objects.filter(case=case).update(safeguarding_seq=held(case).version)
    cerys = world.actor("cerys")
    with pytest.raises(SafeguardingFirst):
        move_case(case.reference, transition="investigate", actor=cerys, as_of=NOON)
    with pytest.raises(SafeguardingFirst):
        move_case(case.reference, transition="close", actor=cerys, as_of=NOON, reason="duplicate")
    outside = world.actor("outside")
    with pytest.raises(SafeguardingFirst):
        move_case(case.reference, transition="withdraw", actor=outside, as_of=NOON, reason="withdrawn")
    move_case(case.reference, transition="safeguard", actor=cerys, as_of=NOON)
    move_case(
        case.reference, transition="safeguarding_decide", actor=cerys, as_of=NOON, reason="no_risk_found"
    )
    move_case(case.reference, transition="investigate", actor=cerys, as_of=NOON)
    assert held(case).state == "investigating"


def test_an_older_decision_does_not_answer_a_newer_finding(report, world: World) -> None:
    case = report("child_exploitation")
    cerys = world.actor("cerys")
    move_case(
        case.reference, transition="safeguarding_decide", actor=cerys, as_of=NOON, reason="no_risk_found"
    )
    assert not needed(case)
    Triage.objects.filter(case=case).update(safeguarding_seq=held(case).version)
    assert needed(case)
