"""The true outlines of the forces, where a layer of boundaries has been loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from peelian.reference.forces import forces

if TYPE_CHECKING:
    from peelian.evidence.reading import Reading

NEWEST: Final = """
SELECT force_id, geometry FROM ({boundaries})
WHERE kind = 'force' AND force_id IS NOT NULL
QUALIFY edition = max(edition) OVER (PARTITION BY force_id) ORDER BY force_id
"""


def outlines_of(reading: Reading) -> dict[str, Any] | None:
    """Force id -> its polygon in degrees (WGS84), of the newest edition; None unless all 43 forces have one."""
    return reading.once("outlines", lambda: _loaded(reading) or {}) or None


def _loaded(reading: Reading) -> dict[str, Any] | None:
    if not reading.store.has("boundaries"):
        return None
    import duckdb
    from shapely import from_wkb

    with duckdb.connect() as connection:
        rows = connection.execute(NEWEST.format(boundaries=reading.store.sql("boundaries"))).fetchall()
    found = {force_id: from_wkb(bytes(geometry)) for force_id, geometry in rows}
    everyone = [one.id for one in forces()]
    return {id_: found[id_] for id_ in everyone} if set(everyone) <= found.keys() else None
