"""A kind that is incomplete stops the start-up and hears of every fault at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peelian.casework.cases import registry
from peelian.casework.cases.kinds import ClockUse, PayloadField, PayloadSchema, State, Transition
from peelian.casework.cases.problems import KindFaulty, UnknownKind
from tests.support.cases import QUESTION, question_kind, say


def test_a_complete_kind_has_no_fault_and_registering_it_again_changes_nothing() -> None:
    assert registry.faults_of(QUESTION) == []
    assert question_kind() is question_kind() is registry.kind("test_question")


def test_another_kind_of_the_same_name_is_refused() -> None:
    question_kind()
    with pytest.raises(KindFaulty, match="registered twice"):
        registry.register(replace(QUESTION, regime="part3"))
    assert registry.kind("test_question").regime == "gdpr"


def test_a_kind_that_no_service_brings_is_unknown_in_words() -> None:
    with pytest.raises(UnknownKind, match="No service here works on"):
        registry.kind("lost_umbrella")


STATE = State("x", "open", say("x"), say("x"))
FAULTS = {
    "its first state nowhere is not among its states": {"initial": "nowhere"},
    "the state new is there twice": {"states": (*QUESTION.states, QUESTION.states[0])},
    "it has no closed state": {
        "states": tuple(one for one in QUESTION.states if one.klass != "closed"),
    },
    "no Welsh for state x": {
        "states": (*QUESTION.states, State("x", "open", "x", say("x"))),  # type: ignore[arg-type]
    },
    "no transition leads to x": {"states": (*QUESTION.states, STATE)},
    "nothing leads out of x": {"states": (*QUESTION.states, STATE)},
    "take names the unknown state nowhere": {
        "transitions": (Transition("take", ("new",), "nowhere", "case.take", say("t")), *QUESTION.transitions)
    },
    "take is there twice from new": {"transitions": (*QUESTION.transitions, QUESTION.transitions[0])},
    "wait needs a reason and lists none": {
        "transitions": (
            *QUESTION.transitions,
            Transition("wait", ("new",), "new", "case.take", say("t"), True),
        )
    },
    "the clock a.b names the unknown transition fly": {"clocks": (ClockUse("a.b", ("fly",), ("answer",)),)},
    "the clock a.b never starts or is never met": {"clocks": (ClockUse("a.b", (), ("answer",)),)},
    "the clock a.b pauses in the unknown state z": {
        "clocks": (ClockUse("a.b", ("take",), ("answer",), ("z",)),)
    },
    "the questions of version 1 are missing": {
        "payload": PayloadSchema(2, {2: (PayloadField("a"),)}, {1: dict})
    },
    "no way leads from version 1 to 2 of the questions": {
        "payload": PayloadSchema(2, {1: (PayloadField("a"),), 2: (PayloadField("a"),)})
    },
    "it names no retention schedule": {"retention": ""},
    "no role knows the permission case.fly": {
        "transitions": (*QUESTION.transitions, Transition("fly", ("new",), "new", "case.fly", say("f")))
    },
    "law knows no provision a.b": {"clocks": (ClockUse("a.b", ("take",), ("answer",)),)},
    "rest pauses neighbourhood.reply tired, which it does not allow": {
        "transitions": (
            *QUESTION.transitions,
            Transition(
                "rest", ("new",), "waiting_for_person", "case.take", say("r"), True, {"tired": say("tired")}
            ),
        )
    },
    "rest pauses neighbourhood.reply without a reason": {
        "transitions": (
            *QUESTION.transitions,
            Transition("rest", ("new",), "waiting_for_person", "case.take", say("r")),
        )
    },
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_kind_is_named(fault: str) -> None:
    assert any(fault in one for one in registry.faults_of(replace(QUESTION, **FAULTS[fault])))


def test_all_faults_are_told_together() -> None:
    with pytest.raises(KindFaulty) as caught:
        registry.register(replace(QUESTION, id="broken", initial="nowhere", retention=""))
    assert "nowhere" in str(caught.value)
    assert "retention" in str(caught.value)
