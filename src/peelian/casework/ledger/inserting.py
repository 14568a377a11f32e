"""New rows written without the ORM's machinery, for opening a case writes two dozen of them (`benchmarks.open_case`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections, models

from peelian.casework.ledger.rows import Columns, columns_of, values


def insert(*rows: models.Model) -> None:
    """INSERT these new rows of one table in one statement and give them the numbers that the database gave.

    Constraints hold as ever. Numbers come back in the order of the rows, as `bulk_create` expects it too.
    """
    if not rows:
        return
    sql, columns, key = _statement(type(rows[0]), len(rows))
    held = connections[DEFAULT_DB_ALIAS]
    with held.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in values(row, columns, held)])
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            setattr(row, key, number)
            row._state.adding = False
            row._state.db = held.alias


def insert_new(*rows: models.Model) -> None:
    """INSERT those of these rows of one table that are not there yet; they get no numbers."""
    if not rows:
        return
    sql, columns, _key = _statement(type(rows[0]), len(rows))
    sql = sql.partition(" RETURNING ")[0] + " ON CONFLICT DO NOTHING"
    held = connections[DEFAULT_DB_ALIAS]
    with held.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in values(row, columns, held)])


def update(row: models.Model, columns: Iterable[str]) -> None:
    """UPDATE these columns of a row that this transaction has inserted: nobody else can have changed it."""
    wanted = set(columns)
    fields = [field for field in row._meta.local_concrete_fields if field.attname in wanted]
    key = row._meta.pk
    assert key is not None
    marks = ", ".join(f'"{field.column}" = %s' for field in fields)
    held = connections[DEFAULT_DB_ALIAS]
    given = [field.get_db_prep_save(getattr(row, field.attname), held) for field in (*fields, key)]
    with held.cursor() as cursor:
        cursor.execute(f'UPDATE "{row._meta.db_table}" SET {marks} WHERE "{key.column}" = %s', given)


@cache
def _statement(model: type[models.Model], count: int) -> tuple[str, Columns, str]:
    key = model._meta.pk
    assert key is not None
    fields = tuple(field for field in model._meta.local_concrete_fields if field is not key)
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * count)
    sql = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {marks} RETURNING "{key.column}"'
    return sql, columns_of(fields), key.attname
