"""`peelian compare` as a person types it."""

from pathlib import Path

import pytest

from peelian.facts.compare import COLUMNS
from peelian.facts.league_commands import COMPARE_EXAMPLES
from tests.cli.peelian import peelian
from tests.cli.test_league import _examples


def test_two_forces_in_one_sentence_with_the_interval(home: Path) -> None:
    ran = peelian("compare", "answered_under_10s", "kent", "Greater Manchester", "--period", "2023-11")
    flowing = " ".join(ran.out.split())
    assert (ran.code, ran.err) == (0, "")
    assert "Greater Manchester (93.9%) is 10.1 percentage points higher than Kent (83.9%)" in flowing
    assert "Chance alone does not explain it." in flowing


def test_two_periods_of_one_force_as_json(home: Path) -> None:
    ran = peelian(
        "compare",
        "officers_fte",
        "--area",
        "West Midlands",
        "--periods",
        "2016-09-30",
        "2017-09-30",
        "--format",
        "json",
    )
    (row,) = ran.json
    assert tuple(row)[: len(COLUMNS)] == COLUMNS
    assert (row["first_area_id"], row["difference"], row["told_apart"]) == ("west-midlands", -345.5, None)


def test_every_force_without_an_area(home: Path) -> None:
    whole = peelian(
        "compare", "charge_rate", "--periods", "2018-Q2", "2018-Q4", "--format", "json", "--whole"
    ).json
    assert len(whole["rows"]) == 43
    assert {one["name"] for one in whole["checks"]} >= {"season", "many-at-once", "design-effect"}


def test_what_forbids_a_comparison_is_told_and_no_number_is_given(home: Path) -> None:
    ran = peelian("compare", "homicide_rate", "cleveland", "south-yorkshire")
    assert ran.code == 0
    assert "three-year sum" in ran.out
    assert "16.70" not in ran.out, "31.31 less 14.62"


def test_welsh(home: Path) -> None:
    ran = peelian("compare", "homicide_rate", "cleveland", "surrey", "--lang", "cy")
    flowing = " ".join(ran.out.split())
    assert "yn is na Heddlu Cleveland" in flowing
    assert "Nid yw hap yn unig yn ei esbonio." in flowing


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("officers_fte",), "Name two areas"),
        (("officers_fte", "kent"), "Name two areas"),
        (("officers_fte", "kent", "essex", "--periods", "2016-09-30", "2017-09-30"), "Name two areas"),
        (("officers_fte", "kent", "kent"), "cannot be compared with itself"),
        (("officers_fte", "kent", "Esex"), "Did you mean Essex"),
        (("officers_fte", "kent", "essex", "--period", "1999"), "The nearest periods held: 2007-03-31"),
    ],
)
def test_what_is_mistyped_is_told_in_one_line(home: Path, words: tuple[str, ...], told: str) -> None:
    ran = peelian("compare", *words)
    assert ran.code == 1
    assert told in ran.line


@pytest.mark.parametrize("words", _examples(COMPARE_EXAMPLES), ids=" ".join)
def test_every_example_of_the_help_works(home: Path, tmp_path: Path, words: list[str]) -> None:
    ran = peelian(*(word.strip('"') for word in words), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
