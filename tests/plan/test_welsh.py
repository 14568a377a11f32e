"""The Welsh of a finding is Welsh throughout, and no name is said twice. Nobody has reviewed it yet."""

import re
from pathlib import Path

import pytest

from peelian.facts.measures import definitions
from peelian.plan import check
from peelian.plan.claims.explaining import fill_found
from peelian.plan.claims.naming import area_called, state_called
from peelian.reference.areas import area

ENGLISH = re.compile(
    r"\b(the|of|forces|force|FTE|and|from|pages|homicides|percent|headcount|figure|yes|no|"
    r"January|February|March|April|June|July|September|October|November|December|year|ending)\b"
)


COMMAND = re.compile(r"`[^`]*`")


def texts(finding):  # type: ignore[no-untyped-def]
    """Every Welsh text of a finding that a page shows."""
    yield from (finding.title, finding.words, finding.because, finding.would_change)
    yield from (finding.stated_words, finding.found_words)
    yield from (note.text for note in finding.notes if note.kind != "missing")
    yield from (line.text for line in finding.rules)
    for step in finding.steps:
        yield from (step.label, step.shown_words)
    for reading in finding.readings:
        yield from (reading.old, reading.new, reading.shown_words)


def test_no_welsh_text_of_a_finding_has_english_words_in_it(home: Path) -> None:
    for finding in check():
        for pair in texts(finding):
            assert not ENGLISH.search(COMMAND.sub("", pair["cy"])), (finding.id, pair["cy"])


def test_the_english_twin_of_each_figure_is_the_one_that_files_carry(home: Path) -> None:
    for finding in check():
        assert (finding.stated, finding.found) == (finding.stated_words["en"], finding.found_words["en"])
        for step in finding.steps:
            assert (step.shown, step.working) == (step.shown_words["en"], step.working_words["en"])


def test_figures_are_welsh_in_the_working_too(home: Path) -> None:
    steps = {step.name: step for step in check(["C07"])[0].steps}
    assert steps["change"].working_words["cy"] == "30,871.22 - 31,781.8651 = -910.65 CALl"
    every = {step.name: step for step in check(["C09"])[0].steps}["all_start"]
    assert every.shown_words == {"en": "43 of 43 forces", "cy": "43 o’r 43 heddlu"}


@pytest.mark.parametrize(
    ("identity", "english", "welsh"),
    [
        ("metropolitan", "the Metropolitan Police", "Heddlu Metropolitan Llundain"),
        ("west-midlands", "West Midlands Police", "Heddlu Gorllewin Canolbarth Lloegr"),
        ("E12000005", "the West Midlands region", "rhanbarth Gorllewin Canolbarth Lloegr"),
        ("W92000004", "Wales", "Cymru"),
        ("K04000001", "England and Wales", "Cymru a Lloegr"),
        ("btp", "the British Transport Police", "Heddlu Trafnidiaeth Prydain"),
    ],
)
def test_a_force_is_never_taken_for_a_region_nor_said_twice(identity: str, english: str, welsh: str) -> None:
    assert area_called(area(identity)) == {"en": english, "cy": welsh}


def test_nothing_says_the_word_for_a_force_twice(home: Path) -> None:
    for finding in check():
        for pair in texts(finding):
            assert not re.search(r"[Hh]eddlu('r|’r)? (yr )?Heddlu", pair["cy"]), (finding.id, pair["cy"])
            assert "the force " not in pair["en"].replace("the force went", ""), (finding.id, pair["en"])


def test_a_state_is_told_in_words() -> None:
    assert state_called("no_data") == {"en": "no data", "cy": "dim data"}


def test_measures_and_claims_have_one_welsh_term_for_full_time_equivalents() -> None:
    for measure in definitions().values():
        for text in (measure.title, measure.why, measure.basis, *measure.pitfalls):
            assert "FTE" not in text.cy, measure.id
    assert "CALl" in definitions()["officers_fte"].title.cy


def test_a_part_of_what_was_found_that_is_all_missing_says_no_data_once() -> None:
    words = {"en": "first: {a} ({b} to {c}); {d} of ten; second {e}", "cy": "cyntaf: {a}; ail {e}"}
    missing, known = {"en": "–", "cy": "–"}, {"en": "5", "cy": "pump"}
    shown = dict.fromkeys("abcd", missing) | {"e": known}
    assert fill_found(words, shown) == {"en": "first: no data; second 5", "cy": "cyntaf: dim data; ail pump"}
    assert fill_found(words, shown | {"b": known})["en"] == "first: – (5 to –); second 5"
