"""Home Office workforce open data: the real table of March 2007-2019 and editions with other columns."""

from datetime import date
from pathlib import Path

import pytest

from tests.facts.sources.reading import read, write
from tests.facts.sources.workbooks import write_ods


def test_the_real_table_gives_two_rows_for_each_of_its_16942_records(test_data: Path) -> None:
    found = read(test_data / "police-workforce" / "police_workforce_open_data_march_2007_2019.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("workforce-open-data", [], 2 * 16_942)
    assert {row["as_at"] for row in found.rows} == {date(year, 3, 31) for year in range(2007, 2020)}
    assert len({row["area_id"] for row in found.rows}) == 43


def test_officers_by_force_agree_with_the_september_2017_release_for_march_2017(test_data: Path) -> None:
    """Two publications of one count: 31 March 2017 stands in both."""
    folder = test_data / "police-workforce"
    tables, open_data = (
        read(folder / "police-workforce-tables-jan17.ods"),
        read(folder / "police_workforce_open_data_march_2007_2019.csv.gz"),
    )
    day = date(2017, 3, 31)
    totals: dict[str, float] = {}
    for row in open_data.where(as_at=day, worker_type="police_officers", basis="fte"):
        totals[row["area_id"]] = totals.get(row["area_id"], 0.0) + (row["value"] or 0.0)
    assert sum(totals.values()) == pytest.approx(123_142.03, abs=30)
    close = [
        area for area, total in totals.items()
        if abs(total - tables.one(area_id=area, as_at=day, worker_type="police_officers")["value"]) < 1.0
    ]  # fmt: skip
    assert len(close) >= 40


def test_it_agrees_with_the_packaged_march_figures(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "police-workforce" / "police_workforce_open_data_march_2007_2019.csv.gz")
    totals: dict[tuple[str, str, str, str], float] = {}
    for row in found.rows:
        key = (row["area_id"], str(row["as_at"]), row["worker_type"], row["basis"])
        totals[key] = totals.get(key, 0.0) + (row["value"] or 0.0)
    packaged = [
        r
        for r in figure_rows("workforce")
        if r["area_kind"] == "force" and "-03-31" in r["as_at"] and "open" in r["source"]
    ]
    assert len(packaged) > 500
    for row in packaged:
        key = (row["area_id"], row["as_at"], row["worker_type"], row["basis"])
        assert totals[key] == pytest.approx(float(row["value"]), abs=1e-3), key


def test_other_column_names_order_and_an_added_column_load(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        "Region,Worker type,Rank,Ethnic group,Sex,Police force,As at date,Full-time equivalent,Headcount,Geocode",
        'West Midlands,Police Officer,Constable,White,Male,West Midlands,31/03/2023,"5,000.5",5100,E23000014',
        "West Midlands,Police Officer,Constable,Black,Male,West Midlands,31/03/2023,[x],,E23000014",
        "West Midlands,Astronaut,Constable,Black,Male,West Midlands,31/03/2023,1,1,E23000014",
        "West Midlands,Police Staff,,Black,Male,West Midlands,soon,1,1,E23000014",
        "West Midlands,Police Staff,,Black,Male,West Midlands,31/03/2023,05/12/2014,1,E23000014",
    )
    found = read(path)
    assert found.one(rank="Constable", basis="fte", value=5000.5)["as_at"] == date(2023, 3, 31)
    assert found.where(value=None)[0]["state"] == "no_data"
    assert [(r.line, r.column) for r in found.rejects] == [
        (4, "Worker type"),
        (5, "As at date"),
        (6, "Full-time equivalent"),
    ]
    assert found.one(worker_type="police_staff", basis="headcount")["value"] == 1


def test_a_name_that_contradicts_its_code_is_refused_and_the_slots_it_may_belong_to_are_told(
    tmp_path: Path,
) -> None:
    row = "2021-03-01,{code},{name},Male,Constable,Police Officer,5,{fte}"
    found = read(
        write(
            tmp_path / "a.csv",
            "As at date,Geo code,Force name,Sex,Rank description,Worker type,Total (headcount),Total (FTE)",
            row.format(code="E23000036", name="Avon & Somerset", fte=4.5),
            row.format(code="E23000036", name="Mordor", fte=4.5),
            row.format(code="E23000032", name="Essex", fte=4.5),
            row.format(code="E23000039", name="Derbyshire", fte=4.5),
            row.format(code="E23000014", name="West Midlands", fte="abc"),
        )
    )
    assert [(r.line, r.column) for r in found.rejects] == [
        (3, "Force name"), (4, "Force name"), (5, "Force name"), (6, "Total (FTE)")]  # fmt: skip
    assert {row["area_id"] for row in found.rows} == {"avon-and-somerset", "west-midlands"}
    assert found.labels["figures that lack rows"].split("; ") == [
        f"{area} 2021-03-31" for area in ("avon-and-somerset", "derbyshire", "dorset", "essex", "kent",
                                          "west-midlands")]  # fmt: skip


def test_the_workbook_edition_loads_behind_a_cover_sheet(tmp_path: Path) -> None:
    rows = [
        ["Police workforce open data"],
        [
            "As at date",
            "Force name",
            "Sex",
            "Rank description",
            "Worker type",
            "Total (headcount)",
            "Total (FTE)",
        ],
        [date(2021, 3, 31), "Avon & Somerset", "Female", "Sergeant", "police officer", 12, 11.5],
    ]
    found = read(
        write_ods(tmp_path / "a.ods", {"Cover_sheet": [["Published: 28 July 2021"]], "Open_data": rows})
    )
    assert found.vintage == date(2021, 7, 28)
    assert {(row["area_id"], row["basis"], row["value"]) for row in found.rows} == {
        ("avon-and-somerset", "headcount", 12), ("avon-and-somerset", "fte", 11.5)}  # fmt: skip
