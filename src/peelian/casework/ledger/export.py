"""`peelian ledger export`: what an outsider needs to verify the ledger without our database and without our secrets.

    checkpoints/000001.jsonl …      the signed files as they are
    entries/ledger-0001.jsonl …     every entry, without its seal (only the ring's holder could check that)
    keys.json                       public keys
    manifest.json, manifest.sig     the digest of every file above, signed
    verify.py                       a verifier that needs Python 3.11 and nothing else

Entries hold no personal data: ids, codes, states, counts, and commitments that say nothing without the case's key.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from peelian.casework.ledger import checkpoint_files as files
from peelian.casework.ledger import checkpoints, outsider
from peelian.casework.ledger.places import folder
from peelian.casework.ledger.problems import ExportRefused
from peelian.casework.ledger.ranges import LOGS
from peelian.casework.ledger.reading import Reader, Source, opened, within
from peelian.casework.sealing.ring import ring
from peelian.reference.problems import Bilingual

PER_FILE: Final = 100_000


def export(to: Path) -> dict[str, int]:
    """Write an export to a new or empty folder, after a checkpoint; how many entries, looks and checkpoints it holds.

    Raises ExportRefused, CheckpointRefused.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ExportRefused(path=to, why=Bilingual("something is there", "mae rhywbeth yno"))
    checkpoints.checkpoint_all()
    for name in ("checkpoints", "entries"):
        (to / name).mkdir(parents=True)
    counts = {"checkpoints": _checkpoints(to)}
    if connection.in_atomic_block:
        counts |= _logs(within(connection), to)
    else:
        with opened(Source.of(connection)) as reader:
            counts |= _logs(reader, to)
    _json(to / "keys.json", {key: public.hex() for key, public in checkpoints.public_keys().items()})
    shutil.copyfile(outsider.__file__, to / "verify.py")
    _sign(to, counts)
    return counts


def _checkpoints(to: Path) -> int:
    numbers = files.numbers(folder())
    for number in numbers:
        shutil.copyfile(files.path_of(folder(), number), files.path_of(to / "checkpoints", number))
    return len(numbers)


def _logs(reader: Reader, to: Path) -> dict[str, int]:
    counts = {}
    for log, _, table, columns in LOGS:
        rows = reader.many(f"SELECT {columns} FROM {table} ORDER BY stream, seq")
        counts[log] = 0
        for number, part in enumerate(_parts(rows), start=1):
            counts[log] += _write(to / "entries" / f"{log}-{number:04d}.jsonl", part)
    return counts


def _parts(rows: Iterator[Any]) -> Iterator[Iterator[Any]]:
    for first in rows:
        yield _chained(first, islice(rows, PER_FILE - 1))


def _chained(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _write(path: Path, rows: Iterator[Any]) -> int:
    """One line per entry, without its seal."""
    count = 0
    with path.open("w", encoding="ascii") as file:
        for row in rows:
            file.write(json.dumps([_plain(value) for value in row[:-1]], separators=(",", ":")) + "\n")
            count += 1
    return count


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value


def _sign(to: Path, counts: dict[str, int]) -> None:
    key = ring().active("sign")
    held = sorted(path for path in to.rglob("*") if path.is_file())
    digests = {
        path.relative_to(to).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in held
    }
    made = {
        "layout": 1,
        "made_at": datetime.now(UTC).isoformat(),
        "key": key.id,
        "counts": counts,
        "files": digests,
    }
    _json(to / "manifest.json", made)
    signature = Ed25519PrivateKey.from_private_bytes(key.secret).sign((to / "manifest.json").read_bytes())
    (to / "manifest.sig").write_text(base64.b64encode(signature).decode() + "\n", encoding="ascii")


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", encoding="ascii")
