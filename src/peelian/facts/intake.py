"""Taking files into the store: recognised, validated, written as immutable parts, and made live in one swap.

    report = add([Path("downloads")])

Many files of one kind go in a single pass; a file with any fault, or of another kind, goes row by row. Adding the
same content again, under any name, gzipped or not, changes nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from peelian.facts.datasets import DATASETS
from peelian.facts.finding import Found, Progress, find
from peelian.facts.home import home
from peelian.facts.manifest import Manifest, SourceRecord
from peelian.facts.parts import Draft, settle
from peelian.facts.problems import FileProblem
from peelian.facts.reading import Reader, Reading
from peelian.facts.removal import without
from peelian.facts.report import Outcome, Report
from peelian.facts.slots import displaced, with_coverage
from peelian.facts.sources.base import Adapter, BulkAdapter, BulkFile, Context
from peelian.facts.store import Store, open_store
from peelian.facts.writing import Writer

#: A batch is committed as soon as it holds this much content; a crash loses at most one batch. While one batch is
#: written the next files are read, so a few batches take less time than one.
BATCH_BYTES = 128 * 1024 * 1024
BATCH_FILES = 500


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


def add(
    paths: list[Path],
    *,
    path: Path | None = None,
    force: str | None = None,
    kind: str | None = None,
    dry_run: bool = False,
    progress: Progress = _quiet,
    say: Callable[[str], None] | None = None,
) -> Report:
    """Add files, folders and ZIP archives to the store of a home folder; nothing is written with `dry_run`.

    `force` is the force of stop-and-search files that do not name theirs; `kind` insists on one kind of file. One
    bad file never stops the others: see the report. Raises StoreProblem and StoreBusy.
    """
    root = (path or home()).absolute()
    if dry_run:
        return _dry_run(paths, open_store(root), kind, progress)
    # The engine's import takes a fifth of a second, which the first files' unpacking can hide.
    Thread(target=import_module, args=("duckdb",), daemon=True).start()
    with Writer(root, say=say) as writer:
        load = Load(writer, force, progress)
        for found in find(paths, writer.work, kind=kind, progress=progress):
            load.take(found)
        return load.finish()


def _dry_run(paths: list[Path], store: Store, kind: str | None, progress: Progress) -> Report:
    report = Report(version=store.version)
    known = {record.sha256 for record in store.manifest.sources}
    with tempfile.TemporaryDirectory(prefix="peelian-") as work:
        for found in find(paths, Path(work), kind=kind, progress=progress):
            if found.problem or not found.adapter or not found.examined:
                report.outcomes.append(_failure(found))
                continue
            status = "unchanged" if found.examined.content_sha256 in known else "would load"
            message = f"{found.adapter.title}: {found.examined.lines:,} lines"
            report.outcomes.append(Outcome(found.name, status, kind=found.adapter.kind, message=message))  # type: ignore[arg-type]
    return report


def _failure(found: Found) -> Outcome:
    problem = found.problem
    status = "not recognised" if problem is not None and problem.code == "not-recognised" else "failed"
    return Outcome(found.name, status, message=str(problem), problem=problem)  # type: ignore[arg-type]


@dataclass
class _Batch:
    """What waits for the next commit."""

    bulk: dict[str, list[tuple[int, Found, SourceRecord]]] = field(default_factory=dict)
    slow: list[tuple[int, Found, SourceRecord]] = field(default_factory=list)
    bytes: int = 0
    files: int = 0
    unfolded: list[Path] = field(default_factory=list)


class Load:
    """One `add`: takes found files, commits them in batches, and remembers what became of each."""

    def __init__(self, writer: Writer, force: str | None, progress: Progress) -> None:
        self._writer = writer
        self._force = force
        self._progress = progress
        self._batch = _Batch()
        self._outcomes: dict[int, Outcome] = {}
        self._seen: dict[str, str] = {}
        self._number = 0
        self._added_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._sequence = max((record.sequence for record in writer.manifest.sources), default=0)

    def take(self, found: Found) -> None:
        """Queue a file, or note why it is not taken."""
        number = self._number
        self._number += 1
        if found.examined and found.examined.file.path.parent == self._writer.work:
            self._batch.unfolded.append(found.examined.file.path)
        if found.problem or found.adapter is None or found.examined is None:
            self._outcomes[number] = _failure(found)
            return
        record = self._record(found, found.adapter)
        if self._already(record):
            message = "the same content is already loaded" + self._where(record)
            self._outcomes[number] = Outcome(found.name, "unchanged", record.id, record.kind, message=message)
            return
        self._seen[record.id] = found.name
        queue = self._batch.slow
        if isinstance(found.adapter, BulkAdapter) and found.examined.simple:
            queue = self._batch.bulk.setdefault(found.adapter.id, [])
        queue.append((number, found, record))
        self._batch.bytes += found.examined.content_bytes
        self._batch.files += 1
        if self._batch.bytes >= BATCH_BYTES or self._batch.files >= BATCH_FILES:
            self._commit()

    def _record(self, found: Found, adapter: Adapter) -> SourceRecord:
        assert found.examined is not None
        self._sequence += 1
        content = found.examined.content_sha256
        return SourceRecord(
            id=f"{adapter.kind}/{content[:12]}",
            kind=adapter.kind,
            title=adapter.title,
            publisher=adapter.publisher,
            address=adapter.address,
            licence=adapter.licence,
            vintage="",
            file_name=_file_name(found),
            sha256=content,
            bytes=found.examined.bytes,
            rows_read=0,
            rows_kept=0,
            rows_quarantined=0,
            added_at=self._added_at,
            datasets=adapter.datasets,
            sequence=self._sequence,
            adapter=adapter.id,
            revision=adapter.revision,
            labels={"given_force": self._force} if self._force else {},
        )

    def _already(self, record: SourceRecord) -> bool:
        if record.id in self._seen:
            return True
        return any(
            old.id == record.id
            and old.revision == record.revision
            and record.labels.get("given_force") in (None, old.labels.get("given_force"))
            for old in self._writer.manifest.sources
        )

    def _where(self, record: SourceRecord) -> str:
        name = self._seen.get(record.id) or next(
            (old.file_name for old in self._writer.manifest.sources if old.id == record.id), ""
        )
        return f" (as {name})" if name else ""

    def finish(self) -> Report:
        """Commit what is left; the report."""
        self._commit()
        outcomes = [self._outcomes[number] for number in sorted(self._outcomes)]
        return Report(outcomes, self._writer.manifest.version)

    def _commit(self) -> None:
        batch, self._batch = self._batch, _Batch()
        if not batch.files:
            return
        done: list[tuple[int, Found, SourceRecord]] = []
        drafts: list[Draft] = []
        context = Context(
            Store(self._writer.path, self._writer.manifest), datetime.now(UTC).date(), self._force
        )
        for files in batch.bulk.values():
            faultless, part_drafts = self._bulk(files, context)
            done += faultless
            drafts += part_drafts
            taken = {record.id for _, _, record in faultless}
            batch.slow += [one for one in files if one[2].id not in taken]
        for count, one in enumerate(batch.slow):
            self._progress("Checking row by row", count + 1, len(batch.slow))
            record, own = self._slow(*one, context)
            if record:
                done.append((one[0], one[1], record))
                drafts += own
        if done:
            self._settle(done, drafts)
        for path in batch.unfolded:
            path.unlink(missing_ok=True)

    def _bulk(
        self, files: list[tuple[int, Found, SourceRecord]], context: Context
    ) -> tuple[list[tuple[int, Found, SourceRecord]], list[Draft]]:
        adapter = files[0][1].adapter
        assert isinstance(adapter, BulkAdapter)
        self._progress(f"Loading {len(files)} files of {adapter.kind}", 0, len(files))
        given = [
            BulkFile(found.examined.file, record.id, found.examined.sample.header, found.examined.lines)
            for _, found, record in files
            if found.examined
        ]
        part = self._writer.work / f"{adapter.id}.parquet"
        result = adapter.bulk(given, context, part, self._writer.connection)
        self._progress(f"Loading {len(files)} files of {adapter.kind}", len(files), len(files))
        done = [
            (number, found, _counted(record, result.rows[record.id], result.notes, result.labels))
            for number, found, record in files
            if record.id in result.rows and record.id not in result.faulty
        ]
        if not done:
            return [], []
        fresh = part.with_name(f"{adapter.id}-{done[0][2].sha256[:12]}.parquet")
        part.rename(fresh)
        return done, [Draft(fresh, adapter.datasets[0], result.rows)]

    def _slow(
        self, number: int, found: Found, record: SourceRecord, context: Context
    ) -> tuple[SourceRecord | None, list[Draft]]:
        assert found.adapter is not None
        assert found.examined is not None
        reader = Reader(self._writer.work)
        try:
            reading = reader.read(found.adapter, found.examined.file, context, record.id)
        except FileProblem as problem:
            reader.discard()
            self._outcomes[number] = Outcome(
                found.name, "failed", kind=record.kind, message=str(problem), problem=problem
            )
            return None, []
        drafts = reader.finish()
        made = _from_reading(record, reading)
        if not reading.kept:
            for draft in drafts:
                draft.path.unlink(missing_ok=True)
            self._outcomes[number] = _nothing_kept(found, made, reading, drafts)
            return None, []
        return made, drafts

    def _settle(self, done: list[tuple[int, Found, SourceRecord]], drafts: list[Draft]) -> None:
        writer = self._writer
        parts = [
            settle(draft, writer.folder, writer.connection, DATASETS.get(draft.dataset)) for draft in drafts
        ]
        rows = [part for part in parts if part.dataset]
        records = with_coverage([record for _, _, record in done], rows, writer.folder, writer.connection)
        manifest, touched = without(writer, {record.id for record in records})
        manifest = replace(
            manifest,
            sources=(*manifest.sources, *records),
            parts=(*manifest.parts, *rows),
            quarantine=(*manifest.quarantine, *(part for part in parts if not part.dataset)),
        )
        before = _superseded(writer.manifest)
        after = writer.commit(manifest, touched=touched | {part.dataset for part in rows})
        lost = _superseded(after)
        newly = {source for source, state in lost.items() if state != before.get(source)}
        fresh = {record.id for record in records}
        took = displaced(after, fresh, newly, writer.folder, writer.connection)
        for (number, found, _), record in zip(done, records, strict=True):
            self._outcomes[number] = _loaded(
                found, record, lost, sorted(took.get(record.id, set()) - {record.id})
            )


def _file_name(found: Found) -> str:
    """The name as given, without the folders before it; a member keeps its path inside the archive."""
    assert found.examined is not None
    if Path(found.name).exists():
        return Path(found.name).name
    parts = Path(found.name).parts
    inside = next((n for n, _ in enumerate(parts[:-1]) if Path(*parts[: n + 1]).is_file()), len(parts) - 1)
    return "/".join(parts[inside:])


def _counted(
    record: SourceRecord, rows: int, notes: dict[str, tuple[str, ...]], labels: dict[str, dict[str, str]]
) -> SourceRecord:
    return replace(
        record,
        rows_read=rows,
        rows_kept=rows,
        notes=notes.get(record.id, ()),
        labels={**record.labels, **labels.get(record.id, {})},
    )


def _from_reading(record: SourceRecord, reading: Reading) -> SourceRecord:
    return replace(
        record,
        **_cited(reading),
        vintage=reading.vintage,
        datasets=tuple(sorted(reading.datasets)) or record.datasets,
        rows_read=reading.kept + reading.quarantined,
        rows_kept=reading.kept,
        rows_quarantined=reading.quarantined,
        notes=tuple(dict.fromkeys(reading.notes)),
        labels={**record.labels, **reading.labels},
    )


def _cited(reading: Reading) -> dict[str, Any]:
    """The title, publisher, address and licence that the file's own lines give, each once; nothing if they give none."""
    names = ("title", "publisher", "address", "licence") if reading.cited else ()
    return {
        name: "; ".join(dict.fromkeys(getattr(one, name) for one in reading.cited if getattr(one, name)))
        for name in names
    }


