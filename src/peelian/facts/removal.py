"""Taking sources out: their rows leave every part, and the slots they had hidden come back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from peelian.facts.datasets import DATASETS
from peelian.facts.home import home
from peelian.facts.manifest import Manifest, Part, SourceRecord
from peelian.facts.parts import Draft, new_name, settle
from peelian.facts.problems import PackagedSource, UnknownSource
from peelian.facts.store import Source, sql_text
from peelian.facts.writing import Writer


def without(writer: Writer, ids: set[str]) -> tuple[Manifest, set[str]]:
    """The live manifest less these sources (not yet committed), and the datasets that changed."""
    manifest = writer.manifest
    gone = ids & {record.id for record in manifest.sources}
    if not gone:
        return manifest, set()
    parts = [_less(part, gone, writer) for part in manifest.parts]
    quarantine = [_less(part, gone, writer) for part in manifest.quarantine]
    touched = {part.dataset for part in manifest.parts if gone & set(part.rows)}
    made = replace(
        manifest,
        sources=tuple(record for record in manifest.sources if record.id not in gone),
        parts=tuple(part for part in parts if part),
        quarantine=tuple(part for part in quarantine if part),
    )
    return made, touched


def _less(part: Part, gone: set[str], writer: Writer) -> Part | None:
    """The part itself, a new one without the rows of `gone`, or None when nothing is left."""
    left = {source: rows for source, rows in part.rows.items() if source not in gone}
    if len(left) == len(part.rows):
        return part
    if not left:
        return None
    draft = writer.work / new_name("less")
    listed = ", ".join(sql_text(source) for source in sorted(gone))
    query = (
        f"SELECT * FROM read_parquet({sql_text(writer.folder / part.file)}) WHERE source_id NOT IN ({listed})"
    )
    writer.connection.execute(
        f"COPY ({query}) TO {sql_text(draft)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    )
    return settle(
        Draft(draft, part.dataset, left), writer.folder, writer.connection, DATASETS.get(part.dataset)
    )


def check_removable(source: Source | SourceRecord) -> None:
    """Raises PackagedSource for the figures that come with Peelian."""
    if source.packaged:
        raise PackagedSource(source=source.id)


def remove(id_: str, *, path: Path | None = None, at_once: bool = False, say: Any = None) -> Manifest:
    """Remove one source and its rows. Raises UnknownSource and PackagedSource.

    Readers that opened the store before may finish for an hour; then the old files are deleted. `at_once` deletes
    them now.
    """
    with Writer((path or home()).absolute(), say=say) as writer:
        record = next((record for record in writer.manifest.sources if record.id == id_), None)
        if record is None:
            raise UnknownSource(source=id_, hint="")
        check_removable(record)
        manifest, touched = without(writer, {id_})
        made = writer.commit(manifest, touched=touched)
        if at_once:
            writer.sweep(grace=0)
        return made
