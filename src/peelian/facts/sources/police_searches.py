"""data.police.uk stop-and-search files: one row a search, time in UTC, no id, no force and no month of its own.

Both vocabularies of outcomes are kept as given. Exact repeats are kept: some are real. A time of exactly midnight
means that the time was not recorded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from peelian.facts.datasets import dataset
from peelian.facts.sources import police_layouts as layouts
from peelian.facts.sources import police_search_files as whose
from peelian.facts.sources.base import (
    BulkAdapter,
    BulkFile,
    BulkResult,
    Context,
    Item,
    Label,
    Note,
    Reject,
    Row,
    Sample,
    SourceFile,
)
from peelian.facts.sources.lines import Record
from peelian.facts.sources.police_blocks import month_fault, stray_months
from peelian.facts.sources.police_bulk import PARQUET, Pass
from peelian.facts.sources.police_crimes import degrees
from peelian.facts.sources.police_layouts import BadPosition
from peelian.facts.store import sql_text

LONDON = ZoneInfo("Europe/London")
_WHEN = r"(19|20)\d\d-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?"
WHEN = re.compile(_WHEN, re.ASCII)
YES, NO = ("true", "1", "1.0", "yes"), ("false", "0", "0.0", "no")
_FLAGS = {
    "operation": "Part of a policing operation",
    "outcome_linked": "Outcome linked to object of search",
    "outer_clothing": "Removal of more than just outer clothing",
}


class StopSearches(BulkAdapter):
    """Stop and search, by force and month."""

    id, kind = "police-uk-stop-and-search", "stop-and-search"
    title = "Stop and search"
    publisher = layouts.PUBLISHER
    address = layouts.ADDRESS
    revision = 2
    datasets = ("stop_searches",)
    layout = layouts.SEARCHES_LAYOUT

    def recognises(self, sample: Sample) -> float:
        return self.layout.confidence(sample)

    def near_miss(self, sample: Sample) -> str | None:
        return self.layout.near_miss(sample)

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        months: Counter[str] = Counter()
        points: list[tuple[float, float]] = []
        for item in self._rows(file, context.today):
            if isinstance(item, Row):
                months[item.values["local_month"]] += 1
                if item.values["longitude"] is not None:
                    points.append((item.values["longitude"], item.values["latitude"]))
        known = whose.named_or_given(file.name, context)
        if known is None:
            known = whose.force_of_points(whose.tallied(points), months.total())
        if known is None:
            raise whose.unknown_force(file.name, whose.tallied(points))
        month = whose.file_month(months, file.name)
        strays = {} if month else stray_months(months)
        yield Label("force", f"{known.id} ({known.basis.replace('_', ' ')})")
        if known.told:
            yield Note(known.told)
        for item in self._rows(file, context.today):
            if not isinstance(item, Row):
                yield item
                continue
            if why := strays.get(item.values["local_month"]):
                yield Reject(item.line or 0, "Date", why, item.values["searched_at"].isoformat())
                continue
            own = {"force_id": known.id, "force_basis": known.basis}
            yield Row(
                item.dataset,
                {**item.values, **own, "file_month": month or item.values["local_month"]},
                line=item.line,
                columns=item.columns,
            )

    def _rows(self, file: SourceFile, today: date) -> Iterator[Item]:
        ours: list[tuple[str, str]] | None = None
        for record in file.records():
            if isinstance(record, Reject):
                yield record
                continue
            if ours is None:
                header = tuple(record)
                ours = [
                    (theirs, name)
                    for theirs, name in zip(header, self.layout.names(header), strict=True)
                    if name
                ]
                yield from self._notes(header)
            yield self._row(record, {name: record[heading] for heading, name in ours}, today)

    def _notes(self, header: tuple[str, ...]) -> Iterator[Note]:
        if extra := self.layout.unfamiliar(header):
            yield Note(f"Columns left out, which data.police.uk does not publish: {', '.join(extra)}.")

    def _row(self, record: Record, values: dict[str, str], today: date) -> Row | Reject:
        moment = when(values["date"])
        if moment is None:
            reason = "not a date and time, for example 2019-04-01T14:30:00+00:00"
            return Reject(record.line, "Date", reason, values["date"])
        try:
            longitude, latitude = layouts.position(values["longitude"], values["latitude"])
        except BadPosition as error:
            return Reject(
                record.line, error.column, str(error), f"{values['longitude']},{values['latitude']}"
            )
        local = moment.astimezone(LONDON)
        if why := month_fault(f"{local:%Y-%m}", today):
            return Reject(record.line, "Date", why, values["date"])
        if not values["search_type"].strip():
            return Reject(record.line, "Type", "the type of search is empty", "")
        made: dict[str, Any] = {name: value for name, value in values.items() if name != "date"}
        made |= {
            "searched_at": moment,
            "local_date": local.date(),
            "local_month": local.strftime("%Y-%m"),
            "time_recorded": (local.hour, local.minute, local.second, local.microsecond) != (0, 0, 0, 0),
            "longitude": longitude,
            "latitude": latitude,
        }
        return Row("stop_searches", made, line=record.line, columns=_FLAGS)

    def bulk(self, files: list[BulkFile], context: Context, part: Path, connection: Any) -> BulkResult:
        work = Pass(files, self.layout, connection, part.parent)
        draft = part.with_name("searches-draft.parquet")
        draft.unlink(missing_ok=True)
        work.copy(_select, draft)
        known: dict[str, whose.FileForce] = {}
        if draft.exists():
            months = self._judge(work, draft, connection, context.today)
            known = self._forces(work, draft, context, connection)
            _finish(work, draft, part, connection, known=known, months=months)
        rows = work.without_faulty(part)
        labels = {
            source: {"force": f"{one.id} ({one.basis.replace('_', ' ')})"} for source, one in known.items()
        }
        told = {source: (one.told,) if one.told else () for source, one in known.items()}
        notes = {
            one.source_id: (*told.get(one.source_id, ()), *(note.text for note in self._notes(one.header)))
            for one in files
        }
        return BulkResult(rows, frozenset(work.faulty), notes, labels)

    def _judge(self, work: Pass, draft: Path, connection: Any, today: date) -> dict[str, str | None]:
        """Mark the faulty files; the month of each of the others."""
        query = (
            f"SELECT source_id, local_month, count(*), count(*) FILTER (fault) FROM read_parquet({sql_text(draft)}) "
            "GROUP BY ALL"
        )
        months: dict[str, Counter[str]] = {}
        for source, month, rows, odd in connection.execute(query).fetchall():
            months.setdefault(source, Counter())[month or ""] += rows
            if odd or month_fault(month or "", today):
                work.faulty.add(source)
        work.see_counts({source: counted.total() for source, counted in months.items()})
        names = {one.source_id: one.file.name for one in work.files}
        of = {source: whose.file_month(counted, names[source]) for source, counted in months.items()}
        work.faulty.update(
            source for source, month in of.items() if not month and stray_months(months[source])
        )
        return of

    def _forces(
        self, work: Pass, draft: Path, context: Context, connection: Any
    ) -> dict[str, whose.FileForce]:
        """Whose file each is; one that nothing tells of is left to `read`, which says so."""
        known: dict[str, whose.FileForce] = {}
        for one in work.files:
            found = whose.named_or_given(one.file.name, context)
            if found is None and one.source_id not in work.faulty:
                query = (
                    f"SELECT longitude, latitude, count(*) FROM read_parquet({sql_text(draft)}) WHERE source_id = "
                    f"{sql_text(one.source_id)} AND longitude IS NOT NULL GROUP BY ALL ORDER BY 3 DESC, 1, 2"
                )
                found = whose.force_of_points(connection.execute(query).fetchall(), one.lines - 1)
            if found is None:
                work.faulty.add(one.source_id)
            else:
                known[one.source_id] = found
        return known


def when(text: str) -> datetime | None:
    """A UTC moment, or None; a time without a zone is taken as UTC, as the publisher writes it."""
    clean = text.strip()
    if not WHEN.fullmatch(clean):
        return None
    try:
        moment = datetime.fromisoformat(clean)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _select(rows: str) -> str:
    """The draft: every column but the force and the file's month, and whether the row has a fault."""
    moment = f"CASE WHEN regexp_full_match(r.date, '{_WHEN}') THEN TRY_CAST(r.date AS TIMESTAMPTZ) END"
    own = {
        "searched_at": "m AT TIME ZONE 'UTC'",
        "local_date": "CAST(m AT TIME ZONE 'Europe/London' AS DATE)",
        "local_month": "strftime(m AT TIME ZONE 'Europe/London', '%Y-%m')",
        "time_recorded": "CAST(m AT TIME ZONE 'Europe/London' AS TIME) <> TIME '00:00:00'",
        "longitude": degrees("longitude", "latitude", layouts.WEST, layouts.EAST),
        "latitude": degrees("latitude", "longitude", layouts.SOUTH, layouts.NORTH),
        **{name: _flag(name) for name in _FLAGS},
    }
    kept = [
        name
        for name in dataset("stop_searches").names
        if name not in ("force_id", "force_basis", "file_month")
    ]
    columns = ", ".join(f'{own.get(name, f"r.{name}")} AS "{name}"' for name in kept)
    unclear = " OR ".join(f"({_flag(name)} IS NULL AND trim(r.{name}) <> '')" for name in _FLAGS)
    return (
        f"SELECT *, searched_at IS NULL OR coalesce(isnan(longitude), false) OR coalesce(isnan(latitude), false) "
        f"OR coalesce(unclear, false) OR coalesce(trim(search_type), '') = '' AS fault FROM "
        f"(SELECT {columns}, {unclear} AS unclear FROM (SELECT *, {moment} AS m FROM {rows} r) r)"
    )


