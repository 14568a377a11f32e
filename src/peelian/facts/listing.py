"""What the store holds, as rows for a table: by kind, by source, one source, its quarantine."""

from __future__ import annotations

from collections import Counter
from typing import Any

from peelian.facts.store import Source, Store
from peelian.reference.forces import forces, special_forces

#: Kinds whose sources are files by force: for these, forces without one are worth naming.
KIND_COLUMNS = (
    "kind",
    "files",
    "files_superseded",
    "rows_read",
    "rows_kept",
    "rows_quarantined",
    "rows_current",
    "first_period",
    "last_period",
    "forces",
    "forces_no_data",
    "other_forces",
)
#: The same, shorter, for a terminal.
SHORT_COLUMNS = {
    "kind": "kind",
    "files": "files",
    "rows_read": "read",
    "rows_kept": "kept",
    "rows_quarantined": "held",
    "first_period": "from",
    "last_period": "to",
    "forces": "forces",
    "forces_no_data": "none",
}
SOURCE_COLUMNS = (
    "id",
    "kind",
    "file_name",
    "vintage",
    "rows_read",
    "rows_kept",
    "rows_quarantined",
    "superseded",
    "added_at",
)


def by_kind(store: Store) -> list[dict[str, Any]]:
    """One row per kind. `rows_read`, `rows_kept` and `rows_quarantined` count every file, superseded ones too;
    `rows_current` counts the rows that nothing supersedes. `forces_no_data` names the forces of the 43 that no live
    source of the kind covers, and is empty for a kind that no force is named in; `other_forces` names the special
    forces that one covers, such as the British Transport Police.
    """
    kinds: dict[str, list[Source]] = {}
    for source in store.sources():
        kinds.setdefault(source.kind, []).append(source)
    current = _current(store)
    return [_kind_row(kind, kinds[kind], current) for kind in sorted(kinds)]


def _current(store: Store) -> Counter[str]:
    """The rows of each source that nothing supersedes; the rows are only read where a source lost some of its own."""
    states = {record.id: record.superseded for record in store.manifest.sources}
    counted: Counter[str] = Counter()
    partly: set[str] = set()
    for part in store.manifest.parts:
        for source, rows in part.rows.items():
            state = states[source].get(part.dataset)
            counted[source] += 0 if state else rows
            partly |= {part.dataset} if state == "partly" else set()
    for dataset in sorted(partly):
        query = f"SELECT source_id, count(*) FROM ({store.sql(dataset)}) GROUP BY 1"
        for source, rows in _select(query):
            counted[source] += rows if states[source].get(dataset) else 0
    return counted


def _select(query: str) -> list[tuple[Any, ...]]:
    import duckdb

    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def _kind_row(kind: str, sources: list[Source], current: Counter[str]) -> dict[str, Any]:
    live = [source for source in sources if source.superseded != "wholly"]
    periods = sorted({period for source in live for period in source.coverage.get("periods", ())})
    areas = {area for source in live for area in source.coverage.get("areas", ())}
    territorial = [force.id for force in forces()]
    covered = [force for force in territorial if force in areas]
    return {
        "kind": kind,
        "files": len(sources),
        "files_superseded": len(sources) - len(live),
        "rows_read": sum(source.rows_read for source in sources),
        "rows_kept": sum(source.rows_kept for source in sources),
        "rows_quarantined": sum(source.rows_quarantined for source in sources),
        "rows_current": sum(current[source.id] for source in sources),
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
        "forces": covered,
        "forces_no_data": [force for force in territorial if force not in areas] if covered else [],
        "other_forces": [force.id for force in special_forces() if force.id in areas],
    }


def by_source(store: Store) -> list[dict[str, Any]]:
    """One row per source, superseded ones too, in the order they were added."""
    return [{name: getattr(source, name) for name in SOURCE_COLUMNS} for source in store.sources()]


def details(source: Source) -> list[dict[str, Any]]:
    """Everything known of one source, as name and value."""
    plain: dict[str, Any] = {
        name: getattr(source, name)
        for name in Source.__dataclass_fields__
        if name not in ("coverage", "labels")
    }
    covered = {name: list(values) for name, values in source.coverage.items()}
    return [{"name": name, "value": value} for name, value in {**plain, **covered, **source.labels}.items()]


def quarantined(store: Store, source_id: str | None = None) -> list[dict[str, Any]]:
    """The rows that were not kept: source_id, file, line, column, reason, text."""
    names = ("source_id", "file", "line", "column", "reason", "text")
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {columns} FROM ({store.quarantine_sql(source_id)}) ORDER BY source_id, file, line"
    return [dict(zip(names, row, strict=True)) for row in _select(query)]
