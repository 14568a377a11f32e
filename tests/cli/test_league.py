"""`peelian league MEASURE` as a person types it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from peelian.facts.league import COLUMNS
from peelian.facts.league_commands import LEAGUE_EXAMPLES
from tests.cli.peelian import peelian


def test_homicides_as_json_rows_with_the_agreed_columns(home: Path) -> None:
    ran = peelian("league", "homicide_rate", "--period", "2020-04/P3Y", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.json) == 43
    for row in ran.json:
        assert tuple(row)[: len(COLUMNS)] == COLUMNS
    assert (ran.json[0]["force_id"], ran.json[0]["rank"], round(ran.json[0]["value"], 2)) == (
        "cleveland",
        1,
        14.62,
    )
    held = {row["force_id"]: row for row in ran.json}
    assert (held["south-yorkshire"]["state"], held["south-yorkshire"]["rank"]) == ("not_comparable", None)
    assert "three-year sum" in held["south-yorkshire"]["reason"]
    assert (held["city-of-london"]["state"], held["city-of-london"]["value"]) == ("suppressed", None)


def test_the_terminal_shows_ranges_who_is_missing_and_the_pitfalls(home: Path) -> None:
    ran = peelian("league", "answered_under_10s", "--period", "2023-11")
    flowing = " ".join(ran.out.split())
    assert ran.code == 0
    assert "Greater Manchester 93.9%" in flowing
    assert "No data (12): Avon and Somerset, Cambridgeshire" in flowing
    assert "Police Scotland is not one of the 43" in flowing
    assert "A design effect is assumed" in flowing
    assert "One month" in flowing
    assert flowing.count("Lancashire 88.1%") == 1
    for code in ("no_data", "not_comparable", "answered_under_10s", "greater-manchester"):
        assert code not in ran.out, "code words are for programs"


def test_csv_keeps_a_missing_figure_empty(home: Path) -> None:
    ran = peelian("league", "answered_under_10s", "--period", "2023-11", "--format", "csv")
    rows = {row["force_id"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    assert (rows["essex"]["state"], rows["essex"]["value"], rows["essex"]["rank"]) == ("no_data", "", "")
    assert rows["kent"]["rank"] == "29"


def test_the_whole_table_is_one_object(home: Path) -> None:
    whole = peelian(
        "league", "answered_under_10s", "--period", "2021-11/P6M", "--format", "json", "--whole"
    ).json
    assert whole["period"] == "2021-11/P6M"
    assert "order-flips" in [one["id"] for one in whole["pitfalls"]]
    assert [(one["force_id"], one["value"]) for one in whole["wider"]] == [("K02000001", 0.71)]
    assert all(one["sentence"]["cy"] for one in whole["checks"])
    assert all(one["address"] for one in whole["sources"])


def test_welsh_speaks_welsh_throughout(home: Path) -> None:
    ran = peelian("league", "answered_under_10s", "--period", "2023-11", "--lang", "cy")
    flowing = " ".join(ran.out.split())
    assert "Heddlu Manceinion Fwyaf" in flowing
    assert "Dim data (12)" in flowing
    assert "Nid oes neb wedi adolygu'r Gymraeg hon" in flowing
    for english in ("No data", "Careful", "Read it with", "Sources", " to 95"):
        assert english not in flowing


def test_a_period_that_nobody_has_is_refused_in_one_line(home: Path) -> None:
    ran = peelian("league", "homicide_rate", "--period", "2024-04/P3Y")
    assert ran.code == 1
    assert "2020-04/P3Y (41 forces)" in ran.line
    assert "41 heddlu" in peelian("league", "homicide_rate", "--period", "2024-04/P3Y", "--lang", "cy").line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("homicide_rates",), "Did you mean 'homicide_rate'?"),
        (("homicide_rate", "--period", "soon"), "is not a period"),
        (("homicide_rate", "--first", "best"), "highest"),
        (("homicide_rate", "--where", "robbery"), "is not NAME=VALUE"),
        (("homicide_rate", "--where", "colour=red"), "has no dimension 'colour'"),
        (("funding",), "several figures for each area"),
        (("homicide_rate", "--format", "xml"), "There is no format 'xml'"),
        (("homicide_rate", "--lang", "fr"), "There is no language 'fr'"),
    ],
)
def test_what_is_mistyped_is_told_in_one_line(home: Path, words: tuple[str, ...], told: str) -> None:
    ran = peelian("league", *words)
    assert ran.code == 1
    assert told in ran.line


def test_a_file_is_written_in_every_format(home: Path, tmp_path: Path) -> None:
    for format in ("table", "csv", "json", "parquet"):
        out = tmp_path / f"league.{format}"
        ran = peelian("league", "officers_per_1000", "--format", format, "-o", str(out))
        assert (ran.code, ran.out) == (0, "")
        assert out.stat().st_size > 1000
    assert len(json.loads((tmp_path / "league.json").read_text())) == 43
    assert "What this table rests on" in (tmp_path / "league.table").read_text()


def _examples(text: str) -> list[list[str]]:
    lines = re.findall(r"^  peelian (.*)$", text, re.MULTILINE)
    return [re.findall(r'"[^"]*"|\S+', line) for line in lines]


@pytest.mark.parametrize("words", _examples(LEAGUE_EXAMPLES), ids=" ".join)
def test_every_example_of_the_help_works(home: Path, tmp_path: Path, words: list[str]) -> None:
    ran = peelian(*(word.strip('"') for word in words), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "command", [["league", "homicide_rate"], ["compare", "homicide_rate", "kent", "surrey"]]
)
def test_an_unknown_format_names_those_of_the_help(command: list[str], home: Path) -> None:
    ran = peelian(*command, "--format", "xml")
    assert ran.code != 0
    assert "table, json, csv, parquet" in ran.err
