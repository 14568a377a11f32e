"""Reading chains straight from the driver: one snapshot, in the order of streams, without an object per row.

A `Source` can be handed to another process. Inside an open transaction (a test's, a backup's) Django's own connection is
read instead, so that what is not committed yet is verified too.

Text that is no text (a column that somebody turned into bytes of another kind) is read all the same: its strange bytes
become lone surrogates, which no hash fits, so that verification names the entry instead of ending at it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Final

from django.db import Error

CHUNK: Final = 2000
AS_IT_LIES: Final = partial(str, encoding="utf-8", errors="surrogateescape")
"""SQLite's `text_factory` that cannot fail. It costs half the speed of reading, so it is set when it is needed."""
_PLAIN: Final = re.compile("[0-9a-f]{32}").fullmatch
"""Names that every collation puts in the same order."""
_SPARSE: Final = 4
"""With so many rows to a name, the names lie too far apart for a range."""
CANNOT_READ: Final = (Error, sqlite3.Error, UnicodeError, OverflowError)
"""What a reader may raise on a damaged row; a driver's own errors are added to it in `Reader.errors`."""
_DJANGO_ONLY: Final = frozenset(
    {
        "cursor_factory",
        "context",
        "prepare_threshold",
        "client_encoding",
        "server_side_binding",
        "pool",
        "assume_role",
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """How to reach the records' database: the engine, and what its driver's `connect` takes."""

    vendor: str
    params: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, connection: Any) -> Source:
        """The source of a Django connection."""
        given = connection.get_connection_params()
        if connection.vendor == "sqlite":
            return cls("sqlite", {"database": given["database"]})
        return cls("postgresql", {name: value for name, value in given.items() if name not in _DJANGO_ONLY})


class Reader:
    """One snapshot of one database."""

    def __init__(
        self,
        vendor: str,
        run: Callable[[str, Sequence[Any]], Any],
        stream: Callable[..., Any],
        errors: tuple[type[Exception], ...] = (),
    ) -> None:
        self.vendor, self._run, self._stream = vendor, run, stream
        self.errors: tuple[type[Exception], ...] = (*CANNOT_READ, *errors)

    def few(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        """All rows of a small result; `%s` stands for a value."""
        return list(self._run(self._own(sql), params))

    def those(self, sql: str, names: Sequence[str]) -> list[Any]:
        """The rows whose column, with which `sql` ends, has one of `names`, and maybe rows between them.

        Names that lie close together, as chains do when they are walked in order, are read as a range, which costs a
        third of looking each up.
        """
        if names and all(map(_PLAIN, names)):
            most = _SPARSE * len(names)
            found = self.few(f"{sql} BETWEEN %s AND %s LIMIT {most}", (min(names), max(names)))
            if len(found) < most:
                return found
        if self.vendor == "sqlite":
            return self.few(f"{sql} IN ({', '.join(['%s'] * len(names)) or 'NULL'})", names)
        return self.few(f"{sql} = ANY(%s)", [list(names)])

    def many(self, sql: str, params: Sequence[Any] = ()) -> Iterator[Any]:
        """Rows of a large result, a chunk at a time."""
        return iter(self._stream(self._own(sql), params))

    def _own(self, sql: str) -> str:
        return sql.replace("%s", "?") if self.vendor == "sqlite" else sql


@contextmanager
def opened(source: Source) -> Iterator[Reader]:
    """A reader on a connection and snapshot of its own, which changes nothing."""
    if source.vendor == "sqlite":
        yield from _sqlite(source)
    else:
        yield from _postgresql(source)


@contextmanager
def as_it_lies(connection: Any) -> Iterator[None]:
    """Django's own connection gives text that is no text, too, while this lasts."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    held = connection.connection
    before, held.text_factory = held.text_factory, AS_IT_LIES
    try:
        yield
    finally:
        held.text_factory = before


def within(connection: Any) -> Reader:
    """A reader in the transaction that Django's connection has open; call it inside `as_it_lies`."""

    def run(sql: str, params: Sequence[Any]) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql.replace("?", "%s"), list(params))
            return cursor.fetchall()

    return Reader(connection.vendor, run, run)


def _sqlite(source: Source) -> Iterator[Reader]:
    uri = str(source.params["database"]).startswith("file:")
    held = sqlite3.connect(source.params["database"], isolation_level=None, uri=uri, timeout=20)
    try:
        held.execute("PRAGMA query_only=ON")
        held.execute("PRAGMA wal_autocheckpoint=0")
        held.execute("BEGIN")

        def rows(sql: str, params: Sequence[Any]) -> Iterator[Any]:
            return _sqlite_rows(held, sql, params)

        yield Reader("sqlite", rows, rows)
    finally:
        held.close()


def _sqlite_rows(held: sqlite3.Connection, sql: str, params: Sequence[Any]) -> Iterator[Any]:
    """Rows by the fast way; from a row on that holds text that is no text, by the one that cannot fail."""
    given = 0
    try:
        cursor = held.execute(sql, params)
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk
            given += len(chunk)
        return
    except sqlite3.OperationalError:
        if held.text_factory is AS_IT_LIES:
            raise
    held.text_factory = AS_IT_LIES
    yield from islice(held.execute(sql, params), given, None)


def _postgresql(source: Source) -> Iterator[Reader]:
    import psycopg

    with psycopg.connect(**source.params) as held:
        held.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        held.read_only = True

        def run(sql: str, params: Sequence[Any]) -> Any:
            return held.execute(sql, params, binary=True).fetchall()

        def rows(sql: str, params: Sequence[Any]) -> Iterator[Any]:
            with held.cursor("peelian_walk", binary=True) as cursor:
                cursor.itersize = CHUNK
                cursor.execute(sql, params)
                yield from cursor

        yield Reader("postgresql", run, rows, (psycopg.Error,))
