"""The contract as data: which kinds of message there are, and which fields each may hold. What is not named is refused."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

from peelian.reference.problems import Bilingual

FILE: Final = Path(__file__).parents[1] / "definitions" / "exchange.toml"
OURS: Final = "peelian"
"""The name by which Peelian itself is a source."""
MOST: Final = 100
"""Messages in one POST."""
LARGEST: Final = 4_000_000
"""Bytes of one POST."""

Type = Literal["uuid", "code", "word", "integer", "moment", "choice", "boolean", "text"]
Way = Literal["both", "in", "out"]
PATTERNS: Final = {
    "uuid": "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "code": "(?=.*[0-9])[A-Z0-9][A-Z0-9._/-]*",
    "word": "[a-z0-9][a-z0-9_.-]*",
    "moment": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})",
}
_SHOWN: Final = {
    "uuid": Bilingual(
        "a UUID in small letters, as 1b4e28ba-2fa1-41d2-883f-0016d3cca427",
        "UUID mewn llythrennau bach, fel 1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    ),
    "code": Bilingual(
        "capitals, digits and . _ / - with a digit among them, at most {longest} letters",
        "priflythrennau, digidau a . _ / - gyda digid yn eu plith, {longest} nod ar y mwyaf",
    ),
    "word": Bilingual(
        "small letters, digits and _ . -, at most {longest} letters",
        "llythrennau bach, digidau a _ . -, {longest} nod ar y mwyaf",
    ),
    "integer": Bilingual("a whole number from {least} to {most}", "rhif cyfan o {least} i {most}"),
    "moment": Bilingual(
        "a time with its zone, as 2026-11-22T09:30:00+00:00",
        "amser gyda'i gylch, fel 2026-11-22T09:30:00+00:00",
    ),
    "choice": Bilingual("one of {choices}", "un o {choices}"),
    "boolean": Bilingual("true or false", "true neu false"),
    "text": Bilingual("text of 1 to {longest} letters", "testun o 1 i {longest} nod"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `required` counts for what comes in; `personal` is sealed on arrival and never sent out."""

    name: str
    type: Type
    told: Bilingual
    required: bool = True
    way: Way = "both"
    longest: int = 0
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    personal: bool = False

    @property
    def wanted(self) -> Bilingual:
        """What a value looks like, in words."""
        shown = _SHOWN[self.type]
        filled = {
            "longest": self.longest,
            "least": self.least,
            "most": self.most,
            "choices": ", ".join(self.choices),
        }
        return Bilingual(shown.format_map(filled), shown.cy.format_map(filled))

    def fits(self, value: object) -> bool:
        """Whether a value as JSON gives it is of this type and within its bounds."""
        if self.type == "boolean":
            return isinstance(value, bool)
        if self.type == "integer":
            return type(value) is int and self.least <= value <= self.most
        if not isinstance(value, str):
            return False
        if self.type == "choice":
            return value in self.choices
        if self.type == "text":
            return bool(value.strip()) and len(value) <= self.longest and "\x00" not in value
        if self.longest and len(value) > self.longest:
            return False
        if not re.fullmatch(PATTERNS[self.type], value, re.ASCII):
            return False
        return self.type != "moment" or moment(value) is not None


@dataclass(frozen=True, slots=True)
class KindLayout:
    """A kind of message: its words and the fields of its body, in the order of the file."""

    id: str
    title: Bilingual
    fields: tuple[Field, ...]

    def of_way(self, way: Literal["in", "out"]) -> tuple[Field, ...]:
        """The fields that may stand in a message that comes in, or in one that goes out."""
        return tuple(one for one in self.fields if one.way in {"both", way})


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole contract."""

    envelope: tuple[Field, ...]
    kinds: dict[str, KindLayout]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of CSV: the envelope's, then every field of every body as `body.NAME`."""
        names = dict.fromkeys(f"body.{field.name}" for kind in self.kinds.values() for field in kind.fields)
        return (*(field.name for field in self.envelope), *names)


def moment(text: str) -> datetime | None:
    """A time with its zone, or None."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None and 1900 < found.year < 9000 else None


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID as it is written here."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@cache
def layout() -> Layout:
    """The contract as the file says it. KeyError or TypeError where the file is not whole: tests read it first."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    kinds = {
        id_: KindLayout(id_, _words(row["title"]), tuple(map(_field, row["fields"])))
        for id_, row in held["kinds"].items()
    }
    return Layout(tuple(map(_field, held["envelope"])), kinds)


def _field(row: dict[str, Any]) -> Field:
    return Field(**{**row, "told": _words(row["told"]), "choices": tuple(row.get("choices", ()))})


def _words(row: dict[str, str]) -> Bilingual:
    return Bilingual(row["en"], row["cy"])
