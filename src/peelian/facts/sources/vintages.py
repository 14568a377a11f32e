"""When an edition was published, where its own text says so: a cell “Last updated” with a date under or beside it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from peelian.facts.sources.base import Label, SourceFile, Vintage
from peelian.facts.sources.cells import text_of
from peelian.facts.sources.dates import any_date, dates_in
from peelian.facts.sources.headers import Row
from peelian.facts.sources.tables import head_of, is_workbook, sheet_names

WORDS = re.compile(
    r"\b(?:last updated|published|publication date|date of publication|release date|released|updated)\b", re.I
)
NEXT = re.compile(r"\bnext\b", re.I)


def published_in(rows: Sequence[Row]) -> date | None:
    """The latest date that the rows give as the day of publication, None when they give none."""
    found: list[date] = []
    for number, row in enumerate(rows):
        for spot, cell in enumerate(row):
            text = text_of(cell)
            if not text or NEXT.search(text) or not WORDS.search(text):
                continue
            found += dates_in(text[WORDS.search(text).start() :])  # type: ignore[union-attr]
            near = [
                *row[spot + 1 : spot + 3],
                *(under[spot] for under in rows[number + 1 :] if spot < len(under)),
            ]
            found += [day for day in map(any_date, near) if day is not None]
    return max(found, default=None)


def cited(texts: Iterable[str]) -> list[date]:
    """The ISO dates that citations beside the figures give, oldest first: “ITV News 2022-05-31, https://…”."""
    days = {any_date(found) for text in texts for found in re.findall(r"\b20\d\d-\d\d-\d\d\b", text)}
    return sorted(day for day in days if day is not None)


def vintage(file: SourceFile) -> Vintage | Label:
    """The edition's own date of publication, or the label that says it is not stated."""
    heads: list[Sequence[Row]]
    if is_workbook(file):
        heads = [file.sheet(name)[:40] for name in sheet_names(file)[:3]]
    else:
        heads = [[row for row in head_of(file, 12) if len([cell for cell in row if cell]) <= 2]]
    days = [day for head in heads if (day := published_in(head)) is not None]
    if days:
        return Vintage(max(days))
    return Label("vintage", "the file does not say when it was published; the day it was added counts")
