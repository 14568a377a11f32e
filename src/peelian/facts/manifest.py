"""The manifest: the one small file that says which parts are live.

It is replaced by rename and carries a checksum of its own body, so a reader sees the old store or the new one and
never half of each. Paths inside are relative to the store folder. Manifests that were replaced are kept beside it
for an hour, so that a reader who opened an older one can finish.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from peelian.facts.problems import StoreProblem

FORMAT = 1
NAME = "manifest.json"
_HEAD = b'{"format": %d, "checksum": "%s", "body": '
_HEAD_PATTERN = re.compile(rb'\{"format": (\d+), "checksum": "([0-9a-f]*)", "body": ')
_TAIL = b"}\n"
_MEND = (
    "Run `peelian data verify`; if that cannot open it either, move the folder away and add the files again."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One immutable Parquet file. `rows` counts its rows by source id; `dataset` is "" for quarantined rows; `slots`
    is its companion with the rows of each source and slot.
    """

    file: str
    dataset: str
    sha256: str
    bytes: int
    rows: dict[str, int]
    layout: str = ""
    slots: str = ""

    @property
    def total(self) -> int:
        """Rows of all sources together."""
        return sum(self.rows.values())


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the manifest keeps of a source; `store.Source` is the public face of it."""

    id: str
    kind: str
    title: str
    publisher: str
    address: str
    licence: str
    vintage: str
    file_name: str
    sha256: str
    bytes: int
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    added_at: str
    datasets: tuple[str, ...]
    sequence: int = 0
    adapter: str = ""
    revision: int = 0
    coverage: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    packaged: bool = False
    superseded: dict[str, str] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[str, str, int]:
        """Sorts sources by which supersedes which: the vintage, then when it was added, then the order."""
        return (self.vintage or self.added_at[:10], self.added_at, self.sequence)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is live: sources, parts of rows, parts of quarantined rows, and the hidden slots per dataset."""

    serial: int = 0
    sources: tuple[SourceRecord, ...] = ()
    parts: tuple[Part, ...] = ()
    quarantine: tuple[Part, ...] = ()
    hidden: dict[str, str] = field(default_factory=dict)
    figures: str = ""
    checksum: str = ""

    @property
    def version(self) -> str:
        """Changes with every write, for example `12-3fa9c1`."""
        return f"{self.serial}-{self.checksum[:6] or 'empty'}"

    def files(self) -> set[str]:
        """Every file, relative to the store folder, that this manifest needs."""
        parts = {name for part in (*self.parts, *self.quarantine) for name in (part.file, part.slots) if name}
        return parts | set(self.hidden.values())

    def body(self) -> bytes:
        """The JSON body without the checksum."""
        fields = {name: getattr(self, name) for name in ("serial", "hidden", "figures")}
        lists = {
            name: [_fields(one) for one in getattr(self, name)] for name in ("sources", "parts", "quarantine")
        }
        return json.dumps({**fields, **lists}, ensure_ascii=False, sort_keys=True).encode()


def _fields(record: SourceRecord | Part) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def sealed(manifest: Manifest) -> Manifest:
    """The manifest with the checksum of its present body."""
    return replace(manifest, checksum=hashlib.sha256(manifest.body()).hexdigest())


def to_bytes(manifest: Manifest) -> bytes:
    """The file's bytes: one JSON object of format, checksum, and the body that the checksum is of, byte for byte."""
    return _HEAD % (FORMAT, manifest.checksum.encode()) + manifest.body() + _TAIL


def from_bytes(data: bytes, path: Path) -> Manifest:
    """Parse and check; raises StoreProblem when the file is not whole or is of another format."""
    head = _HEAD_PATTERN.match(data)
    if head is None or not data.endswith(_TAIL):
        raise StoreProblem(path=path, why="its manifest is not readable.", mend=_MEND)
    written, checksum = int(head[1]), head[2].decode()
    if written != FORMAT:
        why = f"its format is {written}, this Peelian reads {FORMAT}."
        raise StoreProblem(path=path, why=why, mend="Use the newer Peelian.")
    body = data[head.end() : -len(_TAIL)]
    if hashlib.sha256(body).hexdigest() != checksum:
        raise StoreProblem(path=path, why="its manifest does not match its checksum.", mend=_MEND)
    return _from_body(json.loads(body), checksum)


def _from_body(body: dict[str, Any], checksum: str) -> Manifest:
    sources = tuple(
        SourceRecord(**{**item, "datasets": tuple(item["datasets"]), "notes": tuple(item["notes"])})
        for item in body["sources"]
    )
    return Manifest(
        serial=body["serial"],
        sources=sources,
        parts=tuple(Part(**item) for item in body["parts"]),
        quarantine=tuple(Part(**item) for item in body["quarantine"]),
        hidden=dict(body["hidden"]),
        figures=body["figures"],
        checksum=checksum,
    )


def load(folder: Path) -> Manifest:
    """The live manifest of a store folder; an absent one is an empty store."""
    path = folder / NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise StoreProblem(path=folder, why=f"{error.strerror}.", mend="Check the permissions.") from None
    return from_bytes(data, folder)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
