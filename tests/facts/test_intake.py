"""Adding, superseding, removing: what the store says after each, with counts that were made by hand."""

import gzip
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from peelian.facts.datasets import DATASETS
from peelian.facts.home import prepare
from peelian.facts.intake import add
from peelian.facts.problems import PackagedSource, UnknownSource
from peelian.facts.removal import remove
from peelian.facts.store import Store, open_store
from peelian.facts.verify import verify
from tests.support.crimes import OUTCOMES, STREET, outcome, street, street_file, text, write


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    return path


def count(store: Store, dataset: str = "street_crime", vintages: str = "current") -> int:
    [(number,)] = duckdb.sql(f"SELECT count(*) FROM ({store.sql(dataset, vintages)})").fetchall()  # type: ignore[arg-type]
    return int(number)


def test_an_empty_store_has_every_dataset_with_no_rows_and_the_right_columns(root: Path) -> None:
    store = open_store(root)
    for name, layout in DATASETS.items():
        assert tuple(duckdb.sql(store.sql(name)).columns) == layout.names
        assert not store.has(name)


def test_repeated_ids_and_identical_rows_are_all_kept(root: Path, tmp_path: Path) -> None:
    same = street(7, crime_id="", crime_type="Anti-social behaviour")
    add([street_file(tmp_path / "a.csv", [same, same, same, street(8), street(8)])])
    assert count(open_store(root)) == 5


def test_adding_a_file_twice_changes_nothing(root: Path, tmp_path: Path) -> None:
    path = street_file(tmp_path / "a.csv", [street(1), street(2)])
    first = add([path])
    again = add([path])
    assert [one.status for one in again.outcomes] == ["unchanged"]
    assert again.version == first.version
    assert count(open_store(root)) == 2


def test_the_same_content_gzipped_or_renamed_changes_nothing(root: Path, tmp_path: Path) -> None:
    plain = street_file(tmp_path / "a.csv", [street(1), street(2)])
    packed = write(tmp_path / "another-name.dat", gzip.compress(plain.read_bytes()))
    add([plain])
    assert [one.status for one in add([packed]).outcomes] == ["unchanged"]
    assert count(open_store(root)) == 2


