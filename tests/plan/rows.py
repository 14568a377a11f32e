"""Changing loaded rows of a home of the test's own, in the store's Parquet itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from peelian.facts.store import open_store

Where = Mapping[str, str]


def _parts(home: Path, dataset: str) -> Iterator[Path]:
    yield from open_store(home).parts(dataset, "all")


def _condition(where: Where) -> str:
    return " AND ".join(f"CAST(\"{name}\" AS VARCHAR) = '{value}'" for name, value in where.items())


def _rewrite(path: Path, query: str) -> None:
    fresh = path.with_suffix(".fresh")
    rows = query.format(rows=f"read_parquet('{path}')")
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({rows}) TO '{fresh}' (FORMAT parquet)")
    fresh.replace(path)


def _count(path: Path, where: Where) -> int:
    with duckdb.connect() as connection:
        query = f"SELECT count(*) FROM read_parquet('{path}') WHERE {_condition(where)}"
        return int(connection.execute(query).fetchall()[0][0])


def _the_part(home: Path, dataset: str, where: Where) -> Path:
    """The part that holds exactly one such row: a perturbation that hits nothing would prove nothing."""
    found = [(path, _count(path, where)) for path in _parts(home, dataset)]
    assert sum(count for _, count in found) == 1, f"{dataset} {dict(where)}: {found}"
    return next(path for path, count in found if count)


def change(home: Path, dataset: str, where: Where, column: str, value: Any) -> None:
    """Give the one row of `where` another value."""
    path = _the_part(home, dataset, where)
    _rewrite(
        path,
        f"SELECT * REPLACE (CASE WHEN {_condition(where)} THEN {value} ELSE {column} END AS {column}) FROM {{rows}}",
    )


def shift(home: Path, dataset: str, where: Where, column: str, by: float) -> None:
    """Add to the one row of `where`."""
    change(home, dataset, where, column, f"{column} + {by}")


def remove(home: Path, dataset: str, where: Where) -> None:
    """Take the one row of `where` away."""
    _rewrite(_the_part(home, dataset, where), f"SELECT * FROM {{rows}} WHERE NOT ({_condition(where)})")


def add_like(home: Path, dataset: str, where: Where, **columns: Any) -> None:
    """Add a copy of the one row of `where` with other values in some columns."""
    path = _the_part(home, dataset, where)
    replaced = ", ".join(
        f"{value if not isinstance(value, str) else chr(39) + value + chr(39)} AS {name}"
        for name, value in columns.items()
    )
    _rewrite(
        path,
        f"SELECT * FROM {{rows}} UNION ALL SELECT * REPLACE ({replaced}) FROM {{rows}} WHERE {_condition(where)}",
    )
