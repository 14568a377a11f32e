"""Rows written without the ORM's machinery: every action writes some, opening a case two dozen (`benchmarks.open_case`).

Measured on one entry with details: 1.5 ms of processor time through `save()` and `update()`, 0.7 ms like this.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections, models

Columns = tuple[tuple[str, Any, type | None], ...]
_PLAIN: Final[dict[type, type]] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.BinaryField: bytes,
}


def insert(*rows: models.Model) -> None:
    """INSERT these new rows of one table in one statement; where the database numbers them, they get their numbers.

    Constraints hold as ever. Numbers come back in the order of the rows, as `bulk_create` expects it too.
    """
    if not rows:
        return
    sql, columns, key = _statement(type(rows[0]), len(rows))
    held = connections[DEFAULT_DB_ALIAS]
    with held.cursor() as cursor:
        cursor.execute(sql, _values(rows, columns, held))
        if key:
            for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
                setattr(row, key, number)
    for row in rows:
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
        cursor.execute(sql, _values(rows, columns, held))


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


def _values(rows: Iterable[models.Model], columns: Columns, held: Any) -> list[Any]:
    """What the driver is given for each column. What has the very type of its column needs no change (and nothing is
    nothing); everything else goes through its field (a sealed column refuses what was not sealed)."""
    return [
        value
        if plain is not None and ((value := getattr(row, name)) is None or type(value) is plain)
        else field.get_db_prep_save(field.pre_save(row, True), held)
        for row in rows
        for name, field, plain in columns
    ]


def _plain(field: Any) -> type | None:
    if type(field).pre_save is not models.Field.pre_save:
        return None
    if isinstance(field, models.IntegerField) or type(field) is models.ForeignKey:
        return int
    return _PLAIN.get(type(field))


@cache
def _statement(model: type[models.Model], count: int) -> tuple[str, Columns, str]:
    """The statement for so many rows, their columns, and the key that the database gives ("" where the row has it)."""
    key = model._meta.pk
    assert key is not None
    given = isinstance(key, models.AutoField)
    fields = tuple(field for field in model._meta.local_concrete_fields if not given or field is not key)
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * count)
    sql = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {marks}'
    columns = tuple((field.attname, field, _plain(field)) for field in fields)
    return (f'{sql} RETURNING "{key.column}"', columns, key.attname) if given else (sql, columns, "")
