"""The data: what is loaded and from whom, what was refused and why, and which forces are missing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from peelian.evidence.coverage import coverage_lines
from peelian.evidence.pages import Context, Query, Table, download, page, page_number
from peelian.evidence.problems import NoSuchPage
from peelian.evidence.reading import Reading
from peelian.facts.measures import definitions
from peelian.reference.forces import forces
from peelian.ui.language import current

SOURCE_COLUMNS = (
    "id", "title", "publisher", "address", "licence", "vintage", "kind", "datasets", "file_name", "sha256",
    "bytes", "rows_read", "rows_kept", "rows_quarantined", "superseded", "packaged", "added_at",
)  # fmt: skip
QUARANTINE_COLUMNS = ("source_id", "file", "line", "column", "reason", "text")
MISSING_COLUMNS = ("measure", "period", "force_id", "state", "note")
SHOWN = 200


@page("evidence/sources.html", asks=("page",))
def index(reading: Reading, query: Query) -> Context:
    """Every source with its licence, vintage and rows."""
    sources = reading.sources()
    number, pages = page_number(query, len(sources), SHOWN)
    return {
        "sources": sources[(number - 1) * SHOWN : number * SHOWN],
        "number": number,
        "pages": pages,
        "totals": _totals(reading),
        "total": len(sources),
    }


@page("evidence/source.html")
def one(reading: Reading, source_id: str) -> Context:
    """One source: where it comes from, what was kept of it, and its first refused rows."""
    source = next((source for source in reading.sources() if source.id == source_id), None)
    if source is None:
        raise NoSuchPage(name=source_id)
    return {
        "source": source,
        "refused": quarantined(reading, source.id, SHOWN),
        "coverage": coverage_lines(source.coverage),
    }


@page("evidence/quarantine.html")
def quarantine(reading: Reading) -> Context:
    """The rows that were not kept, with file, line, column and reason."""
    refused = sum(source.rows_quarantined for source in reading.sources())
    return {"rows": quarantined(reading, None, SHOWN), "total": refused, "sources": reading.sources()}


@page("evidence/missing.html")
def missing(reading: Reading) -> Context:
    """For each measure's newest period: the forces without a figure, and why."""
    return {"gaps": _gaps(reading), "total": len(forces())}


@download
def index_file(reading: Reading) -> Table:
    """Every source, a row each."""
    return Table("sources", SOURCE_COLUMNS, [asdict(source) for source in reading.sources()])


@download
def quarantine_file(reading: Reading) -> Table:
    """Every refused row."""
    return Table("quarantine", QUARANTINE_COLUMNS, quarantined(reading, None, None))


@download
def missing_file(reading: Reading) -> Table:
    """Every force without a figure in the newest period of a measure."""
    rows = [row | {"note": row["note"][current()] or row["note"]["en"]} for row in missing_rows(reading)]
    return Table("missing", MISSING_COLUMNS, rows)


def missing_rows(reading: Reading) -> list[dict[str, Any]]:
    """Every force without a figure in the newest period of a measure, a row each, with the note in both languages."""
    return [
        {"measure": gap["measure"].id, "period": gap["period"], "force_id": row.area_id, "state": row.state}
        | {"note": {"en": row.note, "cy": row.note_cy}}
        for gap in _gaps(reading)
        for row in gap["rows"]
    ]


def _gaps(reading: Reading) -> list[dict[str, Any]]:
    from peelian.evidence.figures import newest_period

    gaps = []
    for measure in definitions().values():
        rows = reading.rows(measure.id, by="force")
        period = newest_period(rows)
        absent = {row.area_id: row for row in rows if row.period == period and row.area_kind == "force"}
        held = {row.area_id for row in rows if row.period == period and row.value is not None}
        left = [row for area_id, row in sorted(absent.items()) if area_id not in held]
        if period and measure.every_force:
            gaps.append({"measure": measure, "period": period, "rows": left})
    return gaps


def _totals(reading: Reading) -> dict[str, int]:
    sources = reading.sources()
    return {
        name: sum(getattr(source, name) for source in sources)
        for name in ("rows_read", "rows_kept", "rows_quarantined")
    }


def quarantined(reading: Reading, source_id: str | None, most: int | None) -> list[dict[str, Any]]:
    """The first `most` refused rows, of one source or (None) of all."""
    import duckdb

    columns = ", ".join(f'"{name}"' for name in QUARANTINE_COLUMNS)
    limit = "" if most is None else f" LIMIT {most}"
    query = f"SELECT {columns} FROM ({reading.store.quarantine_sql(source_id)}) ORDER BY 1, 2, 3{limit}"
    with duckdb.connect() as connection:
        rows = connection.execute(query).fetchall()
    return [dict(zip(QUARANTINE_COLUMNS, row, strict=True)) for row in rows]
