"""The rules of risk beside the question sets, and what must hold whatever is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.services.contact.risk.grades import scheme_for
from peelian.services.contact.risk.model import EVERY, Rule
from peelian.services.contact.risk.problems import RiskFaulty
from peelian.services.contact.risk.reading import book, read_book, read_schemes, schemes
from peelian.services.contact.risk.rules import Facts, flags, level_of, typed_in, words_in
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.reading import sets
from tests.spec.risk.test_expected import ROWS, answers

LETTERS = {
    "letters": {letter: {"en": letter, "cy": letter} for letter in "THRIVE"},
    "edition": 1,
}


def choices(set_: QuestionSet) -> dict[str, tuple[str, set[str]]]:
    """Question -> its kind and what can be chosen; of those whose answers go into the case."""
    return {
        one.id: (one.kind, {choice.id for choice in one.choices})
        for page in set_.pages
        for one in page.questions
        if one.holds == "case"
    }


def fits(rule: Rule, set_: QuestionSet) -> bool:
    """Whether the set asks everything that the rule asks for, and offers each answer."""
    asked = choices(set_)
    return all(
        not one.answer or (one.answer in asked and set(one.values) <= asked[one.answer][1])
        for one in rule.when
    )


# --- rules and questions ----------------------------------------------------------------------------------
@pytest.mark.parametrize("rule", book().rules.values(), ids=lambda rule: rule.id)
def test_every_rule_names_questions_and_answers_that_exist(rule: Rule) -> None:
    """A question that was renamed would leave its rule silent for ever."""
    named = set(rule.sets) - {EVERY}
    assert named <= sets().keys()
    for id_ in named:
        assert fits(rule, sets()[id_]), id_
    if EVERY in rule.sets:
        assert any(fits(rule, one) for one in sets().values())


def test_a_renamed_question_would_be_noticed() -> None:
    rule = book().rules["offender_there"]
    (condition,) = rule.when
    assert not fits(replace(rule, when=(replace(condition, answer="offender_here"),)), sets()["burglary"])
    assert not fits(replace(rule, when=(replace(condition, values=("perhaps",)),)), sets()["burglary"])


def test_the_examples_are_answers_that_can_be_given() -> None:
    for row in ROWS:
        asked = choices(sets()[row["set"]])
        for name, value in answers(row["answers"]).items():
            kind, known = asked[name]
            given_ = set(value) if isinstance(value, list) else {value}
            assert given_ <= known, row["what"]
            assert kind == "choices" or len(given_) == 1, row["what"]


def test_every_rule_and_reason_stands_in_both_languages() -> None:
    for rule in book().rules.values():
        assert rule.reason.cy != str(rule.reason), rule.id
    assert all(words.en and words.cy for words in book().words.values())


# --- what holds for all answers ---------------------------------------------------------------------------
@st.composite
def told(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A set, what was answered first, and the same with more."""
    set_ = draw(st.sampled_from(sorted(sets())))
    asked = choices(sets()[set_])
    more: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(sorted(asked)), unique=True, max_size=12)):
        kind, known = asked[name]
        if kind == "choices":
            more[name] = sorted(draw(st.sets(st.sampled_from(sorted(known)), min_size=1)))
        elif known:
            more[name] = draw(st.sampled_from(sorted(known)))
    first: dict[str, Any] = {}
    for name, value in more.items():
        if not draw(st.booleans()):
            continue
        first[name] = (
            draw(st.lists(st.sampled_from(value), unique=True)) if isinstance(value, list) else value
        )
    return set_, first, more


@st.composite
def known(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """Facts, and the same with more."""
    counts = {name: draw(st.integers(0, 4)) for name in ("children", "messages", "files", "others")}
    earlier = tuple(draw(st.lists(st.integers(0, 400), max_size=4)))
    words = frozenset(draw(st.sets(st.sampled_from(sorted(book().words)))))
    level = draw(st.integers(1, 4))
    waiting = draw(st.integers(0, 5000))
    before = Facts(**counts, earlier=earlier, words=words, level=level, waiting=waiting)
    after = Facts(
        **{name: count + draw(st.integers(0, 3)) for name, count in counts.items()},
        earlier=earlier + tuple(draw(st.lists(st.integers(0, 400), max_size=3))),
        words=words | frozenset(draw(st.sets(st.sampled_from(sorted(book().words))))),
        level=level,
        waiting=waiting + draw(st.integers(0, 5000)),
    )
    return before, after


@settings(max_examples=400, deadline=None)
@given(told(), known())
def test_adding_information_never_lowers_a_grade_and_takes_no_flag_away(
    report: tuple[str, dict[str, Any], dict[str, Any]], facts: tuple[Facts, Facts]
) -> None:
    set_, first, more = report
    before, after = flags(set_, first, facts[0]), flags(set_, more, facts[1])
    assert {one.rule for one in before} <= {one.rule for one in after}
    assert level_of(after) <= level_of(before)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.text(max_size=20),
        st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text()), st.booleans()),
    )
)
def test_no_answer_of_any_shape_makes_the_rules_fail(payload: dict[str, Any]) -> None:
    for set_ in ("burglary", "domestic_abuse", "no_such_set"):
        assert 1 <= level_of(flags(set_, payload, Facts(words=words_in(typed_in(payload))))) <= 4


