"""Whether the store is what its manifest says: every part hashed, every row counted, every sum checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peelian.facts.datasets import DATASETS
from peelian.facts.manifest import Part
from peelian.facts.parts import sha256_of
from peelian.facts.store import Store, sql_text

_AGAIN = "Remove the source and add its file again."


@dataclass(slots=True)
class Verification:
    """What was looked at, and every fault in words; no fault means that the store is whole."""

    parts: int = 0
    rows: int = 0
    quarantined: int = 0
    sources: int = 0
    faults: list[str] = field(default_factory=list)


def verify(store: Store, progress: Callable[[str, int, int], None] | None = None) -> Verification:
    """Hash every part again, count its rows by source again, and compare with the manifest and the sources' sums."""
    import duckdb

    found = Verification(sources=len(store.manifest.sources))
    kept: Counter[str] = Counter()
    held: Counter[str] = Counter()
    parts = (*store.manifest.parts, *store.manifest.quarantine)
    with duckdb.connect() as connection:
        for number, part in enumerate(parts, start=1):
            if progress:
                progress("Verifying", number, len(parts))
            rows = _part(store.folder, part, connection, found)
            (kept if part.dataset else held).update(rows)
        _hidden(store, connection, found)
    _sums(store, kept, held, found)
    found.parts, found.rows, found.quarantined = len(parts), kept.total(), held.total()
    return found


def _part(folder: Path, part: Part, connection: Any, found: Verification) -> dict[str, int]:
    path = folder / part.file
    if not path.exists():
        found.faults.append(f"{part.file} is missing. {_AGAIN}")
        return {}
    if sha256_of(path) != part.sha256:
        found.faults.append(f"{part.file} has changed since it was written. {_AGAIN}")
        return {}
    if part.dataset in DATASETS and part.layout != DATASETS[part.dataset].fingerprint:
        found.faults.append(f"{part.file} has an older layout of {part.dataset}. {_AGAIN}")
    query = f"SELECT source_id, count(*) FROM read_parquet({sql_text(path)}) GROUP BY 1"
    rows = dict(connection.execute(query).fetchall())
    if rows != part.rows:
        found.faults.append(f"{part.file} does not hold the rows that the manifest counts. {_AGAIN}")
    if part.slots:
        _slots(folder, part, connection, found)
    return rows


def _slots(folder: Path, part: Part, connection: Any, found: Verification) -> None:
    import duckdb

    query = (
        f"SELECT source_id, sum(rows)::BIGINT FROM read_parquet({sql_text(folder / part.slots)}) GROUP BY 1"
    )
    try:
        counted = dict(connection.execute(query).fetchall())
    except duckdb.Error:
        found.faults.append(f"{part.slots} is missing or damaged. {_AGAIN}")
        return
    if counted != part.rows:
        found.faults.append(f"{part.slots} does not agree with {part.file}. {_AGAIN}")


def _hidden(store: Store, connection: Any, found: Verification) -> None:
    import duckdb

    for name, file in store.manifest.hidden.items():
        try:
            connection.execute(f"SELECT count(*) FROM read_parquet({sql_text(store.folder / file)})")
        except duckdb.Error:
            found.faults.append(f"{file}, the superseded slots of {name}, is missing or damaged. {_AGAIN}")


def _sums(store: Store, kept: Counter[str], held: Counter[str], found: Verification) -> None:
    known = {record.id for record in store.manifest.sources}
    for record in store.manifest.sources:
        if record.rows_read != record.rows_kept + record.rows_quarantined:
            found.faults.append(f"{record.id}: rows read are not rows kept plus rows quarantined.")
        if kept[record.id] != record.rows_kept:
            found.faults.append(
                f"{record.id}: {kept[record.id]:,} rows lie in the parts, {record.rows_kept:,} were kept."
            )
        if held[record.id] != record.rows_quarantined:
            found.faults.append(
                f"{record.id}: {held[record.id]:,} rows lie in quarantine, {record.rows_quarantined:,} were counted."
            )
    for stray in sorted((set(kept) | set(held)) - known):
        found.faults.append(f"rows of {stray} lie in the parts, but no source of that id is known.")
