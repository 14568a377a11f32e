"""Pages by key: the next page begins after the last row that was seen, however many rows lie before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from peelian.casework.cases.models import Case

SIZE: Final = 25
COUNTED: Final = 1000
"""A count beyond is told as "more than a thousand"."""


@dataclass(frozen=True, slots=True)
class Page:
    """Cases of one page; `after` is the key of the next one, empty on the last."""

    cases: Sequence[Case]
    after: str


def page_of(rows: QuerySet[Case], key: str, *, column: str = "next_due_at", newest: bool = False) -> Page:
    """One page in the order of `column` and id. A key that cannot be one gives the first page."""
    sign = "-" if newest else ""
    order = [f"{sign}{column}", f"{sign}id"] if column else [f"{sign}id"]
    start = after_key(key, column, "lt" if newest else "gt")
    found = list((rows.filter(start) if start is not None else rows).order_by(*order)[: SIZE + 1])
    more = len(found) > SIZE
    found = found[:SIZE]
    return Page(found, key_of(found[-1], column) if more else "")


def key_of(case: Case, column: str) -> str:
    """The place of a case in the order."""
    return f"{getattr(case, column).isoformat()}~{case.pk}" if column else str(case.pk)


def after_key(key: str, column: str, way: str = "gt") -> Q | None:
    """What lies beyond a key; None for a key that cannot be one."""
    moment, _, number = key.rpartition("~")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    later = Q(**{f"id__{way}": int(number)})
    if not column:
        return later
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return Q(**{f"{column}__{way}": at}) | (Q(**{column: at}) & later)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are, up to a thousand, and how many of those are late."""

    cases: int
    late: int
    more: bool


def count(rows: QuerySet[Case], now: datetime) -> Counted:
    """The rows counted to a thousand, the first due first, in one query."""
    dues = list(rows.order_by("next_due_at", "id").values_list("next_due_at", flat=True)[: COUNTED + 1])
    late = sum(due is not None and due < now for due in dues[:COUNTED])
    return Counted(min(len(dues), COUNTED), late, len(dues) > COUNTED)
