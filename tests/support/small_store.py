"""A real store from small ASCII tables: what a test says is all that the store holds.

    area_id       | as_at      | worker_type     | basis | value
    west-midlands | 2016-09-30 | police_officers | fte   | 100

A dash is a missing value. Columns that are not written get what an adapter would give: the area's kind, state `ok`,
sex and rank `all`, source `test/one` (vintage 2020-01-01); an absent optional column is empty.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from peelian.facts.datasets import DATASETS
from peelian.facts.manifest import NAME, Manifest, Part, SourceRecord, sealed, to_bytes
from peelian.facts.store import Store, open_store
from peelian.reference.areas import area

FILLED = {
    "state": "ok",
    "sex": "all",
    "rank": "all",
    "source_id": "test/one",
    "stage": "allocated",
    "placing": "in_force",
}
VINTAGES = {"test/one": "2020-01-01", "test/two": "2021-01-01"}


def lines(text: str) -> list[dict[str, str]]:
    """The rows of an ASCII table, every value as text."""
    head, *body = [
        line for line in text.strip().splitlines() if line.strip() and not set(line.strip()) <= set("-| ")
    ]
    names = [name.strip() for name in head.split("|")]
    return [dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in body]


def small_store(home: Path, tables: Mapping[str, str], hidden: Mapping[str, str] | None = None) -> Store:
    """Write the tables as Parquet parts with a manifest, and open the store.

    `hidden`: dataset -> ASCII table of the superseded slots (source_id and the slot's columns).
    """
    held = {dataset: [_row(dataset, line) for line in lines(text)] for dataset, text in tables.items()}
    return store_of(home, held, {dataset: lines(text) for dataset, text in (hidden or {}).items()})


def store_of(
    home: Path,
    held: Mapping[str, list[dict[str, Any]]],
    hidden: Mapping[str, list[dict[str, str]]] | None = None,
    vintages: Mapping[str, str] = VINTAGES,
) -> Store:
    """The same from rows that already have their types."""
    folder = home / "store"
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    parts = tuple(_part(folder, dataset, rows) for dataset, rows in held.items() if rows)
    gone = {dataset: _hidden(folder, dataset, rows) for dataset, rows in (hidden or {}).items()}
    named = {source for part in parts for source in part.rows}
    sources = tuple(_source(name, vintages.get(name, "2020-01-01"), parts) for name in sorted(named))
    manifest = sealed(Manifest(serial=1, sources=sources, parts=parts, hidden=gone, figures="none"))
    (folder / NAME).write_bytes(to_bytes(manifest))
    return open_store(home)


def _row(dataset: str, line: Mapping[str, str]) -> dict[str, Any]:
    layout = DATASETS[dataset]
    row: dict[str, Any] = {name: FILLED.get(name) for name in layout.names}
    if "area_id" in row and "area_kind" not in line:
        row["area_kind"] = area(line["area_id"]).kind
    return row | {name: _typed(layout.column(name).type, text) for name, text in line.items()}


def _typed(kind: str, text: str) -> Any:
    if text == "-":
        return None
    reads: Mapping[str, Any] = {
        "double": float,
        "int": int,
        "date": date.fromisoformat,
        "timestamp": datetime.fromisoformat,
        "bool": "true".__eq__,
    }
    return reads.get(kind, str)(text)


def _part(folder: Path, dataset: str, rows: list[dict[str, Any]]) -> Part:
    import pyarrow as pa  # here, since casework's half takes `lines` alone
    import pyarrow.parquet as pq

    name = f"parts/{dataset}.parquet"
    table = pa.Table.from_pylist(rows, schema=DATASETS[dataset].arrow_schema())
    pq.write_table(table, folder / name)
    data = (folder / name).read_bytes()
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["source_id"]] = counts.get(row["source_id"], 0) + 1
    return Part(name, dataset, hashlib.sha256(data).hexdigest(), len(data), counts)


def _hidden(folder: Path, dataset: str, rows: list[dict[str, str]]) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    layout = DATASETS[dataset]
    names = ("source_id", *layout.slot)
    typed = [{name: _typed(layout.column(name).type, row[name]) for name in names} for row in rows]
    schema = pa.schema([layout.arrow_schema().field(name) for name in names])
    pq.write_table(pa.Table.from_pylist(typed, schema=schema), folder / f"parts/{dataset}-hidden.parquet")
    return f"parts/{dataset}-hidden.parquet"


def _source(name: str, vintage: str, parts: Iterable[Part]) -> SourceRecord:
    feeds = tuple(part.dataset for part in parts if name in part.rows)
    kept = sum(part.rows.get(name, 0) for part in parts)
    return SourceRecord(
        id=name, kind="test", title=f"The test's {name}", publisher="the test", address="", licence="none",
        vintage=vintage, file_name="none", sha256="", bytes=0, rows_read=kept, rows_kept=kept, rows_quarantined=0,
        added_at="2020-01-01T00:00:00Z", datasets=feeds,
    )  # fmt: skip