# --- words ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "I want to KILL  MYSELF",
        "i don’t want to live any more",
        "he said: suicide.",
        "Rwy'n meddwl am hunanladdiad",
        "self\nharm",
    ],
)
def test_words_are_found_however_they_are_written(text: str) -> None:
    assert "self_harm" in words_in([text])


@pytest.mark.parametrize("text", ["", "a suicidality study", "unselfharming", "The lamp is out."])
def test_parts_of_other_words_are_none(text: str) -> None:
    assert words_in([text]) == frozenset()


def test_words_alone_suggest_no_grade() -> None:
    found = flags("thanks", {}, Facts(words=frozenset(book().words)))
    assert found and level_of(found) == 4 and all(one.level is None for one in found)


# --- the files --------------------------------------------------------------------------------------------
def test_a_rule_can_not_ask_that_something_is_missing() -> None:
    """Else more information could lower a grade."""
    row = {
        "id": "x", "letter": "T", "sets": ["burglary"], "reason": {"en": "a", "cy": "b"},
        "when": [{"answer": "entered", "not": ["yes"]}],
    }  # fmt: skip
    with pytest.raises(RiskFaulty, match="'not' is not known here"):
        read_book({**LETTERS, "rules": [row]})


def test_every_fault_is_told_at_once() -> None:
    rows = [
        {"id": "x", "letter": "Q", "sets": [], "level": 7, "reason": {"en": "a"}},
        {"id": "x", "letter": "T", "sets": ["*"], "reason": {"en": "a", "cy": "b"}},
        {
            "id": "y", "letter": "T", "sets": ["*"], "reason": {"en": "a", "cy": "b"},
            "when": [{"words": "nothing"}, {"fact": "moon"}, {"answer": "a"}, {}],
        },
    ]  # fmt: skip
    with pytest.raises(RiskFaulty) as told_:
        read_book({**LETTERS, "rules": rows})
    text = str(told_.value)
    for fault in ("twice", "'letter'", "no level 7", "both languages", "name its sets", "no list of words",
                  "'fact'", "has its 'is'", "name one of", "asks for something"):  # fmt: skip
        assert fault in text, fault


def test_grades_are_those_of_the_force_on_the_day() -> None:
    on = date(2026, 11, 22)
    assert [one.id for one in scheme_for("suffolk", on).grades] == ["A", "B", "C", "D", "E"]
    assert [one.id for one in scheme_for("metropolitan", on).grades] == ["I", "S", "E", "R"]
    assert scheme_for("kent", on).id == "common-model"
    assert scheme_for("essex", date(2009, 1, 1)).id == "common-model", "before its own began"


@pytest.mark.parametrize("scheme", schemes(), ids=lambda one: one.id)
def test_every_level_has_a_grade_and_the_more_urgent_stands_first_in_the_queue(scheme: Any) -> None:
    assert [scheme.of_level(level).level for level in (1, 2, 3, 4)] == [1, 2, 3, 4]
    priorities = [one.priority for one in scheme.grades]
    assert priorities == sorted(set(priorities), reverse=True)
    assert all(one.source and one.name.cy and one.target.cy for one in scheme.grades)


def test_an_unsorted_scheme_is_refused() -> None:
    rows = [
        {"id": str(level), "level": level, "priority": level, "name": {"en": "a", "cy": "b"},
         "target": {"en": "a", "cy": "b"}, "source": "x"}
        for level in (1, 2)
    ]  # fmt: skip
    with pytest.raises(RiskFaulty, match="most urgent grade stands first"):
        read_schemes({"schemes": [{"id": "x", "from": date(2026, 1, 1), "grades": rows}]})
