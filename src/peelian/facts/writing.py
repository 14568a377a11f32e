"""The one writer: a lock that says who holds it, the swap of the manifest, and the sweep of what no reader needs.

A write makes new parts first and swaps the manifest last. A crash before the swap leaves files that nothing refers
to, and the next writer sweeps them up; a crash after it leaves a whole new store. Readers never lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from peelian.facts import manifest as manifests
from peelian.facts.manifest import Manifest
from peelian.facts.problems import StoreBusy, StoreProblem
from peelian.facts.slots import resolve

GRACE_SECONDS = 3600
_FOLDERS = ("parts", "quarantine", "manifests", "work")
_MEND = "Check the disk and the permissions."


class Writer:
    """Holds the store for writing: `with Writer(home) as writer: ... writer.commit(manifest)`."""

    def __init__(
        self, path: Path, *, wait: float | None = None, say: Callable[[str], None] | None = None
    ) -> None:
        self.path = path
        self.folder = path / "store"
        self._wait = float(os.environ.get("PEELIAN_LOCK_WAIT", "60")) if wait is None else wait
        self._say = say or (lambda _text: None)
        self._lock: Any = None
        self._connection: Any = None
        self._work: Path | None = None
        self.manifest = Manifest()

    def __enter__(self) -> Writer:
        try:
            for name in _FOLDERS:
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            self._lock = (self.folder / "lock").open("a+")
        except OSError as error:
            raise StoreProblem(
                path=self.path, why=f"it cannot be written ({error.strerror}).", mend=_MEND
            ) from None
        self._take()
        self.manifest = manifests.load(self.folder)
        self.sweep()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
        shutil.rmtree(self.work, ignore_errors=True)
        self._lock.truncate(0)
        self._lock.close()

    @property
    def work(self) -> Path:
        """A folder for drafts; gone when the writer is."""
        if self._work is None:
            self._work = self.folder / "work" / str(os.getpid())
            self._work.mkdir(parents=True, exist_ok=True)
        return self._work

    @property
    def connection(self) -> Any:
        """One DuckDB connection for the whole write."""
        if self._connection is None:
            import duckdb

            self._connection = duckdb.connect(config={"preserve_insertion_order": "false"})
            self._connection.execute("SET TimeZone = 'UTC'")
            self._connection.execute(
                f"SET temp_directory = '{self.work.as_posix().replace(chr(39), chr(39) * 2)}'"
            )
        return self._connection

    def _take(self) -> None:
        deadline = time.monotonic() + self._wait
        told = False
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    seconds = round(self._wait)
                    raise StoreBusy(path=self.path, holder=self._holder(), seconds=seconds) from None
                if not told:
                    self._say(f"Waiting for {self._holder()}, which is writing to the store.")
                    told = True
                time.sleep(0.05)
        self._lock.truncate(0)
        started = datetime.now(UTC).strftime("%H:%M:%S UTC")
        command = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
        self._lock.write(f"process {os.getpid()} ({command}, since {started})")
        self._lock.flush()

    def _holder(self) -> str:
        with contextlib.suppress(OSError):
            return (self.folder / "lock").read_text().strip() or "another process"
        return "another process"

    def commit(self, manifest: Manifest, *, touched: set[str]) -> Manifest:
        """Settle which slots win in the `touched` datasets, then swap the manifest. Raises StoreProblem."""
        resolved = resolve(manifest, touched, self.folder, self.work, self.connection)
        sealed = manifests.sealed(replace(resolved, serial=self.manifest.serial + 1))
        try:
            self._swap(sealed)
        except OSError as error:
            raise StoreProblem(
                path=self.path, why=f"it cannot be written ({error.strerror}).", mend=_MEND
            ) from None
        self.manifest = sealed
        return sealed

    def _swap(self, manifest: Manifest) -> None:
        for name in ("parts", "quarantine"):
            manifests.sync_folder(self.folder / name)
        live = self.folder / manifests.NAME
        kept = self.folder / "manifests" / f"{self.manifest.serial}.json"
        temporary = self.folder / "manifest.json.new"
        with temporary.open("wb") as out:
            out.write(manifests.to_bytes(manifest))
            out.flush()
            os.fsync(out.fileno())
        if live.exists():
            kept.unlink(missing_ok=True)
            os.link(live, kept)
            os.utime(kept)
        temporary.replace(live)
        manifests.sync_folder(self.folder)

    def sweep(self, *, grace: float = GRACE_SECONDS) -> int:
        """Remove the files that neither the live manifest nor one replaced less than `grace` seconds ago needs."""
        needed = self.manifest.files() | _recently_needed(self.folder, grace)
        removed = 0
        for name in ("parts", "quarantine"):
            for file in (self.folder / name).iterdir():
                if f"{name}/{file.name}" not in needed:
                    file.unlink(missing_ok=True)
                    removed += 1
        for leftover in (self.folder / "work").iterdir():
            shutil.rmtree(leftover, ignore_errors=True)
        return removed


def _recently_needed(folder: Path, grace: float) -> set[str]:
    needed: set[str] = set()
    for kept in (folder / "manifests").iterdir():
        if time.time() - kept.stat().st_mtime > grace:
            kept.unlink(missing_ok=True)
            continue
        with contextlib.suppress(StoreProblem):
            needed |= manifests.from_bytes(kept.read_bytes(), folder).files()
    return needed


def expired(folder: Path) -> Iterator[Path]:
    """Manifests replaced longer ago than the grace: a sign that a sweep is due."""
    with contextlib.suppress(OSError):
        for kept in (folder / "manifests").iterdir():
            if time.time() - kept.stat().st_mtime > GRACE_SECONDS:
                yield kept
