"""Figures moved past their thresholds in the store: what each move is called, and what it does to a claim."""

from functools import cache
from pathlib import Path
from typing import Any

from peelian.facts.store import open_store
from peelian.plan import check
from peelian.plan.claims.finding import Finding
from tests.plan.rows import change

Move = tuple[str, dict[str, str], str, Any]
"""Dataset, the columns that name one row, the column that is moved, its new value."""


def point(series: str, period: str, value: float, **where: str) -> Move:
    """A figure of a text or a table, by its series."""
    return ("point_figures", {"series": series, "period": period, **where}, "value", value)


def fund(name: str, pounds: int, **where: str) -> Move:
    """Money announced, or of the stage that `where` names, in pounds."""
    return ("funding", {"fund": name, "stage": "announced", **where}, "amount_pence", pounds * 100)


@cache
def unmoved(home: Path) -> dict[str, Finding]:
    """Every claim by its id, on a home whose figures stand as they were packaged."""
    return {one.id: one for one in check(store=open_store(home))}


def moved(home: Path, claim: str, moves: list[Move]) -> Finding:
    """The claim once every one of the moves is made."""
    for dataset, where, column, value in moves:
        change(home, dataset, where, column, value)
    (finding,) = check([claim], store=open_store(home))
    return finding
