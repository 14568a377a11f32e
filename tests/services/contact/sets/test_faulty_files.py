"""A faulty file names every fault at once, each with its place, and no set is read."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.services.contact.sets.problems import SetFaulty, UnknownNumber, UnknownSet
from peelian.services.contact.sets.reading import number, read, set_
from tests.services.contact.sets.made_up import COMMON, HEAD, folder, one

GOOD = """
pages = ["@anonymous", "what", "@name"]
[[versions]]
number = 1
from = 2026-01-01
reviewed_en = false
reviewed_cy = false
[page.what]
title = { en = "What?", cy = "Beth?" }
[[page.what.questions]]
id = "what"
kind = "long"
missing = { en = "Write it", cy = "Ysgrifennwch ef" }
"""

FAULTY = """
colour = "blue"
pages = ["@anonymous", "@nowhere", "first", "second", "absent"]
[[versions]]
number = 2
from = 2026-01-01
common = 7
reviewed_en = true
reviewed_cy = false
[[endings]]
id = "stop"
kind = "wait"
when = [{ question = "twice", is = ["maybe"] }, { question = "several", is = ["a"] }, { question = "nobody", is = ["a"] }]
title = { en = "Stop" }
text = { en = "One\\n\\ntwo", cy = "Un" }
[[endings]]
id = "call"
kind = "call"
after = "nowhere"
title = { en = "Call", cy = "Ffoniwch" }
text = { en = "Now", cy = "Nawr" }
numbers = ["123"]
[page.unlisted]
title = { en = "Where?", cy = "Ble?" }
text = { en = "Here", cy = "Yma" }
[page.anonymous]
questions = []
[page.first]
title = { en = "First", cy = "Cyntaf" }
show_if = [{ question = "several", includes = ["a"] }, { question = "twice", is = ["yes"], not = ["no"] }]
[[page.first.questions]]
id = "twice"
kind = "yes_no"
[[page.first.questions]]
id = "twice"
kind = "choice"
longest = 3
missing = { en = "Choose", cy = "Dewiswch" }
label = { en = "Again", cy = "Eto" }
choices = [{ id = "Yes!", label = { en = "Yes", cy = "Ie" }, alone = true }]
[[page.first.questions]]
id = "past"
kind = "contact"
holds = "case"
label = { en = "How", cy = "Sut" }
required = false
since = 3
until = 2
[page.second]
title = { en = "Second", cy = "Ail" }
[[page.second.questions]]
id = "several"
kind = "choices"
required = false
choices = [{ id = "a", label = { en = "A", cy = "A" } }, { id = "a", label = { en = "B", cy = "B" } }]
[[page.second.questions]]
id = "where"
kind = "place"
required = false
label = { en = "Where", cy = "Ble" }
[[page.second.questions]]
id = "where_name"
kind = "text"
required = false
longest = 9000
label = { en = "Name", cy = "Enw" }
"""

# The place and the words of each fault, counted by hand from the text above.
EXPECTED = [
    "thing: 'colour' is not known here.",
    "thing: 'pages' lists '@nowhere'",
    "thing: 'pages' lists 'absent'",
    "thing: version 2 names version 7 of the common pages",
    "thing.versions.1: 'reviewed_en' is false, or says who",
    "thing: the versions are not numbered",
    "thing.endings.stop: 'kind' is 'wait'",
    "thing.endings.stop: 'title' is",
    "thing.endings.stop: 'text' has not as many paragraphs",
    "thing.endings.stop: say where to turn",
    "thing.endings.stop.when: twice has no answer 'maybe'",
    "thing.endings.stop.when: 'is' cannot be asked of several",
    "thing.endings.stop.when: the question 'nobody' is not asked before this",
    "thing: endings.call comes after the page 'nowhere'",
    "thing: call names the number '123'",
    "thing.page.unlisted: 'pages' does not list it",
    "thing.page.anonymous: 'questions' is not known here",
    "thing.page.first.show_if: the question 'several' is not asked before this",
    "thing.page.first.show_if.2: give one of is, includes, not",
    "thing.page.first.questions.twice: 'missing' is missing",
    "thing.page.first.questions.twice: 'longest' means nothing for choice",
    "thing.page.first.questions.twice: give at least two choices",
    "thing.page.first.questions.twice.choices.Yes!: the id 'Yes!' is not small letters",
    "thing.page.first.questions.twice.choices.Yes!: 'alone' is for choices only",
    "thing.page.first.questions.past: a way to reach somebody is held with the person",
    "thing.page.first.questions.past: 'since' and 'until' are no span",
    "thing.past: this id is used by the form itself",
    "thing: the question 'twice' is there twice",
    "thing.several: the choice 'a' is there twice",
    "thing: page.first begins with version 3, and the last version is 2",
    "thing.page.second.questions.where_name: 'longest' must be from 1 to 5000",
    "thing: the question where_name has the name under which a part of where is kept",
]


def faults_of(at: Path, text: str) -> list[str]:
    with pytest.raises(SetFaulty) as found:
        one(at, text)
    return [str(fault) for fault in found.value.faults]


def test_the_set_that_the_faults_are_planted_in_is_good(tmp_path: Path) -> None:
    assert [page.id for page in one(tmp_path, GOOD).pages] == ["anonymous", "what", "name"]


def test_every_fault_is_told_with_its_place_and_no_other(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, FAULTY)
    for expected in EXPECTED:
        assert [fault for fault in faults if fault.startswith(expected)], f"not told: {expected}"
    unexpected = [fault for fault in faults if not any(fault.startswith(one) for one in EXPECTED)]
    assert unexpected == []


def test_the_message_holds_every_fault_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(SetFaulty) as found:
        one(tmp_path, FAULTY)
    for lang in ("en", "cy"):
        assert found.value.message(lang).count("\n  - ") == len(found.value.faults)
    assert "nid yw 'pages' yn ei rhestru" in found.value.message("cy")


def test_faults_of_two_files_are_told_together(tmp_path: Path) -> None:
    broken = HEAD.format(id="other", order=1) + "pages = ["
    named = HEAD.format(id="other_name", order=1) + GOOD
    with pytest.raises(SetFaulty) as found:
        read(folder(tmp_path, thing=named, other=broken))
    told = [str(fault) for fault in found.value.faults]
    assert any(fault.startswith("other.toml: it is not TOML") for fault in told)
    assert "thing: 'id' is not the name of the file." in told


def test_two_sets_cannot_have_the_same_place_in_the_list(tmp_path: Path) -> None:
    texts = {id_: HEAD.format(id=id_, order=4) + GOOD for id_ in ("here", "there")}
    with pytest.raises(SetFaulty, match="the order '4' is there twice"):
        read(folder(tmp_path, **texts))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("pages =", "online = false\npages ="), "does not say where to turn"),
        (('["@anonymous", "what", "@name"]', "[]"), "cannot be sent"),
        (('family = "crime"', 'family = ""'), "'family'"),
        (('kind = "long"', 'kind = "essay"'), "'kind' is 'essay'"),
        (("from = 2026-01-01", 'from = "today"'), "give a date"),
        (("number = 1\n", 'number = "one"\n'), "a whole number"),
        (
            ('missing = { en = "Write it", cy = "Ysgrifennwch ef" }', 'missing = { en = "Write it" }'),
            "languages",
        ),
        (('title = { en = "What?", cy = "Beth?" }\n[[', "[["), "'title' is missing"),
        (
            ('{ en = "What?", cy = "Beth?" }\n', '{ en = "What?", cy = "Beth?" }\nsafety = "yes"\n'),
            "true or false",
        ),
    ],
)
def test_a_fault_planted_in_a_good_set_is_told(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    text = HEAD.format(id="thing", order=1) + GOOD
    assert change[0] in text
    with pytest.raises(SetFaulty, match=words):
        read(folder(tmp_path, thing=text.replace(*change, 1)))


def test_an_ending_comes_after_the_last_page_that_it_asks_about(tmp_path: Path) -> None:
    ending = """
