"""The signed checkpoints: is each file whole, signed, in its place, and the same as its row?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peelian.casework.ledger import checkpoint_files as files
from peelian.casework.ledger.checkpoints import public_keys
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.places import folder as own_folder
from peelian.casework.ledger.problems import NotACheckpoint
from peelian.casework.ledger.reading import Reader

Keep = Callable[[str, int, bytes, int], None]
"""Takes one signed (stream, seq, head, checkpoint)."""


@dataclass(slots=True)
class Signed:
    """The checkpoints that can be trusted, and what is wrong with the others."""

    folder: Path
    keys: dict[str, bytes] = field(repr=False)
    keep: Keep
    faults: list[Fault] = field(default_factory=list)
    count: int = 0
    at: dict[int, int] = field(default_factory=dict)
    """When each checkpoint that was read was signed, in microseconds."""


def at_most(folder: Path | None = None) -> int:
    """How many lines the files can hold, at most."""
    return len(files.numbers(folder or own_folder())) * files.AT_MOST


def check(reader: Reader, folder: Path | None, keep: Keep) -> Signed:
    """Compare the files of a folder with each other and with the rows of the database; `keep` every signed line.

    One file more than there are rows is the mark of a crash between the two; its lines are held against the chains.
    A folder that is named is somebody's copy: it may be older than the database, and is judged as far as it goes.
    """
    place = folder or own_folder()
    signed = Signed(place, public_keys(), keep)
    rows = _rows(reader, signed)
    present = files.numbers(place)
    last = max([*rows, 0])
    signed.count = len(rows)
    previous = files.NONE
    until = max([*present, 0]) if folder else max([last, *present, 0])
    for number in range(1, until + 1):
        previous = _one(signed, number, rows.get(number), previous, newest=number == last + 1)
    return signed


def _one(signed: Signed, number: int, row: files.Held | None, previous: bytes, *, newest: bool) -> bytes:
    """Judge one checkpoint; gives the digest that the next must name."""
    if row is None and not newest:
        signed.faults.append(Fault("row-missing", "checkpoint", seq=number))
    if not files.path_of(signed.folder, number).exists():
        if row is not None:
            signed.faults.append(Fault("file-missing", "checkpoint", seq=number))
        return row.sha256 if row else previous
    try:
        held, lines = files.read(files.path_of(signed.folder, number), signed.keys)
    except NotACheckpoint as problem:
        signed.faults.append(Fault(f"file-{problem.fields['why']}", "checkpoint", seq=number))
        return row.sha256 if row else previous
    if held.number != number or held.previous != previous:
        signed.faults.append(Fault("file-order", "checkpoint", seq=number))
    if row is not None and row != held:
        signed.faults.append(Fault("row-differs", "checkpoint", seq=number))
    signed.at[number] = held.at
    for uid, seq, head in lines:
        signed.keep(uid, seq, head, number)
    return held.sha256


def _rows(reader: Reader, signed: Signed) -> dict[int, files.Held]:
    """The rows by number; a number that is none, or rows that cannot be read, are faults."""
    found: dict[int, files.Held] = {}
    sql = "SELECT number, at, key_id, previous_sha256, lines, file_sha256, signature FROM ledger_checkpoint"
    try:
        held = reader.few(sql)
    except reader.errors:
        signed.faults.append(Fault("rows-unreadable", "checkpoint"))
        return found
    for row in held:
        if isinstance(row[0], int):
            found[row[0]] = files.Held(*(_plain(value) for value in row))
        else:
            signed.faults.append(Fault("row-differs", "checkpoint", seq=row[0]))
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else value
