"""League tables against what was published: places, sums, who is missing, and what is never worked out.

Sources: ONS homicide rates by force, year ending March 2021 to 2023; a press copy of police.uk's 999 table of November
2023 (Northampton Chronicle, 13 February 2024); the first release of 31 May 2022 as reported by PA, BBC, ITV and the Hull
Story; Home Office stop and search open data, years ending March 2007 to 2017.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from scipy.stats import chi2

from peelian.facts.intake import add
from peelian.facts.league import LeagueTable, Pitfall, league_table
from peelian.facts.store import Store, open_store
from tests.facts.league.conftest import published, store_of

__all__ = ["published", "store_of"]

SEARCHES = "stop-and-search/stop_search_open_data_ye_march_2007_2017.csv.gz"


def _pitfall(table: LeagueTable, id: str) -> Pitfall:
    return next(one for one in table.pitfalls if one.id == id)


def test_homicide_2020_to_2023_cleveland_first_and_south_yorkshire_unranked(published: Store) -> None:
    table = league_table("homicide_rate", "2020-04/P3Y", store=published)
    first = table.rows[0]
    assert (first.area_id, first.rank, round(first.value or 0, 2)) == ("cleveland", 1, 14.62)
    assert len(table.ranked) == 41
    south_yorkshire = table.row("south-yorkshire")
    assert (south_yorkshire.state, south_yorkshire.rank) == ("not_comparable", None)
    assert south_yorkshire.reason is not None
    assert "three-year sum" in south_yorkshire.reason
    city = table.row("city-of-london")
    assert (city.state, city.value, city.rank) == ("suppressed", None, None)


def test_clevelands_interval_is_that_of_some_25_deaths(published: Store) -> None:
    # 14.615909 a million a year, three years, 569,768 residents in mid-2020 (ONS): 24.98 deaths; Garwood (1936).
    deaths = 14.615909 * 3 * 0.569768
    row = league_table("homicide_rate", "2020-04/P3Y", store=published).row("cleveland")
    assert row.lower == pytest.approx(chi2.ppf(0.025, 2 * deaths) / 2 / (3 * 0.569768), rel=1e-6)
    assert row.upper == pytest.approx(chi2.ppf(0.975, 2 * deaths + 2) / 2 / (3 * 0.569768), rel=1e-6)
    assert row.rank_low == 1
    assert (row.rank_high or 0) > 20, "the first place is far from certain"


def test_999_november_2023_31_ranked_12_missing_lancashire_once(published: Store) -> None:
    table = league_table("answered_under_10s", "2023-11", store=published)
    assert (len(table.ranked), len(table.missing)) == (31, 12)
    assert [row.area_id for row in table.rows].count("lancashire") == 1
    manchester = table.row("greater-manchester")
    assert (manchester.rank, manchester.numerator, manchester.denominator) == (1, 41798, 44491)
    assert round(100 * (manchester.value or 0), 1) == 93.9
    # The copy skips rank 16; ours are 1 to 31 without a gap.
    assert [row.rank for row in table.ranked] == list(range(1, 32))
    assert {row.area_id for row in table.missing} == {
        "avon-and-somerset", "cambridgeshire", "city-of-london", "derbyshire", "devon-and-cornwall", "dorset", "durham",
        "essex", "north-yorkshire", "thames-valley", "west-mercia", "wiltshire",
    }  # fmt: skip


def test_999_first_release_humberside_last_on_the_share_and_not_on_the_mean(published: Store) -> None:
    share = league_table("answered_under_10s", "2021-11/P6M", store=published)
    assert share.ranked[-1].area_id == "humberside"
    told = _pitfall(share, "order-flips")
    assert "Humberside is last on “999 calls answered in under 10 seconds” (2.2%) and not on" in told.because
    assert "16.8 seconds" in told.because
    mean = league_table("mean_answer_time", "2021-11/P6M", store=published)
    assert mean.row("humberside").rank == 4
    assert mean.ranked[-1].area_id != "humberside"


def test_the_published_71_per_cent_and_16_seconds_are_shown_as_published(published: Store) -> None:
    share = league_table("answered_under_10s", "2021-11/P6M", store=published)
    mean = league_table("mean_answer_time", "2021-11/P6M", store=published)
    assert [(row.area_id, row.value, row.numerator) for row in share.wider] == [("K02000001", 0.71, None)]
    assert [(row.area_id, row.value) for row in mean.wider] == [("K02000001", 16.1)]


def test_without_its_own_figure_no_country_gets_one_from_percentages_or_bands(
    store_of: Callable[..., Store], published: Store
) -> None:
    """The same release without the two national figures, and with every band of every force."""
    lines = ["area_id | period | service | item | value"]
    for row in league_table("answered_under_10s", "2021-11/P6M", store=published).ranked:
        share = 100 * (row.value or 0)
        lines += [
            f"{row.area_id} | 2021-11/P6M | 999 | {item} | {value}"
            for item, value in (("pct_under_10", share), ("pct_10_to_60", 95 - share), ("pct_over_60", 5))
        ]
    assert len(lines) == 1 + 3 * 10, "the release names ten forces"
    store = store_of(call_answering="\n".join(lines))
    assert league_table("answered_under_10s", "2021-11/P6M", store=store).wider == ()
    with pytest.raises(Exception, match="no figure of 'mean_answer_time'"):
        league_table("mean_answer_time", "2021-11/P6M", store=store)


@pytest.mark.parametrize(
    ("period", "total", "forces"),
    [
        ("ye_2009_03", 150174, {"metropolitan": 114316, "merseyside": 23192}),
        ("ye_2017_03", 631, {"metropolitan": 392}),
    ],
)
def test_section_60_searches_add_up_to_the_published_total(
    period: str, total: int, forces: dict[str, int], published: Store
) -> None:
    table = league_table("section_60_searches", period, store=published)
    assert sum(row.value or 0 for row in table.rows) == total
    assert {name: table.row(name).value for name in forces} == forces
    assert len(table.ranked) == 43


@pytest.fixture(scope="module")
def loaded(test_data: Path, prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The Home Office's own file, loaded over nothing but the packaged figures."""
    import shutil

    home = tmp_path_factory.mktemp("searches")
    shutil.copytree(prepared_home, home, dirs_exist_ok=True)
    add([test_data / SEARCHES], path=home)
    return open_store(home)


def test_the_open_data_file_of_every_year_ranks_43_and_lists_the_transport_police(
    loaded: Store, test_data: Path
) -> None:
    with gzip.open(test_data / SEARCHES, "rt", encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    (year, section, count) = ("year_ending", "legislation", "searches")
    raw: Counter[str] = Counter()
    for row in rows:
        if "60" in row[section] and row[count] not in ("", "NA"):
            raw[row[year]] += int(float(row[count]))
    assert len(raw) == 11, "the years ending March 2007 to 2017"
    for name, total in raw.items():
        table = league_table("section_60_searches", f"ye_{name[:4]}_03", store=loaded)
        assert len(table.ranked) == 43
        assert sum(row.value or 0 for row in table.rows) == total
        assert {row.area_id for row in table.unranked} <= {"btp"}
        assert not table.missing
