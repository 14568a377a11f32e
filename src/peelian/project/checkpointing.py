"""Moves SQLite's write-ahead log into its database, where no other connection can begin the log anew meanwhile.

SQLite 3.7.0 to 3.51.2 may damage a database when one connection checkpoints again while another's commit resets the
log (fixed in 3.51.3). No connection of Peelian checkpoints by itself; this does, while a connection of its own holds
the write lock: nobody commits, so nobody resets. A passive checkpoint works under that lock and waits for no reader.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from django.db import connections

from peelian.project.settings.database import ALIASES

PATIENCE: Final = 20.0
"""Seconds to wait for the write lock; then the next turn tries again."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What one checkpoint did: pages in the log, and how many of them are in the database now."""

    alias: str
    pages: int
    moved: int

    @property
    def whole(self) -> bool:
        """Whether the next commit may begin the log anew."""
        return self.pages == self.moved


def checkpoint_wal() -> list[Moved]:
    """Checkpoint each SQLite database of this site; nothing on PostgreSQL, which looks after itself."""
    return [
        checkpoint_file(str(connections[alias].settings_dict["NAME"]), alias)
        for alias in ALIASES
        if connections[alias].vendor == "sqlite"
    ]


def checkpoint_file(path: str, alias: str = "") -> Moved:
    """Checkpoint one file under the write lock. Raises sqlite3.OperationalError when the lock is not to be had."""
    with closing(_open(path)) as holder, closing(_open(path)) as mover:
        holder.execute("BEGIN IMMEDIATE")
        try:
            _busy, pages, moved = mover.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            holder.execute("ROLLBACK")
    return Moved(alias, pages, moved)


def _open(path: str) -> sqlite3.Connection:
    opened = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    opened.execute("PRAGMA wal_autocheckpoint=0")
    opened.execute("PRAGMA synchronous=FULL")
    return opened
