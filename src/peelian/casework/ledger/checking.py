"""The signed checkpoints: is each file whole, signed, in its place, and the same as its row?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peelian.casework.ledger import checkpoint_files as files
from peelian.casework.ledger.checkpoints import public_keys
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.places import folder as own_folder
from peelian.casework.ledger.problems import NotACheckpoint
from peelian.casework.ledger.reading import Reader


@dataclass(slots=True)
class Signed:
    """The checkpoints that can be trusted, and what is wrong with the others."""

    folder: Path
    keys: dict[str, bytes] = field(repr=False)
    good: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0
    total: int = 0

    def lines(self) -> Iterator[tuple[str, int, bytes, int]]:
        """Every signed (stream, seq, head, checkpoint) of the trusted files."""
        for number in self.good:
            _, lines = files.read(files.path_of(self.folder, number), self.keys)
            for uid, seq, head in lines:
                yield uid, seq, head, number


def check(reader: Reader, folder: Path | None = None) -> Signed:
    """Compare the files of a folder with each other and with the rows of the database.

    One file more than there are rows is the mark of a crash between the two; its lines are held against the chains.
    """
    rows = _rows(reader)
    place = folder or own_folder()
    signed = Signed(place, public_keys())
    present = files.numbers(place)
    last = max([*rows, 0])
    signed.count = len(rows)
    previous = files.NONE
    for number in range(1, max([last, *present, 0]) + 1):
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
    signed.good.append(number)
    signed.total += len(lines)
    return held.sha256


def _rows(reader: Reader) -> dict[int, files.Held]:
    found: dict[int, files.Held] = {}
    sql = "SELECT number, at, key_id, previous_sha256, lines, file_sha256, signature FROM ledger_checkpoint"
    for row in reader.few(sql):
        found[row[0]] = files.Held(*(_plain(value) for value in row))
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else value
