"""A few rows of another month or force must never hide what another file gave for it. Made rows, both readers."""

from pathlib import Path

import duckdb
import pytest

from peelian.facts.intake import add
from peelian.facts.listing import quarantined
from peelian.facts.store import open_store
from tests.support.crimes import OUTCOMES, STREET, outcome, street, text, write

WALES = {"falls_within": "Dyfed-Powys Police", "reported_by": "Dyfed-Powys Police"}
GWENT = {"falls_within": "Gwent Police", "reported_by": "Gwent Police"}
KINDS = {"street_crime": (STREET, street), "crime_outcomes": (OUTCOMES, outcome)}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    return path


def blocks(root: Path, dataset: str = "street_crime") -> dict[tuple[str, str], int]:
    query = f"SELECT force_id, month, count(*) FROM ({open_store(root).sql(dataset)}) GROUP BY ALL"
    return {(force, month): rows for force, month, rows in duckdb.sql(query).fetchall()}


def made(path: Path, dataset: str, *groups: tuple[int, dict[str, str]], faulty: bool = False) -> Path:
    """A file of groups of rows; with `faulty`, a row more that sends it to the exact reader."""
    header, row = KINDS[dataset]
    cells = [one for count, one in groups for _ in range(count)]
    lines = [row(number, **one) for number, one in enumerate(cells)]
    return write(path, text(header, [*lines, "too,few"] if faulty else lines))


@pytest.mark.parametrize("faulty", [False, True])
@pytest.mark.parametrize("dataset", KINDS)
def test_one_stray_row_hides_no_month(dataset: str, faulty: bool, root: Path, tmp_path: Path) -> None:
    may, later = {**WALES, "month": "2022-05"}, {**WALES, "month": "2024-05"}
    add([made(tmp_path / "a.csv", dataset, (200, may))])
    report = add([made(tmp_path / "b.csv", dataset, (150, later), (1, may), (149, later), faulty=faulty)])
    assert report.rows == (300 + faulty, 299, 1 + faulty)
    assert blocks(root, dataset) == {("dyfed-powys", "2022-05"): 200, ("dyfed-powys", "2024-05"): 299}
    [held] = [one for one in quarantined(open_store(root)) if one["column"] == "Month"]
    assert (held["line"], held["text"]) == (152, "2022-05")
    assert "2022-05, Dyfed-Powys, in a file of 2024-05, Dyfed-Powys" in held["reason"]


@pytest.mark.parametrize("faulty", [False, True])
def test_a_few_rows_of_another_force_hide_no_month_of_it(faulty: bool, root: Path, tmp_path: Path) -> None:
    add([made(tmp_path / "a.csv", "street_crime", (50, GWENT))])
    report = add([made(tmp_path / "b.csv", "street_crime", (1000, WALES), (9, GWENT), faulty=faulty)])
    assert report.rows[1] == 1000
    assert blocks(root) == {("dyfed-powys", "2025-03"): 1000, ("gwent", "2025-03"): 50}


@pytest.mark.parametrize("faulty", [False, True])
def test_a_merged_file_of_several_forces_and_months_is_kept_whole(
    faulty: bool, root: Path, tmp_path: Path
) -> None:
    groups = ((2000, WALES), (10, GWENT), (12, {**WALES, "month": "2025-02"}))
    assert add([made(tmp_path / "a.csv", "street_crime", *groups, faulty=faulty)]).rows[1] == 2022
    assert sorted(blocks(root).values()) == [10, 12, 2000]


@pytest.mark.parametrize("faulty", [False, True])
def test_a_small_file_of_two_months_is_kept_whole(faulty: bool, root: Path, tmp_path: Path) -> None:
    groups = ((90, WALES), (1, {**WALES, "month": "2025-02"}))
    assert add([made(tmp_path / "a.csv", "street_crime", *groups, faulty=faulty)]).rows[1] == 91
