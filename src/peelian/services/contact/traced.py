"""Pages that only tell: a title, and headings with their sentences, read from `definitions/` in both languages.

`traced()` is what somebody who reports without a name is told about what can be traced; `notice(name)` is one of
`definitions/notices/`: privacy, cookies, accessibility.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from peelian.reference.problems import Bilingual


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its sentences."""

    id: str
    title: Bilingual
    text: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """The page. `reviewed_cy`: somebody has reviewed the Welsh; until then the English is shown with it."""

    title: Bilingual
    parts: tuple[Part, ...]
    reviewed_en: bool
    reviewed_cy: bool


@cache
def traced() -> Traced:
    """The page as the file has it."""
    return _read("traced.toml")


@cache
def notice(name: str) -> Traced:
    """One of the notices as its file has it."""
    return _read(f"notices/{name}.toml")


def _read(name: str) -> Traced:
    text = files("peelian.services.contact").joinpath("definitions", name).read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Traced(
        _words(table["title"]),
        tuple(
            Part(part["id"], _words(part["title"]), tuple(_words(one) for one in part["text"]))
            for part in table["parts"]
        ),
        bool(table["reviewed_en"]),
        bool(table["reviewed_cy"]),
    )


def _words(pair: Mapping[str, str]) -> Bilingual:
    return Bilingual(pair["en"], pair["cy"])
