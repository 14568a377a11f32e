"""Disclosure control: which counts may be published so that nobody is told apart by them.

    controlled = control(counts)            # one `Controlled` per count, and the totals of all areas

A count of 1 to 4 is hidden, whether it is what is counted, what it is counted among, or the rest (primary). Because
the total of all areas is published, what is hidden must not be worked out from it: in each table (measure and period)
more counts are hidden, the smallest first, until at least two are and every hidden one could be any of at least
`smallest` numbers (secondary); where that cannot be had, the total is hidden too. Hidden is a state and no number:
never 0. A percentile is shown when at least `smallest` of the counted lie beyond it.

The rule looks at one table at a time. Tables of the same `base` (the same people counted among, such as “first answers
of the month”) share what is hidden of that base. No total over periods is published: areas by months with both margins
would need another rule (threat T-24).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

SMALLEST: Final = 5
State = Literal["ok", "suppressed"]


@dataclass(frozen=True, slots=True)
class Count:
    """`numerator` of `denominator` in one area and period. `tails`: percentile (0.5, 0.9, 0.99) -> value.

    `base` says among whom it is counted: counts with one base, area and period have one denominator.
    """

    measure: str
    base: str
    area: str
    period: str
    numerator: int
    denominator: int
    tails: Mapping[float, float] = field(default_factory=dict)
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Controlled:
    """A count as it may be published; None is hidden. `tails` lists every percentile that was asked for."""

    measure: str
    area: str
    period: str
    numerator: int | None
    denominator: int | None
    tails: Mapping[float, float | None]
    synthetic: bool

    @property
    def state(self) -> State:
        """Of the share: whether both counts are there."""
        return "suppressed" if self.numerator is None or self.denominator is None else "ok"


def control(
    counts: Iterable[Count],
    *,
    smallest: int = SMALLEST,
    total_area: str = "",
    total_tails: Mapping[tuple[str, str], Mapping[float, float]] | None = None,
) -> tuple[Controlled, ...]:
    """The counts in order, then one total per measure and period, if `total_area` names it.

    Raises ValueError for a count that is no part of its base, or two denominators of one base.
    """
    rows = list(counts)
    _check(rows)
    published = bool(total_area)
    bases = _bases(rows, smallest, published)
    hidden, without_total = _parts(rows, bases, smallest, published)
    found = [
        _shown(
            row,
            row.area,
            no_base=row.area in bases[row.base, row.period].areas,
            no_part=(row.measure, row.area, row.period) in hidden,
            smallest=smallest,
        )
        for row in rows
    ]
    if published:
        found += [
            _shown(
                row,
                total_area,
                no_base=bases[row.base, row.period].total,
                no_part=(row.measure, row.period) in without_total,
                smallest=smallest,
            )
            for row in _summed(rows, total_tails or {})
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Of one table: the areas that are hidden, and whether its total is."""

    areas: frozenset[str]
    total: bool


def _tables(rows: Sequence[Count]) -> dict[tuple[str, str], list[Count]]:
    """The rows by measure and period."""
    tables: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for row in rows:
        tables[row.measure, row.period].append(row)
    return tables


def _check(rows: Sequence[Count]) -> None:
    known: dict[tuple[str, str, str], int] = {}
    once: set[tuple[str, str, str]] = set()
    for row in rows:
        if not 0 <= row.numerator <= row.denominator:
            raise ValueError(f"{row.measure}: a count is no part of what it is counted among")
        if known.setdefault((row.base, row.area, row.period), row.denominator) != row.denominator:
            raise ValueError(f"{row.base}: two numbers for one area and period")
        if (row.measure, row.area, row.period) in once:
            raise ValueError(f"{row.measure}: an area and period are there twice")
        once.add((row.measure, row.area, row.period))


# --- what is counted among ------------------------------------------------------------------------------
def _bases(rows: Sequence[Count], smallest: int, published: bool) -> dict[tuple[str, str], _Hidden]:
    tables: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        tables[row.base, row.period][row.area] = row.denominator
    return {key: _hide(table, smallest, published) for key, table in tables.items()}


