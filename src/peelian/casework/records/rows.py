"""One new row written without the ORM's machinery, for opening a case writes a dozen of them.

Measured on one busy machine, alternating: a case opened in 9.3 ms of processor time through `save()`, in 7.9 ms like this;
with a person in 14.1 and 12.0 ms.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models


def insert(*rows: models.Model) -> None:
    """INSERT these new rows of one table and give them the numbers that the database gave. Constraints hold as ever."""
    if not rows:
        return
    sql, fields, key = _statement(type(rows[0]))
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(sql, _values(row, fields))
            setattr(row, key, cursor.fetchone()[0])
            row._state.adding = False
            row._state.db = connection.alias


def insert_new(*rows: models.Model) -> None:
    """INSERT those of these rows of one table that are not there yet; they get no numbers."""
    if not rows:
        return
    sql, fields, _key = _statement(type(rows[0]))
    sql = sql.partition(" RETURNING ")[0] + " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(sql, _values(row, fields))


def update(row: models.Model, columns: Iterable[str]) -> None:
    """UPDATE these columns of a row that this transaction has inserted: nobody else can have changed it."""
    wanted = set(columns)
    fields = [field for field in row._meta.local_concrete_fields if field.attname in wanted]
    key = row._meta.pk
    assert key is not None
    marks = ", ".join(f'"{field.column}" = %s' for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in (*fields, key)]
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{row._meta.db_table}" SET {marks} WHERE "{key.column}" = %s', values)


def _values(row: models.Model, fields: tuple[Any, ...]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]


@cache
def _statement(model: type[models.Model]) -> tuple[str, tuple[Any, ...], str]:
    key = model._meta.pk
    assert key is not None
    fields = tuple(field for field in model._meta.local_concrete_fields if field is not key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks}) RETURNING "{key.column}"'
    return sql, fields, key.attname
