"""Values in a few classes of like size, so that a map can be read without a scale of colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LETTERS: Final = "ABCDE"
# Light to dark, each told from the next in grey; the text on it, dark or white, has a contrast over 4.5 to 1.
FILLS: Final = ("#e4edf3", "#b9cfdd", "#7fa3bb", "#3f6d8c", "#12324a")
DARK_FROM: Final = 3


@dataclass(frozen=True, slots=True)
class Class:
    """One class: its letter and shade, the lowest and highest value in it, and its members."""

    letter: str
    fill: str
    dark: bool
    lowest: float
    highest: float
    members: tuple[str, ...]


def classes(values: Mapping[str, float], *, most: int = 5) -> tuple[Class, ...]:
    """The values in at most `most` classes of about equal size, from the lowest up; equal values share a class."""
    order = sorted(values, key=lambda id: (values[id], id))
    count = min(most, len(set(values.values())))
    groups: list[list[str]] = []
    for id in order:
        full = groups and len(groups) < count and sum(map(len, groups)) * count >= len(order) * len(groups)
        if not groups or (full and values[id] != values[groups[-1][-1]]):
            groups.append([])
        groups[-1].append(id)
    step = (len(FILLS) - 1) / max(1, len(groups) - 1)
    return tuple(_class(group, round(index * step), values) for index, group in enumerate(groups))


def _class(group: list[str], shade: int, values: Mapping[str, float]) -> Class:
    return Class(
        LETTERS[shade], FILLS[shade], shade >= DARK_FROM, values[group[0]], values[group[-1]], tuple(group)
    )
