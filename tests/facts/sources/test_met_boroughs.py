"""The Metropolitan Police's borough table: the real files, and faults in a small one of the same layout."""

from pathlib import Path

import pytest

from peelian.reference.figures import figure_rows
from tests.facts.sources.reading import Read, read, write

HEADER = "MajorText,MinorText,BoroughName,202401,202402"


def packaged(series: str) -> dict[str, int]:
    rows = [row for row in figure_rows("point_figures") if row["series"] == series]
    return {row["period"]: int(row["value"]) for row in rows}


def by_month(found: Read, **columns: str) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in found.where(**columns):
        totals[row["period"]] = totals.get(row["period"], 0) + row["offences"]
    return totals


@pytest.fixture(scope="module")
def history(test_data: Path) -> Read:
    return read(test_data / "mps" / "recorded-crime-borough-historical.parquet")


def test_the_real_history_holds_every_month_and_row(history: Read) -> None:
    assert (history.adapter, history.rejects) == ("met-boroughs", [])
    assert len(history.rows) == 1_085 * 167
    assert (min(row["period"] for row in history.rows), max(row["period"] for row in history.rows)) == (
        "2010-04",
        "2024-02",
    )


def test_homicides_and_sexual_offences_agree_with_the_packaged_sums(history: Read) -> None:
    homicides = by_month(history, offence="Homicide")
    assert {month: homicides[month] for month in packaged("met_homicides")} == packaged("met_homicides")
    sexual = by_month(history, offence_group="Sexual offences")
    for period, count in packaged("met_sexual_offences").items():
        year = int(period[3:7])
        months = [f"{year - 1}-{n:02}" for n in range(4, 13)] + [f"{year}-{n:02}" for n in (1, 2, 3)]
        if months[-1] in sexual:
            assert sum(sexual[month] for month in months) == count, period


def test_people_proceeded_against_for_homicide_agree_with_the_packaged_sums(test_data: Path) -> None:
    import pandas as pd

    raw = pd.read_parquet(test_data / "mps" / "homicide.parquet")
    raw["year"] = 2000 + raw["proceedings_date"].str[-2:].astype(int)
    for first in (2012, 2015):
        rows, period = raw[raw["year"].between(first, first + 2)], f"{first}-01/P3Y"
        for series, ages in (
            ("", None), ("_under_20", ["10 to 14", "15 to 19"]), ("_under_25", ["10 to 14", "15 to 19", "20 to 24"]),
        ):  # fmt: skip
            kept = rows if ages is None else rows[rows["age_group"].isin(ages)]
            assert kept["count_of_ppa"].sum() == packaged(f"met_homicide_accused{series}")[period]


def test_the_newer_file_follows_where_the_history_ends(test_data: Path) -> None:
    found = read(test_data / "mps" / "recorded-crime-borough.parquet")
    assert (found.adapter, found.rejects, len(found.rows)) == ("met-boroughs", [], 1_032 * 24)
    assert min(row["period"] for row in found.rows) == "2024-03"


def test_a_csv_is_read_alike_and_faults_name_their_month(tmp_path: Path) -> None:
    found = read(
        write(
            tmp_path / "met.csv",
            HEADER,
            "ROBBERY,ROBBERY OF PERSONAL PROPERTY,Barnet,5,",
            "ROBBERY,ROBBERY OF PERSONAL PROPERTY,Unknown,1,two",
            "ROBBERY,ROBBERY OF PERSONAL PROPERTY,Barnet,6,6",
            "VEHICLE OFFENCES,THEFT FROM A VEHICLE,,6,6",
        )
    )
    assert [(row["borough"], row["period"], row["offences"]) for row in found.rows] == [
        ("Barnet", "2024-01", 5), ("Barnet", "2024-02", None), ("Unknown", "2024-01", 1)]  # fmt: skip
    assert found.rows[0]["offence_group"] == "Robbery"
    assert [(one.line, one.column) for one in found.rejects] == [
        (3, "202402"), (4, "MajorText"), (5, "BoroughName")]  # fmt: skip


def test_the_table_by_small_area_is_not_taken_for_it(test_data: Path) -> None:
    from peelian.facts.examine import examine
    from peelian.facts.sources import best, near_miss

    path = test_data / "mps" / "recorded-crime-lsoa.parquet"
    sample = examine(path, path.name).sample
    assert best(sample) is None
    assert "by borough" in (near_miss(sample) or "")
