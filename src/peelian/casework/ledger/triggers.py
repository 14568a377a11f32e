"""Guards in the database itself: an append-only table refuses UPDATE, DELETE, REPLACE and TRUNCATE, whoever asks.

Django's ORM, raw SQL, `psql` and `sqlite3` all meet them. Django drops triggers when it rebuilds a SQLite table, so
they are put back after every `migrate`, and a system check looks for them. What they cannot stop is the owner of the
tables, who may drop them: that is what the chain, its seals and the checkpoints are for (T-03).

SQLite: `INSERT OR REPLACE` and upserts walk past UPDATE and DELETE triggers, so an INSERT that meets an existing row is
refused as well. PostgreSQL: `ENABLE ALWAYS`, for ordinary triggers are skipped under `session_replication_role`.
A stream is the one row that changes: it only ever moves on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.db import connection as default_connection
from django.db import models
from django.db.models.options import Options

APPEND_ONLY: Final = (
    "ledger.LedgerEntry",
    "ledger.AccessEntry",
    "ledger.Checkpoint",
    "cases.CaseState",
    "cases.CaseRight",
    "retention.Disposal",
    "accounts.SignInEvent",
)
"""Models by name, for some stand above this folder. One that is not installed is left out."""
STREAM: Final = "ledger.Stream"
MESSAGE: Final = "append-only"

_BODIES: Final = {
    "peelian_append_only": f"""
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END """,
    "peelian_moves_on": f"""
BEGIN
  IF NEW.uid <> OLD.uid OR NEW.kind <> OLD.kind OR NEW.key_id IS DISTINCT FROM OLD.key_id OR NEW.seq < OLD.seq OR NEW.last_at < OLD.last_at
     OR (NEW.seq = OLD.seq AND NEW.head <> OLD.head)
  THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END """,
}
"""PostgreSQL's functions and their bodies, byte by byte as they must lie in the catalogue."""
_BEFORE, _ROW, _DELETE, _UPDATE, _TRUNCATE = 2, 1, 8, 16, 32
"""The bits of `pg_trigger.tgtype`."""


def install(connection: Any = default_connection) -> list[str]:
    """Put every guard in place, again if need be; returns the tables that are guarded. The owner of the tables runs it."""
    tables = [model._meta for model in _models() if _exists(connection, model._meta.db_table)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in _BODIES.items():
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
                )
        for meta in tables:
            for statement in _statements(connection.vendor, meta):
                cursor.execute(statement)
    return [meta.db_table for meta in tables]


def remove(connection: Any = default_connection) -> None:
    """Take the guards away, as the owner of the tables can: for the tests of verification, and to restore a backup."""
    with connection.cursor() as cursor:
        for model in _models():
            table = model._meta.db_table
            for name in _names(connection.vendor, model._meta):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: Any = default_connection) -> list[str]:
    """Tables that lack a guard, or have one that is not, word for word, what `install` writes (or not always on)."""
    found = _found(connection)
    return [
        model._meta.db_table
        for model in _models()
        if _exists(connection, model._meta.db_table) and not _whole(connection.vendor, model._meta) <= found
    ]


def _models() -> list[type[models.Model]]:
    held = []
    for name in (*APPEND_ONLY, STREAM):
        label, _, model = name.partition(".")
        if label in apps.app_configs:
            held += [one for one in apps.get_app_config(label).get_models() if one.__name__ == model]
    return held


def _exists(connection: Any, table: str) -> bool:
    return table in connection.introspection.table_names()


def _names(vendor: str, meta: Options[Any]) -> list[str]:
    table = meta.db_table
    if vendor == "postgresql":
        moves = [f"{table}_moves"] if meta.label == STREAM else []
        return [f"{table}_rows", f"{table}_whole", *moves]
    return [f"{table}_no_update", f"{table}_no_delete", f"{table}_no_replace"]


_FOUND: Final = """
SELECT c.relname, t.tgname, t.tgtype, p.proname, p.prosrc
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_proc p ON p.oid = t.tgfoid
JOIN pg_language l ON l.oid = p.prolang
WHERE t.tgenabled = 'A' AND NOT t.tgisinternal AND t.tgqual IS NULL AND t.tgattr = '' AND t.tgnargs = 0
  AND pg_table_is_visible(c.oid) AND l.lanname = 'plpgsql' AND p.proconfig IS NULL AND NOT p.prosecdef
"""
"""Triggers that are always on, for every row and column, with the very text of what they do."""


def _found(connection: Any) -> set[tuple[Any, ...]]:
    """What guards there are: on SQLite name and text, on PostgreSQL table, name, when, function and its text."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FOUND)
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {tuple(row) for row in cursor.fetchall()}


def _whole(vendor: str, meta: Options[Any]) -> set[tuple[Any, ...]]:
    """What must be among `_found` for a table to be guarded."""
    names = _names(vendor, meta)
    if vendor == "sqlite":
        made = [one for one in _statements(vendor, meta) if one.startswith("CREATE TRIGGER ")]
        return set(zip(names, made, strict=True))
    stream = meta.label == STREAM
    kinds = [
        (_BEFORE + _ROW + _DELETE + (0 if stream else _UPDATE), "peelian_append_only"),
        (_BEFORE + _TRUNCATE, "peelian_append_only"),
        (_BEFORE + _ROW + _UPDATE, "peelian_moves_on"),
    ]
    return {
        (meta.db_table, name, kind, function, _BODIES[function])
        for name, (kind, function) in zip(names, kinds, strict=False)
    }


def _statements(vendor: str, meta: Options[Any]) -> Iterable[str]:
    moves = meta.label == STREAM
    return _postgresql(meta, moves) if vendor == "postgresql" else _sqlite(meta, moves)


def _sqlite(meta: Options[Any], moves: bool) -> Iterable[str]:
    table = meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    changed = (
        "WHEN NEW.uid IS NOT OLD.uid OR NEW.kind IS NOT OLD.kind OR NEW.key_id IS NOT OLD.key_id "
        "OR NEW.seq < OLD.seq OR NEW.last_at < OLD.last_at "
        "OR (NEW.seq = OLD.seq AND NEW.head IS NOT OLD.head) "
    )
    same = " OR ".join(" AND ".join(f"{c} = NEW.{c}" for c in key) for key in _keys(meta))
    for name in _names("sqlite", meta):
        yield f"DROP TRIGGER IF EXISTS {name}"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {changed if moves else ''}{refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    yield (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}"
    )


def _postgresql(meta: Options[Any], moves: bool) -> Iterable[str]:
    table = meta.db_table
    rows, whole = _names("postgresql", meta)[:2]
    for name in _names("postgresql", meta):
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    if moves:
        yield f"CREATE TRIGGER {table}_moves BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION peelian_moves_on()"
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_moves"
    refused = "DELETE" if moves else "UPDATE OR DELETE"
    yield (
        f"CREATE TRIGGER {rows} BEFORE {refused} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION peelian_append_only()"
    )
    yield f"CREATE TRIGGER {whole} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION peelian_append_only()"
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {rows}"
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {whole}"


def _keys(meta: Options[Any]) -> Iterable[list[str]]:
    """Each set of columns that may hold a value once: the primary key, unique columns, unique constraints."""
    yield [str(field.column) for field in meta.pk_fields]
    for field in meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield [str(field.column)]
    for constraint in meta.total_unique_constraints:
        yield [_column(meta, name) for name in constraint.fields]
    for together in meta.unique_together:
        yield [_column(meta, name) for name in together]


def _column(meta: Options[Any], name: str) -> str:
    return next(str(field.column) for field in meta.local_concrete_fields if field.name == name)
