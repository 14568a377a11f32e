"""What is committed is on the disk: every connection tells so itself, and one that does not is refused (T: lost records)."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import load_backend

from peelian.project.durable import held_settings
from peelian.project.problems import NotDurable
from peelian.project.settings.database import PRAGMAS, sqlite


def connection_to(settings: dict[str, Any]) -> Any:
    """A connection of its own with other settings, filled in as Django fills its own."""
    filled = {**connections.settings["default"], **settings}
    return load_backend(filled["ENGINE"]).DatabaseWrapper(filled, "default")


@pytest.mark.parametrize("alias", ["default", "vault"])
def test_an_open_connection_tells_that_its_commits_are_synced(db: None, database: str, alias: str) -> None:
    # The meaning of the numbers: sqlite.org/pragma.html#pragma_synchronous (2 is FULL).
    held = held_settings(connections[alias])
    if database == "sqlite":
        assert held == {
            "synchronous": "2",
            "journal_mode": "wal",
            "wal_autocheckpoint": "0",
            "recursive_triggers": "1",
        }
    else:
        assert held == {}, "the suite's own PostgreSQL is thrown away, and so runs unsafe"


@pytest.mark.parametrize(
    "weaker", ["synchronous=NORMAL", "synchronous=OFF", "journal_mode=DELETE", "wal_autocheckpoint=1000"]
)
def test_a_weaker_sqlite_connection_is_refused_by_name(tmp_path: Path, weaker: str) -> None:
    settings = sqlite(tmp_path / "weak.sqlite3", f";PRAGMA {weaker}")
    assert settings["OPTIONS"]["init_command"].startswith(PRAGMAS)
    with pytest.raises(NotDurable, match=weaker.split("=", maxsplit=1)[0]) as refused:
        connection_to(settings).ensure_connection()
    assert "Nid yw Peelian" in refused.value.message("cy")


def test_a_postgresql_without_fsync_is_refused(
    db: None, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database != "postgresql":
        pytest.skip("asks the suite's own PostgreSQL, which runs with fsync off")
    monkeypatch.delenv("PEELIAN_TEST_UNSAFE")
    with pytest.raises(NotDurable, match="fsync=off, synchronous_commit=off, full_page_writes=off"):
        connection_to({}).ensure_connection()
