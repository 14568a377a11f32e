"""References that a person can read over the phone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelian.casework.cases.problems import BadReference
from peelian.casework.cases.references import check_digit, is_reference, new_reference, read_reference, shown

DIGITS = st.text("0123456789", min_size=10, max_size=10)


def test_the_check_digit_of_572_is_4_as_in_the_published_example() -> None:
    """Wikipedia, "Damm algorithm", worked example."""
    assert check_digit("572") == "4"


@given(DIGITS, st.integers(0, 10), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(digits: str, place: int, by: int) -> None:
    good = digits + check_digit(digits)
    wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert is_reference(good)
    assert not is_reference(wrong)


@given(DIGITS, st.integers(0, 9))
def test_every_swap_of_unlike_neighbours_is_found(digits: str, place: int) -> None:
    good = digits + check_digit(digits)
    swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert is_reference(swapped) is (good[place] == good[place + 1])


@pytest.mark.parametrize("text", ["482 9130 7560", " 482-9130-7560 ", "48291307560", "482.9130.7560"])
def test_a_reference_is_read_however_it_is_spaced(text: str) -> None:
    assert read_reference(text) == "48291307560"
    assert shown("48291307560") == "482 9130 7560"


@pytest.mark.parametrize(
    "text", ["", "4829130756", "482913075600", "48291307561", "٤٨٢٩١٣٠٧٥٦٠", "4829130756O", "²8291307560"]
)
def test_what_is_no_reference_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadReference) as caught:
        read_reference(text)
    assert not text or text not in str(caught.value)


def test_new_references_are_valid_and_differ() -> None:
    drawn = {new_reference() for _ in range(500)}
    assert len(drawn) == 500
    assert all(is_reference(one) for one in drawn)
