"""A case's reference: ten random digits and a check digit, short enough to read over the phone.

The check digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): it finds every single
wrong digit and every swap of two neighbours. A reference is no secret and opens nothing.
"""

from __future__ import annotations

import re
import secrets

from peelian.casework.cases.problems import BadReference

LENGTH = 11

# Row: the interim digit so far; column: the next digit. A totally anti-symmetric quasigroup of order ten with zeros
# on its diagonal, as printed in Damm's thesis; the tests check the property itself, not the printing.
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_BETWEEN = re.compile(r"[\s\-‐‑–.]+")


def check_digit(digits: str) -> str:
    """Damm's check digit of a row of ASCII digits."""
    interim = 0
    for digit in digits:
        interim = _TABLE[interim][int(digit)]
    return str(interim)


def is_reference(text: str) -> bool:
    """Eleven ASCII digits whose last one fits the others."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and check_digit(text) == "0"


def new_reference() -> str:
    """Ten digits from the system's randomness and their check digit; whether it is free, the database says."""
    digits = f"{secrets.randbelow(10**10):010d}"
    return digits + check_digit(digits)


def read_reference(text: str) -> str:
    """The eleven digits of a reference as a person wrote it, with spaces or hyphens. `BadReference` otherwise."""
    found = _BETWEEN.sub("", text.strip())
    if not is_reference(found):
        raise BadReference
    return found


def shown(reference: str) -> str:
    """As it is printed and read out: `482 9130 7560`."""
    return f"{reference[:3]} {reference[3:7]} {reference[7:]}"
