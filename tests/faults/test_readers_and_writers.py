"""Readers never lock and never see half a load; of two writers the second waits, or says who holds the store."""

import threading
from pathlib import Path

import duckdb
import pytest

from peelian.facts.intake import add
from peelian.facts.problems import StoreBusy
from peelian.facts.store import open_store
from peelian.facts.writing import Writer
from tests.faults.loads import FAULTY, FILES, ROWS, finish, start, write_files
from tests.support.crimes import street, street_file


def test_readers_see_whole_commits_while_a_load_runs(tmp_path: Path) -> None:
    home, files = tmp_path / "home", tmp_path / "files"
    write_files(files)
    process = start(home, files)
    stop = threading.Event()
    faults: list[str] = []
    reads: list[int] = []

    def read() -> None:
        while not stop.is_set() or not reads:
            store = open_store(home)
            with duckdb.connect() as connection:
                [(rows,)] = connection.execute(
                    f"SELECT count(*) FROM ({store.sql('street_crime')})"
                ).fetchall()
            kept = sum(source.rows_kept for source in store.sources())
            reads.append(rows)
            if rows != kept:
                faults.append(f"{store.version}: {rows} rows read, {kept} in the manifest")

    readers = [threading.Thread(target=read, daemon=True) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        assert finish(process)[1] == FILES * ROWS - FAULTY
    finally:
        stop.set()
        for reader in readers:
            reader.join(timeout=60)
    assert faults == []
    assert len(reads) > 10
    assert reads[-1] <= FILES * ROWS - FAULTY


def test_a_second_writer_that_need_not_wait_long_gets_its_turn(tmp_path: Path) -> None:
    words: list[str] = []
    path = street_file(tmp_path / "a.csv", [street(1)])
    with Writer(tmp_path / "home"):
        second = threading.Thread(target=lambda: add([path], path=tmp_path / "home", say=words.append))
        second.start()
        second.join(timeout=1.5)
        assert second.is_alive()
    second.join()
    assert [source.rows_kept for source in open_store(tmp_path / "home").sources()] == [1]
    assert "Waiting for process" in words[0]


def test_a_second_writer_that_waits_in_vain_says_who_holds_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    monkeypatch.setenv("PEELIAN_LOCK_WAIT", "0.1")
    with Writer(tmp_path / "home"), pytest.raises(StoreBusy) as told:
        add([street_file(tmp_path / "a.csv", [street(1)])], path=tmp_path / "home")
    assert f"process {os.getpid()}" in str(told.value)
