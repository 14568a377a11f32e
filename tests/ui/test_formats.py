"""Numbers, dates and periods as people read them."""

import pytest

from peelian.ui import formats
from peelian.ui.language import speaking


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (121928.98, None, "121,928.98"),
        (43, None, "43"),
        (-4.08, 1, "−4.1"),
        (0, None, "0"),
        (1234567, 0, "1,234,567"),
    ],
)
def test_numbers_group_their_thousands(value: float, places: int | None, shown: str) -> None:
    assert formats.number(value, places) == shown


@pytest.mark.parametrize(
    ("pence", "shown"),
    [
        (4_000_000_000, "£40 million"),
        (1_770_000_000, "£17.7 million"),
        (123_456_789, "£1,234,567.89"),
        (500, "£5"),
    ],
)
def test_money_is_shown_in_pounds(pence: int, shown: str) -> None:
    assert formats.pounds(pence) == shown


def test_a_day_is_written_in_the_language_of_the_page() -> None:
    assert formats.day("2017-09-30") == "30 September 2017"
    with speaking("cy"):
        assert formats.day("2017-09-30") == "30 Medi 2017"


def test_a_period_is_written_in_words_and_an_unknown_one_as_it_is() -> None:
    assert formats.period("ye_2018_03") == "year ending March 2018"
    assert formats.period("some other time") == "some other time"
