"""ONS homicide rates: suppression, sums among yearly averages, and units."""

from pathlib import Path

import pytest

from tests.facts.sources.reading import read, write

HEADER = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes"
UNIT = 'Homicide Offences (rate per million population),"Rate per 1,000,000 population"'


def test_the_real_table_keeps_its_392_rows_with_their_states(test_data: Path) -> None:
    found = read(test_data / "homicide" / "homicide_rate_by_force_3yr_2014_17_to_2020_23.csv")
    assert (found.adapter, found.rejects, len(found.rows)) == ("homicide-rates", [], 392)
    assert {row["state"] for row in found.where(area_id="city-of-london")} == {"suppressed"}
    south = found.where(area_id="south-yorkshire")
    assert len(south) == 7
    assert {row["state"] for row in south} == {"not_comparable"}
    assert all("three-year sum" in row["note"] for row in south)
    assert max(row["value"] for row in south) == pytest.approx(84.03, abs=0.01)
    assert len(found.where(state="ok")) == 392 - 14


def test_it_agrees_with_the_packaged_rates_and_states(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "homicide" / "homicide_rate_by_force_3yr_2014_17_to_2020_23.csv")
    ours = {(r["area_id"], r["period"]): r for r in found.rows}
    packaged = figure_rows("homicide_rates")
    assert len(packaged) == 392
    for row in packaged:
        mine = ours[row["area_id"], row["period"]]
        assert mine["value"] == (pytest.approx(float(row["value"]), abs=1e-5) if row["value"] else None)
        assert (mine["state"], mine["area_kind"]) == (row["state"], row["area_kind"])
        assert ("three-year sum" in mine["note"]) == ("three-year sum" in row["note"])
        assert ("Hillsborough" in mine["note"]) <= ("Hillsborough" in row["note"])


def test_a_corrected_south_yorkshire_is_not_held_back(tmp_path: Path) -> None:
    path = write(
        tmp_path / "later.csv",
        HEADER,
        f"K04000001,England and Wales,Country,Homicide Offences,2021-04-01/P3Y,9.9,{UNIT},,,,",
        f"E23000011,South Yorkshire,Police Force Area,Homicide Offences,2021-04-01/P3Y,10.4,{UNIT},8.1,12.9,,",
        f"E23000014,West Midlands,Police Force Area,Homicide Offences,2021-04-01/P3Y,15.5,{UNIT},,,p,",
    )
    found = read(path)
    assert found.one(area_id="south-yorkshire")["state"] == "ok"
    assert (found.one(area_id="south-yorkshire")["lower"], found.one(area_id="south-yorkshire")["upper"]) == (
        8.1,
        12.9,
    )
    assert found.one(area_id="west-midlands")["state"] == "provisional"


def test_any_other_force_that_looks_like_a_sum_is_kept_and_held_back(tmp_path: Path) -> None:
    path = write(
        tmp_path / "slip.csv",
        HEADER,
        f"K04000001,England and Wales,Country,Homicide Offences,2021-04-01/P3Y,9.9,{UNIT},,,,",
        f"E23000032,Kent,Police Force Area,Homicide Offences,2021-04-01/P3Y,7.1,{UNIT},,,,",
        f"E23000015,Staffordshire,Police Force Area,Homicide Offences,2021-04-01/P3Y,29.7,{UNIT},,,p,",
    )
    found = read(path)
    staffordshire = found.one(area_id="staffordshire")
    assert (staffordshire["state"], staffordshire["value"]) == ("not_comparable", 29.7)
    assert "29.70 is 3.00 times the rate of all areas together (9.90)" in staffordshire["note"]
    assert found.one(area_id="kent")["state"] == "ok"


def test_another_unit_is_converted_or_refused_and_another_indicator_left(tmp_path: Path) -> None:
    path = write(
        tmp_path / "units.csv",
        HEADER,
        'E23000032,Kent,Police Force Area,Homicide Offences,2021-04-01/P3Y,1.1,Homicide,"Rate per 100,000 population",,,,',
        "E23000032,Kent,Police Force Area,Homicide Offences,2022-04-01/P3Y,17,Homicide offences,Count,,,,",
        f"E23000032,Kent,Police Force Area,Life expectancy,2022-04-01/P3Y,80,{UNIT},,,,",
        f"E23000032,Kent,Police Force Area,Homicide Offences,sometime,9,{UNIT},,,,",
    )
    found = read(path)
    assert [row["value"] for row in found.rows] == [pytest.approx(11.0)]
    assert [(r.line, r.column) for r in found.rejects] == [(3, "unit"), (5, "period")]
