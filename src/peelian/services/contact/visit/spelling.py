"""Words and numbers as they are said over the telephone: the alphabet of aviation, the same in both languages (ICAO Annex
10, Volume II, 5.2.1.3; ITU Radio Regulations, Appendix 14)."""

from __future__ import annotations

from typing import Final

from peelian.casework.cases.references import shown

ALPHABET: Final = (
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima", "Mike",
    "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee",
    "Zulu",
)  # fmt: skip


def spelled(word: str) -> str:
    """Each letter by its name: `tea` is "Tango Echo Alfa"."""
    return " ".join(ALPHABET[ord(letter) - ord("a")] for letter in word)


def spelled_words(words: str) -> list[tuple[str, str]]:
    """Each of the words with its letters."""
    return [(word, spelled(word)) for word in words.split()]


def digit_by_digit(reference: str) -> str:
    """A reference in its three groups, a digit at a time: "4 8 2, 9 1 3 0, 7 5 6 0"."""
    return ", ".join(" ".join(group) for group in shown(reference).split())
