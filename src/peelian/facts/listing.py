"""What the store holds, as rows for a table: by kind, by source, one source, its quarantine."""

from __future__ import annotations

from typing import Any

from peelian.facts.store import Source, Store
from peelian.reference.forces import forces

#: Kinds whose sources are files by force: for these, forces without one are worth naming.
KIND_COLUMNS = (
    "kind",
    "files",
    "files_superseded",
    "rows_read",
    "rows_kept",
    "rows_quarantined",
    "first_period",
    "last_period",
    "forces",
    "forces_no_data",
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
    """One row per kind. Rows are those of sources that nothing wholly supersedes; `forces_no_data` names the forces
    of the 43 that no live source of the kind covers, and is empty for a kind that no force is named in.
    """
    kinds: dict[str, list[Source]] = {}
    for source in store.sources():
        kinds.setdefault(source.kind, []).append(source)
    return [_kind_row(kind, kinds[kind]) for kind in sorted(kinds)]


def _kind_row(kind: str, sources: list[Source]) -> dict[str, Any]:
    live = [source for source in sources if source.superseded != "wholly"]
    periods = sorted({period for source in live for period in source.coverage.get("periods", ())})
    areas = {area for source in live for area in source.coverage.get("areas", ())}
    territorial = [force.id for force in forces()]
    covered = [force for force in territorial if force in areas]
    return {
        "kind": kind,
        "files": len(sources),
        "files_superseded": len(sources) - len(live),
        "rows_read": sum(source.rows_read for source in live),
        "rows_kept": sum(source.rows_kept for source in live),
        "rows_quarantined": sum(source.rows_quarantined for source in live),
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
        "forces": covered,
        "forces_no_data": [force for force in territorial if force not in areas] if covered else [],
    }


def by_source(store: Store) -> list[dict[str, Any]]:
    """One row per source, superseded ones too, in the order they were added."""
    return [{name: getattr(source, name) for name in SOURCE_COLUMNS} for source in store.sources()]


def details(source: Source) -> list[dict[str, Any]]:
    """Everything known of one source, as name and value."""
    plain: dict[str, Any] = {
        name: getattr(source, name) for name in Source.__dataclass_fields__ if name not in ("coverage", "labels")
    }
    covered = {name: list(values) for name, values in source.coverage.items()}
    return [{"name": name, "value": value} for name, value in {**plain, **covered, **source.labels}.items()]


def quarantined(store: Store, source_id: str | None = None) -> list[dict[str, Any]]:
    """The rows that were not kept: source_id, file, line, column, reason, text."""
    import duckdb

    names = ("source_id", "file", "line", "column", "reason", "text")
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {columns} FROM ({store.quarantine_sql(source_id)}) ORDER BY source_id, file, line"
    with duckdb.connect() as connection:
        return [dict(zip(names, row, strict=True)) for row in connection.execute(query).fetchall()]
