"""The months that a street or outcomes file holds, and the few rows in it that belong to none of them.

A newer source hides the whole of a force's month that an older one gave. One mistyped month would so replace thousands
of rows by one; such rows are held back, and the person is told to put them in a file of their own month.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TypeVar

from peelian.reference.forces import force

#: A force and a month.
Block = tuple[str, str]
_Key = TypeVar("_Key", Block, str)
#: A block with fewer rows than this that is also under this part of the file's largest block strays. No force has
#: ever published so small a month.
FEWEST_ROWS = 10
LEAST_SHARE = 0.01
#: The first month of data.police.uk (https://data.police.uk/about/).
FIRST_MONTH = "2010-12"
_WRITTEN = re.compile(r"\d{4}-\d\d", re.ASCII)


def stray_blocks(rows: Counter[Block]) -> dict[Block, str]:
    """The blocks that stray from a file, each with the reason for its rows."""
    main, strays = _strays(rows)
    return {block: _reason(_named(block), _named(main)) for block in strays} if main else {}


def stray_months(rows: Counter[str]) -> dict[str, str]:
    """The same for a file of one force, by month."""
    main, strays = _strays(rows)
    return {month: _reason(month, main) for month in strays} if main else {}


def _strays(rows: Counter[_Key]) -> tuple[_Key | None, list[_Key]]:
    """The largest block of a file, and those that stray from it."""
    if not rows:
        return None, []
    main, largest = max(rows.items(), key=lambda one: (one[1], one[0]))
    return main, [one for one, count in rows.items() if count < FEWEST_ROWS and count < LEAST_SHARE * largest]


def _reason(stray: str, main: str) -> str:
    return (
        f"this row is of {stray}, in a file of {main}: a few stray rows would replace that whole month; "
        "put them in a file of their own month"
    )


def _named(block: Block) -> str:
    force_id, month = block
    return f"{month}, {force(force_id).short_name}"


def month_fault(month: str, today: date) -> str | None:
    """Why data.police.uk cannot have rows of a month, or None."""
    if not _WRITTEN.fullmatch(month):
        return "the month is not written YYYY-MM, for example 2025-03"
    if not "01" <= month[5:] <= "12":
        return f"there is no month {month[5:]}"
    if month < FIRST_MONTH:
        return f"the month is before data.police.uk began ({FIRST_MONTH})"
    return "the month is in the future" if month > f"{today:%Y-%m}" else None
