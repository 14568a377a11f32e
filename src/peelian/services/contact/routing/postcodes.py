"""A postcode as people type it: which ones it can be. Nothing is looked up here but which first halves exist.

Spaces, case, dots and full-width letters do not matter. A letter typed for a digit, or the other way (O and 0, I and 1,
S and 5, B and 8, Z and 2, G and 6), is put right where the place of the character says what it must be; the answer tells
that it was, and gives every reading where more than one exists.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Final, Literal

from peelian.reference.places import outcodes

LONGEST: Final = 60
TO_DIGIT: Final = {"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
TO_LETTER: Final = {"0": "O", "1": "IL", "5": "S", "8": "B", "2": "Z", "6": "G"}
OUTCODE: Final = r"[A-Z]{1,2}[0-9](?:[0-9]|[A-Z])?"
FULL: Final = re.compile(rf"({OUTCODE})([0-9][ABD-HJLNP-UW-Z]{{2}})", re.ASCII)
HALF: Final = re.compile(OUTCODE, re.ASCII)
SECTOR: Final = re.compile(rf"({OUTCODE})([0-9])", re.ASCII)
INSIDE: Final = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)[ .-]?([0-9][A-Z]{2})\b", re.ASCII | re.IGNORECASE)
EIRCODE: Final = re.compile(r"(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W)[0-9AC-FHKNPRTV-Y]{4}", re.ASCII)
SPACED: Final = re.compile(rf"\s*({OUTCODE})\s+([0-9])\s*", re.ASCII | re.IGNORECASE)
PARTLY: Final = re.compile(rf"\s*({OUTCODE})\s+[0-9A-Z]{{1,3}}\s*", re.ASCII | re.IGNORECASE)
SHAPES: Final = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A")

Kind = Literal["full", "sector", "outcode"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed. `mended`: a letter or a digit of it was put right."""

    outcode: str
    inward: str
    mended: bool = False

    @property
    def kind(self) -> Kind:
        return "full" if len(self.inward) == 3 else "sector" if self.inward else "outcode"

    @property
    def text(self) -> str:
        return f"{self.outcode} {self.inward}".strip()

    @property
    def sector(self) -> str:
        """The outcode and the first character of the second half, "" where only the outcode is given."""
        return f"{self.outcode} {self.inward[0]}" if self.inward else ""

    @property
    def area(self) -> str:
        """The letters that the postcode begins with."""
        return self.outcode[:2] if self.outcode[1].isalpha() else self.outcode[:1]


def squeezed(text: str) -> str:
    """Capital letters and digits alone, full-width ones as plain ones."""
    plain = unicodedata.normalize("NFKC", text[: LONGEST * 4])[:LONGEST]
    return "".join(one for one in plain.upper() if one.isascii() and one.isalnum())


def is_eircode(text: str) -> bool:
    """Whether this is a postcode of Ireland, which no British one can be mistaken for."""
    return EIRCODE.fullmatch(squeezed(text)) is not None


def readings(text: str) -> tuple[Reading, ...]:
    """Every way to read `text` as a postcode: as typed if that is one, else with letters and digits put right.

    Mended readings are given only where their first half exists, or belongs to an area outside England and Wales.
    """
    if (spaced := SPACED.fullmatch(text[:LONGEST])) and is_known(spaced[1].upper()):
        return (Reading(spaced[1].upper(), spaced[2]),)
    found = _readings(squeezed(text))
    if any(is_known(one.outcode) for one in found):
        return found
    partly = PARTLY.fullmatch(text[:LONGEST])
    known = partly is not None and is_known(partly[1].upper())
    return (Reading(partly[1].upper(), "", mended=True),) if partly and known else found


@lru_cache(maxsize=4_096)
def _readings(typed: str) -> tuple[Reading, ...]:
    if not 2 <= len(typed) <= 7:
        return ()
    plain = _as_typed(typed)
    if plain and any(is_known(one.outcode) for one in plain):
        return tuple(one for one in plain if is_known(one.outcode))
    mended = tuple(one for one in _mended(typed) if is_known(one.outcode))
    return mended or plain


def _as_typed(typed: str) -> tuple[Reading, ...]:
    if found := FULL.fullmatch(typed):
        return (Reading(found[1], found[2]),)
    halves = (Reading(typed, ""),) if HALF.fullmatch(typed) else ()
    found = SECTOR.fullmatch(typed)
    sectors = (Reading(found[1], found[2]),) if found and not is_known(typed) else ()
    return halves if any(is_known(one.outcode) for one in halves) else (*sectors, *halves)


def _mended(typed: str) -> tuple[Reading, ...]:
    """The readings by the shapes that a postcode can have, whole ones first."""
    whole = [
        Reading(out, inward, mended=True)
        for out in _outcodes(typed[:-3])
        for inward in _fit(typed[-3:], "9AA")
        if FULL.fullmatch(out + inward)
    ]
    found = whole or [Reading(out, "", mended=True) for out in _outcodes(typed)]
    return tuple(dict.fromkeys(found))


def _outcodes(typed: str) -> list[str]:
    return [out for shape in SHAPES if len(shape) == len(typed) for out in _fit(typed, shape)]


def _fit(typed: str, shape: str) -> list[str]:
    """The texts of this shape (A letter, 9 digit) that `typed` can stand for."""
    options = [_options(one, wanted) for one, wanted in zip(typed, shape, strict=True)]
    return ["".join(each) for each in product(*options)] if all(options) else []


def _options(typed: str, wanted: str) -> str:
    if wanted == "A":
        return typed if typed.isalpha() else TO_LETTER.get(typed, "")
    return typed if typed.isdigit() else TO_DIGIT.get(typed, "")


@cache
def areas() -> frozenset[str]:
    """The postcode areas that begin an outcode of England or Wales."""
    return frozenset(code[:2] if code[1].isalpha() else code[:1] for code in outcodes())


def is_known(outcode: str) -> bool:
    """Whether the outcode is in the table, or its area lies outside England and Wales."""
    from peelian.services.contact.routing.definition import routing

    area = outcode[:2] if outcode[1:2].isalpha() else outcode[:1]
    return bool(standing_for(outcode)) or area in routing().areas


@lru_cache(maxsize=4_096)
def standing_for(outcode: str) -> tuple[str, ...]:
    """The outcodes of the table that are meant: itself, or for the old "W1" those that took its place, W1A to W1W."""
    if outcode in outcodes():
        return (outcode,)
    return tuple(sorted(code for code in outcodes() if code[:-1] == outcode and code[-1].isalpha()))


def within(text: str) -> tuple[Reading, ...]:
    """The whole postcodes inside a longer text, as typed; at most five."""
    found: list[Reading] = []
    for match in INSIDE.finditer(text):
        found += [
            one for one in _as_typed(squeezed(match[0])) if one.kind == "full" and is_known(one.outcode)
        ]
    return tuple(dict.fromkeys(found))[:5]
