"""Population of forces and of small areas."""

from datetime import date
from pathlib import Path

import pytest

from peelian.facts.problems import FileProblem
from tests.facts.sources.reading import read, write


def test_the_force_table_gives_two_years_that_sum_to_the_published_totals(test_data: Path) -> None:
    """England and Wales, ONS: 59,719,724 at mid-2020 and 59,439,840 at mid-2019."""
    found = read(test_data / "population" / "pfa_population_derived.csv")
    assert (found.adapter, found.rejects, len(found.rows)) == ("force-population", [], 86)
    for year, total in ((2020, 59_719_724), (2019, 59_439_840)):
        assert sum(row["value"] for row in found.where(as_at=date(year, 6, 30))) == total


def test_it_agrees_with_the_packaged_estimates(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "population" / "pfa_population_derived.csv")
    ours = {(r["area_id"], str(r["as_at"]), r["basis"]): r["value"] for r in found.rows}
    packaged = {(r["area_id"], r["as_at"], r["basis"]): int(r["value"]) for r in figure_rows("population")}
    both = set(ours) & set(packaged)
    assert len(both) >= 43
    assert all(ours[key] == packaged[key] for key in both)


def test_small_areas_with_a_bom_and_thousands_separators(test_data: Path) -> None:
    found = read(test_data / "population" / "lsoa11_population_mid2019.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("small-area-population", [], 42_619)
    assert found.one(area_code="E01011949")["value"] == 1_954
    assert sum(r["value"] for r in found.rows if r["area_code"][:3] in {"E01", "W01"}) == 59_439_840
    assert {(row["geography"], row["as_at"]) for row in found.rows} == {("lsoa11", date(2019, 6, 30))}


def test_the_year_is_known_by_the_total_when_the_name_hides_it(test_data: Path) -> None:
    found = read(test_data / "population" / "lsoa11_population_mid2019.csv.gz", name="copy.gz")
    assert found.rows[0]["as_at"] == date(2019, 6, 30)


def test_small_areas_of_no_known_year_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "LSOA21CD,Population", "E01000001,1200")
    with pytest.raises(FileProblem, match="of which year"):
        read(path)


def test_a_bad_small_area_is_refused_alone(tmp_path: Path) -> None:
    path = write(
        tmp_path / "mid-2022.csv",
        "LSOA21CD,Population",
        "E01000001,1200",
        "X,5",
        "W01000003,12.5",
        "E01000002,05/12/2014",
    )
    found = read(path)
    assert [(row["area_code"], row["geography"]) for row in found.rows] == [("E01000001", "lsoa21")]
    assert [(r.line, r.column) for r in found.rejects] == [
        (3, "LSOA21CD"),
        (4, "Population"),
        (5, "Population"),
    ]


def test_another_edition_of_force_population_loads(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "Name,Code,Mid-2023,Population census 2021,Rank", 'West Midlands,E23000014,"2,950,100",2919600,1',
                 "West Midlands,E12000005,6000000,[x],1", "Kent,E23000014,1,1,1")  # fmt: skip
    found = read(path)
    assert found.one(area_id="west-midlands", as_at=date(2023, 6, 30))["value"] == 2_950_100
    assert found.one(area_id="west-midlands", as_at=date(2021, 3, 21))["basis"] == "census"
    assert len(found.where(area_id="E12000005")) == 1
    assert found.rejects[0].line == 4
