"""Where sealed bytes lie: a folder of the home, or a bucket when Django's STORAGES names one as `attachments`.

What is put is on disk when `put` returns, and is there whole or not at all.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, Protocol

from django.conf import settings
from django.core.files import File
from django.core.files.storage import InvalidStorageError, storages

ALIAS: Final = "attachments"


class Store(Protocol):
    """Keeps bytes under a name of hexadecimal digits."""

    def put(self, name: str, source: Path) -> None: ...

    def open(self, name: str) -> IO[bytes]: ...

    def delete(self, name: str) -> None: ...


class Folder:
    """`PEELIAN_HOME/files/ab/abcdef…`, readable by its owner alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, source: Path) -> None:
        """Bring the file to its place: beside it first, on the same disk, then by one rename."""
        target = self._path(name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = target.with_name(f"{name}.{secrets.token_hex(4)}")
        shutil.move(source, draft)
        sync(draft)
        draft.replace(target)
        for place in (target.parent, target.parent.parent):
            sync(place)

    def open(self, name: str) -> IO[bytes]:
        """The bytes. Raises FileNotFoundError."""
        return self._path(name).open("rb")

    def delete(self, name: str) -> None:
        """Remove it, if it is there."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not name.isalnum():
            raise ValueError("a stored name is hexadecimal digits")
        return self.root / name[:2] / name


class Bucket:
    """Any storage of Django's (S3 through django-storages)."""

    def __init__(self, storage: Any) -> None:
        self.storage = storage

    def put(self, name: str, source: Path) -> None:
        """Upload it."""
        with source.open("rb") as file:
            saved = self.storage.save(name, File(file, name=name))
        if saved != name:  # a storage that does not overwrite would give another name
            self.storage.delete(saved)
            raise FileExistsError(name)

    def open(self, name: str) -> IO[bytes]:
        """The bytes."""
        found: IO[bytes] = self.storage.open(name, "rb")
        return found

    def delete(self, name: str) -> None:
        """Remove it, if it is there."""
        self.storage.delete(name)


def store() -> Store:
    """The store of this site."""
    try:
        return Bucket(storages[ALIAS])
    except InvalidStorageError:
        return Folder(folder())


def folder() -> Path:
    """The folder of sealed files. PEELIAN_HOME is asked each time, as copies are made."""
    home = os.environ.get("PEELIAN_HOME")
    return (Path(home).expanduser().absolute() if home else Path(settings.PEELIAN_LEDGER).parent) / "files"


def incoming() -> Path:
    """The folder for what is plain and on its way in. It lies beside the store, never within it: backups copy the store."""
    root = _incoming()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


def _incoming() -> Path:
    return folder().with_name("incoming")


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for the time of looking at one file, emptied at the end."""
    with tempfile.TemporaryDirectory(dir=incoming(), prefix=secrets.token_hex(4)) as name:
        yield Path(name)


def clear_workplaces(before: float) -> int:
    """Remove what a crash left half looked at, older than `before` (seconds since 1970); how many."""
    root, gone = _incoming(), 0
    for place in root.iterdir() if root.is_dir() else ():
        with suppress(OSError):
            if place.stat().st_mtime < before:
                for file in place.iterdir():
                    file.unlink()
                place.rmdir()
                gone += 1
    return gone


def sync(place: Path) -> None:
    """Return when a file, or the names in a folder, are on disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
