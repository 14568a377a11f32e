"""The file of one checkpoint: `000123.jsonl`, readable without a database.

    {"at": 1763754000000000, "key": "dc483a66", "layout": 1, "number": 123, "previous": "<sha256 of file 122>"}
    ["<stream>", <seq>, "<head>"]                     one line per stream that had moved, at most 10,000
    {"lines": 812, "sha256": "<of all lines above>", "signature": "<Ed25519>"}

The signature is over number, time, count, previous digest and digest. Files chain by `previous`, so none can be left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from peelian.casework.ledger.problems import NotACheckpoint

LAYOUT: Final = 1
AT_MOST: Final = 10_000
TAG: Final = "peelian-checkpoint-1"
NONE: Final = b"\x00" * 32
"""What the first checkpoint has for `previous`."""

Line = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class Held:
    """The head and tail of a checkpoint; its lines are read apart, for there may be many."""

    number: int
    at: int
    key_id: str
    previous: bytes
    lines: int
    sha256: bytes
    signature: bytes


def path_of(folder: Path, number: int) -> Path:
    """Where checkpoint `number` lies."""
    return folder / f"{number:06d}.jsonl"


def numbers(folder: Path) -> list[int]:
    """The checkpoints in a folder, lowest first."""
    found = (re.fullmatch(r"(\d{6,})\.jsonl", path.name) for path in folder.iterdir())
    return sorted(int(match[1]) for match in found if match)


def public_key(secret: bytes) -> bytes:
    """The 32 public bytes of a signing key."""
    return (
        Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    )


def write(
    folder: Path, number: int, *, at: int, previous: bytes, lines: Sequence[Line], key_id: str, secret: bytes
) -> Held:
    """Write and sync a checkpoint; an existing file is never replaced (FileExistsError)."""
    header = {"at": at, "key": key_id, "layout": LAYOUT, "number": number, "previous": previous.hex()}
    body = b"".join(_encoded([header, *([stream, seq, head.hex()] for stream, seq, head in lines)]))
    digest = hashlib.sha256(body).digest()
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(
        _signed(number, at, len(lines), previous, digest)
    )
    tail = {"lines": len(lines), "sha256": digest.hex(), "signature": signature.hex()}
    _put(path_of(folder, number), body + b"".join(_encoded([tail])))
    return Held(number, at, key_id, previous, len(lines), digest, signature)


def read(path: Path, keys: dict[str, bytes]) -> tuple[Held, list[Line]]:
    """A checkpoint and its lines, proved against the public keys. Raises NotACheckpoint."""
    body, _, tail = path.read_bytes().rstrip(b"\n").rpartition(b"\n")
    body += b"\n"
    try:
        first, *rest = body.splitlines()
        header, end = json.loads(first), json.loads(tail)
        held = Held(
            header["number"],
            header["at"],
            header["key"],
            bytes.fromhex(header["previous"]),
            end["lines"],
            bytes.fromhex(end["sha256"]),
            bytes.fromhex(end["signature"]),
        )
        rows = json.loads(b"[" + b",".join(rest) + b"]")  # at once: line by line takes thrice as long
        lines = [(stream, seq, bytes.fromhex(head)) for stream, seq, head in rows]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotACheckpoint(why="damaged") from None
    _prove(held, body, len(lines), keys)
    return held, lines


def _prove(held: Held, body: bytes, lines: int, keys: dict[str, bytes]) -> None:
    if hashlib.sha256(body).digest() != held.sha256 or lines != held.lines:
        raise NotACheckpoint(why="changed")
    public = keys.get(held.key_id)
    if public is None:
        raise NotACheckpoint(why="unknown-key")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            held.signature, _signed(held.number, held.at, held.lines, held.previous, held.sha256)
        )
    except InvalidSignature:
        raise NotACheckpoint(why="signature") from None


def _signed(number: int, at: int, lines: int, previous: bytes, digest: bytes) -> bytes:
    return "\x1f".join([TAG, str(number), str(at), str(lines), previous.hex(), digest.hex()]).encode()


def _encoded(rows: Iterable[Any]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk before this returns."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
