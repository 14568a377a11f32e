"""A million cases for the pages of the desk: a made-up year through the actions, copied row by row in SQL.

What is copied keeps its team, owner, state and clocks, with other times; its chain and its sealed columns are copies
too, so it is listed and counted like any case and is not opened. The cases that are opened are the year's own.
"""

from collections.abc import Mapping
from typing import Any

BASE = 400
"""Cases of the year that is copied."""
SHIFT = 100_000_000
"""Far above any number of the year's own rows: copy k of row n bears the number n + k * SHIFT."""


def make_year(cases: int = BASE) -> None:
    """The made-up year, through the actions."""
    from datetime import UTC, datetime

    from peelian.project.demo.running import write, year_of

    write(year_of(1829, datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)), cases)


def copy_to(total: int) -> int:
    """Copy the year until `total` cases are there; how many there are."""
    from django.db import connection

    from peelian.casework.cases.models import Case

    have = Case.objects.count()
    times = max(0, -(-(total - have) // have))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copies (k bigint)")
        cursor.executemany("INSERT INTO bench_copies VALUES (%s)", [(k,) for k in range(1, times + 1)])
        for table, changed in copied(connection.vendor).items():
            copy_table(cursor, connection, table, changed)
        cursor.execute("DROP TABLE bench_copies")
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
        else:
            cursor.execute("ANALYZE")
    return Case.objects.count()


def copied(vendor: str) -> Mapping[str, Mapping[str, str]]:
    """Table -> column -> what the copy has in it, in the words of the engine."""
    number = f"b.id + c.k * {SHIFT}"
    case = f"b.case_id + c.k * {SHIFT}"
    if vendor == "sqlite":
        later = "strftime('%Y-%m-%d %H:%M:%S', b.{0}, '+' || c.k || ' minutes')"
        hexed = "printf('%032x', {0} + c.k * {1})"
        digits = "printf('%011d', 20000000000 + b.id * 100000 + c.k)"
    else:
        later = "b.{0} + c.k * interval '1 minute'"
        hexed = "lpad(to_hex({0} + c.k * {1}), 32, '0')"
        digits = "lpad((20000000000 + b.id * 100000 + c.k)::text, 11, '0')"
    return {
        "cases_case": {
            "id": number,
            "uid": hexed.format("b.id", SHIFT),
            "reference": digits,
            "next_due_at": later.format("next_due_at"),
            "opened_at": later.format("opened_at"),
        },
        "cases_casestate": {"id": number, "case_id": case},
        "cases_caseparty": {"id": number, "case_id": case},
        "clocks_clock": {
            "id": number,
            "case_id": case,
            "due_at": later.format("due_at"),
            "warn_at": later.format("warn_at"),
            "started_at": later.format("started_at"),
        },
    }


def copy_table(cursor: Any, connection: Any, table: str, changed: Mapping[str, str]) -> None:
    """Every row below SHIFT, as often as `bench_copies` says."""
    names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    into = ", ".join(connection.ops.quote_name(name) for name in names)
    values = ", ".join(changed.get(name, f"b.{connection.ops.quote_name(name)}") for name in names)
    # Django's cursor reads % as a place for a value.
    sql = f"INSERT INTO {table} ({into}) SELECT {values} FROM {table} b CROSS JOIN bench_copies c WHERE b.id < {SHIFT}"
    cursor.execute(sql.replace("%", "%%"), ())
