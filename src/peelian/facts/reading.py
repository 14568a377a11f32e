"""One file through its adapter, row by row: kept rows to drafts, the rest to quarantine, everything counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peelian.facts.datasets import dataset as dataset_for
from peelian.facts.parts import Draft, Sink, new_name, quarantine_schema
from peelian.facts.rows import Caster
from peelian.facts.sources.base import (
    Adapter,
    Cited,
    Context,
    Item,
    Label,
    Note,
    Reject,
    Row,
    SourceFile,
    Table,
    Vintage,
)

BATCH = 20_000
TEXT_LIMIT = 200


@dataclass
class Reading:
    """What one file gave. The drafts are not yet parts; `discard` removes them."""

    kept: int = 0
    quarantined: int = 0
    first_reject: str = ""
    vintage: str = ""
    datasets: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    cited: list[Cited] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


class Reader:
    """Reads a file for one source into drafts in `work`. Sinks may be shared by several sources (`finish` closes)."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._sinks: dict[str, Sink] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._casters: dict[str, Caster] = {}
        self._rejects: list[tuple[Any, ...]] = []
        self._source_id = ""

    def read(self, adapter: Adapter, file: SourceFile, context: Context, source_id: str) -> Reading:
        """All items of the file. Raises FileProblem when the adapter gives the whole file up: then `discard`."""
        return self.take(adapter.read(file, context), source_id, Path(file.name).name)

    def take(self, items: Iterator[Item], source_id: str, name: str) -> Reading:
        """Items of one source, whatever they come from; `name` is the file as quarantined rows name it."""
        reading = Reading()
        self._source_id = source_id
        for item in items:
            self._see(item, reading, name)
        for dataset in list(self._rows):
            self._flush(dataset)
        self._flush_rejects()
        return reading

    def _see(self, item: Item, reading: Reading, name: str) -> None:
        match item:
            case Row():
                self._keep(item, reading, name)
            case Reject():
                self._reject(item, reading, name)
            case Table():
                self._keep_table(item, reading)
            case Vintage():
                reading.vintage = item.published.isoformat()
            case Note():
                reading.notes.append(item.text)
            case Label():
                reading.labels[item.name] = item.value
            case Cited():
                reading.cited.append(item)

    def _keep(self, row: Row, reading: Reading, name: str) -> None:
        caster = self._casters.get(row.dataset)
        if caster is None:
            caster = self._casters[row.dataset] = Caster(dataset_for(row.dataset))
        made = caster.cast(row)
        if isinstance(made, Reject):
            self._reject(made, reading, name)
            return
        rows = self._rows.setdefault(row.dataset, [])
        rows.append(made)
        reading.kept += 1
        reading.datasets.add(row.dataset)
        if len(rows) >= BATCH:
            self._flush(row.dataset)

    def _reject(self, reject: Reject, reading: Reading, name: str) -> None:
        where = f"{name}, sheet {reject.sheet}" if reject.sheet else name
        text = _short(reject.text)
        self._rejects.append((self._source_id, where, reject.line, reject.column, reject.reason, text))
        if not reading.quarantined:
            reading.first_reject = f"line {reject.line}, {reject.column}: {reject.reason}"
        reading.quarantined += 1
        if len(self._rejects) >= BATCH:
            self._flush_rejects()

    def _keep_table(self, item: Table, reading: Reading) -> None:
        import pyarrow as pa

        layout = dataset_for(item.dataset)
        schema, given = layout.arrow_schema(), item.table
        if extra := set(given.column_names) - set(layout.names):
            raise KeyError(f"{item.dataset} has no column {sorted(extra)}")
        arrays = [
            given[field.name].cast(field.type).combine_chunks()
            if field.name in given.column_names
            else pa.nulls(given.num_rows, field.type)
            for field in schema
        ]
        arrays[-1] = pa.array([self._source_id] * given.num_rows, pa.string())
        self._sink(item.dataset).write(pa.Table.from_arrays(arrays, schema=schema), self._source_id)
        reading.kept += given.num_rows
        reading.datasets.add(item.dataset)

    def _sink(self, dataset: str) -> Sink:
        if dataset not in self._sinks:
            schema = dataset_for(dataset).arrow_schema() if dataset else quarantine_schema()
            self._sinks[dataset] = Sink(self._work / new_name(dataset or "quarantine"), dataset, schema)
        return self._sinks[dataset]

    def _flush(self, dataset: str) -> None:
        rows = self._rows.pop(dataset, [])
        if rows:
            columns = [*zip(*rows, strict=True), [self._source_id] * len(rows)]
            self._write(dataset, columns)

    def _flush_rejects(self) -> None:
        if self._rejects:
            self._write("", list(zip(*self._rejects, strict=True)))
            self._rejects = []

    def _write(self, dataset: str, columns: list[Any]) -> None:
        import pyarrow as pa

        sink = self._sink(dataset)
        schema = dataset_for(dataset).arrow_schema() if dataset else quarantine_schema()
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        sink.write(pa.Table.from_arrays(arrays, schema=schema), self._source_id)

    def finish(self) -> list[Draft]:
        """Close the sinks; the drafts with rows."""
        drafts = [sink.close() for sink in self._sinks.values()]
        self._sinks = {}
        return [draft for draft in drafts if draft is not None]

    def discard(self) -> None:
        """Close and remove everything written."""
        for sink in self._sinks.values():
            sink.close()
            sink.path.unlink(missing_ok=True)
        self._sinks, self._rows, self._rejects = {}, {}, []


def _short(text: str) -> str:
    clean = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return clean if len(clean) <= TEXT_LIMIT else clean[: TEXT_LIMIT - 1] + "…"
