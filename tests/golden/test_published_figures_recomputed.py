"""The packaged figures, computed again from the publishers' files by another road (pandas), agree row for row."""

from pathlib import Path

import pandas as pd
import pytest

from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces, special_forces
from peelian.reference.periods import Period

CODES = {one.ons_code: one.id for one in (*forces(), *special_forces()) if one.ons_code}
HOME_OFFICE = {one.home_office_name.replace("&", "and"): one.id for one in (*forces(), *special_forces())}


def _packaged(dataset: str) -> pd.DataFrame:
    frame = pd.DataFrame(figure_rows(dataset))
    for column in ("value", "searches", "arrests", "for_offences", "recorded", "amount_pence"):
        if column in frame:
            frame[column] = pd.to_numeric(frame[column])
    return frame


def _agree(found: pd.Series, expected: pd.Series, at_least: int) -> None:
    """Same keys, same values to the sixth decimal; blanks match blanks."""
    assert len(expected) >= at_least
    found, expected = found.sort_index(), expected.sort_index()
    assert list(found.index) == list(expected.index)
    pd.testing.assert_series_equal(
        found.astype(float), expected.astype(float), check_names=False, rtol=0, atol=1.1e-6
    )


def test_officers_by_force_region_and_total(test_data: Path) -> None:
    table = pd.read_csv(test_data / "police-workforce/officers_fte_sep2016_mar2017_sep2017_by_force.csv")
    names = table["force_or_region"].str.strip()
    regions = names.isin(["North East", "North West", "Yorkshire and the Humber", "East Midlands", "Eastern", "London",
                          "South East", "South West", "Wales"])  # fmt: skip
    regions |= (names == "West Midlands") & ~names.duplicated()
    assert regions.sum() == 10
    frame = _packaged("workforce")
    frame = frame[(frame["source"] == "ho-workforce-2017-09") & (frame["worker_type"] == "police_officers")]
    for column, as_at in (("sep_2016", "2016-09-30"), ("mar_2017", "2017-03-31"), ("sep_2017", "2017-09-30")):
        day = frame[frame["as_at"] == as_at]
        by_force = table.loc[~regions, column].set_axis(
            names[~regions].str.replace("&", "and").map(HOME_OFFICE)
        )
        by_force = by_force[by_force.index.notna()]
        packaged = day[day["area_kind"].isin(["force", "special"])].set_index("area_id")["value"]
        _agree(packaged, by_force, 44)
        expected = sorted(round(value, 6) for value in table.loc[regions, column])
        assert sorted(day.loc[day["area_kind"] == "region", "value"]) == pytest.approx(expected, abs=1.1e-6)
        total = table.loc[names == "Total 43 forces", column].item()
        assert day.loc[day["area_kind"] == "country", "value"].item() == pytest.approx(total, abs=1.1e-6)


def test_the_national_series_of_each_september(test_data: Path) -> None:
    table = pd.read_csv(test_data / "police-workforce/workforce_england_wales_september_2006_2017.csv")
    long = table.melt("as_at_30_september", var_name="worker_type")
    long["as_at"] = long["as_at_30_september"].astype(str) + "-09-30"
    frame = _packaged("workforce")
    frame = frame[
        (frame["area_kind"] == "country") & frame["as_at"].str.endswith("-09-30") & (frame["basis"] == "fte")
    ]
    keys = ["as_at", "worker_type"]
    _agree(frame.set_index(keys)["value"], long.set_index(keys)["value"], 60)


def test_each_march_by_force(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "police-workforce/police_workforce_open_data_march_2007_2019.csv.gz")
    raw["area_id"] = raw["geo_code"].map(CODES)
    raw["as_at"] = raw["date"].str[:4] + "-03-31"
    frame = _packaged("workforce")
    frame = frame[frame["source"] == "ho-workforce-open-2019"]
    for worker_type, label, basis in (
        ("police_officers", "police officer", "fte"),
        ("police_officers", "police officer", "headcount"),
        ("pcsos", "police community support officer", "fte"),
        ("police_staff", "police staff", "fte"),
        ("designated_officers", "designated officer", "fte"),
        ("special_constables", "special constable", "headcount"),
    ):
        part = raw[raw["worker_type"] == label].groupby(["area_id", "as_at"])[f"total_{basis}"].sum()
        mine = frame[(frame["worker_type"] == worker_type) & (frame["basis"] == basis)]
        _agree(mine.set_index(["area_id", "as_at"])["value"], part, 500)


def test_homicide_rates(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "homicide/homicide_rate_by_force_3yr_2014_17_to_2020_23.csv")
    raw["area_id"] = raw["areacd"].map(CODES).fillna(raw["areacd"])
    raw["period"] = [Period.parse(text).id for text in raw["period"]]
    keys = ["area_id", "period"]
    _agree(_packaged("homicide_rates").set_index(keys)["value"], raw.set_index(keys)["observation"], 392)


def test_severity_scores(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "recorded-crime/crime_severity_score_by_force_ye_march_2003_2019.csv.gz")
    groups = ["Total recorded crime", "Violence against the person", "Sexual offences", "Robbery"]
    raw = raw[raw["offence_group"].isin(groups)].copy()
    raw["area_id"] = raw["code"].map(CODES).fillna(raw["code"])
    raw["period"] = "ye_" + raw["year_ending"].str[:4] + "_03"
    raw["score"] = pd.to_numeric(raw["severity_score"], errors="coerce")
    keys = ["area_id", "period", "offence_group"]
    _agree(_packaged("severity_scores").set_index(keys)["value"], raw.set_index(keys)["score"], 3740)


