"""What the question sets say and ask: every way through them, every text in both languages, safety before everything.

`expected_ways.csv` is the table to read and to change: what somebody answered and the pages that they then meet, by hand.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from peelian.services.contact.sets.asking import asked_on
from peelian.services.contact.sets.model import Ending, Page, QuestionSet
from peelian.services.contact.sets.reading import numbers, sets
from tests.services.contact.sets.ways import every_way, walk
from tests.services.contact.sets.words_of import texts_of

SETS = sets()
EVERY = pytest.mark.parametrize("set_", SETS.values(), ids=SETS)
SENT = [one for one in SETS.values() if one.online]
POLICING = [one for one in SETS.values() if one.regime == "part3"]
WAYS = list(csv.DictReader((Path(__file__).parent / "expected_ways.csv").open(encoding="utf-8")))

TAKEN = {
    *("burglary", "theft", "robbery", "violence", "weapon_concern", "child_exploitation", "domestic_abuse"),
    *("stalking", "hate_crime", "antisocial_behaviour", "criminal_damage", "drug_dealing", "lost_found"),
    *("online_material", "search_feedback", "complaint", "thanks", "question"),
}
SENT_ON = {"missing_person", "fraud", "update"}
"""Everything that the platform was asked to take, or to send on."""
HARM = ["robbery", "violence", "stalking", "hate_crime"]
EMERGENCY = {"999", "55", "18000", "999bsl"}
"""A voice call, a call in silence, text relay and British Sign Language."""
WORDS_IN_A_SENTENCE = {"en": 25, "cy": 30}
"""GOV.UK's content guidance splits a sentence above 25 words; Welsh takes about a fifth more for the same."""
NOT_PLAIN = {
    *(
        "offender",
        "perpetrator",
        "alleged",
        "nominal",
        "aggrieved",
        "complainant",
        "mule",
        "please",
        "kindly",
    ),
    *(
        "utilise",
        "commence",
        "terminate",
        "regarding",
        "pursuant",
        "via",
        "e.g",
        "i.e",
        "etc",
        "whilst",
        "upon",
    ),
}
SAME_IN_WELSH = {"Graffiti"}


def syllables(word: str) -> int:
    """About how many an English word has: its groups of vowels, without a silent e."""
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, len(re.findall("[aeiouy]+", word.lower())) - silent)


def ids(rows: list[dict[str, str]]) -> list[str]:
    return [f"{row['set']}-{row['why']}" for row in rows]


# --- Which there are --------------------------------------------------------------------------------------
def test_everything_that_can_be_reported_has_its_set() -> None:
    assert {one.id for one in SETS.values() if one.online} == TAKEN
    assert {one.id for one in SETS.values() if not one.online} == SENT_ON


@EVERY
def test_policing_and_other_business_are_under_their_own_law(set_: QuestionSet) -> None:
    policing = set_.family in {"crime", "concern", "behaviour"}
    assert set_.regime == ("part3" if policing else "gdpr")


# --- Ways through -----------------------------------------------------------------------------------------
@EVERY
def test_every_way_ends_and_meets_everything_that_there_is(set_: QuestionSet) -> None:
    pages, asked, endings = set(), set(), set()
    for way in every_way(set_.id):
        assert set_.online or way.end != "check", f"{way.answers} would be sent"
        pages |= {page.id for page in way.pages}
        asked |= {one.id for page in way.pages for one in page.questions if not one.show_if}
        endings |= {one.id for one in way.met if isinstance(one, Ending)}
    assert pages == {page.id for page in set_.pages}
    assert asked == {one.id for page in set_.pages for one in page.questions if not one.show_if}
    assert endings == {ending.id for ending in set_.endings}


@EVERY
def test_no_way_is_longer_than_somebody_can_bear(set_: QuestionSet) -> None:
    """Two dozen pages, most of them one choice, are what a stranger's report of an attack takes."""
    assert max(len(way.pages) for way in every_way(set_.id)) <= 24


