"""data.police.uk street and outcomes files: crimes and antisocial behaviour by month, and what came of crimes.

Every row is kept: crime ids repeat and are empty for antisocial behaviour, and identical rows cannot be told from
separate incidents. Positions are anonymised map points. `last_outcome` is a snapshot of the day of download.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from peelian.facts.datasets import dataset
from peelian.facts.sources import police_layouts as layouts
from peelian.facts.sources.base import (
    BulkAdapter,
    BulkFile,
    BulkResult,
    Context,
    Item,
    Note,
    Reject,
    Row,
    Sample,
    SourceFile,
)
from peelian.facts.sources.lines import Record
from peelian.facts.sources.police_blocks import Block, month_fault, stray_blocks
from peelian.facts.sources.police_bulk import Pass
from peelian.facts.sources.police_layouts import BadPosition, Layout
from peelian.facts.store import sql_text

#: data.police.uk crime types, past and present ones (https://www.police.uk/pu/about-police.uk-crime-data/).
CRIME_TYPES = frozenset(
    {
        "All crime",
        "Anti-social behaviour",
        "Bicycle theft",
        "Burglary",
        "Criminal damage and arson",
        "Drugs",
        "Other crime",
        "Other theft",
        "Possession of weapons",
        "Public disorder and weapons",
        "Public order",
        "Robbery",
        "Shoplifting",
        "Theft from the person",
        "Vehicle crime",
        "Violence and sexual offences",
        "Violent crime",
    }
)
_FOLDED = {name.casefold(): name for name in CRIME_TYPES}


class PoliceCrimes(BulkAdapter):
    """What street and outcomes files share."""

    publisher = layouts.PUBLISHER
    address = layouts.ADDRESS
    revision = 2
    layout: Layout
    table: str
    #: What a row tells of: our column and the publisher's heading. A row without it tells nothing.
    told: tuple[str, str]

    def recognises(self, sample: Sample) -> float:
        return self.layout.confidence(sample)

    def near_miss(self, sample: Sample) -> str | None:
        return self.layout.near_miss(sample)

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        lookup = lsoa_forces(context)
        strays = stray_blocks(self._blocks(file, context.today))
        ours: list[tuple[str, str]] | None = None
        types: set[str] = set()
        for record in file.records():
            if isinstance(record, Reject):
                yield record
                continue
            if ours is None:
                ours = self._headings(tuple(record))
                yield from self._notes(tuple(record))
            values = {name: record[heading] for heading, name in ours}
            if "crime_type" in values:
                values["crime_type"] = familiar(values["crime_type"])
                types.add(values["crime_type"])
            block = self._block(record, values, context.today)
            if isinstance(block, Reject):
                yield block
            elif block in strays:
                yield Reject(record.line, "Month", strays[block], values["month"])
            else:
                yield self._row(record, values, block, lookup)
        yield from unfamiliar_types(types)

    def _blocks(self, file: SourceFile, today: date) -> Counter[Block]:
        """How many rows of each force and month a file holds."""
        counted: Counter[Block] = Counter()
        ours: list[tuple[str, str]] | None = None
        for record in file.records():
            if isinstance(record, Reject):
                continue
            if ours is None:
                wanted = ("month", "falls_within", "reported_by")
                ours = [(heading, name) for heading, name in self._headings(tuple(record)) if name in wanted]
            block = self._block(record, {name: record[heading] for heading, name in ours}, today)
            if not isinstance(block, Reject):
                counted[block] += 1
        return counted

    def _headings(self, header: tuple[str, ...]) -> list[tuple[str, str]]:
        return [
            (heading, name) for heading, name in zip(header, self.layout.names(header), strict=True) if name
        ]

    def _notes(self, header: tuple[str, ...]) -> Iterator[Note]:
        if extra := self.layout.unfamiliar(header):
            yield Note(f"Columns left out, which data.police.uk does not publish: {', '.join(extra)}.")

    def _block(self, record: Record, values: dict[str, str], today: date) -> Block | Reject:
        """The force and the month of a row."""
        month = values["month"].strip()
        if why := month_fault(month, today):
            return Reject(record.line, "Month", why, month)
        within = values["falls_within"].strip() or values["reported_by"].strip()
        force_id = layouts.force_id_of(within)
        if force_id is None:
            return Reject(record.line, "Falls within", "no police force has this name", within)
        return force_id, month

    def _row(
        self, record: Record, values: dict[str, str], block: Block, lookup: dict[str, str]
    ) -> Row | Reject:
        force_id, month = block
        name, heading = self.told
        if not values[name].strip():
            return Reject(record.line, heading, f"the {heading.lower()} is empty", "")
        try:
            longitude, latitude = layouts.position(values["longitude"], values["latitude"])
        except BadPosition as error:
            text = f"{values['longitude']},{values['latitude']}"
            return Reject(record.line, error.column, str(error), text)
        code, name = values["lsoa_code"], values["lsoa_name"]
        made: dict[str, Any] = {
            **values,
            "month": month,
            "force_id": force_id,
            "longitude": longitude,
            "latitude": latitude,
            "placing": layouts.placing(force_id, longitude is not None, code, name, lookup),
        }
        return Row(self.table, made, line=record.line)

    def bulk(self, files: list[BulkFile], context: Context, part: Path, connection: Any) -> BulkResult:
        work = Pass(files, self.layout, connection, part.parent)
        self._lend(connection, context)
        by_code = context.store.has("area_lookup")
        work.copy(lambda rows: self._select(rows, by_code), part)
        types = self._types(part, connection) if part.exists() else {}
        if part.exists():
            self._judge(work, part, connection, context.today)
        work.faulty.update(source for source, own in types.items() if any(_needs_mending(one) for one in own))
        rows = work.without_faulty(part)
        notes = {source: [note.text for note in self._type_notes(own)] for source, own in types.items()}
        for one in files:
            for note in self._notes(one.header):
                notes.setdefault(one.source_id, []).append(note.text)
        kept = {source: tuple(texts) for source, texts in notes.items() if source in rows}
        return BulkResult(rows, frozenset(work.faulty), kept)

    def _lend(self, connection: Any, context: Context) -> None:
        """Give DuckDB the small tables that name forces and say where districts belong; the fixed ones only once."""
        if context.store.has("area_lookup"):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE police_lsoas AS {lsoa_forces_sql(context)}")
        held = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'police_names' AND temporary"
        if connection.execute(held).fetchall():
            return
        lend(connection, "police_districts", ("district", "home"), layouts.district_forces())
        lend(connection, "police_spellings", ("name", "force_id"), layouts.known_force_names())
        roaming = ", ".join(sql_text(force) for force in sorted(layouts.roaming_forces()))
        connection.execute(
            f"CREATE TEMP TABLE police_names AS SELECT *, force_id IN ({roaming}) AS roams FROM police_spellings"
        )

    def _select(self, rows: str, by_code: bool = False) -> str:
        home = "coalesce(d.home, l.home)" if by_code else "d.home"
        own = {
            "force_id": "n.force_id",
            "longitude": degrees("longitude", "latitude", layouts.WEST, layouts.EAST),
            "latitude": degrees("latitude", "longitude", layouts.SOUTH, layouts.NORTH),
            "placing": (
                f"CASE WHEN r.longitude IS NULL THEN 'no_location' WHEN {home} IS NULL THEN 'unknown' "
                f"WHEN n.roams OR {home} = n.force_id THEN 'in_force' ELSE 'outside_force' END"
            ),
        }
        columns = ", ".join(f'{own.get(name, f"r.{name}")} AS "{name}"' for name in dataset(self.table).names)
        return (
            f"SELECT {columns} FROM {rows} r LEFT JOIN police_names n ON n.name = r.falls_within "
            "LEFT JOIN police_districts d ON d.district = left(r.lsoa_name, -5)"
            + (" LEFT JOIN police_lsoas l ON l.code = r.lsoa_code" if by_code else "")
        )

    def _judge(self, work: Pass, part: Path, connection: Any, today: date) -> None:
        query = (
            "SELECT source_id, force_id, month, count(*), count(*) FILTER (isnan(longitude) OR isnan(latitude)) "
            f"FROM read_parquet({sql_text(part)}) GROUP BY ALL"
        )
        blocks: dict[str, Counter[Block]] = {}
        for source, force_id, month, rows, odd in connection.execute(query).fetchall():
            blocks.setdefault(source, Counter())[force_id or "", month or ""] += rows
            if force_id is None or odd or month_fault(month or "", today):
                work.faulty.add(source)
        work.see_counts({source: own.total() for source, own in blocks.items()})
        work.faulty.update(s for s, own in blocks.items() if s not in work.faulty and stray_blocks(own))

    def _types(self, part: Path, connection: Any) -> dict[str, set[str]]:
        """What the rows of each source tell of."""
        told = f"list(DISTINCT coalesce({self.told[0]}, ''))"
        query = f"SELECT source_id, {told} FROM read_parquet({sql_text(part)}) GROUP BY 1"
        return {source: set(types) for source, types in connection.execute(query).fetchall()}

    def _type_notes(self, types: set[str]) -> Iterator[Note]:
        return unfamiliar_types(types) if self.table == "street_crime" else iter(())


def familiar(crime_type: str) -> str:
    """The vocabulary's own spelling of a crime type that differs from it in case or spacing only."""
    return _FOLDED.get(" ".join(crime_type.split()).casefold(), crime_type)


