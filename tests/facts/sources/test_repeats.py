"""Rows given twice in an official table are refused with their first row named; nothing is added up twice."""

import gzip
from pathlib import Path

import pytest

from tests.facts.sources.reading import read, write

SEARCHES = "Financial year,Geocode,Police force area,Legislation,Reason for search,Self-defined ethnicity,Number of searches"
OUTCOMES = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,Outcome "
    "Description,Outcome Type,Force outcomes for offences recorded in quarter,Force outcomes recorded in quarter"
)
WORKFORCE = "As at date,Geo code,Force name,Sex,Rank description,Worker type,Total headcount,Total FTE"
CASES = [
    (SEARCHES, "2022/23,E23000032,Kent,Section 60 (CJPO Act 1994),Violence,White,{}", "searches", 12),
    (OUTCOMES, "2020/21,1,Kent,Robbery,Robbery,Robbery,34B,Charged,1,{},3", "for_offences", 12),
    (WORKFORCE, "2020-03-31,E23000032,Kent,Female,Constable,Police Officer,{},11.5", "value", 12),
]


@pytest.mark.parametrize(("head", "line", "value", "count"), CASES)
def test_a_repeated_row_is_kept_once(head: str, line: str, value: str, count: int, tmp_path: Path) -> None:
    other = line.replace("Kent", "Essex").replace("E23000032", "E23000028")
    found = read(write(tmp_path / "t.csv", head, line.format(count), other.format(7), line.format(count)))
    kent = [
        row for row in found.rows if row["area_id"] == "kent" and row.get("basis", "headcount") == "headcount"
    ]
    assert [row[value] for row in kent] == [count]
    (refused,) = found.rejects
    assert refused.line == 4
    assert "row 2 gives this count already, which this repeats" in refused.reason


@pytest.mark.parametrize(("head", "line", "value", "count"), CASES)
def test_a_row_that_contradicts_its_first_is_refused_and_the_slot_marked(
    head: str, line: str, value: str, count: int, tmp_path: Path
) -> None:
    found = read(write(tmp_path / "t.csv", head, line.format(count), line.format(99)))
    kept = [row for row in found.rows if row.get("basis", "headcount") == "headcount"]
    assert [row[value] for row in kept] == [count]
    assert "contradicts" in found.rejects[0].reason
    assert any("kent" in text for text in found.labels.values()), "the figure is provisional"


def test_rows_that_a_newer_edition_splits_by_another_column_are_no_repeats(tmp_path: Path) -> None:
    line = "2022/23,E23000032,Kent,Section 60 (CJPO Act 1994),Violence,White,{}"
    found = read(write(tmp_path / "t.csv", SEARCHES + ",Sex", line.format("5,F"), line.format("5,M")))
    assert (len(found.rows), found.rejects) == (2, [])


def test_the_real_tables_repeat_nothing_and_kent_written_twice_counts_once(
    test_data: Path, tmp_path: Path
) -> None:
    real = test_data / "police-workforce" / "police_workforce_open_data_march_2007_2019.csv.gz"
    lines = gzip.decompress(real.read_bytes()).decode("utf-8-sig").splitlines()
    kent = [line for line in lines if "Kent" in line]
    found = read(write(tmp_path / "twice.csv", *lines, *kent))
    assert len(found.rejects) == len(kent)
    assert len(found.rows) == 2 * (len(lines) - 1)
