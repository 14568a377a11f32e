"""Police Grant: the 2025-26 table, copies that hide their year, and units."""

from pathlib import Path

import pytest

from peelian.facts.problems import FileProblem
from tests.facts.sources.reading import read, write
from tests.facts.sources.workbooks import write_xlsx


def test_the_real_table_sums_to_9_806_553_487_pounds(test_data: Path) -> None:
    found = read(test_data / "funding" / "police_grant_2025_26_by_force.csv")
    assert (found.adapter, found.rejects, len(found.rows)) == ("police-grant", [], 43)
    assert sum(row["amount_pence"] for row in found.rows) == 9_806_553_487_00
    assert {(row["period"], row["fund"], row["stage"], row["precision"]) for row in found.rows} == {
        ("fy_2025_26", "police_grant", "allocated", "exact")}  # fmt: skip


def test_a_copy_under_another_name_fills_the_very_slots_of_the_packaged_grants(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "funding" / "police_grant_2025_26_by_force.csv", name="download")
    assert "no year" in found.labels["financial year"]
    ours = {
        (r["area_id"], r["recipient"], r["period"], str(r["dated"])): r["amount_pence"] for r in found.rows
    }
    packaged = {
        (r["area_id"], r["recipient"], r["period"], r["dated"]): int(r["amount_pence"])
        for r in figure_rows("funding") if r["fund"] == "police_grant" and r["area_kind"] == "force"
    }  # fmt: skip
    assert ours == packaged


def test_another_year_in_millions_loads_and_its_total_is_left_out(tmp_path: Path) -> None:
    rows = [
        ["Provisional Police Grant allocations, 2026-27"],
        ["Police force", "Core grant (£m)", "Total grant (£m)", "Change %"],
        ["Kent", 200, 250.5, 3],
        ["London, City of", 60, "05/12/2014", 3],
        ["Total", 260, 320, 3],
        ["Essex", 200, "n/a", 3],
        ["Durham (2)", 100, 112.9, 3],
        ["Cleveland", 100, 121.1, 3],
    ]
    found = read(write_xlsx(tmp_path / "g.xlsx", {"Cover": [[]], "Table 1": rows}))
    kent = found.one(area_id="kent")
    assert (kent["amount_pence"], kent["precision"], kent["period"]) == (
        250_500_000_00,
        "rounded",
        "fy_2026_27",
    )
    assert found.one(area_id="durham")["amount_pence"] == 112_900_000_00
    assert [(r.sheet, r.line, r.column) for r in found.rejects] == [
        ("Table 1", 4, "Total grant (£m)"), ("Table 1", 6, "Total grant (£m)")]  # fmt: skip
    assert "a date" in found.rejects[0].reason
    assert "1 total was left out and is not among the rows read: Total (line 5)." in found.notes


def test_a_table_of_no_year_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "force,budget_gbp", "Kent,1", "Essex,2", "Surrey,3")
    with pytest.raises(FileProblem, match="Write the financial year"):
        read(path)