def test_two_copies_in_one_command_count_once(root: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        street_file(tmp_path / "in" / name, [street(1)])
    assert [one.status for one in add([tmp_path / "in"]).outcomes] == ["loaded", "unchanged"]


def test_a_later_file_supersedes_slot_by_slot_and_both_stay_visible(root: Path, tmp_path: Path) -> None:
    march = [street(1), street(2)]
    april = [street(3, month="2025-04")]
    add([street_file(tmp_path / "both.csv", [*march, *april])])
    add([street_file(tmp_path / "march.csv", [street(9)])])
    store = open_store(root)
    assert (count(store), count(store, vintages="all")) == (2, 4)
    assert [source.superseded for source in store.sources()] == ["partly", "no"]
    add([street_file(tmp_path / "april.csv", [street(10, month="2025-04")])])
    assert [source.superseded for source in open_store(root).sources()] == ["wholly", "no", "no"]


def test_removing_what_superseded_brings_back_what_was_there(root: Path, tmp_path: Path) -> None:
    add([street_file(tmp_path / "old.csv", [street(1), street(2)])])
    report = add([street_file(tmp_path / "new.csv", [street(3)])])
    assert count(open_store(root)) == 1
    remove(report.outcomes[0].source_id)
    store = open_store(root)
    assert (count(store), count(store, vintages="all")) == (2, 2)
    assert verify(store).faults == []


def test_removing_one_of_many_files_of_a_part_takes_its_rows_only(root: Path, tmp_path: Path) -> None:
    for month in range(1, 6):
        lines = [street(month, month=f"2025-0{month}")] * month
        street_file(tmp_path / "in" / f"{month}.csv", lines)
    report = add([tmp_path / "in"])
    remove(report.outcomes[3].source_id, at_once=True)
    store = open_store(root)
    assert count(store) == 11
    assert len(store.sources()) == 4
    assert verify(store).faults == []
    left = b"".join(path.read_bytes() for path in (root / "store" / "parts").iterdir())
    assert b"2025-05" in left
    assert b"2025-04" not in left


def test_what_is_not_there_or_packaged_cannot_be_removed(home: Path) -> None:
    with pytest.raises(UnknownSource):
        remove("street/000000000000")
    with pytest.raises(PackagedSource):
        remove(next(source.id for source in open_store(home).sources() if source.packaged))


def test_an_archive_is_opened_and_its_members_named(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "crimes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "2025-03/2025-03-norfolk-street.csv", text(STREET, [street(1), street(2, month="x")])
        )
        archive.writestr("2025-03/2025-03-norfolk-outcomes.csv", text(OUTCOMES, [outcome(1)]))
        archive.writestr("../../escape.csv", text(STREET, [street(3, month="2024-01")]))
    report = add([path])
    assert report.rows == (4, 3, 1)
    assert sorted(source.file_name for source in open_store(root).sources()) == [
        "crimes.zip/../../escape.csv",
        "crimes.zip/2025-03/2025-03-norfolk-outcomes.csv",
        "crimes.zip/2025-03/2025-03-norfolk-street.csv",
    ]
    assert not list(tmp_path.parent.glob("escape.csv"))
    assert list((root / "store" / "work").iterdir()) == []


def test_a_dry_run_says_what_would_be_loaded_and_writes_nothing(root: Path, tmp_path: Path) -> None:
    report = add([street_file(tmp_path / "a.csv", [street(1)])], dry_run=True)
    assert [(one.status, one.kind) for one in report.outcomes] == [("would load", "street")]
    assert not (root / "store").exists()


def test_a_merged_file_covers_every_force_and_month_in_it(root: Path, tmp_path: Path) -> None:
    kent = {"reported_by": "Kent Police", "falls_within": "Kent Police"}
    lines = [street(1), street(2, **kent), street(3, month="2025-04", **kent)]
    add([street_file(tmp_path / "merged.csv", lines)])
    [source] = open_store(root).sources()
    assert source.coverage == {"areas": ["kent", "norfolk"], "periods": ["2025-03", "2025-04"]}


def test_a_reader_that_opened_before_a_removal_can_finish(root: Path, tmp_path: Path) -> None:
    report = add([street_file(tmp_path / "a.csv", [street(1)])])
    before = open_store(root)
    remove(report.outcomes[0].source_id)
    add([street_file(tmp_path / "b.csv", [street(2, month="2025-05")])])
    assert count(before) == 1


@pytest.mark.parametrize("victim", ["parts", "quarantine"])
def test_verify_finds_a_changed_byte(victim: str, root: Path, tmp_path: Path) -> None:
    add([street_file(tmp_path / "a.csv", [street(1), street(2, month="x")])])
    assert verify(open_store(root)).faults == []
    path = max((root / "store" / victim).iterdir(), key=lambda one: one.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert any("has changed" in fault for fault in verify(open_store(root)).faults)


def test_rows_read_are_rows_kept_plus_rows_quarantined_for_every_source(home: Path, tmp_path: Path) -> None:
    add([street_file(tmp_path / "a.csv", [street(1), street(2, month="x"), street(3, longitude="?")])])
    sources = open_store(home).sources()
    assert len(sources) > 20
    assert all(one.rows_read == one.rows_kept + one.rows_quarantined for one in sources)
    assert (sources[-1].rows_read, sources[-1].rows_kept, sources[-1].rows_quarantined) == (3, 1, 2)


def test_the_packaged_figures_load_whole_and_only_once(home: Path) -> None:
    from peelian.facts.home import prepare
    from peelian.reference.figures import figure_rows, figure_tables

    store = prepare(home)
    assert prepare(home).version == store.version
    for name in figure_tables():
        if name in DATASETS:
            assert count(store, name, "all") == len(figure_rows(name)), name
    assert sum(source.rows_quarantined for source in store.sources()) == 0


def test_the_vintage_decides_whatever_the_order_of_adding() -> None:
    from dataclasses import replace

    from peelian.facts.packaged import _record
    from peelian.facts.reading import Reading
    from peelian.reference.figures import citations, figure_tables

    citation = next(iter(citations().values()))
    table = next(iter(figure_tables().values()))
    newer = _record("workforce", replace(citation, vintage=date(2020, 1, 1)), Reading(), 1, table)
    older = _record("workforce", replace(citation, vintage=date(2019, 1, 1)), Reading(), 2, table)
    assert newer.rank > older.rank


def test_the_few_rows_of_many_sources_share_one_row_group(root: Path) -> None:
    store = prepare(root)
    [part] = store.parts("point_figures")
    groups, sources = duckdb.sql(
        f"SELECT (SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{part}')),"
        f" (SELECT count(DISTINCT source_id) FROM '{part}')"
    ).fetchall()[0]
    assert sources > 20
    assert groups == 1