def _flag(name: str) -> str:
    text = f"lower(trim(r.{name}))"
    return f"CASE WHEN {text} IN {YES} THEN true WHEN {text} IN {NO} THEN false END"


def _finish(
    work: Pass,
    draft: Path,
    part: Path,
    connection: Any,
    *,
    known: dict[str, whose.FileForce],
    months: dict[str, str | None],
) -> None:
    """The part: the draft's faultless rows with the force and the month of their file."""
    good = [source for source in known if source not in work.faulty and source in months]
    if not good:
        return
    values = ", ".join(
        f"({sql_text(source)}, {sql_text(known[source].id)}, {sql_text(known[source].basis)}, "
        f"{sql_text(months[source] or '')})"
        for source in good
    )
    own = {"file_month": "coalesce(nullif(w.file_month, ''), d.local_month)"}
    own |= {"force_id": "w.force_id", "force_basis": "w.force_basis"}
    columns = ", ".join(
        f'{own.get(name, f"d.{name}")} AS "{name}"' for name in dataset("stop_searches").names
    )
    connection.execute(
        f"COPY (SELECT {columns} FROM read_parquet({sql_text(draft)}) d "
        f"JOIN (VALUES {values}) w(source_id, force_id, force_basis, file_month) USING (source_id)) "
        f"TO {sql_text(part)} ({PARQUET})"
    )


ADAPTERS = (StopSearches(),)
