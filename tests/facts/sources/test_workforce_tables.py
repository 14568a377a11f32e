"""Home Office September workforce tables: the three real releases, and editions nobody has seen.

Expected values are those printed in the tables themselves (Police Workforce, England and Wales, 30 September 2015, 2016
and 2017, Home Office) and in the totals that the data folder's README gives.
"""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.facts.sources.reading import Read, read
from tests.facts.sources.workbooks import write_ods, write_xlsx

SEP_2016, MAR_2017, SEP_2017 = date(2016, 9, 30), date(2017, 3, 31), date(2017, 9, 30)
RELEASES = {
    "police-workforce-tabs-30sep15.ods": (date(2016, 1, 28), date(2015, 9, 30), 125_184.76),
    "police-workforce-tables-sep16.ods": (date(2017, 1, 26), date(2016, 9, 30), None),
    "police-workforce-tables-jan17.ods": (date(2018, 1, 25), SEP_2017, 121_928.98),
}


def officers(found: Read, area_id: str, day: date) -> float | None:
    row = found.one(area_id=area_id, as_at=day, worker_type="police_officers", basis="fte")
    value: float | None = row["value"]
    return value


@pytest.mark.parametrize("name", RELEASES)
def test_each_release_loads_with_its_own_date_and_its_forces_add_up_to_the_printed_total(
    test_data: Path, name: str
) -> None:
    published, day, total = RELEASES[name]
    found = read(test_data / "police-workforce" / name)
    assert (found.adapter, found.rejects, found.vintage) == ("workforce-tables", [], published)
    forces = found.where(area_kind="force", as_at=day, worker_type="police_officers", basis="fte")
    assert len(forces) == len({row["area_id"] for row in forces}) == 43
    summed = sum(row["value"] for row in forces)
    assert summed == pytest.approx(officers(found, "K04000001", day), abs=0.01)
    if total is not None:
        assert summed == pytest.approx(total, abs=0.005)
    assert not [note for note in found.notes if "add up to" in note]


def test_the_west_midlands_region_and_force_keep_their_own_figures(test_data: Path) -> None:
    found = read(test_data / "police-workforce" / "police-workforce-tables-jan17.ods")
    assert officers(found, "E12000005", SEP_2016) == pytest.approx(11_437.31)
    assert officers(found, "E12000005", SEP_2017) == pytest.approx(10_970.56)
    assert officers(found, "west-midlands", SEP_2016) == pytest.approx(6_880.0)
    assert officers(found, "west-midlands", SEP_2017) == pytest.approx(6_534.5)


def test_no_slot_holds_two_figures(test_data: Path) -> None:
    for name in RELEASES:
        rows = read(test_data / "police-workforce" / name).rows
        slots = [(r["area_id"], r["as_at"], r["worker_type"], r["basis"]) for r in rows]
        assert len(slots) == len(set(slots))


def test_every_worker_type_and_the_national_series_are_there(test_data: Path) -> None:
    found = read(test_data / "police-workforce" / "police-workforce-tables-jan17.ods")
    kinds = {row["worker_type"] for row in found.where(area_id="kent", as_at=SEP_2017)}
    assert kinds == {"police_officers", "police_staff", "pcsos", "designated_officers", "special_constables",
                     "police_support_volunteers"}  # fmt: skip
    assert found.one(area_id="kent", as_at=SEP_2017, worker_type="special_constables")["basis"] == "headcount"
    assert officers(found, "K04000001", date(2006, 9, 30)) == pytest.approx(141_385.14)
    assert officers(found, "K04000001", date(2010, 9, 30)) == pytest.approx(141_850.42)
    wardens = found.one(area_id="K04000001", as_at=SEP_2017, worker_type="traffic_wardens")
    assert wardens["value"] == 10


def test_not_available_is_no_data_and_its_footnote_comes_along(test_data: Path) -> None:
    found = read(test_data / "police-workforce" / "police-workforce-tables-jan17.ods")
    row = found.one(area_id="northamptonshire", as_at=SEP_2016, worker_type="designated_officers")
    assert (row["value"], row["state"]) == (None, "no_data")
    assert row["note"].startswith("Northamptonshire Police were unable to provide")
    assert found.one(area_id="lancashire", as_at=SEP_2016, worker_type="designated_officers")["value"] == 0.0


def test_totals_that_are_no_area_are_left_out_and_said(test_data: Path) -> None:
    found = read(test_data / "police-workforce" / "police-workforce-tables-jan17.ods")
    assert any("Central Service Secondments" in note and "Total" in note for note in found.notes)
    assert officers(found, "btp", SEP_2017) == pytest.approx(3_028.2)


def test_it_agrees_with_the_packaged_figures_slot_for_slot(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "police-workforce" / "police-workforce-tables-jan17.ods")
    ours = {(r["area_id"], str(r["as_at"]), r["worker_type"], r["basis"]): r["value"] for r in found.rows}
    packaged = [row for row in figure_rows("workforce") if row["source"] == "ho-workforce-2017-09"]
    assert len(packaged) > 150
    for row in packaged:
        key = (row["area_id"], row["as_at"], row["worker_type"], row["basis"])
        value = float(row["value"]) if row["value"] else None
        assert ours[key] == (pytest.approx(value, abs=1e-5) if value is not None else None), key


