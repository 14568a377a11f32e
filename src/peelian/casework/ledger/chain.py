"""The arithmetic of a chain, without a database: canonical facts, commitment, hash, seal.

hash       = SHA256( tag ␟ column ␟ column … ␟ commitment ‖ nonce ‖ prev )       every column, as text
commitment = HMAC-SHA256( HKDF(stream's key, "ledger"), nonce ‖ canonical JSON of the personal details ),
             or SHA256( "peelian-nothing-1" ‖ nonce ) where an entry has none
seal       = BLAKE2b-128( hash ) keyed with the ring's `mac` key
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from peelian.casework.ledger.problems import NotACode

LEDGER_TAG: Final = b"peelian-ledger-1"
ACCESS_TAG: Final = b"peelian-access-1"
NOTHING_TAG: Final = b"peelian-nothing-1"
BETWEEN: Final = "\x1f"
START: Final = b"\x00" * 32

Fact = str | int | bool | None
Facts = Mapping[str, Fact | Sequence[Fact]]

_CODE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/+|-]{0,99}(@\d+)?")
_LIKE_A_PHONE: Final = re.compile(r"\+?\d{9,}")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Link:
    """What the arithmetic adds to an entry."""

    commitment: bytes
    nonce: bytes
    prev: bytes
    hash: bytes
    seal: bytes


def link(
    tag: bytes,
    columns: Sequence[str | int],
    *,
    prev: bytes,
    mac: bytes,
    key: bytes | None = None,
    details: str | None = None,
) -> Link:
    """The next link after `prev`. `details` is canonical JSON and needs `key`, the derived key of the stream."""
    nonce = secrets.token_bytes(16)
    committed = commitment(nonce, key, details)
    hashed = digest(tag, columns, committed, nonce, prev)
    return Link(committed, nonce, prev, hashed, seal(mac, hashed))


def digest(tag: bytes, columns: Sequence[str | int], committed: bytes, nonce: bytes, prev: bytes) -> bytes:
    """The hash of an entry; `columns` in the order of the table."""
    text = BETWEEN.join([*map(str, columns), ""])
    return hashlib.sha256(tag + b"\x1f" + text.encode() + committed + nonce + prev).digest()


def commitment(nonce: bytes, key: bytes | None, details: str | None) -> bytes:
    """What an entry says of its personal details."""
    if details is None:
        return hashlib.sha256(NOTHING_TAG + nonce).digest()
    if key is None:
        raise ValueError("details are committed to under a key")
    return hmac.new(key, nonce + details.encode(), hashlib.sha256).digest()


def seal(mac: bytes, hashed: bytes) -> bytes:
    """What only the holder of the ring can make."""
    return hashlib.blake2b(hashed, digest_size=16, key=mac).digest()


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, ASCII only: one text for one value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def canonical_facts(facts: Facts) -> str:
    """Facts as they are written. Raises NotACode for anything that may be about a person."""
    for name, value in facts.items():
        if not _KEY.fullmatch(name):
            raise NotACode(field="facts")
        for one in value if isinstance(value, (list, tuple)) else (value,):
            _check_fact(name, one)
    return canonical(facts)


def canonical_body(body: Mapping[str, str | int]) -> str:
    """The body of an event or of a scheduled item: codes, ids and counts. Raises NotACode for anything else."""
    for name, value in body.items():
        if not isinstance(value, int):
            code(name, value if isinstance(value, str) else " ", empty=True)
    return canonical(dict(body))


def code(field: str, text: str, *, empty: bool = False) -> str:
    """The text, if it is a code. Raises NotACode, which does not repeat it."""
    if (empty and not text) or (_CODE.fullmatch(text) and not _LIKE_A_PHONE.fullmatch(text)):
        return text
    raise NotACode(field=field)


def _check_fact(name: str, value: object) -> None:
    if value is None or isinstance(value, (bool, int)):
        return
    if not isinstance(value, str) or value:
        code(f"facts.{name}", value if isinstance(value, str) else " ")
