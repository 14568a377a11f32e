"""Changing loaded rows in the store of a home of the test's own, through the store's own writer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from peelian.facts.datasets import DATASETS
from peelian.facts.parts import Draft, settle
from peelian.facts.writing import Writer

Where = Mapping[str, str]


def _condition(where: Where) -> str:
    return " AND ".join(f"CAST(\"{name}\" AS VARCHAR) = '{value}'" for name, value in where.items())


def _count(connection: Any, path: Path, where: Where) -> int:
    query = f"SELECT count(*) FROM read_parquet('{path}') WHERE {_condition(where)}"
    return int(connection.execute(query).fetchall()[0][0])


def _rewrite(home: Path, dataset: str, wheres: Sequence[Where], query: str) -> None:
    """Put a new part in place of the one that holds exactly one row of each, as a writer of the store does.

    A change that hit no row, or several, would prove nothing, so it is refused.
    """
    with Writer(home) as writer:
        parts = [part for part in writer.manifest.parts if part.dataset == dataset]
        hit = set()
        for where in wheres:
            found = [(part, _count(writer.connection, writer.folder / part.file, where)) for part in parts]
            assert sum(count for _, count in found) == 1, f"{dataset} {dict(where)}: {found}"
            hit |= {part.file for part, count in found if count}
        (old,) = [part for part in parts if part.file in hit]
        draft = writer.work / "changed.parquet"
        rows = query.format(rows=f"read_parquet('{writer.folder / old.file}')")
        writer.connection.execute(f"COPY ({rows}) TO '{draft}' (FORMAT parquet)")
        new = settle(Draft(draft, dataset, old.rows), writer.folder, writer.connection, DATASETS[dataset])
        kept = tuple(new if part is old else part for part in writer.manifest.parts)
        writer.commit(replace(writer.manifest, parts=kept), touched={dataset})


def change(home: Path, dataset: str, where: Where, column: str, value: Any) -> None:
    """Give the one row of `where` another value."""
    change_all(home, dataset, column, [(where, value)])


def change_all(home: Path, dataset: str, column: str, values: Sequence[tuple[Where, Any]]) -> None:
    """Give the one row of each `where` another value, all in one commit."""
    cases = " ".join(f"WHEN {_condition(where)} THEN {value}" for where, value in values)
    query = f"SELECT * REPLACE (CASE {cases} ELSE {column} END AS {column}) FROM {{rows}}"
    _rewrite(home, dataset, [where for where, _ in values], query)


def shift(home: Path, dataset: str, where: Where, column: str, by: float) -> None:
    """Add to the one row of `where`."""
    change(home, dataset, where, column, f"{column} + {by}")


def remove(home: Path, dataset: str, where: Where) -> None:
    """Take the one row of `where` away."""
    _rewrite(home, dataset, [where], f"SELECT * FROM {{rows}} WHERE NOT ({_condition(where)})")


def add_like(home: Path, dataset: str, where: Where, **columns: Any) -> None:
    """Add a copy of the one row of `where` with other values in some columns."""
    replaced = ", ".join(
        f"{value if not isinstance(value, str) else chr(39) + value + chr(39)} AS {name}"
        for name, value in columns.items()
    )
    _rewrite(
        home,
        dataset,
        [where],
        f"SELECT * FROM {{rows}} UNION ALL SELECT * REPLACE ({replaced}) FROM {{rows}} WHERE {_condition(where)}",
    )
