"""Home Office “Police workforce, 30 September” tables: a workbook with a sheet per worker type.

Three shapes, told by content: dates across and areas down (Tables 1-6), dates down and worker types across (the national
table), areas down and worker types across for the one date in the title. Headings may stand on any row and in any order;
a sheet saved as CSV is read too; a cover or index sheet, columns of change and the tables of joiners, leavers, ethnicity and the like are passed over.
The regions and forces keep their own ids. “Total” rows that add British Transport Police or secondments are left out:
they are no area. A figure that another sheet repeats is loaded once; one that contradicts it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Note, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import text_of
from peelian.facts.sources.tables import head_of, head_rows, is_workbook, sheet_names
from peelian.facts.sources.vintages import vintage
from peelian.facts.sources.workforce_sheet import Figure, Sheet, read_sheet

TITLE = re.compile(
    r"police (?:workforce|officers?|staff|community support)|special constables?|designated officers?", re.I
)

# A sheet saved as CSV has some seventy rows; a longer text is cut here.
MOST_ROWS = 500


class WorkforceTables(Adapter):
    id, kind = "workforce-tables", "workforce"
    title = "Police workforce, England and Wales: tables as at 30 September"
    publisher, licence = "Home Office", OGL
    address = "https://www.gov.uk/government/collections/police-workforce-england-and-wales"
    datasets = ("workforce",)

    def recognises(self, sample: Sample) -> float:
        if sample.text and sample.container != "json":
            return (
                0.8
                if TITLE.search(sample.text) and Sheet.of(head_rows(sample.text), "").figures_possible
                else 0.0
            )
        return (
            0.9 if any(_sheet(sample.sheet(name), name).figures_possible for name in sample.sheets) else 0.0
        )

    def near_miss(self, sample: Sample) -> str | None:
        for name in sample.sheets:
            head = " ".join(text_of(cell) for row in sample.sheet(name, 8) for cell in row)
            if TITLE.search(head):
                return (
                    f"sheet {name!r} speaks of the police workforce, but no sheet has areas down the side with dates or "
                    "worker types across the top."
                )
        return None

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        seen: dict[tuple[str, date, str, str], Figure] = {}
        for sheet in _sheets(file):
            if not sheet.figures_possible:
                continue
            for found in read_sheet(sheet):
                yield from _once(found, seen) if isinstance(found, Figure) else (found,)


def _sheets(file: SourceFile) -> Iterator[Sheet]:
    """Every sheet of a workbook; a sheet that was saved as CSV is one without a name."""
    if not is_workbook(file):
        yield Sheet.of(head_of(file, MOST_ROWS), "")
        return
    for name in sheet_names(file):
        yield _sheet(file.sheet(name), name)


def _sheet(rows: list[list[object]], name: str) -> Sheet:
    return Sheet.of(rows, name)  # type: ignore[arg-type]


def _once(figure: Figure, seen: dict[tuple[str, date, str, str], Figure]) -> Iterator[Item]:
    """The figure's row, unless an earlier sheet gave it already; a contradiction is a Reject."""
    key = (figure.place.id, figure.as_at, figure.worker_type, figure.basis)
    before = seen.setdefault(key, figure)
    if before is figure:
        yield Row(
            "workforce",
            {
                "area_kind": figure.place.kind,
                "area_id": figure.place.id,
                "as_at": figure.as_at,
                "worker_type": figure.worker_type,
                "sex": "all",
                "rank": "all",
                "basis": figure.basis,
                "value": figure.value,
                "state": figure.state,
                "note": figure.note,
            },
            line=figure.line,
            columns={"value": figure.heading},
            sheet=figure.sheet,
        )
    elif before.value != figure.value and not _same(before.value, figure.value):
        why = f"sheet {before.sheet or 1}, row {before.line} gives another figure for the same area, day and worker type"
        yield Reject(figure.line, figure.heading, why, text_of(figure.value), figure.sheet)


def _same(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) < 0.01


ADAPTERS = (WorkforceTables(),)
__all__ = ["ADAPTERS", "Note", "WorkforceTables"]