def _superseded(manifest: Manifest) -> dict[str, str]:
    return {
        record.id: "/".join(sorted(record.superseded.values()))
        for record in manifest.sources
        if record.superseded
    }


def _loaded(found: Found, record: SourceRecord, lost: dict[str, str], others: list[str]) -> Outcome:
    message = " ".join(record.notes)
    if record.id in lost:
        message += (
            f" Superseded {_how(lost[record.id])}: a newer or later source covers the same areas and periods."
        )
    elif others:
        message += f" Supersedes rows of {', '.join(others[:3])}{' and others' if len(others) > 3 else ''}."
    return Outcome(
        found.name,
        "loaded",
        record.id,
        record.kind,
        record.rows_read,
        record.rows_kept,
        record.rows_quarantined,
        message.strip(),
    )


def _how(state: str) -> str:
    return "wholly" if set(state.split("/")) == {"wholly"} else "partly"


def _nothing_kept(found: Found, record: SourceRecord, reading: Reading, drafts: list[Draft]) -> Outcome:
    """A file none of whose rows could be kept is not loaded; the first reasons are told instead."""
    if not reading.quarantined:
        message = f"{found.name}: it has a header but no rows. Nothing was loaded from it."
    else:
        message = (
            f"{found.name}: none of its {reading.quarantined:,} rows could be kept. "
            f"First: {reading.first_reject}. Nothing was loaded from it."
        )
    return Outcome(found.name, "failed", kind=record.kind, message=message)
