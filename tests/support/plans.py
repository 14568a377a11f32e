"""How a database means to answer a question: which indexes it reads, and which tables from end to end.

    plan = plan_of(rows)            # a query set, or the text of a query that was captured
    plan.indexes                    # {"records_person_digest", ...}
    plan.scanned                    # tables read whole

PostgreSQL reads a small table whole whatever indexes it has; it is asked what it would do if that were dear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Plan:
    """`text`: the plan as the database tells it."""

    text: str
    indexes: frozenset[str]
    scanned: frozenset[str]


def plan_of(asked: Any) -> Plan:
    """The plan of a query set."""
    from django.db import connection

    sql, given = asked.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", given)
            return _of_sqlite("\n".join(row[3] for row in cursor.fetchall()))
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql}", given)
        text = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
        cursor.execute("SET LOCAL enable_bitmapscan = on")
        return _of_postgresql(text)


def _of_sqlite(text: str) -> Plan:
    """`SEARCH table USING INDEX name (...)`; a `SCAN table` reads all of it, by an index or not."""
    return Plan(
        text,
        frozenset(re.findall(r"USING (?:COVERING )?INDEX (\w+)", text)),
        frozenset(re.findall(r"SCAN (\w+)", text)),
    )


def _of_postgresql(text: str) -> Plan:
    """An index without a condition is read whole as well."""
    whole = re.findall(r"Seq Scan on (\w+)", text)
    whole += re.findall(
        r"Index (?:Only )?Scan (?:Backward )?using \w+ on (\w+)[^\n]*\n(?!\s+Index Cond)", text
    )
    return Plan(text, frozenset(re.findall(r"Scan (?:Backward )?using (\w+) on", text)), frozenset(whole))
