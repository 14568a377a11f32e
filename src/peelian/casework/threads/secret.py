"""The six words with which the outside person comes back to a case, and what is kept of them.

Six words drawn from a list of 1,663 carry 64.1 random bits. Of the words only a keyed digest is kept: HMAC-SHA256 over the
case's salt and the words, under a key that is derived from a `mac` key of the ring, which lies outside every database. So a
copy of the databases opens no thread and cannot even be guessed against. A slow digest (scrypt: 16 MiB and 50 ms a try)
would add nothing to random bits; it would only hold up whoever has the ring as well, and that is everybody's server.
How often wrong words may be tried is `guessing.py`'s.

What is kept: one byte for the kind of digest, four for the ring key's id, 27 of the digest. Another kind gets another
first byte, and the old ones are still read. Keys of purpose `mac` stay in the ring after a rotation.

Every word differs from the others within its first four letters, so four letters of a word are enough.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Final

from peelian.casework.sealing.ring import RingKey, ring

WORDS: Final = 6
SALT: Final = 16
_FILE: Final = Path(__file__).parent / "definitions" / "words.txt"
_ENOUGH: Final = 4
_LONGEST: Final = 200
_KEYED: Final = 1
"""The kind of digest that is written today."""
_HEAD: Final = 1 + 4
_KEPT: Final = 27
_PURPOSE: Final = b"peelian-thread-words-1"
_PURPOSE_OF_SEEDS: Final = b"peelian-thread-words-from-1|"


@cache
def words() -> tuple[str, ...]:
    """The list."""
    return tuple(_FILE.read_text(encoding="ascii").split())


@cache
def _by_start() -> dict[str, str]:
    return {word[:_ENOUGH]: word for word in words()}


def draw(count: int = WORDS) -> str:
    """Fresh words, joined by spaces."""
    return " ".join(secrets.choice(words()) for _ in range(count))


def drawn_from(seed: str) -> str:
    """Six words that come out the same for the same seed under the ring's key in use, and tell nothing to who lacks it.

    As random as `draw` where the seed was never used before.
    """
    return numbered(
        hmac.digest(ring().active("mac").secret, _PURPOSE_OF_SEEDS + seed.encode(), hashlib.sha256)
    )


def numbered(made: bytes, count: int = WORDS) -> str:
    """The words that stand for a number: its last digits in the base of the list, the lowest first.

    32 random bytes draw 12 words and fewer as evenly as dice: what is left over is less than one part in 2**127.
    """
    number, found = int.from_bytes(made), []
    for _ in range(count):
        number, place = divmod(number, len(words()))
        found.append(words()[place])
    return " ".join(found)


def read(typed: str, count: int = WORDS) -> str:
    """The words as they were drawn, from what was typed: any case, any separators, four letters of each. "" if not."""
    found = listed(typed)
    return " ".join(found) if len(found) == count and all(found) else ""


def listed(typed: str) -> tuple[str, ...]:
    """Each word that was typed as it stands in the list, "" for one that does not."""
    return tuple(
        _by_start().get(word[:_ENOUGH], "") for word in re.findall(r"[a-z]+", typed[:_LONGEST].lower())
    )


def digest(secret: str, salt: bytes) -> bytes:
    """What is kept of the words: 32 bytes."""
    return _digest(ring().active("mac"), secret, salt)


def fits(secret: str, salt: bytes, held: bytes) -> bool:
    """Whether these are the words of which `held` was kept. The work is the same whatever `held` is."""
    return hmac.compare_digest(_digest(_key_of(held), secret, salt), held)


def _digest(key: RingKey, secret: str, salt: bytes) -> bytes:
    derived = hmac.digest(key.secret, _PURPOSE, hashlib.sha256)
    made = hmac.digest(derived, salt + secret.encode(), hashlib.sha256)
    return bytes([_KEYED]) + bytes.fromhex(key.id) + made[:_KEPT]


def _key_of(held: bytes) -> RingKey:
    """The key that `held` names, or the one in use, under which no other digest comes out."""
    keys = {bytes.fromhex(key.id): key for key in ring().of("mac")}
    return keys.get(held[1:_HEAD]) or ring().active("mac")


def new_salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(SALT)
