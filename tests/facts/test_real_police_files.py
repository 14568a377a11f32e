"""The 263 real data.police.uk files: counts from the data folder's own README, measured when they were collected."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from peelian.facts.intake import add
from peelian.facts.listing import by_kind
from peelian.facts.report import Report
from peelian.facts.store import Store, open_store
from peelian.facts.verify import verify

COUNTS = {"street": (176, 1_289_073), "stop-and-search": (75, 229_392), "outcomes": (12, 6_147)}


@pytest.fixture(scope="module")
def root(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home with every police file, loaded once for the tests below."""
    path = tmp_path_factory.mktemp("police-home")
    report = add([test_data / "police-uk"], path=path)
    assert report.count("loaded") == 263
    yield path


@pytest.fixture(scope="module")
def store(root: Path) -> Store:
    return open_store(root)


@pytest.fixture(scope="module")
def again(root: Path, store: Store, test_data: Path) -> Report:
    return add([test_data / "police-uk"], path=root)


def select(store: Store, dataset: str, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW t AS {store.sql(dataset)}")  # type: ignore[arg-type]
        return connection.execute(query).fetchall()


def test_every_row_of_every_kind_is_kept(store: Store) -> None:
    rows = {row["kind"]: row for row in by_kind(store)}
    assert {kind: (row["files"], row["rows_read"]) for kind, row in rows.items()} == COUNTS
    assert all(row["rows_read"] == row["rows_kept"] and not row["rows_quarantined"] for row in rows.values())
    assert verify(store).faults == []


def test_adding_them_again_changes_nothing(store: Store, again: Report, root: Path) -> None:
    assert again.count("unchanged") == 263
    assert open_store(root).version == store.version


def test_forces_without_a_file_are_named_and_have_no_rows(store: Store) -> None:
    street = next(row for row in by_kind(store) if row["kind"] == "street")
    assert street["forces_no_data"] == [
        "greater-manchester",
        "metropolitan",
        "west-midlands",
        "west-yorkshire",
    ]
    assert select(store, "street_crime", "SELECT count(*) FROM t WHERE force_id = 'metropolitan'") == [(0,)]


def test_repeated_ids_are_all_kept(store: Store) -> None:
    query = (
        "SELECT count(*), sum(n) FROM (SELECT count(*) AS n FROM t WHERE force_id = 'avon-and-somerset' "
        "AND crime_id IS NOT NULL GROUP BY crime_id, month HAVING count(*) > 1)"
    )
    [(ids, rows)] = select(store, "street_crime", query)
    assert (ids, rows) == (1_913, 3_944)


def test_antisocial_behaviour_has_no_ids_and_its_identical_rows_stay(store: Store) -> None:
    query = "SELECT count(*), count(crime_id) FROM t WHERE crime_type = 'Anti-social behaviour'"
    [(rows, ids)] = select(store, "street_crime", query)
    assert ids == 0
    assert rows > 150_000
    distinct = "SELECT count(*) FROM (SELECT DISTINCT * FROM t WHERE crime_type = 'Anti-social behaviour')"
    assert select(store, "street_crime", distinct)[0][0] < rows


def test_a_force_and_month_has_the_rows_that_the_readme_counts(store: Store) -> None:
    query = "SELECT month, count(*) FROM t WHERE month IN ('2025-03', '2025-04') AND force_id <> 'btp' GROUP BY 1 ORDER BY 1"
    assert select(store, "street_crime", query) == [("2025-03", 354_698), ("2025-04", 348_507)]
    lockdown = (
        "SELECT month, count(*) FROM t WHERE force_id = 'city-of-london' AND month IN ('2020-02', '2020-04', '2020-05') "
        "GROUP BY 1 ORDER BY 1"
    )
    assert select(store, "street_crime", lockdown) == [("2020-02", 763), ("2020-04", 236), ("2020-05", 226)]


def test_names_with_commas_survive(store: Store) -> None:
    query = "SELECT count(*) FROM t WHERE lsoa_name LIKE 'Bournemouth, Christchurch and Poole %'"
    assert select(store, "street_crime", query)[0][0] > 1_000


def test_rows_outside_their_force_are_labelled_and_kept(store: Store) -> None:
    query = "SELECT count(*) FROM t WHERE force_id = 'norfolk' AND \"placing\" = 'outside_force' AND lsoa_name LIKE 'Barking%'"
    assert select(store, "street_crime", query)[0][0] > 0
    unknown = "SELECT count(*) FROM t WHERE \"placing\" = 'unknown' AND lsoa_name IS NOT NULL"
    assert select(store, "street_crime", unknown) == [(0,)]


def test_searches_are_dated_in_british_time(store: Store) -> None:
    first = "SELECT min(searched_at)::VARCHAR, min(local_date)::VARCHAR FROM t WHERE force_id = 'south-wales'"
    assert select(store, "stop_searches", first) == [("2019-03-31 23:00:00", "2019-04-01")]
    moved = "SELECT count(*) FROM t WHERE strftime(searched_at, '%Y-%m') <> file_month"
    assert select(store, "stop_searches", moved)[0][0] == 325
    forces = "SELECT force_id, count(*) FROM t GROUP BY 1 ORDER BY 1"
    assert select(store, "stop_searches", forces) == [
        ("city-of-london", 6_276),
        ("metropolitan", 166_926),
        ("south-wales", 56_190),
    ]
