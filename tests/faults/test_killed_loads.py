"""kill -9 at any moment of a load: the store opens, is whole, and the same command completes it."""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from peelian.facts.store import open_store
from peelian.facts.verify import verify
from tests.faults.loads import FAULTY, FILES, ROWS, finish, start, write_files
from tests.support.long_proof import LongProof


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    write_files(folder)
    return folder


def kill_and_complete(home: Path, files: Path, wait: Callable[[], None]) -> int:
    """The rows that a reader saw after the kill; fails unless the store was whole and could be completed."""
    load = start(home, files)
    wait()
    load.kill()
    store = open_store(home)
    found = verify(store)
    assert found.faults == []
    seen = found.rows
    assert all(source.rows_kept in (ROWS, ROWS - 1) for source in store.sources())
    read, kept, quarantined, loaded, unchanged = finish(start(home, files))
    assert loaded + unchanged == FILES
    assert kept + seen == FILES * ROWS - FAULTY
    final = verify(open_store(home))
    assert (final.faults, final.rows, final.quarantined) == ([], FILES * ROWS - FAULTY, FAULTY)
    current = f"SELECT count(*) FROM ({open_store(home).sql('street_crime')})"
    assert duckdb.sql(current).fetchall() == [(FILES * ROWS - FAULTY,)]
    assert list((home / "store" / "work").iterdir()) == []
    assert read == kept + quarantined
    return seen


def duration(tmp_path: Path, files: Path) -> float:
    """How long a whole load takes here, from the moment it has begun."""
    load = start(tmp_path / "measure", files)
    began = time.monotonic()
    finish(load)
    return time.monotonic() - began


def until_commit(home: Path, number: int) -> None:
    """Wait until the store of a load that runs has been written so many times."""
    while open_store(home).manifest.serial < number:
        time.sleep(0.001)


@pytest.mark.parametrize("commits", [0, 3])
def test_a_load_killed_early_or_late_leaves_a_whole_store_that_a_rerun_completes(
    tmp_path: Path, files: Path, commits: int
) -> None:
    """Two dozen files make five commits."""
    home = tmp_path / "home"
    seen = kill_and_complete(home, files, lambda: until_commit(home, commits))
    assert (seen > 0) == (commits > 0)
    assert seen < FILES * ROWS - FAULTY


@pytest.mark.prove
def test_a_load_killed_at_random_moments_leaves_a_whole_store_that_a_rerun_completes(
    tmp_path: Path, files: Path, proof: LongProof
) -> None:
    moments: random.Random = proof.random()
    whole = duration(tmp_path, files)
    runs = proof.count("kills", int(os.environ.get("PEELIAN_PROVE_RUNS", "50")))
    seen = [
        kill_and_complete(tmp_path / str(run), files, lambda: time.sleep(moments.uniform(0, whole)))
        for run in range(runs)
    ]
    partial = sum(0 < rows < FILES * ROWS - FAULTY for rows in seen)
    proof.record("count:kills that left part of the load", partial)
    assert partial or runs < 10, "no kill fell between two commits: the test proves too little"
