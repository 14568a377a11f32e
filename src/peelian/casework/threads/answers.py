"""Reviewed answers that an officer begins from: definitions/answers/*.toml, one file per kind of case.

    for_kind("question")                                            # what the desk offers
    begun("passed_on", "question", "cy", officer="PC Ben Ali", reference="482 9130 7560")

A message keeps `id@version` of the answer that it was begun from. A service adds its own file with `add(path)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from peelian.casework.threads.books import (
    DEFINITIONS,
    fields_of,
    filled,
    in_language,
    load,
    stop_if,
    words_of,
)
from peelian.casework.threads.problems import UnknownAnswer
from peelian.reference.problems import Bilingual

FIELDS: Final = ("reference", "officer", "team")
_FOLDER: Final = DEFINITIONS / "answers"
_more: Final[list[Path]] = []


@dataclass(frozen=True, slots=True)
class Answer:
    """One reviewed answer. `reviewed_by` is a role, not a name; the Welsh has its own reviewer."""

    id: str
    version: int
    kinds: tuple[str, ...]
    title: Bilingual
    text: Bilingual
    reviewed_by: str
    reviewed_on: date
    welsh_reviewed: bool

    @property
    def name(self) -> str:
        """As a message keeps it."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the officer finds in the box, and what the message says of where it came from."""

    text: str
    template: str
    language: str


def for_kind(kind: str) -> tuple[Answer, ...]:
    """The answers for a kind of case, in the order of the file."""
    return tuple(one for one in book() if kind in one.kinds)


def find(name: str, kind: str) -> Answer:
    """An answer by its id or `id@version`. Raises UnknownAnswer."""
    for one in for_kind(kind):
        if name in (one.id, one.name):
            return one
    raise UnknownAnswer(answer=name)


def begun(name: str, kind: str, language: str, **values: str) -> Begun:
    """The answer in `en` or `cy` with its fields filled. Raises UnknownAnswer."""
    answer = find(name, kind)
    return Begun(filled(in_language(answer.text, language), values), answer.name, language)


def add(file: Path) -> None:
    """Let a service's own file count (from `AppConfig.ready()`). Raises BadBook with every fault."""
    read(file)
    if file not in _more:
        _more.append(file)
        book.cache_clear()


@cache
def book() -> tuple[Answer, ...]:
    """Every answer of the packaged files and of those that services added. Raises BadBook."""
    files = [*sorted(_FOLDER.glob("*.toml")), *_more]
    return tuple(answer for file in files for answer in read(file))


def read(file: Path) -> tuple[Answer, ...]:
    """The answers of one file. Raises BadBook with every fault."""
    given = load(file).get("answers", {})
    stop_if(file, [f"{id_}: {fault}" for id_, one in given.items() for fault in _faults(one)])
    return tuple(_answer(id_, one) for id_, one in given.items())


def _answer(id_: str, one: dict[str, Any]) -> Answer:
    return Answer(
        id_,
        one["version"],
        tuple(one["kinds"]),
        words_of(one["title"]) or Bilingual(""),
        words_of(one["text"]) or Bilingual(""),
        one["reviewed_by"],
        one["reviewed_on"],
        bool(one.get("welsh_reviewed", False)),
    )


def _faults(one: dict[str, Any]) -> list[str]:
    faults = []
    if not isinstance(one.get("version"), int) or one["version"] < 1:
        faults.append("its version is not a number from 1")
    if not one.get("kinds"):
        faults.append("it is for no kind of case")
    if not one.get("reviewed_by") or not isinstance(one.get("reviewed_on"), date):
        faults.append("nobody has reviewed it")
    for name in ("title", "text"):
        words = words_of(one.get(name))
        if words is None:
            faults.append(f"its {name} is not in English and Welsh")
        elif fields_of(words) - set(FIELDS):
            faults.append(f"its {name} has unknown fields")
    return faults
