"""The reviewed words: nothing about crime leaves, both languages stand, and a faulty file stops the start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from peelian.casework.threads import answers, notices
from peelian.casework.threads.models import PURPOSES
from peelian.casework.threads.problems import BadBook, UnknownAnswer

CRIME = re.compile(r"polic|crim|victim|offen|heddlu|trosedd|dioddef", re.IGNORECASE)


def test_no_notice_says_what_it_is_about_in_either_language() -> None:
    """T-08: counted, so that a notice that is not looked at is missed."""
    texts = notices.book().texts
    assert len(texts) == len(PURPOSES) * 2 * 3
    for where, text in texts.items():
        assert not CRIME.search(str(text)), where
        assert not CRIME.search(text.cy), where
        assert str(text) != text.cy, where


def test_a_language_that_is_not_known_gets_both() -> None:
    said = notices.notice(
        purpose="message",
        neutral=True,
        channel="sms",
        language="",
        reference="482 9130 7560",
        page="https://x.example",
    )
    assert said.text == (
        "There is a message for you. You know where to look.\nMae neges ichi. Rydych yn gwybod ble i edrych."
    )
    assert said.name == "message.neutral@1"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('en = "A message for you"', 'en = "A message from the police"', "it says “police”"),
        ('cy = "Neges ichi"', 'cy = "Neges gan yr Heddlu"', "it says “heddlu”"),
        ('cy = "Neges ichi"', 'cy = ""', "message.neutral.subject: it is not in English and Welsh"),
        (
            'en = "Thank you. It has arrived."',
            'en = "{reference} has arrived."',
            "fields that this tone may not have",
        ),
        (
            'sms = { en = "There',
            'sms = { en = "' + "x" * 160 + '", cy = "There',
            "longer than a text message",
        ),
        ("reviewed_by", "written_by", "nobody has reviewed it"),
        ("version = 1", 'version = "one"', "it has no version"),
    ],
)
def test_a_notice_with_a_fault_stops_the_start(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = notices.FILE.read_text(encoding="utf-8")
    assert old in text
    if "x" * 160 in new:
        text = text.replace(
            'en = "There is a message for you about {reference}. Read it at {page}"',
            'en = "' + "x" * 161 + '"',
        )
    else:
        text = text.replace(old, new)
    file = tmp_path / "notices.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadBook) as caught:
        notices.read(file)
    assert words in str(caught.value)


def test_an_answer_is_begun_in_the_person_s_language_with_its_fields() -> None:
    ours = answers.for_kind("question")
    assert len(ours) >= 4
    for one in ours:
        for language in ("en", "cy"):
            begun = answers.begun(
                one.id, "question", language, officer="Ben {team}", team="Selly Oak", reference="482"
            )
            assert "Ben {team}" in begun.text
            assert "{reference}" not in begun.text
            assert begun.template == f"{one.id}@{one.version}"
        assert str(one.text) != one.text.cy


def test_an_answer_of_another_kind_is_not_there() -> None:
    with pytest.raises(UnknownAnswer):
        answers.find("answered", "firearms")


def test_every_fault_of_a_book_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(
        '[answers.a]\nversion = 0\nkinds = []\ntitle = { en = "x", cy = "y" }\ntext = { en = "{name}", cy = "z" }\n'
    )
    with pytest.raises(BadBook) as caught:
        answers.read(file)
    for words in ("its version", "for no kind", "nobody has reviewed", "unknown fields"):
        assert words in str(caught.value)