@pytest.mark.parametrize("set_", [SETS[id_] for id_ in HARM], ids=HARM)
def test_it_is_known_whether_a_child_was_harmed_whoever_reports(set_: QuestionSet) -> None:
    """Asked of the person themselves (not where they give no name) and, where another reports, about the one harmed."""
    for way in every_way(set_.id):
        asked = {one.id for page in way.pages for one in page.questions}
        wanted = {"other": "other_under_18", "witness": "they_under_18"}.get(
            way.answers["who"][0], "under_18"
        )
        unnamed = way.answers["anonymous"] == ("without",)
        assert wanted in asked or (wanted == "under_18" and unnamed)


@EVERY
def test_a_question_that_depends_on_an_answer_is_asked_after_that_answer(set_: QuestionSet) -> None:
    for page in set_.pages:
        for question in page.questions:
            given = {test.question: test.values[:1] for test in question.show_if if test.op != "not"}
            assert question in asked_on(page, given)
            assert not question.show_if or given, f"{question.id} only waits for an answer not to be given"


@pytest.mark.parametrize("row", WAYS, ids=ids(WAYS))
def test_the_way_is_the_one_in_the_table(row: dict[str, str]) -> None:
    pairs = [pair.split("=") for pair in row["answers"].split("; ") if pair]
    answers = {question: tuple(chosen.split("+")) for question, chosen in pairs}
    known = {one.id: {c.id for c in one.choices} for page in SETS[row["set"]].pages for one in page.questions}
    assert all(set(chosen) <= known[question] for question, chosen in answers.items())
    assert walk(SETS[row["set"]], answers).said() == row["way"]


@EVERY
def test_the_table_of_ways_meets_every_page_and_every_ending(set_: QuestionSet) -> None:
    said = {name for row in WAYS if row["set"] == set_.id for name in row["way"].split(" > ")}
    there = {page.id for page in set_.pages} | {f"[{ending.id}]" for ending in set_.endings}
    assert said - {"check"} == there


# --- Safety -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("set_", POLICING, ids=lambda set_: set_.id)
def test_danger_leads_to_999_in_every_form_before_anything_is_asked(set_: QuestionSet) -> None:
    calls = [one for one in set_.endings if one.kind == "call" and set(one.numbers) >= EMERGENCY]
    assert calls, "nothing says how to call 999"
    assert all(one.safety for one in calls)
    first = next(page for page in set_.pages if page.questions)
    assert first.safety
    assert first.id in {one.after for one in calls}


@pytest.mark.parametrize("set_", POLICING, ids=lambda set_: set_.id)
def test_name_or_not_and_a_safe_way_come_before_any_detail(set_: QuestionSet) -> None:
    if not set_.online:
        return
    order = [page.id for page in set_.pages]
    assert order.index("anonymous") < order.index("safe_contact") < order.index("name")
    for page in set_.pages[: order.index("safe_contact")]:
        typed = [one.id for one in page.questions if one.kind not in {"choice", "choices", "yes_no"}]
        assert not typed, f"{page.id} has something written down before it is known how to be told safely"


@EVERY
def test_whoever_gives_no_name_is_not_asked_who_they_are(set_: QuestionSet) -> None:
    for way in every_way(set_.id):
        if way.answers.get("anonymous") == ("without",):
            asked = {one.kind for page in way.pages for one in page.questions}
            assert not asked & {"name", "email", "phone", "contact"}


@EVERY
def test_a_text_that_says_to_call_shows_the_number(set_: QuestionSet) -> None:
    """So that it can be pressed, and reached by relay where there is one."""
    things: list[Page | Ending] = [*set_.pages, *set_.endings]
    for thing in things:
        said = set(re.findall(r"\b(999|101|111|159)\b", thing.text))
        shown = {numbers()[id_].number for id_ in thing.numbers}
        assert said <= shown, f"{thing.id} says {said} and shows {shown}"
        assert "101" not in thing.numbers or "18001101" in thing.numbers, f"{thing.id} has no relay to 101"


