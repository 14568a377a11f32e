"""Indices of deprivation: England 2025 (workbook and CSV), Wales 2019, the UK composite."""

from pathlib import Path

import pytest

from tests.facts.sources.reading import read, write


@pytest.mark.parametrize(
    "name", ["File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx", "iod2025_imd_lsoa21.csv.gz"]
)
def test_england_2025_has_33755_areas_each_rank_once(test_data: Path, name: str) -> None:
    found = read(test_data / "deprivation" / name)
    assert (found.adapter, found.rejects, len(found.rows)) == ("english-indices-of-deprivation", [], 33_755)
    assert sorted(row["rank"] for row in found.rows) == list(range(1, 33_756))
    assert {(row["index"], row["geography"], row["nation"]) for row in found.rows} == {
        ("imd_2025", "lsoa21", "E92000001")
    }
    assert found.one(area_code="E01000001")["decile"] == 10 - 2


def test_wales_2019_keeps_its_scores(test_data: Path) -> None:
    found = read(test_data / "deprivation" / "wimd2019_index_and_domain_scores.csv")
    assert (found.adapter, found.rejects, len(found.rows)) == (
        "welsh-index-of-multiple-deprivation",
        [],
        1_909,
    )
    assert found.one(area_code="W01000240")["score"] == 86.6
    assert {(row["index"], row["nation"], row["rank"]) for row in found.rows} == {
        ("wimd_2019", "W92000004", None)
    }


def test_the_composite_keeps_all_nations_and_says_what_it_is(test_data: Path) -> None:
    found = read(test_data / "deprivation" / "UK_IMD_E_2019_lsoa11.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("uk-composite-index", [], 42_619)
    nations = {
        nation: len(found.where(nation=nation))
        for nation in ("E92000001", "W92000004", "S92000003", "N92000002")
    }
    assert nations == {"E92000001": 32_844, "W92000004": 1_909, "S92000003": 6_976, "N92000002": 890}
    assert any("not an official statistic" in note for note in found.notes)


def test_the_2019_edition_with_its_own_headings_and_a_bad_decile(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        "LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Rank "
        "(where 1 is most deprived),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
        'E01000001,City of London 001A,6.208,"29,199",9',
        "E01000002,City of London 001B,5.143,30379,11",
        "W01000002,Somewhere,5.143,30379,1",
        "E01000003,City of London 001C,5.143,0,1",
    )
    found = read(path)
    assert [(row["index"], row["geography"], row["rank"], row["score"]) for row in found.rows] == [
        ("imd_2019", "lsoa11", 29_199, 6.208)
    ]
    assert [r.line for r in found.rejects] == [3, 4, 5]
