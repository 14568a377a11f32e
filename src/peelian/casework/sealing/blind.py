"""Exact search over sealed columns: keyed digests of what was typed, normalised first.

A digest is HMAC-SHA256 under an `index` key of the ring, cut to 16 bytes. It tells nothing without the ring, and the
same name in two rows gives the same digest: that is its use and its cost (threat T-16).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from typing import Final, Literal

from peelian.casework.sealing.problems import NothingToIndex
from peelian.casework.sealing.ring import ring

Kind = Literal["name", "phone", "email", "postcode", "name_birth_date"]
LENGTH: Final = 16


def digest(kind: Kind, text: str) -> tuple[str, bytes]:
    """The active index key's id and the digest to store. Raises NothingToIndex."""
    key = ring().active("index")
    return key.id, _digest(key.secret, kind, normalised(kind, text))


def digests(kind: Kind, text: str) -> list[tuple[str, bytes]]:
    """To search with: one pair per index key, old ones too. Raises NothingToIndex."""
    plain = normalised(kind, text)
    return [(key.id, _digest(key.secret, kind, plain)) for key in ring().of("index")]


def normalised(kind: Kind, text: str) -> str:
    """The form in which two spellings of one thing agree. `name_birth_date` is "name|1990-05-31"."""
    found = _NORMALISERS[kind](text)
    if not found:
        raise NothingToIndex(kind=kind.replace("_", " "))
    return found


def _digest(key: bytes, kind: Kind, plain: str) -> bytes:
    return hmac.new(key, kind.encode() + b"\x1f" + plain.encode(), hashlib.sha256).digest()[:LENGTH]


def _name(text: str) -> str:
    """Letters and digits only, without accents or case: "Siân O’Neill-Jones" and "sian oneill jones" differ in spaces
    alone, so hyphens count as spaces and apostrophes as nothing."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’‘`´ʼ")
    return " ".join(re.findall(r"\w+", kept.replace("_", " ")))


def _phone(text: str) -> str:
    """E.164; a national number is taken for one of the United Kingdom."""
    trunk = re.sub(r"\(0\)", "", text)
    digits = "".join(
        str(unicodedata.digit(sign)) for sign in trunk if unicodedata.digit(sign, None) is not None
    )
    if trunk.strip().startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0"):
        number = "44" + digits[1:]
    else:
        number = digits if digits.startswith("44") and len(digits) > 11 else "44" + digits
    return f"+{number}" if 7 <= len(number) <= 15 and len(digits) >= 7 else ""


def _email(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    name, at, host = plain.rpartition("@")
    return f"{name}@{host}" if name and at and host else ""


def _postcode(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def _name_birth_date(text: str) -> str:
    name, _, date = text.rpartition("|")
    plain = _name(name)
    return f"{plain}|{date.strip()}" if plain and re.fullmatch(r"\d{4}-\d{2}-\d{2}", date.strip()) else ""


_NORMALISERS: Final = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "postcode": _postcode,
    "name_birth_date": _name_birth_date,
}
