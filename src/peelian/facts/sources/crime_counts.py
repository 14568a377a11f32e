"""What the tables of recorded crime share: offence groups under one spelling, and the rows that are no part of a count.

A table of offences by force carries rows that belong to no force (frauds that national bodies record), totals beside
their parts, and notes under the figures. A count that is given twice for one force, period and offence is kept once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from peelian.facts.hit_slots import LABEL, written
from peelian.facts.sources.base import Item, Label, Note, Reject, Row, SourceFile
from peelian.facts.sources.cells import Cell, label
from peelian.facts.sources.headers import Wanted
from peelian.facts.sources.named_areas import NotAnArea, Place, possible, settle
from peelian.facts.sources.tables import FoundTable, TableRow, count, tables
from peelian.reference.offences import offence_groups, offence_subgroups

NATIONAL_BODIES = re.compile(
    r"action fraud|cifas|financial fraud action|ffa ?uk|uk finance|report fraud|national fraud", re.I
)
TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?\b.*|all (?:recorded |police recorded )?(?:offences|crimes?)\b.*", re.I
)


@dataclass(slots=True)
class Seen:
    """What was met on the way through one file: for its notes, and for finding a count that is given twice."""

    kept: dict[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)
    lost: set[tuple[str, str]] = field(default_factory=set)
    bodies: Counter[str] = field(default_factory=Counter)
    totals: int = 0
    unfamiliar: set[str] = field(default_factory=set)

    def again(self, key: tuple[str, ...], row: TableRow) -> str | None:
        """Where this count was given before, in words; None (and remembered) the first time."""
        sheet, line = self.kept.setdefault(key, (row.sheet, row.line))
        if (sheet, line) == (row.sheet, row.line):
            return None
        return f"row {line} of sheet “{sheet}”" if sheet else f"row {line}"

    def items(self) -> Iterator[Item]:
        """The label of what lost rows, and the notes."""
        if self.lost:
            yield Label(LABEL, written(self.lost))
        for body, offences in sorted(self.bodies.items()):
            yield Note(f"{body}: {offences:,} offences that belong to no police force are left out.")
        if self.totals:
            yield Note(f"{self.totals:,} rows of totals are left out, as their parts are here.")
        if self.unfamiliar:
            yield Note(
                f"Offence groups that Peelian does not know, kept as they are: {', '.join(sorted(self.unfamiliar))}."
            )


When = Callable[[TableRow, FoundTable], tuple[str | None, str]]
"""The period of a row, or None with the column that is at fault and why, as `column: reason`."""
What = Callable[[TableRow], dict[str, str]]
"""The offence of a row: its code, its description, its group and its subgroup."""


def counts(file: SourceFile, columns: Mapping[str, Wanted], when: When, what: What) -> Iterator[Item]:
    """Every count of a file's tables as rows of `recorded_crime`, then the notes. The columns hold `force` and `count`."""
    seen = Seen()
    for table in tables(file, columns):
        for row in table.rows():
            if isinstance(row, Reject):
                yield row
            elif not _left_out(row, seen):
                period, fault = when(row, table)
                item = (
                    row.reject(*fault.split(": ", 1))
                    if period is None
                    else _count(row, period, what(row), seen)
                )
                if isinstance(item, Reject) and period is not None:
                    seen.lost |= {(area, period) for area in possible(row["code"], row["force"], "force")}
                yield item
    yield from seen.items()


def _left_out(row: TableRow, seen: Seen) -> bool:
    """Whether the row is a note under the table, a body's that is no force, or a total."""
    force = row.text("force")
    if not row.text("count") and (not force or not (row.text("group") or row.text("offence"))):
        return True
    if NATIONAL_BODIES.search(force):
        found = count(row, "count", negative=True)
        seen.bodies[label(force)] += found if isinstance(found, int) else 0
        return True
    if any(TOTAL.fullmatch(row.text(name)) for name in ("force", "group", "subgroup", "offence")):
        seen.totals += 1
        return True
    return False


def _count(row: TableRow, period: str, offence: dict[str, str], seen: Seen) -> Row | Reject:
    where = _place(row["code"], row["force"])
    if isinstance(where, str):
        return row.reject("force", where)
    offences = count(row, "count", negative=True)
    if isinstance(offences, Reject):
        return offences
    if not _is_known(offence["offence_group"]):
        seen.unfamiliar.add(offence["offence_group"])
    before = seen.again((where.id, period, *offence.values()), row)
    if before:
        return row.reject("count", f"{before} gives this count already; the first is kept")
    values = {"area_kind": where.kind, "area_id": where.id, "period": period, **offence, "offences": offences}
    return Row(
        "recorded_crime",
        values,
        line=row.line,
        sheet=row.sheet,
        columns={"offences": row.header.heading("count")},
    )


@lru_cache(maxsize=4096, typed=True)
def _place(code: Cell, name: Cell) -> Place | str:
    """The force of a row, or why it is none."""
    try:
        return settle(code, name, "force", strict=True)
    except NotAnArea as problem:
        return str(problem)


@lru_cache(maxsize=512)
def group_name(text: str) -> str:
    """An offence group as the vocabulary spells it; an unknown one as it is written."""
    found = offence_groups().find_or_none(text)
    return found.name if found else text


@lru_cache(maxsize=512)
def subgroup_name(text: str) -> str:
    """An offence subgroup as the vocabulary spells it; an unknown one as it is written."""
    found = offence_subgroups().find_or_none(text)
    return found.name if found else text


@lru_cache(maxsize=512)
def _is_known(group: str) -> bool:
    """Whether the vocabulary has this offence group."""
    return offence_groups().find_or_none(group) is not None
