"""The packaged figures are the published ones. Every expected number names where it was printed."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import pytest

from peelian.reference.areas import regions
from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces

EW = "K04000001"
Row = dict[str, str]


@cache
def _table(dataset: str) -> tuple[Row, ...]:
    """The rows of a table, read once for all that is asked of it."""
    return tuple(figure_rows(dataset))


def _rows(dataset: str, **where: str) -> list[Row]:
    found = [row for row in _table(dataset) if all(row[key] == value for key, value in where.items())]
    assert found, (dataset, where)
    return found


def _one(dataset: str, **where: str) -> float:
    (row,) = _rows(dataset, **where)
    return float(row["value"])


def _officers(area_id: str, as_at: str, source: str = "ho-workforce-2017-09") -> float:
    return _one(
        "workforce", area_id=area_id, as_at=as_at, worker_type="police_officers", basis="fte", source=source
    )


def _sum(rows: Iterable[Row], column: str = "value") -> float:
    return sum(float(row[column]) for row in rows if row[column])


@pytest.mark.parametrize(
    ("as_at", "worker_type", "expected"),
    [
        ("2006-09-30", "police_officers", 141_385.14),
        ("2010-09-30", "police_officers", 141_850.42),
        ("2014-09-30", "police_officers", 127_077.36),
        ("2017-09-30", "police_officers", 121_928.98),
        ("2010-09-30", "pcsos", 16_376.89),
        ("2017-09-30", "pcsos", 10_055.59),
        ("2006-09-30", "traffic_wardens", 907),
        ("2017-09-30", "police_staff", 62_030.77),
    ],
)
def test_national_workforce_as_printed_in_table_7_of_september_2017(
    as_at: str, worker_type: str, expected: float
) -> None:
    value = _one("workforce", area_id=EW, as_at=as_at, worker_type=worker_type)
    assert value == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("area_id", "before", "after"),
    [
        ("metropolitan", 31_781.87, 30_871.22),
        ("thames-valley", 4_200.05, 4_077.45),
        ("west-midlands", 6_880.0, 6_534.5),
        ("E12000005", 11_437.31, 10_970.56),
        ("E12000007", 32_469.40, 31_547.22),
        ("btp", 2_959.17, 3_028.2),
    ],
)
def test_officers_by_force_and_region_as_printed_in_table_1_of_september_2017(
    area_id: str, before: float, after: float
) -> None:
    assert _officers(area_id, "2016-09-30") == pytest.approx(before, abs=0.005)
    assert _officers(area_id, "2017-09-30") == pytest.approx(after, abs=0.005)


def test_25_forces_fell_and_18_rose_in_the_year_to_september_2017() -> None:
    """Count printed in the commentary of the release of 25 January 2018."""
    changes = [_officers(f.id, "2017-09-30") - _officers(f.id, "2016-09-30") for f in forces()]
    assert (sum(change < 0 for change in changes), sum(change > 0 for change in changes)) == (25, 18)


@pytest.mark.parametrize("as_at", ["2016-09-30", "2017-03-31", "2017-09-30"])
def test_forces_add_up_to_their_regions_and_regions_to_england_and_wales(as_at: str) -> None:
    by_region: dict[str, float] = defaultdict(float)
    for one in forces():
        by_region[one.region_id] += _officers(one.id, as_at)
    for region in regions():
        assert by_region[region.id] == pytest.approx(_officers(region.id, as_at), abs=0.01), region.name
    assert sum(by_region.values()) == pytest.approx(_officers(EW, as_at), abs=0.01)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2007, 141_892.96), (2010, 143_734.44), (2017, 123_141.99), (2019, 123_188.86)],
)
def test_march_officers_of_the_43_forces_add_up_to_the_published_strength(year: int, expected: float) -> None:
    """Home Office police strength series, 31 March; 143,734 is also the leaked paper's base."""
    rows = _rows(
        "workforce", as_at=f"{year}-03-31", worker_type="police_officers", basis="fte",
        source="ho-workforce-open-2019",
    )  # fmt: skip
    assert len(rows) == 43
    assert _sum(rows) == pytest.approx(expected, abs=0.01)


