"""Errors speak to people, in two languages, and survive a process boundary."""

import pickle

import pytest

from peelian.reference import problems
from peelian.reference.problems import Bilingual, Problem, UnknownForce
from peelian.reference.reading import hint

KINDS = [kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, Problem)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_problem_has_its_own_code_and_two_languages(kind: type[Problem]) -> None:
    assert [other.code for other in KINDS].count(kind.code) == 1
    assert kind.en != kind.cy


def test_a_problem_says_its_message_in_english_and_in_welsh() -> None:
    problem = UnknownForce(text="Rutland", hint="")
    assert str(problem) == problem.message("en")
    assert "'Rutland'" in str(problem)
    assert problem.message("cy").startswith("Nid oes heddlu")


def test_a_missing_field_shows_its_name_and_hides_no_error() -> None:
    assert "{text!r}" not in str(UnknownForce(hint=""))
    assert "text" in str(UnknownForce(hint=""))


def test_a_suggestion_is_in_the_language_of_its_message() -> None:
    problem = UnknownForce(text="Lancashrie", hint=hint("Lancashrie", ["Lancashire", "Kent"]))
    assert "Did you mean Lancashire?" in problem.message("en")
    assert "Ai Lancashire oedd gennych mewn golwg?" in problem.message("cy")
    assert "Did you mean" not in problem.message("cy")
    assert pickle.loads(pickle.dumps(problem)).message("cy") == problem.message("cy")


def test_words_are_said_in_the_language_of_the_reader_and_in_english_where_there_is_no_other() -> None:
    pair = Bilingual("yes", "ie")
    assert (pair.said("en"), pair.said("cy"), Bilingual("yes").said("cy")) == ("yes", "ie", "yes")


def test_a_problem_can_be_pickled() -> None:
    problem = UnknownForce(text="Rutland", hint="")
    again = pickle.loads(pickle.dumps(problem))
    assert (type(again), again.fields, str(again)) == (UnknownForce, problem.fields, str(problem))
