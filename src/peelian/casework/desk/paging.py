"""Pages by key: the next page begins after the last row that was seen, however many rows lie before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

from django.db.models import IntegerField, Min, Model, OuterRef, Q, QuerySet, Subquery

from peelian.accounts.models import Team
from peelian.casework.cases.models import Case

SIZE: Final = 25
COUNTED: Final = 1000
"""A count beyond is told as "more than a thousand"."""


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one page; `after` is the key of the next one, empty on the last."""

    rows: Sequence[Row]
    after: str


def page_of(
    rows: QuerySet[Row], key: str, *, column: str = "next_due_at", newest: bool = False, size: int = SIZE
) -> Page[Row]:
    """One page in the order of `column` and id. A key that cannot be one gives the first page."""
    sign = "-" if newest else ""
    order = [f"{sign}{column}", f"{sign}id"] if column else [f"{sign}id"]
    start = after_key(key, column, "lt" if newest else "gt")
    return _page((rows.filter(start) if start is not None else rows).order_by(*order), column, size)


def page_of_teams(
    rows: QuerySet[Row],
    teams: Collection[int],
    key: str,
    *,
    column: str = "next_due_at",
    of_any_team: bool = False,
) -> Page[Row]:
    """The same, the first first, of rows of these teams; each team is read by its own index, and no further than need be.

    An index holds one team's rows in order, not several teams'. So the last place of a page is looked up in each team
    first: what lies behind the earliest of those places cannot be on the page. Rows `of_any_team` are cut to the teams
    here: a condition on the team twice makes PostgreSQL expect so few that it sorts them all.
    """
    start = after_key(key, column)
    rows = (rows.filter(start) if start is not None else rows).order_by(*([column] if column else []), "id")
    place = column or "id"
    if len(teams) > 1:
        last = rows.filter(team=OuterRef("pk")).values(place)[SIZE : SIZE + 1]
        ends = Team.objects.filter(pk__in=teams).aggregate(first=Min(Subquery(last)))["first"]
        rows = rows if ends is None else rows.filter(**{f"{place}__lte": ends})
    return _page(rows.filter(team__in=teams) if of_any_team else rows, column, SIZE)


def _page(rows: QuerySet[Row], column: str, size: int) -> Page[Row]:
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, key_of(found[-1], column) if more else "")


def key_of(row: Model, column: str) -> str:
    """The place of a row in the order."""
    at: Any = getattr(row, column) if column else None
    place = at.isoformat() if isinstance(at, datetime) else at
    return f"{place}~{row.pk}" if column else str(row.pk)


def after_key(key: str, column: str, way: str = "gt") -> Q | None:
    """What lies beyond a key; None for a key that cannot be one."""
    place, _, number = key.rpartition("~")
    if not _is_number(number):
        return None
    later = Q(**{f"id__{way}": int(number)})
    if not column:
        return later
    at = int(place) if column == "place" and _is_number(place) else _moment(place, column)
    if at is None:
        return None
    beyond = Q(**{f"{column}__{way}": at}) | later  # the first condition alone is what an index can begin at
    return Q(**{f"{column}__{way}e": at}) & beyond


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _moment(text: str, column: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if at.tzinfo is None or column == "place" else at


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are, up to a thousand, and how many of those are late."""

    cases: int
    late: int
    more: bool


def count(rows: QuerySet[Case], late: QuerySet[Case]) -> Counted:
    """The rows counted to a thousand, and the late ones; no row beyond is read."""
    found = rows.order_by()[: COUNTED + 1].count()
    some = late.order_by()[:COUNTED].count() if found else 0
    return Counted(min(found, COUNTED), some, found > COUNTED)


class _Counted(Subquery):
    """How many rows a query finds."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"


def up_to(rows: QuerySet[Case]) -> Subquery:
    """The number of rows for an annotation; of more than a thousand a thousand and one."""
    return _Counted(rows.values("pk")[: COUNTED + 1], output_field=IntegerField())