def test_march_2010_pcsos_of_the_43_forces_add_up_to_16_918() -> None:
    rows = _rows("workforce", as_at="2010-03-31", worker_type="pcsos", area_kind="force")
    assert round(_sum(rows)) == 16_918
    assert _one("point_figures", series="pcsos_quoted_total") == 16_918
    assert _one("point_figures", series="officers_leaked_total") == 143_734


def test_section_60_searches_add_up_to_the_published_totals() -> None:
    """Police powers and procedures: 150,174 in the year to March 2009, 631 in the year to March 2017."""
    for period, total, met in (("ye_2009_03", 150_174, 114_316), ("ye_2017_03", 631, 392)):
        rows = _rows("search_counts", period=period, legislation="section_60")
        assert _sum(rows, "searches") == total
        (row,) = [row for row in rows if row["area_id"] == "metropolitan"]
        assert int(row["searches"]) == met
    (row,) = _rows("search_counts", period="ye_2009_03", legislation="section_60", area_id="merseyside")
    assert int(row["searches"]) == 23_192


def test_a_force_whose_search_cells_are_all_blank_has_no_row_and_no_zero() -> None:
    rows = figure_rows("search_counts")
    assert not [r for r in rows if r["period"] == "ye_2017_03" and r["legislation"] == "section_44_47a"]
    assert not [r for r in rows if r["area_id"] == "wiltshire" and r["period"] == "ye_2017_03"
                and r["legislation"] == "section_60"]  # fmt: skip


def test_city_of_london_homicide_is_suppressed_and_south_yorkshire_not_comparable() -> None:
    city = _rows("homicide_rates", area_id="city-of-london")
    assert {(row["state"], row["value"]) for row in city} == {("suppressed", "")}
    south = _rows("homicide_rates", area_id="south-yorkshire")
    assert {row["state"] for row in south} == {"not_comparable"}
    assert all("inference" in row["note"] for row in south)
    assert _one("homicide_rates", area_id="south-yorkshire", period="2014-04/P3Y") == pytest.approx(
        83.57, abs=0.01
    )
    assert _one("homicide_rates", area_id=EW, period="2014-04/P3Y") == pytest.approx(9.97, abs=0.01)


def test_city_of_london_has_no_severity_score() -> None:
    assert {(r["state"], r["value"]) for r in _rows("severity_scores", area_id="city-of-london")} == {
        ("no_data", "")
    }
    first = _one("severity_scores", area_id=EW, period="ye_2019_03", offence_group="Total recorded crime")
    assert first > 10


def test_outcomes_of_44_forces_cover_three_quarters_and_give_9_percent_of_robberies_charged() -> None:
    """3,976,104 offences; robbery 5,807 of 63,443 charged, 9.2% (Home Office bulletin for the year: 9%)."""
    rows = figure_rows("recorded_outcomes")
    assert len({row["area_id"] for row in rows}) == 44
    assert {row["period"] for row in rows} == {"2018-Q2", "2018-Q3", "2018-Q4"}
    assert _sum(rows, "for_offences") == 3_976_104
    robbery = [row for row in rows if row["offence_group"] == "Robbery"]
    charged = _sum((row for row in robbery if row["outcome_type"] == "1"), "for_offences")
    assert _sum(robbery, "for_offences") == 63_443
    assert charged / _sum(robbery, "for_offences") == pytest.approx(0.09153, abs=0.00001)


def test_999_november_2023_has_31_forces_and_scotland_and_lancashire_once() -> None:
    rows = _rows("call_answering", period="2023-11", service="999", item="calls")
    assert len(rows) == 32
    assert sum(row["area_kind"] == "force" for row in rows) == 31
    assert [row["value"] for row in rows if row["area_id"] == "lancashire"] == ["21757"]
    under = _one("call_answering", area_id="northamptonshire", period="2023-11", item="under_10")
    assert 100 * under / 11_111 == pytest.approx(91.4, abs=0.05)


