"""Answers are checked when they are written and brought up to date when they are read; what is stored stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from peelian.casework.cases import payloads
from peelian.casework.cases.kinds import Kind, PayloadField, PayloadSchema
from peelian.casework.cases.models import PayloadVersion
from peelian.casework.cases.problems import BadPayload, KindFaulty
from peelian.casework.sealing.sealing import Door, open_sealed
from tests.support.cases import QUESTION, WORD, make_world

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_old_version_is_still_read_as_the_golden_file_says(path: Path) -> None:
    held = json.loads(path.read_text(encoding="utf-8"))
    assert payloads.read(QUESTION, held["schema"], json.dumps(held["stored"])) == held["read"]


def test_there_is_a_golden_file_for_every_version() -> None:
    found = {json.loads(path.read_text(encoding="utf-8"))["schema"] for path in GOLDEN.glob("*.json")}
    assert found == {f"test-question/{number}" for number in QUESTION.payload.versions}


def test_a_version_from_the_future_is_refused() -> None:
    with pytest.raises(KindFaulty):
        payloads.read(QUESTION, "test-question/3", "{}")


def _kind(*fields: PayloadField) -> Kind:
    from dataclasses import replace

    return replace(QUESTION, payload=PayloadSchema(1, {1: fields}))


@pytest.mark.parametrize(
    ("field", "bad", "good"),
    [
        (PayloadField("a"), 7, "seven"),
        (PayloadField("a", longest=5), "sixsix", "fives"),
        (PayloadField("a", "choice", choices=("x", "y")), "z", "y"),
        (PayloadField("a", "choices", choices=("x", "y")), ["x", "z"], ["y", "x"]),
        (PayloadField("a", "choices", choices=("x", "y")), ["x", "x"], ["x"]),
        (PayloadField("a", "choices", choices=("x", "y")), "x", ["y"]),
        (PayloadField("a", "choices", choices=("x", "y")), [], ["y"]),
        (PayloadField("a", "choices", choices=("x", "y")), [["x"]], ["y"]),
        (PayloadField("a", "date"), "2026-02-30", "2026-02-28"),
        (PayloadField("a", "date"), "20260228", "2026-02-28"),
        (PayloadField("a", "boolean"), 1, True),
        (PayloadField("a", "number"), True, 1.5),
        (PayloadField("a", "number"), float("nan"), -3),
        (PayloadField("a"), "", "x"),
        (PayloadField("a"), None, "x"),
    ],
)
def test_an_answer_fits_its_question_or_is_refused(field: PayloadField, bad: object, good: object) -> None:
    assert payloads.check(_kind(field), {"a": good}) == {"a": good}
    with pytest.raises(BadPayload):
        payloads.check(_kind(field), {"a": bad})


def test_all_faults_are_told_and_no_answer_is_repeated() -> None:
    with pytest.raises(BadPayload) as caught:
        payloads.check(QUESTION, {"text": 5, "about": WORD, "spare": WORD})
    assert caught.value.fields["names"] == ["spare", "text", "about"]
    assert WORD not in str(caught.value)
    assert "heb ei ofyn" in caught.value.message("cy")


@pytest.mark.usefixtures("db")
def test_what_is_stored_is_sealed_and_opens_with_the_key_of_its_case_only() -> None:
    case = make_world().opened()
    row = PayloadVersion.objects.get(case=case)
    assert WORD.encode() not in bytes(row.sealed)
    assert row.schema == "test-question/2"
    text = open_sealed(row, "sealed", Door(frozenset({case.key_id}), "test"))
    assert payloads.read(QUESTION, row.schema, text) == {"text": WORD}