def _hide(table: Mapping[str, int], smallest: int, published: bool) -> _Hidden:
    """One column of counts with its total. Zeros are shown, so every hidden one is at least 1."""
    small = {area for area, count in table.items() if 0 < count < smallest}
    total = sum(table.values())
    if not published or 0 < total < smallest or not small:
        return _Hidden(frozenset(small), 0 < total < smallest)
    more = sorted((count, area) for area, count in table.items() if count >= smallest)
    while not _safe([table[area] for area in small], smallest):
        if not more:
            return _Hidden(frozenset(small), True)
        small.add(more.pop(0)[1])
    return _Hidden(frozenset(small), False)


def _safe(hidden: Sequence[int], smallest: int) -> bool:
    """Two or more, each of which could be any of `smallest` numbers when their sum is known and each is at least 1."""
    return len(hidden) >= 2 and sum(hidden) - len(hidden) >= smallest - 1


# --- what is counted ------------------------------------------------------------------------------------
def _parts(
    rows: Sequence[Count], bases: Mapping[tuple[str, str], _Hidden], smallest: int, published: bool
) -> tuple[set[tuple[str, str, str]], set[tuple[str, str]]]:
    """The (measure, area, period) whose numerator is hidden, and the (measure, period) without a total."""
    hidden: set[tuple[str, str, str]] = set()
    without: set[tuple[str, str]] = set()
    for key, table in _tables(rows).items():
        base = bases[table[0].base, key[1]]
        areas, total = _hide_parts(table, base, smallest, published)
        hidden |= {(key[0], area, key[1]) for area in areas}
        if total:
            without.add(key)
    return hidden, without


def _hide_parts(
    table: Sequence[Count], base: _Hidden, smallest: int, published: bool
) -> tuple[set[str], bool]:
    by_area = {row.area: row for row in table}
    areas = {row.area for row in table if row.area in base.areas or _tells(row, smallest)}
    summed = _sum(table)
    total = base.total or _tells(summed, smallest)
    if not published or total or not areas:
        return areas, total
    more = sorted(
        (row.denominator, row.area)
        for row in table
        if row.area not in areas and row.numerator and row.numerator < row.denominator
    )
    while not _safe_parts([by_area[area] for area in areas], base, smallest):
        if not more:
            return areas, True
        areas.add(more.pop(0)[1])
    return areas, False


def _safe_parts(hidden: Sequence[Count], base: _Hidden, smallest: int) -> bool:
    """As `_safe`, for what is counted and for the rest; only those whose base is shown give away a bound.

    What is hidden, taken together, is a count as well, and no small one.
    """
    known = sum(row.area not in base.areas for row in hidden)
    parts = sum(row.numerator for row in hidden)
    rest = sum(row.denominator - row.numerator for row in hidden)
    if len(hidden) < 2 or 0 < parts < smallest or 0 < rest < smallest:
        return False
    return not known or min(parts, rest) - known >= smallest - 1


def _tells(row: Count, smallest: int) -> bool:
    return 0 < row.numerator < smallest or 0 < row.denominator - row.numerator < smallest


# --- as published ---------------------------------------------------------------------------------------
def _shown(row: Count, area: str, *, no_base: bool, no_part: bool, smallest: int) -> Controlled:
    """A hidden count shows no percentile either: that one is shown would say how large the count is at least."""
    part = None if no_base or no_part else row.numerator
    base = None if no_base else row.denominator
    tails = _tails(row.tails, part or 0, smallest)
    return Controlled(row.measure, area, row.period, part, base, tails, row.synthetic)


def _tails(tails: Mapping[float, float], counted: int, smallest: int) -> dict[float, float | None]:
    """Each percentile, if `smallest` of the counted lie on its thinner side."""
    return {
        share: value if min(share, 1 - share) * counted >= smallest - 1e-9 else None
        for share, value in tails.items()
    }


def _summed(rows: Sequence[Count], tails: Mapping[tuple[str, str], Mapping[float, float]]) -> list[Count]:
    """One count per measure and period, of all areas."""
    return [_sum(table, tails.get(key, {})) for key, table in _tables(rows).items()]


def _sum(table: Sequence[Count], tails: Mapping[float, float] | None = None) -> Count:
    first = table[0]
    return Count(
        first.measure,
        first.base,
        "",
        first.period,
        sum(row.numerator for row in table),
        sum(row.denominator for row in table),
        tails or {},
        first.synthetic,
    )
