"""ONS Crime Severity Score: the real table and the wide form of the data tool."""

from pathlib import Path

import pytest

from tests.facts.sources.reading import read
from tests.facts.sources.workbooks import write_xlsx


def test_the_real_table_has_6545_scores_and_none_for_the_city(test_data: Path) -> None:
    found = read(test_data / "recorded-crime" / "crime_severity_score_by_force_ye_march_2003_2019.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("severity-scores", [], 6_545)
    city = found.where(area_id="city-of-london")
    assert len(city) == 7 * 17
    assert all(row["value"] is None and row["state"] == "no_data" for row in city)
    first = found.one(area_id="K04000001", period="ye_2003_03", offence_group="Total recorded crime")
    assert first["value"] == pytest.approx(15.889140581668855)
    assert found.where(area_id="E12000005", area_kind="region")
    assert found.where(area_id="west-midlands", area_kind="force")


def test_it_agrees_with_the_packaged_scores(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "recorded-crime" / "crime_severity_score_by_force_ye_march_2003_2019.csv.gz")
    ours = {(r["area_id"], r["period"], r["offence_group"]): (r["value"], r["state"]) for r in found.rows}
    packaged = figure_rows("severity_scores")
    assert len(packaged) > 3_000
    for row in packaged:
        value, state = ours[row["area_id"], row["period"], row["offence_group"]]
        assert value == (pytest.approx(float(row["value"]), abs=1e-5) if row["value"] else None)
        assert state == row["state"]


def test_years_across_the_sheet_load(tmp_path: Path) -> None:
    rows = [
        ["Table C1: Crime Severity Score by police force area, violence against the person"],
        ["Area Code", "Area Name", "Apr '21 to Mar '22", "Apr '22 to Mar '23 [note 1]", "% change"],
        ["E23000014", "West Midlands", 9.5, "10.25 [p]", 8],
        ["E12000005", "West Midlands", 8.5, 9.0, 6],
        ["E23000034", "City of London", ":", "x", ""],
        ["E23000034", "Kent", 1, 2, ""],
    ]
    found = read(write_xlsx(tmp_path / "tool.xlsx", {"Contents": [["Contents"]], "C1": rows}))
    force = found.one(area_id="west-midlands", period="ye_2023_03")
    assert (force["value"], force["state"], force["offence_group"]) == (
        10.25,
        "provisional",
        "Violence against the person",
    )
    assert found.one(area_id="E12000005", period="ye_2022_03")["value"] == 8.5
    assert all(row["value"] is None for row in found.where(area_id="city-of-london"))
    assert "city-of-london" in found.rejects[0].reason and "kent" in found.rejects[0].reason
