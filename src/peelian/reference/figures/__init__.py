"""Published figures in Peelian's own layout, so that a first start shows real figures with no network.

One CSV per dataset (`<dataset>.csv`, the columns of the dataset with `source` last) and `sources.toml`, which says
for each source who published it, where, when (`vintage`) and under which licence. The values are those of the
publishers; only float noise beyond the sixth decimal is cut. An empty value is missing, never zero.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from peelian.reference.problems import UnknownFigures
from peelian.reference.reading import hint

_PACKAGE = "peelian.reference.figures"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure comes from. `vintage` is the day it was published, the first of the month if only that is known.

    `vintage_basis` is `stated` (the publication gives its day), `month` (only the month is known) or `assumed`.
    """

    key: str
    title: str
    publisher: str
    address: str
    licence: str
    vintage: date
    vintage_basis: str
    accessed: date
    note: str


@cache
def citations() -> dict[str, Citation]:
    """Every source of the packaged figures, by key."""
    import tomllib

    text = (files(_PACKAGE) / "sources.toml").read_text(encoding="utf-8")
    return {key: Citation(key=key, **fields) for key, fields in tomllib.loads(text).items()}


@cache
def figure_tables() -> dict[str, Path]:
    """Dataset id to the packaged CSV file."""
    with as_file(files(_PACKAGE)) as folder:
        return {path.stem: path for path in sorted(folder.glob("*.csv"))}


def figure_rows(dataset: str) -> list[dict[str, str]]:
    """The rows of one packaged table, every value as text; raises `UnknownFigures`."""
    tables = figure_tables()
    if dataset not in tables:
        raise UnknownFigures(text=dataset, hint=hint(dataset, tables))
    text = tables[dataset].read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