def test_first_999_table_has_one_force_at_90_percent_and_humberside_last() -> None:
    rows = _rows("call_answering", period="2021-11/P6M", item="pct_under_10", area_kind="force")
    ranked = sorted(rows, key=lambda row: float(row["value"]))
    assert ranked[0]["area_id"] == "humberside"
    assert [row["area_id"] for row in rows if float(row["value"]) >= 90] == ["avon-and-somerset"]
    assert _one("call_answering", area_id="K02000001", period="2021-11/P6M", item="mean_s") == 16.1


def test_police_grant_sums_to_the_pound() -> None:
    rows = _rows("funding", fund="police_grant")
    assert len(rows) == 43
    assert _sum(rows, "amount_pence") == 980_655_348_700


def test_the_strategys_itemised_parts_explain_16_3_of_40_million() -> None:
    """Domain brief, funds: 3.6 + 11 + 1 + 0.5 + 0.175."""
    parts = {"nclcc": 3.6, "early_intervention_youth_fund": 11, "community_fund": 1,
             "heroin_and_crack_action_areas": 0.5, "mentor_school_resilience": 0.175}  # fmt: skip
    found = 0.0
    for fund, millions in parts.items():
        (row,) = [
            row
            for row in _rows("funding", fund=fund, stage="announced", area_id=EW)
            if row["dated"] == "2018-04-09"
        ]
        assert int(row["amount_pence"]) == round(millions * 1e8)
        found += millions
    assert found == pytest.approx(16.275)
    (whole,) = _rows("funding", fund="serious_violence_strategy")
    assert int(whole["amount_pence"]) == 40 * 100_000_000


def test_announced_and_awarded_youth_fund_are_three_numbers() -> None:
    national = _rows("funding", fund="early_intervention_youth_fund", area_id=EW)
    assert {(r["stage"], int(r["amount_pence"]) // 10_000_000) for r in national} == {
        ("announced", 110), ("announced", 220), ("awarded", 177),
    }  # fmt: skip


def test_adder_has_five_pilots_and_eight_accelerators_with_no_amount_of_their_own() -> None:
    sites = [row for row in _rows("funding", fund="adder") if row["amount_pence"] == ""]
    assert sum("pilot" in row["note"] for row in sites) == 5
    assert sum("accelerator" in row["note"] for row in sites) == 8
    assert _sum(_rows("funding", fund="adder"), "amount_pence") == 59 * 100_000_000


def test_drug_tests_by_quarter_add_up_to_the_printed_totals() -> None:
    for series, total in (("drug_test_count", 117_825), ("drug_test_positive", 65_638)):
        rows = _rows("point_figures", series=series)
        assert _sum(row for row in rows if "/" not in row["period"]) == total
        assert _one("point_figures", series=series, period="2022-03/P25M") == total


def test_three_sources_count_three_page_numbers() -> None:
    rows = _rows("point_figures", series="strategy_pages")
    assert {row["source_key"]: float(row["value"]) for row in rows} == {
        "a18": 114,
        "leak-guard": 115,
        "svs-copy": 111,
    }


def test_london_homicides_bound_the_claim_of_more_than_50_by_9_april_2018() -> None:
    """48 in January to March, 64 to the end of April: 50 lies between."""
    months = [_one("point_figures", series="met_homicides", period=f"2018-0{n}") for n in (1, 2, 3, 4)]
    assert months == [11, 18, 19, 16]
    assert len(_rows("point_figures", series="met_homicides")) == 24


@pytest.mark.parametrize(
    ("as_at", "total"), [("2019-06-30", 59_439_840), ("2020-06-30", 59_719_724), ("2011-03-27", 56_075_912)]
)
def test_population_of_the_43_forces_is_that_of_england_and_wales(as_at: str, total: int) -> None:
    """ONS mid-year estimates for England and Wales; Census 2011."""
    rows = _rows("population", as_at=as_at)
    assert len(rows) == 43
    assert _sum(rows) == total
