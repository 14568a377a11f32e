"""What is committed is on the disk: read back on every new connection, or the connection is refused."""

from __future__ import annotations

import os
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from peelian.project.problems import NotDurable

UNSAFE_VARIABLE: Final = "PEELIAN_TEST_UNSAFE"
"""Set by the suite alone, whose databases are thrown away: PostgreSQL may then run without fsync."""

SQLITE: Final = {
    "synchronous": "2",
    "journal_mode": "wal",
    "wal_autocheckpoint": "0",
    "recursive_triggers": "1",
}
POSTGRESQL: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def watch() -> None:
    """Look at each connection as it opens."""
    connection_created.connect(_look, dispatch_uid="peelian.project.durable")


def _look(sender: object, connection: BaseDatabaseWrapper, **_more: object) -> None:
    refuse_unsafe(connection)


def refuse_unsafe(connection: BaseDatabaseWrapper) -> None:
    """Raise NotDurable, naming each setting, when the database may forget what it has acknowledged."""
    wanted = _wanted(connection)
    held = held_settings(connection)
    wrong = {name: held[name] for name in wanted if held[name] not in wanted[name]}
    if wrong:
        connection.close()
        said = ", ".join(f"{name}={value}" for name, value in wrong.items())
        raise NotDurable(alias=connection.alias, found=said)


def held_settings(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The settings that decide about durability, as the database itself tells them."""
    ask = "PRAGMA {}" if connection.vendor == "sqlite" else "SHOW {}"
    return {name: _one(connection, ask.format(name)) for name in _wanted(connection)}


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    if connection.vendor == "sqlite":
        return {name: (value,) for name, value in SQLITE.items()}
    if os.environ.get(UNSAFE_VARIABLE):
        return {}
    # remote_write and remote_apply wait for the own disk as well; `local` does and asks no standby.
    more: dict[str, tuple[str, ...]] = {"synchronous_commit": ("on", "local", "remote_write", "remote_apply")}
    return {name: more.get(name, (value,)) for name, value in POSTGRESQL.items()}


def _one(connection: BaseDatabaseWrapper, question: str) -> str:
    # Straight from the driver: Django's cursor would ask for a connection that is being made.
    raw: Any = connection.connection
    cursor = raw.cursor()
    try:
        cursor.execute(question)
        return str(cursor.fetchone()[0]).lower()
    finally:
        cursor.close()
