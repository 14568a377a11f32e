"""Immutable Parquet files: written under a temporary name, synced, renamed, hashed; then never changed.

Each part has a small companion that counts its rows by source and slot: what supersedes what, what a source covers
and whether a part is whole are all answered from there, without reading the rows.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from peelian.facts.datasets import Dataset
from peelian.facts.manifest import Part, sync_folder
from peelian.facts.store import sql_text

QUARANTINE_COLUMNS = ("source_id", "file", "line", "column", "reason", "text")
_CHUNK = 4 * 1024 * 1024
#: Rows that are worth a row group of their own.
_GROUP = 20_000


def quarantine_schema() -> Any:
    """The Arrow schema of quarantined rows."""
    import pyarrow as pa

    return pa.schema([(name, pa.int64() if name == "line" else pa.string()) for name in QUARANTINE_COLUMNS])


def new_name(stem: str) -> str:
    """A file name that no other part has."""
    return f"{stem}-{uuid.uuid4().hex[:12]}.parquet"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished Parquet file still under its temporary name."""

    path: Path
    dataset: str
    rows: dict[str, int]


class Sink:
    """Rows of one dataset (or of the quarantine) on their way into one draft, written in batches.

    The few rows of many sources go into one row group: a query reads each group apart, however small it is.
    """

    def __init__(self, path: Path, dataset: str, schema: Any) -> None:
        self.path = path
        self.dataset = dataset
        self._schema = schema
        self._writer: Any = None
        self._waiting: list[Any] = []
        self.rows: dict[str, int] = {}

    def write(self, table: Any, source_id: str) -> None:
        """Append a `pyarrow.Table` of the sink's schema."""
        self._waiting.append(table)
        self.rows[source_id] = self.rows.get(source_id, 0) + table.num_rows
        if sum(each.num_rows for each in self._waiting) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._writer is None:
            self._writer = pq.ParquetWriter(self.path, self._schema, compression="zstd", compression_level=1)
        self._writer.write_table(pa.concat_tables(self._waiting))
        self._waiting = []

    def close(self) -> Draft | None:
        """The draft, or None when nothing was written."""
        if self._waiting:
            self._flush()
        if self._writer is None:
            return None
        self._writer.close()
        return Draft(self.path, self.dataset, dict(self.rows))


def settle(draft: Draft, folder: Path, connection: Any, layout: Dataset | None) -> Part:
    """Make a draft durable under its final name in `folder`, with its slot companion; returns the part."""
    kind = "parts" if layout else "quarantine"
    file = f"{kind}/{new_name(draft.dataset or 'quarantine')}"
    part = Part(
        file=file,
        dataset=draft.dataset,
        sha256=sha256_of(draft.path),
        bytes=draft.path.stat().st_size,
        rows=dict(sorted(draft.rows.items())),
        layout=layout.fingerprint if layout else "",
    )
    if layout:
        slots = f"{kind}/{new_name(draft.dataset + '-slots')}"
        _write_slots(draft.path, layout, folder / slots, connection)
        part = replace(part, slots=slots)
    publish(draft.path, folder / file)
    return part


def _write_slots(path: Path, layout: Dataset, target: Path, connection: Any) -> None:
    columns = ", ".join(f'"{name}"' for name in ("source_id", *layout.slot))
    query = (
        f"SELECT {columns}, count(*) AS rows FROM read_parquet({sql_text(path)}) GROUP BY ALL ORDER BY ALL"
    )
    temporary = path.with_name(path.name + "-slots")
    connection.execute(f"COPY ({query}) TO {sql_text(temporary)} (FORMAT parquet)")
    publish(temporary, target)


def publish(temporary: Path, target: Path) -> None:
    """Sync a finished file and rename it to its place."""
    handle = os.open(temporary, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    temporary.rename(target)


def sync(folder: Path, names: Iterable[str] = ("parts", "quarantine")) -> None:
    """Make the renames in the store's folders durable."""
    for name in names:
        sync_folder(folder / name)
