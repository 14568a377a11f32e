"""The published figures that come with Peelian, loaded through the same intake as everyone's files.

One source per (dataset, citation), id `figures/<dataset>/<citation>`; one Parquet part per dataset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from peelian.facts.datasets import DATASETS
from peelian.facts.manifest import SourceRecord
from peelian.facts.packaged_fingerprint import REVISION
from peelian.facts.parts import settle
from peelian.facts.reading import Reader, Reading
from peelian.facts.removal import without
from peelian.facts.slots import with_coverage
from peelian.facts.sources.base import Row
from peelian.facts.writing import Writer
from peelian.reference.figures import Citation, citations, figure_rows, figure_tables


def load_figures(path: Path, fingerprint: str) -> None:
    """Replace the packaged figures in the store of `path`. Does nothing if another process just did."""
    with Writer(path) as writer:
        if writer.manifest.figures == fingerprint:
            return
        reader = Reader(writer.work)
        sequence = max((record.sequence for record in writer.manifest.sources), default=0)
        records = []
        for dataset, table in figure_tables().items():
            if dataset not in DATASETS:
                continue
            for key, rows in _by_citation(dataset).items():
                sequence += 1
                source_id = f"figures/{dataset}/{key}"
                reading = reader.take(_items(dataset, rows), source_id, table.name)
                records.append(_record(dataset, citations()[key], reading, sequence, table))
        _replace_packaged(writer, reader, records, fingerprint)


def _replace_packaged(writer: Writer, reader: Reader, records: list[SourceRecord], fingerprint: str) -> None:
    old = {record.id for record in writer.manifest.sources if record.packaged}
    manifest, touched = without(writer, old)
    parts = [
        settle(draft, writer.folder, writer.connection, DATASETS.get(draft.dataset))
        for draft in reader.finish()
    ]
    rows = [part for part in parts if part.dataset]
    covered = with_coverage(records, rows, writer.folder, writer.connection)
    made = replace(
        manifest,
        sources=(*manifest.sources, *covered),
        parts=(*manifest.parts, *rows),
        quarantine=(*manifest.quarantine, *(part for part in parts if not part.dataset)),
        figures=fingerprint,
    )
    writer.commit(made, touched=touched | {part.dataset for part in rows})


def _by_citation(dataset: str) -> dict[str, list[tuple[int, dict[str, str]]]]:
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in enumerate(figure_rows(dataset), start=2):
        found.setdefault(row["source"], []).append((line, row))
    return found


def _items(dataset: str, rows: list[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    for line, row in rows:
        yield Row(dataset, {name: value for name, value in row.items() if name != "source"}, line=line)


def _record(dataset: str, citation: Citation, reading: Reading, sequence: int, table: Path) -> SourceRecord:
    return SourceRecord(
        id=f"figures/{dataset}/{citation.key}",
        kind="figures",
        title=citation.title,
        publisher=citation.publisher,
        address=citation.address,
        licence=citation.licence,
        vintage=citation.vintage.isoformat(),
        file_name=table.name,
        sha256=hashlib.sha256(table.read_bytes()).hexdigest(),
        bytes=table.stat().st_size,
        rows_read=reading.kept + reading.quarantined,
        rows_kept=reading.kept,
        rows_quarantined=reading.quarantined,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        datasets=(dataset,),
        sequence=sequence,
        adapter="figures",
        revision=REVISION,
        labels={"vintage_basis": citation.vintage_basis, "accessed": citation.accessed.isoformat()},
        notes=(citation.note,) if citation.note else (),
        packaged=True,
    )
