"""Whatever is answered, the pages agree with each other, no answer is lost, and what is sent fits the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.casework.cases import payloads
from peelian.casework.cases.problems import BadPayload
from peelian.services.contact.sets import asking
from peelian.services.contact.sets.checking import faults_of, first_faulty
from peelian.services.contact.sets.model import Ending, Page, QuestionSet
from peelian.services.contact.sets.payload import field_names, payload_of, schema_of
from peelian.services.contact.sets.reading import sets
from tests.services.contact.sets.strategies import TODAY, Fields, anything, faultless, newest
from tests.support.cases import QUESTION

ALL = sorted(sets().values(), key=lambda one: one.id)
ONLINE = [one for one in ALL if one.online]
some = settings(max_examples=50, deadline=None)
Case = tuple[QuestionSet, Fields]


def of_any(
    these: list[QuestionSet], answers: Callable[[QuestionSet], st.SearchStrategy[Fields]]
) -> st.SearchStrategy[Case]:
    """One of these sets, and answers to it."""
    pairs = {one.id: st.tuples(st.just(one), answers(one)) for one in these}
    return st.sampled_from(sorted(pairs)).flatmap(pairs.__getitem__)


def fits(set_: QuestionSet, answers: Fields) -> dict[str, object]:
    """The payload as casework takes it for a kind with the set's questions."""
    kind = replace(QUESTION, payload=schema_of(set_))
    return payloads.check(kind, payload_of(set_, answers, newest(set_)))


@some
@given(of_any(ALL, anything))
def test_going_on_page_by_page_is_the_path(case: Case) -> None:
    set_, answers = case
    version = newest(set_)
    path = [page.id for page in asking.path(set_, answers, version)]
    walked, at, read = [], "", dict(answers)
    for _ in range(200):
        found = asking.after(set_, at, read, version)
        if isinstance(found, Ending):
            if not found.continue_ok:
                break
            read[found.past] = ("yes",)
        elif found is None:
            break
        else:
            at = found.id
            walked.append(at)
    assert walked == path


@some
@given(of_any(ALL, anything))
def test_back_is_the_page_before_on_the_path(case: Case) -> None:
    set_, answers = case
    version = newest(set_)
    path = asking.path(set_, answers, version)
    backwards, at = [], ""
    while (page := asking.before(set_, at, answers, version)) is not None:
        backwards.append(page)
        at = page.id
    assert tuple(reversed(backwards)) == path


@some
@given(of_any(ONLINE, anything))
def test_what_is_kept_is_what_the_pages_on_the_path_ask_and_all_of_it(case: Case) -> None:
    set_, answers = case
    version = newest(set_)
    kept = asking.kept(set_, answers, version)
    path = asking.path(set_, answers, version)
    asked = {name: one for page in path for one in asking.asked_on(page, kept) for name in one.fields}
    pasts = {ending.past for ending in set_.endings}
    assert set(kept) <= set(asked) | pasts
    for name, question in asked.items():
        given_ = answers.get(name, ())
        ids = [choice.id for choice in question.choices]
        if question.kind == "choices":
            assert set(kept.get(name, ())) == {value for value in given_ if value in ids}
        elif ids:
            assert kept.get(name, ()) == tuple(value for value in given_ if value in ids)[:1]
        elif given_ and given_[0]:
            assert kept[name] == given_[:1]
    assert asking.kept(set_, kept, version) == kept
    assert asking.path(set_, kept, version) == path


@some
@given(of_any(ONLINE, faultless))
def test_faultless_answers_are_told_no_fault_and_fit_the_case_whole(case: Case) -> None:
    set_, answers = case
    version = newest(set_)
    assert first_faulty(set_, answers, version, on=TODAY) is None
    assert asking.stops(set_, answers, version) == ()
    stored = fits(set_, answers)
    kept = asking.kept(set_, answers, version)
    for page in asking.path(set_, answers, version):
        for one in asking.asked_on(page, kept):
            said = any(name in kept for name in one.fields)
            assert any(name in stored for name in field_names(one)) == (said and one.holds == "case")


@some
@given(of_any(ONLINE, anything))
def test_of_any_answers_only_one_that_is_too_long_is_refused_by_the_case(case: Case) -> None:
    set_, answers = case
    version = newest(set_)
    try:
        fits(set_, answers)
    except BadPayload as refused:
        assert "too long" in str(refused)
        assert first_faulty(set_, answers, version, on=TODAY) is not None


@some
@given(of_any(ONLINE, faultless))
def test_the_check_page_has_a_line_for_every_question_asked_and_words_for_every_answer(case: Case) -> None:
    set_, answers = case
    version = newest(set_)
    kept = asking.kept(set_, answers, version)
    rows = {row.question: row for row in asking.summary(set_, answers, version)}
    asked = [one for page in asking.path(set_, answers, version) for one in asking.asked_on(page, kept)]
    assert list(rows) == [one.id for one in asked]
    for one in asked:
        assert bool(rows[one.id].shown) == any(name in kept for name in one.fields)
        if one.kind in {"text", "long", "name"} and one.id in kept:
            assert rows[one.id].shown == kept[one.id]
        if one.choices:
            assert len(rows[one.id].shown) == len(kept.get(one.id, ()))


@some
@given(st.sampled_from(ONLINE).flatmap(lambda one: st.sampled_from(one.pages_at(newest(one)))))
def test_a_page_that_is_left_empty_tells_of_every_required_question_at_once(page: Page) -> None:
    first = {one.fields[0] for one in asking.asked_on(page, {}) if one.required}
    assert set(faults_of(page, {}, on=TODAY)) == first
