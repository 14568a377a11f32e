"""SQLite's log is moved by one process alone, under the write lock: the fault of 3.7.0 to 3.51.2 cannot happen."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from peelian.project import checkpointing
from peelian.project.settings.database import PRAGMAS

SIZE = 4_000_000
"""More than a thousand pages of 4 KiB: SQLite's own automatic checkpoint would have moved them."""


@pytest.fixture
def file(tmp_path: Path, database: str) -> str:
    if database != "sqlite":
        pytest.skip("the log of SQLite")
    path = str(tmp_path / "records.sqlite3")
    with closing(opened(path)) as made:
        made.execute("CREATE TABLE kept (what)")
        checkpointing.checkpoint_file(path)
        # A second connection stays open in every test: the last one to close would checkpoint by itself.
    return path


def opened(path: str) -> sqlite3.Connection:
    made = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    for one in PRAGMAS.split(";"):
        made.execute(one)
    made.execute("PRAGMA busy_timeout=200")
    return made


def write(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO kept VALUES (zeroblob(?))", (SIZE,))


def test_no_commit_moves_the_log_however_long_it_is(file: str) -> None:
    with closing(opened(file)) as writer:
        before = Path(file).stat().st_size
        write(writer)
        write(writer)
        assert Path(file).stat().st_size == before
        assert Path(file + "-wal").stat().st_size > 2 * SIZE


def test_a_checkpoint_moves_the_whole_log_and_the_next_commit_begins_it_anew(file: str) -> None:
    with closing(opened(file)) as writer:
        write(writer)
        moved = checkpointing.checkpoint_file(file)
        assert moved.whole
        assert moved.pages > 900
        assert Path(file).stat().st_size > SIZE
        length = Path(file + "-wal").stat().st_size
        write(writer)
        assert Path(file + "-wal").stat().st_size <= length + 100_000


def test_a_reader_is_not_waited_for_and_what_it_reads_stays(file: str) -> None:
    with closing(opened(file)) as writer, closing(opened(file)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        write(writer)
        assert not checkpointing.checkpoint_file(file).whole
        assert reader.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        reader.execute("COMMIT")
        assert checkpointing.checkpoint_file(file).whole
        assert reader.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_while_somebody_writes_nothing_is_moved(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpointing, "PATIENCE", 0.2)
    with closing(opened(file)) as writer:
        write(writer)
        size = Path(file).stat().st_size
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            checkpointing.checkpoint_file(file)
        assert Path(file).stat().st_size == size
        writer.execute("COMMIT")
        assert checkpointing.checkpoint_file(file).whole