def _needs_mending(told: str) -> bool:
    return not told.strip() or familiar(told) != told


def unfamiliar_types(types: set[str]) -> Iterator[Note]:
    """A note that names crime types data.police.uk did not have when this was written; their rows are kept."""
    if new := sorted({one for one in types if one.strip()} - CRIME_TYPES):
        yield Note(f"Crime types not met before, kept as given: {', '.join(new[:10])}.")


def degrees(name: str, other: str, low: float, high: float) -> str:
    """SQL for a coordinate: NULL when both are empty, NaN (a fault) when it or its partner cannot be right."""
    value = f"TRY_CAST(r.{name} AS DOUBLE)"
    return (
        f"CASE WHEN r.{name} IS NULL AND r.{other} IS NULL THEN NULL WHEN {value} BETWEEN {low} AND {high} "
        f"AND NOT contains(r.{name}, '_') "
        f"AND r.{other} IS NOT NULL THEN {value} ELSE 'nan'::DOUBLE END"
    )


def lend(connection: Any, table: str, columns: tuple[str, str], values: dict[str, str]) -> None:
    """A temporary two-column table from a dict."""
    first, second = columns
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({first} VARCHAR, {second} VARCHAR)")
    if values:
        listed = ", ".join(f"({sql_text(key)}, {sql_text(value)})" for key, value in values.items())
        connection.execute(f"INSERT INTO {table} VALUES {listed}")


