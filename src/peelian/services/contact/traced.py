"""What is told to somebody who reports without a name about what can be traced, read from `definitions/traced.toml`."""

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
    text = files("peelian.services.contact").joinpath("definitions/traced.toml").read_text(encoding="utf-8")
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