@pytest.mark.parametrize("set_", SENT, ids=lambda set_: set_.id)
def test_what_is_sent_says_where_it_belongs_and_how_to_answer(set_: QuestionSet) -> None:
    kinds = Counter(one.kind for page in set_.pages for one in page.questions)
    assert kinds["place"] == 1
    assert kinds["contact"] == 1
    assert "language" in {page.id for page in set_.pages}


@EVERY
def test_a_link_to_another_form_leads_to_one(set_: QuestionSet) -> None:
    for ending in set_.endings:
        if ending.link and ending.link.href.startswith("/report"):
            assert ending.link.href.removeprefix("/report?about=") in set(SETS) - {set_.id}
        elif ending.link and ending.link.href.startswith("/"):
            assert ending.link.href in {"/track", "/track/anonymous"}


# --- Words ------------------------------------------------------------------------------------------------
@EVERY
def test_every_text_is_there_in_both_languages(set_: QuestionSet) -> None:
    for where, text in texts_of(set_):
        assert text.strip(), where
        assert text.cy.strip(), where
        assert text != text.cy or text in SAME_IN_WELSH or not re.search("[A-Za-z]{3}", text), where
        left = re.search(r"\b(the|and|you|your|they|with|what|this|when|police)\b", text.cy, re.IGNORECASE)
        assert left is None, f"{where}: English in the Welsh: {text.cy}"


@EVERY
def test_sentences_are_short_enough_to_read_once(set_: QuestionSet) -> None:
    for where, text in texts_of(set_):
        for lang, most in WORDS_IN_A_SENTENCE.items():
            for sentence in re.split(r"(?<=[.?!:;])\s+", text.said(lang)):
                assert len(sentence.split()) <= most, f"{where} ({lang}): {sentence}"


@EVERY
def test_what_there_is_to_read_asks_for_a_reading_age_of_nine(set_: QuestionSet) -> None:
    """Flesch and Kincaid's grade (Kincaid and others, 1975) over the explaining texts; grade four is nine years old."""
    said = [text for where, text in texts_of(set_) if where.endswith((".text", ".hint"))]
    sentences = [one for text in said for one in re.split(r"(?<=[.?!:;])\s+", text)]
    words = [word for one in sentences for word in re.findall(r"[A-Za-z']+", one)]
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert grade < 5, f"{grade:.1f}"


@EVERY
def test_words_are_plain(set_: QuestionSet) -> None:
    for where, text in texts_of(set_):
        found = {word.strip(".") for word in re.findall(r"[a-z.]+", text.lower())} & NOT_PLAIN
        assert not found, f"{where}: {found}"


@EVERY
def test_a_title_that_asks_ends_as_a_question(set_: QuestionSet) -> None:
    asking = re.compile(
        r"(who|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|could|would|may)\b"
    )
    for page in set_.pages:
        for question in page.questions:
            if asking.match(question.label.lower()):
                assert question.label.endswith("?"), question.label
                assert question.label.cy.endswith("?"), question.label.cy


@EVERY
def test_nothing_on_a_page_is_called_the_same(set_: QuestionSet) -> None:
    for page in set_.pages:
        for lang in ("en", "cy"):
            labels = Counter(one.label.said(lang) for one in page.questions)
            shorts = Counter(one.short.said(lang) for one in page.questions)
            assert max([*labels.values(), *shorts.values()], default=1) == 1, page.id
            for question in page.questions:
                choices = Counter(one.label.said(lang) for one in question.choices)
                assert max(choices.values(), default=1) == 1, f"{page.id}.{question.id}"


@EVERY
def test_no_id_is_there_twice(set_: QuestionSet) -> None:
    fields = Counter(field for page in set_.pages for one in page.questions for field in one.fields)
    read = Counter(ending.past for ending in set_.endings)
    pages = Counter(page.id for page in set_.pages)
    assert [name for counted in (fields, read, pages) for name, count in counted.items() if count > 1] == []