def test_outcomes_by_force_quarter_and_group(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "recorded-crime/outcomes_open_data_2018_19_q1_q3.csv.gz")
    raw = raw[~raw["offence_description"].str.contains("outcomes only")]
    raw["area_id"] = raw["force_name"].str.replace("&", "and").map(HOME_OFFICE)
    raw["period"] = raw["financial_quarter"].map({1: "2018-Q2", 2: "2018-Q3", 3: "2018-Q4"})
    raw["outcome_type"] = raw["outcome_type"].map(lambda code: "1" if code == 1 else "other")
    keys = ["area_id", "period", "offence_group", "outcome_type"]
    sums = raw.groupby(keys)
    frame = _packaged("recorded_outcomes").set_index(keys)
    _agree(frame["for_offences"], sums["force_outcomes_for_offences_recorded_in_quarter"].sum(), 2300)
    _agree(frame["recorded"], sums["force_outcomes_recorded_in_quarter"].sum(), 2300)


def test_searches_by_force_year_and_power(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "stop-and-search/stop_search_open_data_ye_march_2007_2017.csv.gz")
    raw["area_id"] = raw["force_name"].str.replace("&", "and").map(HOME_OFFICE)
    raw["period"] = "ye_" + raw["year_ending"].str[:4] + "_03"
    raw["legislation"] = raw["legislation"].map(
        {
            "Section 1 (PACE)": "section_1",
            "Section 60 (CJPOA)": "section_60",
            "Section 44/47a (TACT)": "section_44_47a",
        }
    )
    keys = ["area_id", "period", "legislation"]
    frame = _packaged("search_counts").set_index(keys)
    for column, source in (("searches", "searches"), ("arrests", "resultant_arrests")):
        _agree(frame[column].dropna(), raw.groupby(keys)[source].sum(min_count=1).dropna(), 500)


def test_population_and_police_grant(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "population/pfa_population_derived.csv")
    raw.index = pd.Index(raw["PFA20CD"].map(CODES))
    frame = _packaged("population")
    for column, as_at in (("population_mid2019", "2019-06-30"), ("population_mid2020", "2020-06-30")):
        _agree(frame[frame["as_at"] == as_at].set_index("area_id")["value"], raw[column], 43)
    grant = pd.read_csv(test_data / "funding/police_grant_2025_26_by_force.csv")
    funding = _packaged("funding")
    assert (
        funding.loc[funding["fund"] == "police_grant", "amount_pence"].sum()
        == 100 * grant["budget_gbp"].sum()
    )


def test_allocations_and_awards_are_all_there(test_data: Path) -> None:
    frame = _packaged("funding")
    raw = pd.read_csv(test_data / "funding/serious_violence_funding_allocations.csv")
    mine = frame[frame["fund"].isin(["vru", "grip", "surge", "hotspot"]) & (frame["area_kind"] == "force")]
    assert sorted(mine["amount_pence"].dropna()) == sorted(100.0 * raw["amount_gbp"])
    awards = pd.read_csv(test_data / "funding/early_intervention_youth_fund_awards_partial.csv")
    youth = frame[(frame["fund"] == "early_intervention_youth_fund") & (frame["stage"] == "awarded")]
    assert {100.0 * pounds for pounds in awards["amount_gbp"]} <= set(youth["amount_pence"])


def test_999_answering_of_november_2023(test_data: Path) -> None:
    raw = pd.read_csv(test_data / "999-calls/999_calls_november_2023_by_force.csv").drop_duplicates(
        "force_name"
    )
    frame = _packaged("call_answering")
    frame = frame[frame["period"] == "2023-11"].pivot_table(index="area_id", columns="item", values="value")
    assert len(frame) == len(raw) == 32
    assert frame["calls"].sum() == raw["total_calls"].sum()
    assert frame["under_10"].sum() == raw["calls_answered_under_10s"].sum()
    assert (100 * frame["under_10"] / frame["calls"] - frame["pct_under_10"]).abs().max() < 0.06


def test_homicides_recorded_by_the_met(test_data: Path) -> None:
    raw = pd.read_parquet(test_data / "mps/recorded-crime-borough-historical.parquet")
    months = [f"{year}{month:02}" for year in (2017, 2018) for month in range(1, 13)]
    sums = raw.loc[raw["minortext"] == "HOMICIDE", months].sum()
    sums.index = pd.Index([f"{label[:4]}-{label[4:]}" for label in months])
    frame = _packaged("point_figures")
    _agree(frame[frame["series"] == "met_homicides"].set_index("period")["value"], sums, 24)


def test_knife_and_officer_points_are_all_there(test_data: Path) -> None:
    frame = _packaged("point_figures")
    knife = pd.read_csv(test_data / "recorded-crime/knife_and_homicide_published_point_figures.csv")
    mine = frame[frame["series"].str.startswith(("knife_", "homicides"))]
    assert sorted(mine["value"]) == sorted(knife["value"].astype(float))
    officers = pd.read_csv(test_data / "police-workforce/officer_numbers_published_point_figures.csv")
    first = frame[frame["series"].str.startswith("officers_first_published")]
    assert sorted(first["value"]) == sorted(officers["officers"].astype(float))
