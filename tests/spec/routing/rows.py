"""The tables of this folder, and how a row is typed in."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """`place`: what was typed, by the names that `decide` takes. `who`: the ids of everybody who may take the report."""

    title: str
    place: dict[str, str]
    who: frozenset[str]
    decided: str
    beside: str
    loaded: bool


def cases(name: str) -> list[Case]:
    """The rows of a table, each with its source."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert all(row["title"] and row["source"] for row in rows)
    return [_case(row) for row in rows]


def _case(row: dict[str, str]) -> Case:
    who = row.get("who") or f"elsewhere:{row['elsewhere']}"
    return Case(
        title=row["title"],
        place=_place(row["field"], row["typed"]),
        who=frozenset(who.split("|")),
        decided=row.get("decided", ""),
        beside=row.get("beside", ""),
        loaded=bool(row.get("loaded")),
    )


def _place(field: str, typed: str) -> dict[str, str]:
    if field != "at":
        return {field: typed}
    latitude, longitude = typed.split()
    return {"lat": latitude, "lon": longitude}
