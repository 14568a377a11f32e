"""A file sealed in chunks of 64 KiB: it can be read as a stream, and a cut, a swap or a change is seen.

AES-256-GCM under a key of this file alone (HMAC of its uid under the case's key for files). The nonce is the number of
the chunk and, in its last byte, whether it is the last one: chunks do not change places, and an end that was cut off
is missed. The case's key gone, nothing opens any more.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import IO, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from peelian.casework.files.problems import FileBroken
from peelian.casework.sealing.sealing import derived_key

CHUNK: Final = 2**16
TAG: Final = 16
HEAD: Final = b"peelian-file-1\n"


def seal_stream(key_id: UUID, uid: str, source: IO[bytes], target: IO[bytes]) -> None:
    """Write `source` sealed to `target`. Raises KeyDestroyed."""
    cipher = AESGCM(_key(key_id, uid))
    target.write(HEAD)
    number, chunk = 0, source.read(CHUNK)
    while True:
        following = source.read(CHUNK)
        target.write(cipher.encrypt(_nonce(number, last=not following), chunk, HEAD))
        if not following:
            return
        number, chunk = number + 1, following


def open_stream(key_id: UUID, uid: str, source: IO[bytes]) -> Iterator[bytes]:
    """The chunks of plain bytes. Raises FileBroken at the first that does not open, KeyDestroyed."""
    cipher = AESGCM(_key(key_id, uid))
    if source.read(len(HEAD)) != HEAD:
        raise FileBroken(file=uid)
    number, chunk = 0, source.read(CHUNK + TAG)
    while True:
        following = source.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), chunk, HEAD)
        except (InvalidTag, ValueError):
            raise FileBroken(file=uid) from None
        if not following:
            return
        number, chunk = number + 1, following


def digest_key(key_id: UUID) -> bytes:
    """The key under which a file's bytes are digested: the same bytes in two cases do not show it."""
    return derived_key(key_id, "file-digests")


def _key(key_id: UUID, uid: str) -> bytes:
    return hmac.new(derived_key(key_id, "files"), uid.encode(), hashlib.sha256).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