[[endings]]
id = "stop"
kind = "call"
when = [{ question = "anonymous", is = ["named"] }]
title = { en = "Stop", cy = "Stopiwch" }
text = { en = "Now", cy = "Nawr" }
numbers = ["999"]
"""
    assert one(tmp_path, GOOD + ending).endings[0].after == "anonymous"
    late = ending.replace('question = "anonymous", is = ["named"]', 'question = "later", is = ["yes"]')
    page = '[page.late]\ntitle = { en = "L", cy = "L" }\n[[page.late.questions]]\nid = "later"\nkind = "yes_no"\nrequired = false\n'
    text = (
        GOOD.replace('"@name"]', '"@name", "late"]') + page + late.replace("when =", 'after = "what"\nwhen =')
    )
    assert faults_of(tmp_path, text) == [
        "thing: endings.stop comes before the page 'late', whose answer it needs."
    ]


def test_a_set_says_a_common_page_in_its_own_words_and_the_question_follows_the_title(tmp_path: Path) -> None:
    own = '[page.name]\ntitle = { en = "Who are you?", cy = "Pwy ydych chi?" }\n'
    page = one(tmp_path, GOOD + own).page("name")
    assert (page.title, page.questions[0].label, page.questions[0].label.cy) == (
        "Who are you?",
        "Who are you?",
        "Pwy ydych chi?",
    )
    assert page.common


def test_a_common_page_may_say_not_of_a_question_that_the_set_does_not_ask(tmp_path: Path) -> None:
    found = one(tmp_path, GOOD.replace('"@anonymous", ', ""))
    assert found.page("name").show_if == ()
    asks = COMMON.replace('not = ["without"]', 'is = ["named"]')
    text = HEAD.format(id="thing", order=1) + GOOD.replace('"@anonymous", ', "")
    with pytest.raises(SetFaulty, match="the question 'anonymous' is not asked before this"):
        read(folder(tmp_path, common=asks, thing=text))


def test_the_welsh_counts_as_reviewed_only_with_that_of_the_common_pages(tmp_path: Path) -> None:
    reviewed = 'reviewed_cy = "Cerys, 2026-11-30"'
    assert one(tmp_path, GOOD.replace("reviewed_cy = false", reviewed)).versions[0].reviewed_cy == ""
    own = HEAD.format(id="thing", order=1) + GOOD.replace("reviewed_cy = false", reviewed)
    common = COMMON.replace("reviewed_cy = false", 'reviewed_cy = "Dai, 2026-12-01"')
    found = read(folder(tmp_path, common=common, thing=own))["thing"]
    assert found.versions[0].reviewed_cy == "Cerys, 2026-11-30"


def test_an_unknown_set_or_number_is_said_in_words() -> None:
    with pytest.raises(UnknownSet, match="no form called 'burglry'"):
        set_("burglry")
    with pytest.raises(UnknownNumber):
        number("112")


DEFINITIONS = Path(str(files("peelian.services.contact"))) / "definitions"
REAL = {
    "sets/burglary.toml": (DEFINITIONS / "sets" / "burglary.toml").read_text(encoding="utf-8"),
    "sets/_of_several.toml": (DEFINITIONS / "sets" / "_of_several.toml").read_text(encoding="utf-8"),
    "numbers.toml": (DEFINITIONS / "numbers.toml").read_text(encoding="utf-8"),
}
LINES = [
    (name, at, found[0])
    for name, text in REAL.items()
    for at, line in enumerate(text.splitlines())
    if (found := re.match(r"[a-z_]+ = ", line))
]
ODD = ("7", '"x"', "[]", "{}", "true", "[{}]", "[1]", '{ en = 1, cy = "a" }', "-3", "2026-01-01", '[["a"]]')


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("definitions")
    (at / "sets").mkdir()
    for name, text in REAL.items():
        (at / name).write_text(text, encoding="utf-8")
    return at


def test_whatever_a_line_holds_the_file_is_read_or_its_fault_is_told(real: Path) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(LINES), st.sampled_from(ODD))
    def holds(line: tuple[str, int, str], odd: str) -> None:
        name, number, key = line
        changed = REAL[name].splitlines()
        changed[number] = key + odd
        (real / name).write_text("\n".join(changed), encoding="utf-8")
        try:
            read(real)
        except SetFaulty as found:
            assert found.faults
        finally:
            (real / name).write_text(REAL[name], encoding="utf-8")

    holds()