def lsoa_forces(context: Context) -> dict[str, str]:
    """LSOA code to force from the loaded area lookups; {} when none is loaded."""
    if not context.store.has("area_lookup"):
        return {}
    import duckdb

    with duckdb.connect() as connection:
        return dict(connection.execute(lsoa_forces_sql(context)).fetchall())


def lsoa_forces_sql(context: Context) -> str:
    """LSOA code and force, of codes that every loaded lookup gives to one force."""
    return (
        f"SELECT code, any_value(force_id) AS home FROM ({context.store.sql('area_lookup')}) "
        "WHERE kind LIKE 'lsoa%' AND force_id IS NOT NULL GROUP BY code HAVING count(DISTINCT force_id) = 1"
    )


class Street(PoliceCrimes):
    """Street-level crimes and antisocial behaviour."""

    id, kind = "police-uk-street", "street"
    title = "Street-level crime"
    datasets = ("street_crime",)
    layout, table = layouts.STREET_LAYOUT, "street_crime"
    told = ("crime_type", "Crime type")


class Outcomes(PoliceCrimes):
    """Outcomes of crimes; one crime may have several."""

    id, kind = "police-uk-outcomes", "outcomes"
    title = "Outcomes of street-level crimes"
    datasets = ("crime_outcomes",)
    layout, table = layouts.OUTCOMES_LAYOUT, "crime_outcomes"
    told = ("outcome", "Outcome type")


ADAPTERS = (Street(), Outcomes())
