"""Pages by key: the next page begins after the last row that was seen, however many rows lie before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import IntegerField, Q, QuerySet, Subquery

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
    """The rows counted to a thousand, and the late ones among them; no row beyond is read."""
    found = rows.order_by()[: COUNTED + 1].count()
    late = rows.filter(next_due_at__lt=now).order_by()[:COUNTED].count() if found else 0
    return Counted(min(found, COUNTED), late, found > COUNTED)


class _Counted(Subquery):
    """How many rows a query finds."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"


def up_to(rows: QuerySet[Case]) -> Subquery:
    """The number of rows for an annotation; of more than a thousand a thousand and one."""
    return _Counted(rows.values("pk")[: COUNTED + 1], output_field=IntegerField())