COVER = [["Police Workforce, England and Wales"], [], ["Contents"], ["Publication date", "24 January 2024"]]
TITLE = (
    "Table H1: Police officers in post by Police Force Area, as at 30 September 2022 and 30 September 2023"
)
BODY: list[list[object]] = [
    [TITLE],
    ["This worksheet contains one table. Full-time equivalents. [note 1]"],
    ["Geocode", "Police force area [note 2]", "30 September 2023", "Change", "30 September 2022 [note 4]"],
    ["E12000005", "West Midlands", 11500.5, 100.5, 11400.0],
    ["E23000014", "West Midlands [note 3]", "8,000.25", 50.25, 7950.0],
    ["E23000017", "Warwickshire", "[x]", "", 1000.5],
    ["E23000034", "London, City of4", datetime(2023, 9, 30), "", 900.0],
    ["", "Durhan", 1000.0, "", 1000.0],
    ["K04000001", "Total 43 forces", 147098.0, "", 140000.0],
    [],
    ["Notes"],
]


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_an_edition_never_seen_loads_or_says_why(tmp_path: Path, write: object) -> None:
    path = write(tmp_path / "download.bin", {"Cover": COVER, "H1": BODY, "Notes": [["Note 1", "..."]]})  # type: ignore[operator]
    found = read(path)
    assert found.vintage == date(2024, 1, 24)
    sep23 = {row["area_id"]: row["value"] for row in found.where(as_at=date(2023, 9, 30))}
    assert sep23 == {
        "E12000005": 11500.5,
        "west-midlands": 8000.25,
        "warwickshire": None,
        "K04000001": 147098.0,
    }
    assert found.one(area_id="city-of-london")["value"] == 900.0
    faults = {(fault.sheet, fault.line, fault.column): fault.reason for fault in found.rejects}
    assert "a date" in faults["H1", 7, "30 September 2023"]
    assert "not a force, region or country" in faults["H1", 8, "Police force area [note 2]"]
    assert len(faults) == 2


def test_worker_types_across_with_the_date_in_the_title(tmp_path: Path) -> None:
    rows = [
        [
            "Table 2: Police officers, police staff and special constables by force, England and Wales, 31 March 2021"
        ],
        ["Full-time equivalents"],
        ["Force", "Special constables", "Police officers", "Police staff"],
        ["Kent", 250, 3900.5, "2,400.1"],
        ["Essex", "-", 3500, 2000],
        ["Total 43 forces", 250, 7400.5, 4400.1],
        ["' - ' denotes nil"],
    ]
    found = read(write_ods(tmp_path / "x.ods", {"T2": rows}))
    assert found.one(area_id="kent", worker_type="police_staff")["value"] == 2400.1
    assert found.one(area_id="essex", worker_type="special_constables")["value"] == 0.0
    assert {row["as_at"] for row in found.rows} == {date(2021, 3, 31)}


def test_tables_that_count_something_else_are_passed_over(tmp_path: Path) -> None:
    joiners = [
        ["Table J1: Police officer joiners by force, 31 March 2021"],
        ["Headcount"],
        ["Force", "31 March 2021"],
        ["Kent", 250],
    ]
    officers_ = [
        ["Table 1: Police officers by force, 31 March 2021"],
        ["Headcount"],
        ["Force", "31 March 2021"],
        ["Kent", 4000],
    ]
    found = read(write_ods(tmp_path / "x.ods", {"J1": joiners, "T1": officers_}))
    assert [(row["area_id"], row["value"], row["basis"]) for row in found.rows] == [
        ("kent", 4000, "headcount")
    ]


def test_a_table_that_hides_its_basis_is_refused_whole(tmp_path: Path) -> None:
    rows = [
        ["Table 1: Police officers by force, 31 March 2021"],
        ["Force", "31 March 2021"],
        ["Kent", 4000],
        ["Essex", 3000],
    ]
    found = read(write_ods(tmp_path / "x.ods", {"T1": rows}))
    assert found.rows == []
    assert "full-time equivalents or heads" in found.rejects[0].reason


def test_a_figure_that_another_sheet_contradicts_is_refused(tmp_path: Path) -> None:
    first = [
        ["Table 1: Police officers by force, 31 March 2021"],
        ["Headcount"],
        ["Force", "31 March 2021"],
        ["Kent", 4000],
    ]
    again = [
        ["Table 9: Police officers by force, 31 March 2021"],
        ["Headcount"],
        ["Force", "31 March 2021"],
        ["Kent", 4001],
    ]
    found = read(write_ods(tmp_path / "x.ods", {"T1": first, "T9": again}))
    assert [row["value"] for row in found.rows] == [4000]
    assert "sheet T1, row 4" in found.rejects[0].reason


def test_a_sheet_saved_as_csv_gives_what_the_workbook_gives(test_data: Path, tmp_path: Path) -> None:
    import csv

    from python_calamine import CalamineWorkbook

    source = test_data / "police-workforce" / "police-workforce-tables-jan17.ods"
    sheet = CalamineWorkbook.from_path(source).get_sheet_by_name("Table_1").to_python(skip_empty_area=False)
    path = tmp_path / "Table 1.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as out:
        rows = [[f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else cell for cell in row] for row in sheet]
        csv.writer(out).writerows(rows)
    found, whole = read(path), read(source)
    assert len(found.rows) == 55 * 3
    assert found.rejects == []
    for row in found.rows:
        same = whole.one(area_id=row["area_id"], as_at=row["as_at"], worker_type="police_officers")
        assert (row["value"], row["basis"]) == (pytest.approx(same["value"]), same["basis"])
