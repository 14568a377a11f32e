"""What a cell says: numbers as publishers write them, the marks for “not there”, and what is refused."""

from datetime import datetime

import pytest

from peelian.facts.sources.cells import BadCell, key, label, number, text_of, whole


@pytest.mark.parametrize(
    ("cell", "value"),
    [(1954, 1954), (12.5, 12.5), ("1,954", 1954), (" 1954 ", 1954), ("£2,293,667,499", 2_293_667_499), ("93.9%", 93.9),
     ("1 234".replace(" ", ","), 1234), ("6.6 [r]", 6.6), ("12 [note 3]", 12), ("0", 0), ("1.5e3", 1500)],
)  # fmt: skip
def test_an_amount_is_read_however_it_is_written(cell: object, value: float) -> None:
    assert number(cell).value == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["", None, "..", ":", "-", "–", "z", "[z]", "[x]", "n/a", "NA", "*", float("nan")]
)
def test_a_figure_that_is_not_there_is_no_data_and_never_zero(cell: object) -> None:
    found = number(cell)  # type: ignore[arg-type]
    assert (found.value, found.state) == (None, "no_data")


@pytest.mark.parametrize("cell", ["[c]", "c", "u", "Suppressed"])
def test_a_figure_that_was_held_back_is_suppressed(cell: str) -> None:
    assert (number(cell).value, number(cell).state) == (None, "suppressed")


def test_a_dash_is_nil_only_where_the_table_says_so() -> None:
    assert number("-", nil_dash=True).value == 0.0


def test_a_provisional_mark_stays_with_the_figure() -> None:
    assert (number("412 [p]").value, number("412 [p]").state) == (412, "provisional")


@pytest.mark.parametrize(
    ("cell", "words"),
    [("05/12/2014", "a date"), ("2014-12-05", "a date"), ("5 December 2014", "a date"), (datetime(2014, 12, 5), "a date"),
     ("1,23", "not a number"), ("lots", "not a number"), (True, "yes/no"), (float("inf"), "infinite"), (-3, "below zero"),
     ("12.3.4", "not a number"), ("1 954 002", "not a number")],
)  # fmt: skip
def test_what_is_no_amount_is_refused_in_words(cell: object, words: str) -> None:
    with pytest.raises(BadCell, match=words):
        number(cell)  # type: ignore[arg-type]


def test_a_count_with_a_fraction_is_refused() -> None:
    with pytest.raises(BadCell, match="whole"):
        whole(number("12.5"))


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Durham (2)", "Durham"), ("London, City of4", "London, City of"), ("Northamptonshire3", "Northamptonshire"),
     ("North East ", "North East"), ("Derbyshire1,2", "Derbyshire"), ("Kent [note 5]", "Kent"), ("Wiltshire²", "Wiltshire"),
     ("Avon\u00a0&  Somerset", "Avon & Somerset"), ("Total 43 forces", "Total 43 forces"), ("Surrey*", "Surrey")],
)  # fmt: skip
def test_footnote_marks_come_off_names(printed: str, name: str) -> None:
    assert label(printed) == name


def test_headings_compare_by_their_letters_and_digits() -> None:
    assert key("% Answered\nunder 10s") == key("pct answered  under 10S")
    assert text_of(3.0) == "3"
