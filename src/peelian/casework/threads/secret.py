"""The six words with which the outside person comes back to a case, and what is kept of them.

Six words drawn from a list of 1,677 carry 64.3 bits. Of the words only a salted scrypt digest is kept (16 MiB and some
50 ms for each try), so a copy of the database opens no thread. No lock-out follows wrong words: guessing is hopeless
at that price, and a lock would let anybody who knows a reference shut the person out. At most two digests are worked
out at once in a process, so that a crowd of guesses cannot use up its memory.

Every word differs from the others within its first four letters, so four letters of a word are enough.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from functools import cache
from pathlib import Path
from typing import Final

WORDS: Final = 6
SALT: Final = 16
_FILE: Final = Path(__file__).parent / "definitions" / "words.txt"
_ENOUGH: Final = 4
_LONGEST: Final = 200
_COST: Final = 2**14
_at_once = threading.BoundedSemaphore(2)


@cache
def words() -> tuple[str, ...]:
    """The list."""
    return tuple(_FILE.read_text(encoding="ascii").split())


@cache
def _by_start() -> dict[str, str]:
    return {word[:_ENOUGH]: word for word in words()}


def draw() -> str:
    """Six fresh words, joined by spaces."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def read(typed: str) -> str:
    """The words as they were drawn, from what was typed: any case, any separators, four letters of each. "" if not."""
    found = [_by_start().get(word[:_ENOUGH]) for word in re.findall(r"[a-z]+", typed[:_LONGEST].lower())]
    if len(found) != WORDS or None in found:
        return ""
    return " ".join(word for word in found if word)


def digest(secret: str, salt: bytes) -> bytes:
    """32 bytes."""
    with _at_once:
        return hashlib.scrypt(secret.encode(), salt=salt, n=_COST, r=8, p=1, maxmem=2**26, dklen=32)


def new_salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(SALT)
