"""Single rows that cannot be right: kept out with line, column and reason, while every other row is loaded."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from peelian.facts.store import open_store
from tests.support.crimes import STREET, search, search_file, street, street_file, text, write

Add = Callable[..., Any]
Reasons = Callable[[], list[tuple[int | None, str, str]]]

FAULTS = {
    "a date in place of a position": ({"longitude": "2025-03-01"}, "Longitude", "not a number"),
    "a position in the Pacific": ({"latitude": "-12.5"}, "Latitude", "not in or near the United Kingdom"),
    "a position with digits grouped": ({"longitude": "1_0"}, "Longitude", "not a number"),
    "half a position": ({"latitude": ""}, "Latitude", "half of the position is missing"),
    "a month that is none": ({"month": "2025-13"}, "Month", "there is no month 13"),
    "a month before the beginning": ({"month": "1899-01"}, "Month", "before data.police.uk began"),
    "a month to come": ({"month": "2099-01"}, "Month", "in the future"),
    "no crime type": ({"crime_type": " "}, "Crime type", "the crime type is empty"),
    "no month": ({"month": ""}, "Month", "not written YYYY-MM"),
    "a force that is none": (
        {"falls_within": "Atlantis Police"},
        "Falls within",
        "no police force has this name",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_row_with_a_wrong_cell_names_its_line_and_column(
    fault: str, add: Add, held: Any, reasons: Reasons, tmp_path: Path
) -> None:
    cells, column, words = FAULTS[fault]
    said = add(street_file(tmp_path / "street.csv", [street(1), street(2, **cells), street(3)]))
    assert said.code == 0
    assert "3 rows read, 2 kept, 1 quarantined" in said.out
    [(line, where, why)] = reasons()
    assert (line, where) == (3, column)
    assert words in why


def test_a_row_with_a_column_too_many_and_one_too_few(
    add: Add, held: Any, reasons: Reasons, tmp_path: Path
) -> None:
    short = street(3).rsplit(",", 2)[0]
    said = add(street_file(tmp_path / "street.csv", [street(1), street(2) + ",surplus", short, street(4)]))
    assert "4 rows read, 2 kept, 2 quarantined" in said.out
    assert [(line, why) for line, _, why in reasons()] == [
        (3, "the row has 13 columns where the header has 12"),
        (4, "the row has 10 columns where the header has 12"),
    ]


def test_latin_1_text_costs_only_its_own_rows(add: Add, held: Any, reasons: Reasons, tmp_path: Path) -> None:
    content = text(STREET, [street(1), street(2, location="On or near Café"), street(3)]).encode("latin-1")
    said = add(write(tmp_path / "street.csv", content))
    assert "3 rows read, 2 kept, 1 quarantined" in said.out
    [(line, _, why)] = reasons()
    assert line == 3
    assert "save the file again as UTF-8" in why


def test_a_quote_that_never_closes_costs_one_row(
    add: Add, held: Any, reasons: Reasons, tmp_path: Path
) -> None:
    broken = street(2).replace("On or near", '"On or near')
    comma = street(3, lsoa_name="Bournemouth, Christchurch and Poole 048E")
    said = add(street_file(tmp_path / "street.csv", [street(1), broken, comma, street(4)]))
    assert "4 rows read, 3 kept, 1 quarantined" in said.out
    [(line, _, why)] = reasons()
    assert line == 3
    assert "quotation mark" in why


def test_a_nul_byte_costs_its_row(add: Add, held: Any, reasons: Reasons, tmp_path: Path) -> None:
    said = add(street_file(tmp_path / "street.csv", [street(1), street(2).replace("Station", "Sta\0ion")]))
    assert "2 rows read, 1 kept, 1 quarantined" in said.out
    assert "NUL" in reasons()[0][2]


def test_a_line_of_fifty_megabytes_costs_its_row(
    add: Add, held: Any, reasons: Reasons, tmp_path: Path
) -> None:
    said = add(long_line(tmp_path / "street.csv", 50_000_000))
    assert "3 rows read, 2 kept, 1 quarantined" in said.out
    [(line, _, why)] = reasons()
    assert line == 3
    assert why.startswith("the line is 50,000,")


def test_a_line_of_fifty_megabytes_costs_no_memory(home: Path, tmp_path: Path) -> None:
    short = peak_kilobytes(long_line(tmp_path / "short.csv", 200_000))
    long = peak_kilobytes(long_line(tmp_path / "long.csv", 50_000_000))
    assert long - short < 25_000, "half of the line, in kilobytes"


def long_line(path: Path, length: int) -> Path:
    before, after = street(2, location="@").split("@")
    return street_file(path, [street(1), before + "x" * length + after, street(3)])


def peak_kilobytes(path: Path) -> int:
    # Not ru_maxrss: Linux hands that down from the process that started this one.
    program = (
        "import re, sys; from pathlib import Path; from peelian.facts.intake import add;"
        "assert add([Path(sys.argv[1])]).rows == (3, 2, 1);"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_search_without_a_time_is_quarantined(
    add: Add, held: Any, reasons: Reasons, tmp_path: Path
) -> None:
    path = search_file(
        tmp_path / "2024-07-gwent-stop-and-search.csv", [search(), search(date="3 July"), search()]
    )
    said = add(path)
    assert "3 rows read, 2 kept, 1 quarantined" in said.out
    assert [(line, column) for line, column, _ in reasons()] == [(3, "Date")]


def test_a_search_with_an_answer_that_is_neither_yes_nor_no(
    add: Add, held: Any, reasons: Reasons, tmp_path: Path
) -> None:
    odd = search(removal_of_more_than_just_outer_clothing="perhaps")
    said = add(search_file(tmp_path / "2024-07-gwent-stop-and-search.csv", [search(), odd]))
    assert "2 rows read, 1 kept, 1 quarantined" in said.out
    assert reasons()[0][:2] == (3, "Removal of more than just outer clothing")


HARMLESS = {
    "a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "CRLF line ends": lambda content: content.replace(b"\n", b"\r\n"),
    "mixed line ends": lambda content: content.replace(b"\n", b"\r\n", 2),
    "CR line ends": lambda content: content.replace(b"\n", b"\r"),
    "blank lines": lambda content: content.replace(b"\n", b"\n\n"),
    "no last line end": lambda content: content.removesuffix(b"\n"),
}


@pytest.mark.parametrize("quirk", HARMLESS)
def test_a_harmless_quirk_costs_nothing(
    quirk: str, add: Add, held: Any, reasons: Reasons, home: Path, tmp_path: Path
) -> None:
    content = text(
        STREET, [street(1), street(2, lsoa_name="Bournemouth, Christchurch and Poole 048E"), street(3)]
    )
    said = add(write(tmp_path / "street.csv", HARMLESS[quirk](content.encode())))
    assert "3 rows read, 3 kept, 0 quarantined" in said.out
    assert reasons() == []
    query = f"SELECT crime_id, lsoa_name FROM ({open_store(home).sql('street_crime')}) WHERE month = '2025-03' ORDER BY 1"
    found = duckdb.sql(query).fetchall()
    assert [id_ for id_, _ in found] == [f"{number:064x}" for number in (1, 2, 3)]
    assert found[1][1] == "Bournemouth, Christchurch and Poole 048E"
