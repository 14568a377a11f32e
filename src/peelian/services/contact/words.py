"""The secret of a person who asked: six made-up words that read alike in English and Welsh.

Each word is one of `WORDS` (consonant, vowel, consonant, vowel), so six make a little under 72 bits. Made-up words
belong to neither language and tell a stranger who finds them nothing.

The words are worked out from the number that came with the form (`secret_of`), so that a form that was sent twice by
a double click gets the same words; that number itself is kept nowhere. The database holds a salted scrypt of them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from functools import cache
from itertools import product
from typing import Final

from django.utils.crypto import salted_hmac

COUNT: Final = 6
_SALT: Final = "peelian.contact.secret"
_CONSONANTS: Final = "bcdfghjlmnprstvw"
_VOWELS: Final = "aeio"
_NOT: Final = frozenset(
    "bobo boso caca coca coco dago dead dido dodo gigo hate hebo homo jeho nazi pedo peni pepe pipi popo rape sado "
    "sisi titi toto vino wino wife cono cone pede pene bite fica gina dico moro coli feci rabo rata cara puta".split()
)
"""Words that might mean something unwelcome to somebody."""


@cache
def words() -> tuple[str, ...]:
    """The words, in order."""
    made = ("".join(signs) for signs in product(_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS))
    return tuple(word for word in made if word not in _NOT)


def new_number() -> str:
    """The number that a form carries from its first page to its last: 128 random bits."""
    return secrets.token_urlsafe(16)


def is_number(text: str) -> bool:
    """Whether `text` can be a number that `new_number` made."""
    return re.fullmatch(r"[A-Za-z0-9_-]{22}", text) is not None


def secret_of(number: str) -> str:
    """The six words of a form's number."""
    rest = int.from_bytes(salted_hmac(_SALT, number, algorithm="sha256").digest(), "big")
    found = []
    for _ in range(COUNT):
        rest, index = divmod(rest, len(words()))
        found.append(words()[index])
    return " ".join(found)


def as_typed(text: str) -> str:
    """A secret as a person typed it, in the one way that is compared: small letters only."""
    return re.sub(r"[^a-z]", "", text.casefold())


def digest_of(secret: str, salt: bytes) -> bytes:
    """Salted scrypt of a secret (N=4096, r=8, p=1: about 10 ms and 4 MiB), however it was typed."""
    return hashlib.scrypt(as_typed(secret).encode(), salt=salt, n=4096, r=8, p=1, dklen=32)


def fits(secret: str, salt: bytes, digest: bytes) -> bool:
    """Whether the secret is the one that was digested, in a time that tells nothing."""
    return hmac.compare_digest(digest_of(secret, salt), digest)


def number_digest(number: str) -> bytes:
    """What is kept of a form's number, to know it again."""
    return hashlib.sha256(b"peelian.contact.form|" + number.encode()).digest()
