"""One new row written without the ORM's machinery, for opening a case writes a dozen of them.

Measured on one busy machine, alternating: a case opened in 9.3 ms of processor time through `save()`, in 7.9 ms like this;
with a person in 14.1 and 12.0 ms.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models


def insert(*rows: models.Model) -> None:
    """INSERT these new rows of one table and give them the numbers that the database gave. Constraints hold as ever."""
    sql, fields, key = _statement(type(rows[0]))
    with connection.cursor() as cursor:
        for row in rows:
            values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
            cursor.execute(sql, values)
            setattr(row, key, cursor.fetchone()[0])
            row._state.adding = False
            row._state.db = connection.alias


@cache
def _statement(model: type[models.Model]) -> tuple[str, tuple[Any, ...], str]:
    key = model._meta.pk
    assert key is not None
    fields = tuple(field for field in model._meta.local_concrete_fields if field is not key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks}) RETURNING "{key.column}"'
    return sql, fields, key.attname
