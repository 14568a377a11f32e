"""Somebody who owns the database: past Django, past the guards, in the very file or as the owner of the tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections

from tests.support.databases import Clone

TABLES = ("ledger_ledgerentry", "ledger_accessentry", "ledger_checkpoint", "ledger_stream")


class Owner:
    """Runs statements with the guards off; `%s` stands for a value."""

    def __init__(self, connection: Any, vendor: str) -> None:
        self.connection, self.vendor = connection, vendor

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """How many rows a statement changed."""
        found = self.connection.execute(sql.replace("%s", "?") if self.vendor == "sqlite" else sql, params)
        return int(found.rowcount)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        """What a query gives."""
        found = self.connection.execute(sql.replace("%s", "?") if self.vendor == "sqlite" else sql, params)
        return list(found.fetchall())


@contextmanager
def owner_of(clone: Clone) -> Iterator[Owner]:
    """Open the database with the guards off; they are on again afterwards, so that only the deed can be noticed."""
    for alias in ("default", "vault"):
        connections[alias].close()
    if clone.engine == "sqlite":
        held = sqlite3.connect(clone.names["default"], isolation_level=None)
        kept = held.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in kept:
            held.execute(f"DROP TRIGGER {name}")
        yield Owner(held, "sqlite")
        for _, sql in kept:
            held.execute(sql)
        held.close()
        return
    params = connections["default"].get_connection_params()
    with psycopg.connect(
        host=params["host"], user=params["user"], dbname=clone.names["default"], autocommit=True
    ) as open_one:
        for table in TABLES:
            open_one.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield Owner(open_one, "postgresql")
        for table in TABLES:
            open_one.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_rows")
            open_one.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_whole")
        open_one.execute("ALTER TABLE ledger_stream ENABLE ALWAYS TRIGGER ledger_stream_moves")
