"""A reader who has every published margin and knows the rule as well looks for a hidden number, and does not find it (T-24)."""

from __future__ import annotations

from itertools import product

import pytest

from peelian.facts.disclosure import Count, control

ALL = "K04000001"
Table = tuple[tuple[int, int], ...]
"""Part and base of each area."""


def made(table: Table, measure: str = "m", period: str = "2026-10") -> list[Count]:
    return [Count(measure, "b", f"area{n}", period, part, base) for n, (part, base) in enumerate(table)]


def every_margin(table: Table) -> tuple[tuple[int | None, int | None], ...]:
    """All that is published of a table: its measure, another one that counts the whole base, and both totals."""
    whole = tuple((base, base) for _, base in table)
    return tuple(
        (row.numerator, row.denominator)
        for row in control([*made(table, "one"), *made(whole, "two")], total_area=ALL)
    )


def cells(largest: int) -> list[tuple[int, int]]:
    """Every part of every base up to `largest`."""
    return [(part, base) for base in range(largest + 1) for part in range(base + 1)]


@pytest.mark.parametrize(("areas", "largest"), [(2, 9), (3, 5)])
def test_no_hidden_number_is_told_by_all_margins_even_to_who_knows_the_rule(areas: int, largest: int) -> None:
    """Every table that gives the same publication is looked for: a hidden number is never the same in all of them.

    Left out are publications whose hidden numbers could be larger than those of the tables here. Nobody is counted by
    a 0, so that one may be known.
    """
    seen: dict[tuple[tuple[int | None, int | None], ...], list[Table]] = {}
    for table in product(cells(largest), repeat=areas):
        seen.setdefault(every_margin(table), []).append(table)
    tried = 0
    for told, tables in seen.items():
        shown, (_, total) = told[:areas], told[2 * areas]
        hidden = sum(base is None for _, base in shown)
        if (total or 0) - sum(base or 0 for _, base in shown) > largest + max(0, hidden - 1):
            continue
        for place, which in product(range(areas), (0, 1)):
            if shown[place][which] is None:
                could_be = {table[place][which] for table in tables}
                assert could_be == {0} or len(could_be) > 1, (told, place)
                tried += 1
    assert tried > 100


def test_months_are_published_apart_and_never_summed() -> None:
    """So a month is no margin of another: what is shown of one is the same whatever the other holds."""
    one = made(((3, 20), (12, 30), (14, 40)), period="2026-09")
    other = made(((1, 3), (9, 30), (8, 40)))
    together = control([*one, *other], total_area=ALL)
    assert {row.period for row in together} == {"2026-09", "2026-10"}
    for month in (one, other):
        alone = control(month, total_area=ALL)
        of_month = [row for row in together if row.period == month[0].period]
        assert sorted(alone, key=str) == sorted(of_month, key=str)
