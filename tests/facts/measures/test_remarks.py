"""What publishers remark: sentences in both languages where known, never a code that the state already says."""

import pytest

from peelian.facts.measures.remarks import remarks
from peelian.reference.figures import figure_rows


@pytest.mark.parametrize("code", ["p", "u", "c"])
def test_a_status_code_that_the_state_says_is_left_out(code: str) -> None:
    assert remarks([f"status {code} as published"]) == ()


def test_a_revision_and_an_unknown_code_are_told_in_both_languages() -> None:
    (revised,) = remarks(["status r as published"])
    assert (revised.en, revised.cy) == ("Revised by the publisher.", "Diwygiwyd gan y cyhoeddwr.")
    (other,) = remarks(["status zz as published"])
    assert "zz" in other.en
    assert other.cy != other.en


def test_a_remark_that_is_not_known_stands_as_written_as_a_sentence() -> None:
    (text,) = remarks(["counted by hand", "counted by hand", ""])
    assert text.en == text.cy == "Counted by hand."


def test_every_remark_of_the_packaged_calls_populations_and_grants_has_its_welsh() -> None:
    notes = {row["note"] for name in ("call_answering", "population") for row in figure_rows(name)}
    notes |= {row["note"] for row in figure_rows("funding") if row["fund"] == "police_grant"}
    told = [text for note in notes for text in remarks([note])]
    assert len(told) >= 12
    assert [text.en for text in told if text.en == text.cy] == []
