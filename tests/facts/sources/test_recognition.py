"""Every real file goes to the one adapter that reads it, under any name, compressed or not, and prose to none."""

import gzip
from pathlib import Path

import pytest

from peelian.facts.examine import examine
from peelian.facts.sources import adapters, best

FILES = {
    "999-calls/999_101_published_point_figures.csv": "call-points",
    "999-calls/999_calls_november_2023_by_force.csv": "call-tables",
    "boundaries/lad_2022_ew.topojson": "boundaries",
    "boundaries/police_force_areas_2020_ew.geojson": "boundaries",
    "boundaries/police_force_areas_uk_quantized.topojson": "boundaries",
    "boundaries/lsoa21/norfolk/E07000144.geojson.gz": "boundaries",
    "deprivation/File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx": "english-indices-of-deprivation",
    "deprivation/UK_IMD_E_2019_lsoa11.csv.gz": "uk-composite-index",
    "deprivation/iod2025_imd_lsoa21.csv.gz": "english-indices-of-deprivation",
    "deprivation/wimd2019_index_and_domain_scores.csv": "welsh-index-of-multiple-deprivation",
    "funding/police_grant_2025_26_by_force.csv": "police-grant",
    "homicide/homicide_rate_by_force_3yr_2014_17_to_2020_23.csv": "homicide-rates",
    "lookups/la_all_codes.csv": "area-lookups",
    "lookups/lad_to_pfa_derived.csv": "area-lookups",
    "lookups/lsoa21_to_lad_to_pfa_derived.csv.gz": "area-lookups",
    "lookups/lsoa_latlong.csv.gz": "area-lookups",
    "police-workforce/police-workforce-tables-jan17.ods": "workforce-tables",
    "police-workforce/police-workforce-tables-sep16.ods": "workforce-tables",
    "police-workforce/police-workforce-tabs-30sep15.ods": "workforce-tables",
    "police-workforce/police_workforce_open_data_march_2007_2019.csv.gz": "workforce-open-data",
    "population/lsoa11_population_mid2019.csv.gz": "small-area-population",
    "population/pfa_population_derived.csv": "force-population",
    "recorded-crime/crime_severity_score_by_force_ye_march_2003_2019.csv.gz": "severity-scores",
    "recorded-crime/outcomes_open_data_2018_19_q1_q3.csv.gz": "recorded-outcomes",
    "stop-and-search/stop_search_open_data_ye_march_2007_2017.csv.gz": "search-counts",
}


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_under_another_name_and_packing(test_data: Path, tmp_path: Path, name: str) -> None:
    content = _bytes(test_data / name)
    plain, packed = tmp_path / "a.dat", tmp_path / "b"
    plain.write_bytes(content)
    packed.write_bytes(gzip.compress(content, 1))
    for copy in [plain] if content.startswith(b"PK") else [plain, packed]:
        chosen = best(examine(copy, copy.name).sample)
        assert chosen is not None and chosen.id == FILES[name]


def test_no_file_is_claimed_by_two_adapters_with_the_same_certainty(test_data: Path) -> None:
    for name in FILES:
        sample = examine(test_data / name, name).sample
        sure = sorted((one.recognises(sample) for one in adapters()), reverse=True)
        assert sure[0] >= 0.5 and sure[0] > sure[1] + 0.05, name


def test_prose_and_unrelated_files_belong_to_nobody(test_data: Path) -> None:
    names = ["README-force-statistics.md", "README-places-and-crime.md", "oracles/prop99_cigarette_sales.csv",
             "grants-360giving/baring.json", "lookups/police_force_areas_codes.json", "homicide/homicide_trends_1898_on.csv",
             "stop-and-search/arrests_open_data_2006_07_to_2015_16.csv.gz"]  # fmt: skip
    for name in names:
        chosen = best(examine(test_data / name, name).sample)
        assert chosen is None, f"{name} taken for {chosen.id if chosen else ''}"


def test_records_of_data_police_uk_are_counted_apart_from_every_other_publication() -> None:
    kinds = {adapter.id: adapter.kind for adapter in adapters()}
    records = {"police-uk-street": "street", "police-uk-outcomes": "outcomes"}
    records["police-uk-stop-and-search"] = "stop-and-search"
    assert {id_: kind for id_, kind in kinds.items() if kind in records.values()} == records
