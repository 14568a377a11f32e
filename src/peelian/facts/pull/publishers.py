"""The reviewed list of publications: what can be pulled, from where, under which licence, and what it feeds."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from peelian.facts.datasets import DATASETS
from peelian.facts.pull.problems import BadPublishersList, NeedsMonth, UnknownPublication

KINDS = ("file", "month", "govuk")
MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Publication:
    """One thing to pull. `address` may hold `{month}`; `page` is where a person would look for it."""

    id: str
    kind: str
    title: str
    publisher: str
    address: str
    licence: str
    feeds: tuple[str, ...]
    checked_on: date
    verified: bool = False
    page: str = ""
    pick: tuple[str, ...] = ()
    sha256: str = ""
    size: str = ""
    file_name: str = ""
    checksums: dict[str, str] = field(default_factory=dict)

    def address_for(self, month: str | None) -> str:
        """The address, its month filled in; raises `NeedsMonth`."""
        if "{month}" not in self.address:
            return self.address
        if month is None or not MONTH.fullmatch(month):
            raise NeedsMonth(publication=self.id)
        return self.address.replace("{month}", month)

    def checksum_for(self, month: str | None) -> str:
        """The SHA-256 that the list gives for this file, "" when it gives none."""
        return self.checksums.get(month or "", self.sha256)


def publications(path: Path | None = None) -> dict[str, Publication]:
    """Every publication by id, of the packaged list or of one's own; raises `BadPublishersList`."""
    shown = str(path) if path else "packaged with Peelian"
    try:
        text = (
            path.read_text(encoding="utf-8")
            if path
            else (files(__package__) / "publishers.toml").read_text(encoding="utf-8")
        )
        found = [_publication(row) for row in tomllib.loads(text).get("publication", [])]
    except OSError as error:
        raise BadPublishersList(path=shown, why=error.strerror or str(error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, TypeError, KeyError) as error:
        raise BadPublishersList(path=shown, why=str(error).strip("'")) from None
    listed = {one.id: one for one in found}
    if len(listed) != len(found) or not listed:
        raise BadPublishersList(
            path=shown, why="two publications share an id" if found else "it lists no publication"
        )
    return listed


def _publication(row: dict[str, Any]) -> Publication:
    missing = [
        name
        for name in ("id", "kind", "title", "publisher", "address", "licence", "feeds", "checked_on")
        if name not in row
    ]
    if missing:
        raise ValueError(f"{row.get('id', 'a publication')} lacks {', '.join(missing)}")
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['id']} has the kind {row['kind']!r}; the kinds are {', '.join(KINDS)}")
    if urlsplit(row["address"]).scheme not in {"http", "https"}:
        raise ValueError(f"the address of {row['id']} is not an http or https address")
    unknown = [name for name in row["feeds"] if name not in DATASETS]
    if unknown:
        raise ValueError(f"{row['id']} feeds {', '.join(unknown)}, which is no dataset")
    lists: dict[str, Any] = {name: tuple(row[name]) for name in ("feeds", "pick") if name in row}
    return Publication(**(row | lists))


def publication(id_: str, path: Path | None = None) -> Publication:
    """The publication called `id_`; raises `UnknownPublication` with near names."""
    listed = publications(path)
    if id_ in listed:
        return listed[id_]
    near = difflib.get_close_matches(id_, listed, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UnknownPublication(publication=id_, hint=hint)


def file_name_of(address: str, fallback: str) -> str:
    """A harmless file name for an address: its last part, or that of a `uri` in its query; never a path."""
    split = urlsplit(address)
    asked = parse_qs(split.query).get("uri", [""])[0]
    last = unquote(asked or split.path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", last).lstrip(".")
    return safe[:120] if "." in safe else fallback
