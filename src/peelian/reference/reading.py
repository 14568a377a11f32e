"""Reading the package's own tables, and matching what people write against them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from importlib.resources import files

from peelian.reference.problems import Bilingual

_FOOTNOTE = re.compile(r"(?<=[a-z]{2})\s*[0-9]{1,2}(\s+[0-9]{1,2})*$", re.ASCII)
_SAINT = re.compile(r"\bst\b")
_NOT_A_WORD = re.compile(r"[^\w]+")


def table(name: str, package: str = "peelian.reference.tables") -> list[dict[str, str]]:
    """The rows of one packaged CSV table, every value as text."""
    text = (files(package) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plain(text: str) -> str:
    """Lower case, `&` as "and", everything but letters and digits as one space: the key that names meet on."""
    folded = unicodedata.normalize("NFKC", text).replace("&", " and ").replace("’", "").replace("'", "")
    return _NOT_A_WORD.sub(" ", folded.replace("_", " ")).strip().casefold()


def place_key(text: str) -> str:
    """The key that names of places meet on: `plain`, without accents, "St" as "Saint". "Ynys Mon" is "Ynys Môn"."""
    parted = unicodedata.normalize("NFD", plain(text))
    bare = "".join(one for one in parted if not unicodedata.combining(one))
    return _SAINT.sub("saint", _NOT_A_WORD.sub(" ", bare).strip())


def without_footnote(key: str) -> str:
    """A plain key less the footnote numbers that tables print after a name: "wiltshire4", "eastern 1 2"."""
    return _FOOTNOTE.sub("", key)


def maybe_date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def hint(text: str, known: Iterable[str]) -> Bilingual:
    """A question that offers up to three near names, in both languages; empty when none is near."""
    import difflib

    names = {plain(name): name for name in known}
    near = [names[key] for key in difflib.get_close_matches(plain(text), list(names), n=3, cutoff=0.6)]
    if not near:
        return Bilingual("")
    return Bilingual(
        f" Did you mean {' or '.join(near)}?", f" Ai {' neu '.join(near)} oedd gennych mewn golwg?"
    )
