"""Where a fact about a force was read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A publication. `published`: its day or month (2020-02-29, 2018-07), "" where it bears no date. `read`: by us."""

    key: str
    title: str
    publisher: str
    address: str
    published: str
    read: date

    @property
    def day(self) -> str:
        """The day that the fact is known for: of the publication, or, where it bears none, of our reading."""
        return self.published or self.read.isoformat()


def table_of(name: str) -> dict[str, Any]:
    """A file of `definitions/` as it lies."""
    text = files("peelian.services.contact").joinpath("definitions", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def sources_in(table: Mapping[str, Any]) -> dict[str, Source]:
    """The sources that a file lists."""
    return {
        key: Source(
            key, row["title"], row["publisher"], row["address"], str(row.get("published", "")), row["read"]
        )
        for key, row in table["sources"].items()
    }
