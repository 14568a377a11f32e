"""Any cell of any layout may hold anything: the row is refused or read, the others are as before, nothing is raised.

Twenty lines of each real CSV are damaged in seeded random places. The Home Office workbook is rewritten as .xlsx.
"""

import csv
import gzip
import io
import random
from pathlib import Path
from typing import Any

import pytest

from peelian.facts.examine import examine
from peelian.facts.problems import FileProblem
from peelian.facts.sources import adapter
from peelian.facts.sources.base import Context, Reject, Row
from tests.facts.sources.test_recognition import FILES
from tests.facts.sources.workbooks import write_xlsx

JUNK = ["", " ", "05/12/2014", "2014-12-05T10:00:00", "-", "..", "[c]", "inf", "1e400", "-1", "1,23", "½", "\u202e42", "'=1+1", "NaN", "TRUE",
        "West Midlands", "Durham (2)", "E99999999", "K04000001", "9" * 40, "0x10", "١٢٣", "a" * 500, "%", "£", "12%", "2018/20"]  # fmt: skip
CSVS = {name: kind for name, kind in FILES.items() if name.removesuffix(".gz").endswith(".csv")}


def lines_of(path: Path, count: int) -> list[list[str]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[:count]


def items(path: Path, adapter_id: str) -> list[Any]:
    file = examine(path, path.name).file
    return list(adapter(adapter_id).read(file, Context(store=None, today=None)))  # type: ignore[arg-type]


def rows_by_line(found: list[Any]) -> dict[int | None, list[Any]]:
    kept: dict[int | None, list[Any]] = {}
    for item in found:
        if isinstance(item, Row):
            kept.setdefault(item.line, []).append(dict(item.values))
    return kept


@pytest.mark.parametrize("name", CSVS)
def test_a_damaged_cell_costs_its_own_line_only(test_data: Path, tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    table = lines_of(test_data / name, 21)
    path = tmp_path / "mid-2019 grant 2025-26.csv"
    write(path, table)
    before = rows_by_line(items(path, CSVS[name]))
    assert before
    for _ in range(40):
        damaged = [list(row) for row in table]
        spots = {(chance.randrange(1, len(table)), chance.randrange(len(table[0]))) for _ in range(3)}
        for line, column in spots:
            damaged[line][column] = chance.choice(JUNK)
        write(path, damaged)
        found = items(path, CSVS[name])
        hit = {line + 1 for line, _ in spots}
        after = rows_by_line(found)
        allowed = hit | {line for line in after if repeats(found)}
        for line, kept in before.items():
            if line not in allowed:
                assert same(after.get(line), kept), (line, spots)
        assert {item.line for item in found if isinstance(item, Reject) and "row" not in item.reason} <= hit


def repeats(found: list[Any]) -> bool:
    """Whether a damaged line took the place of another, or turned a whole column's reading."""
    return any(isinstance(item, Reject) and "row" in item.reason for item in found)


def same(after: list[Any] | None, before: list[Any]) -> bool:
    """The same figures; what the whole table decides (its states against the country's rate) may differ."""
    strip = {"state", "note", "geography", "as_at", "value"}
    return after is not None and [{k: v for k, v in r.items() if k not in strip} for r in after] == [
        {k: v for k, v in r.items() if k not in strip} for r in before
    ]


def write(path: Path, table: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(table)


def test_a_damaged_workbook_is_read_or_refused_and_never_raises(test_data: Path, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    chance = random.Random(17)
    workbook = CalamineWorkbook.from_path(
        test_data / "police-workforce" / "police-workforce-tables-jan17.ods"
    )
    sheets = {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in ("Index", "Table_1", "Table_7")
    }
    clean = write_xlsx(tmp_path / "clean.xlsx", sheets)  # type: ignore[arg-type]
    whole = sum(isinstance(item, Row) for item in items(clean, "workforce-tables"))
    assert whole == 55 * 3 + 12 * 5 - 2
    for turn in range(60):
        damaged = {name: [list(row) for row in rows] for name, rows in sheets.items()}
        for _ in range(4):
            rows = damaged[chance.choice(["Table_1", "Table_7"])]
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(JUNK)
        path = write_xlsx(tmp_path / f"{turn}.xlsx", damaged)  # type: ignore[arg-type]
        try:
            found = items(path, "workforce-tables")
        except FileProblem:
            continue
        for item in found:
            if isinstance(item, Row):
                assert item.values["value"] is None or 0 <= item.values["value"] < 1e41
            elif isinstance(item, Reject):
                assert item.sheet.startswith("Table_") and item.line and len(item.reason) > 10
