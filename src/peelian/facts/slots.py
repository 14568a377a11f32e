"""Which source wins a slot: the newer vintage, then the later added. The losers' slots are hidden, not removed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from peelian.facts.datasets import DATASETS, Dataset
from peelian.facts.manifest import Manifest, Part, SourceRecord
from peelian.facts.parts import new_name, publish
from peelian.facts.store import sql_text

_PERIODS = ("month", "file_month", "period", "as_at")
_AREAS = ("force_id", "area_id")
_LISTED = 400


def resolve(manifest: Manifest, touched: set[str], folder: Path, work: Path, connection: Any) -> Manifest:
    """The manifest with the hidden slots and `superseded` of the touched datasets settled anew."""
    hidden = dict(manifest.hidden)
    states: dict[str, dict[str, str]] = {record.id: dict(record.superseded) for record in manifest.sources}
    ranks = {
        record.id: number for number, record in enumerate(sorted(manifest.sources, key=lambda r: r.rank))
    }
    for name in touched & set(DATASETS):
        parts = [part for part in manifest.parts if part.dataset == name]
        hidden.pop(name, None)
        for record in manifest.sources:
            states[record.id].pop(name, None)
        if len({source for part in parts for source in part.rows}) < 2:
            continue
        file, lost = _contest(DATASETS[name], parts, ranks, folder=folder, work=work, connection=connection)
        if file:
            hidden[name] = file
        for source, state in lost.items():
            states[source][name] = state
    sources = tuple(replace(record, superseded=states[record.id]) for record in manifest.sources)
    return replace(manifest, hidden=hidden, sources=sources)


def _contest(
    layout: Dataset, parts: list[Part], ranks: dict[str, int], *, folder: Path, work: Path, connection: Any
) -> tuple[str, dict[str, str]]:
    """Write the hidden slots of one dataset; the file ("" if none) and the state of each source that lost any."""
    connection.execute("CREATE OR REPLACE TEMP TABLE ranks (source_id VARCHAR, place INTEGER)")
    rows = [(source, ranks[source]) for source in {source for part in parts for source in part.rows}]
    connection.execute(
        f"INSERT INTO ranks VALUES {', '.join(f'({sql_text(source)}, {place})' for source, place in rows)}"
    )
    slot = ", ".join(f'"{name}"' for name in layout.slot)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE contest AS SELECT DISTINCT source_id, {slot}, "
        f"place < max(place) OVER (PARTITION BY {slot}) AS lost FROM {slots_sql(parts, folder)} JOIN ranks USING (source_id)"
    )
    counted = connection.execute(
        "SELECT source_id, count(*), count(*) FILTER (lost) FROM contest GROUP BY 1 HAVING count(*) FILTER (lost) > 0"
    ).fetchall()
    if not counted:
        return "", {}
    file = f"parts/{new_name(layout.id + '-hidden')}"
    temporary = work / new_name("hidden")
    connection.execute(
        f"COPY (SELECT source_id, {slot} FROM contest WHERE lost ORDER BY ALL) TO {sql_text(temporary)} (FORMAT parquet)"
    )
    publish(temporary, folder / file)
    return file, {source: "wholly" if all_ == lost else "partly" for source, all_, lost in counted}


def displaced(
    manifest: Manifest, winners: set[str], losers: set[str], folder: Path, connection: Any
) -> dict[str, set[str]]:
    """Which of the `losers` each of the `winners` took a slot from."""
    took: dict[str, set[str]] = defaultdict(set)
    if not winners or not losers:
        return took
    for name, layout in DATASETS.items():
        parts = [
            part for part in manifest.parts if part.dataset == name and set(part.rows) & (winners | losers)
        ]
        if not any(set(part.rows) & losers for part in parts):
            continue
        same = " AND ".join(f'w."{column}" IS NOT DISTINCT FROM l."{column}"' for column in layout.slot)
        table = slots_sql(parts, folder)
        query = (
            f"SELECT DISTINCT w.source_id, l.source_id FROM {table} w JOIN {table} l ON {same} "
            f"WHERE w.source_id IN ({_listed_sql(winners)}) AND l.source_id IN ({_listed_sql(losers)})"
        )
        for winner, loser in connection.execute(query).fetchall():
            took[winner].add(loser)
    return took


def _listed_sql(sources: set[str]) -> str:
    return ", ".join(sql_text(source) for source in sorted(sources))


def slots_sql(parts: list[Part], folder: Path) -> str:
    """`read_parquet([...])` over the slot companions of some parts of one dataset."""
    files = ", ".join(sql_text(folder / part.slots) for part in parts)
    return f"read_parquet([{files}])"


def coverage(parts: list[Part], folder: Path, connection: Any) -> dict[str, dict[str, Any]]:
    """By source: `periods` and `areas` of its rows, each sorted; a list over 400 long is cut to its ends."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"periods": set(), "areas": set()})
    for part in parts:
        slot = DATASETS[part.dataset].slot
        for key, names in (("periods", _PERIODS), ("areas", _AREAS)):
            for name in set(names) & set(slot):
                query = (
                    f'SELECT DISTINCT source_id, CAST("{name}" AS VARCHAR) FROM {slots_sql([part], folder)}'
                )
                for source, value in connection.execute(query).fetchall():
                    if value is not None:
                        found[source][key].add(value)
    return {source: {key: _listed(values) for key, values in keys.items()} for source, keys in found.items()}


def _listed(values: set[str]) -> list[str]:
    ordered = sorted(values)
    return ordered if len(ordered) <= _LISTED else [ordered[0], ordered[-1]]


def with_coverage(
    records: list[SourceRecord], parts: list[Part], folder: Path, connection: Any
) -> list[SourceRecord]:
    """The records with their coverage read from the slots of their parts."""
    found = coverage(parts, folder, connection)
    return [replace(record, coverage=found.get(record.id, {})) for record in records]
