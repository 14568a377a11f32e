"""One range of streams verified in one process: both logs, their streams, their cases, what was signed of them."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from peelian.casework.ledger.chain import ACCESS_TAG, LEDGER_TAG
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.kinds import ACCOUNT, CASE, KINDS
from peelian.casework.ledger.reading import Reader, Source, opened
from peelian.casework.ledger.scanning import Ended, Found, Mac, Walk

LINE: Final = struct.Struct(">16sQ32sQ")
"""A signed line in a bucket: stream, seq, head, checkpoint."""
_FIRST: Final = "stream, seq, at, action, actor, reason_code, facts"
_LAST: Final = "commitment, nonce, prev, hash, seal"
LOGS: Final = (
    ("ledger", LEDGER_TAG, "ledger_ledgerentry", f"{_FIRST}, {_LAST}"),
    (
        "access",
        ACCESS_TAG,
        "ledger_accessentry",
        f"{_FIRST}, what, purpose_code, subject, CAST(result_count AS TEXT), {_LAST}",
    ),
)
_AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class Job:
    """What one process needs: `low` <= stream < `high` (None: no bound), the seal keys, the bucket of signed lines."""

    low: str | None
    high: str | None
    macs: tuple[Mac, ...]
    bucket: Path | None
    owners: Mapping[str, str]
    """Kind of stream -> the table whose rows own such streams, where it is installed."""
    signed_at: Mapping[int, int] = field(default_factory=dict)
    until: int = 0
    """When each checkpoint was signed, and before when every entry has to be signed (microseconds)."""


@dataclass(slots=True)
class RangeFound:
    """What a range held: both logs, and faults of streams and cases in them."""

    logs: dict[str, Found] = field(default_factory=dict)


def verify_job(source: Source, job: Job) -> RangeFound:
    """Open a snapshot and verify a range of it (the function that worker processes run)."""
    with opened(source) as reader:
        return verify_range(reader, job)


def verify_range(reader: Reader, job: Job) -> RangeFound:
    """Walk both logs of a range and compare them with streams, cases and signed lines."""
    wanted = _signed(job.bucket)
    found = RangeFound()
    walks = []
    cases = 0
    whole = True
    for log, tag, table, columns in LOGS:
        ends = _Ends(reader, log, job.owners)
        walk = Walk(log, tag, job.macs, wanted, ends.add, signed_at=job.signed_at, until=job.until)
        found.logs[log] = walk.found
        where, params = _between("stream", job)
        try:
            rows = reader.many(f"SELECT {columns} FROM {table}{where} ORDER BY stream, seq", params)
            walk(rows if log == "ledger" else _narrowed(rows))
            ends.flush(walk.found)
        except reader.errors:
            whole = False
            walk.found.add(Fault("unreadable", log, *walk.last))
        cases += ends.cases
        walks.append(walk)
    if whole:  # else every stream behind the damage would be called cut
        walks[0].unmet(sorted(set(wanted) - walks[0].seen - walks[1].seen))
        _bare(reader, job, cases, found)
    return found


def _narrowed(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Entries of the access log with their further texts joined to one, as they are hashed; None where one is no text."""
    for row in rows:
        try:
            rest = "\x1f".join(row[6:-5])
        except TypeError:
            rest = None
        yield (*row[:6], rest, *row[-5:])


def _bare(reader: Reader, job: Job, cases: int, found: RangeFound) -> None:
    try:
        _bare_streams(reader, job, found)
        if CASE in job.owners:
            _bare_cases(reader, job, cases, found.logs["ledger"])
    except reader.errors:
        found.logs["ledger"].add(Fault("unreadable", "ledger", job.low or "", 0))


class _Ends:
    """Compares where chains end with their streams, cases and people, some hundreds at a time."""

    def __init__(self, reader: Reader, log: str, owners: Mapping[str, str]) -> None:
        self.reader, self.log, self.owners = reader, log, owners
        self.held: list[Ended] = []
        self.faults: list[Fault] = []
        self.cases = 0

    def add(self, ended: Ended) -> None:
        self.held.append(ended)
        if len(self.held) >= _AT_ONCE:
            self._compare()

    def flush(self, found: Found) -> None:
        self._compare()
        for fault in self.faults:
            found.add(fault)

    def _compare(self) -> None:
        held, self.held = self.held, []
        if not held:
            return
        streams = self._rows("SELECT uid, kind, seq, head, last_at, key_id FROM ledger_stream", held)
        for end in held:
            self._one(end, streams.get(end.stream))
        if self.log == "ledger":
            for kind, table in self.owners.items():
                self._owned(kind, table, held, streams)

    def _owned(self, kind: str, table: str, held: Sequence[Ended], streams: Mapping[str, Any]) -> None:
        """A case's stream is of that kind and key, and of no other; so is a person's. A case stands where it ends."""
        version = "version" if kind == CASE else "0"
        rows = self._rows(f"SELECT uid, key_id, {version} FROM {table}", held)
        self.cases += len(rows) if kind == CASE else 0
        for end in held:
            row, stream = rows.get(end.stream), streams.get(end.stream)
            if row and kind == CASE and row[2] != end.seq:
                self._fault("version", end, version=row[2], expected=end.seq)
            if row and stream and (stream[1], stream[5]) != (kind, row[1]):
                self._fault("stream", end)
            if kind == CASE and stream and stream[1] == CASE and not row:
                self._fault("stream", end)

    def _rows(self, sql: str, held: Sequence[Ended]) -> dict[str, Any]:
        asked = [end.stream for end in held if isinstance(end.stream, str) and end.stream.isascii()]
        wanted = set(asked)
        return {row[0]: row for row in self.reader.those(f"{sql} WHERE uid", asked) if row[0] in wanted}

    def _one(self, end: Ended, row: Any) -> None:
        if row is None or (row[1] == "consult") != (self.log == "access"):
            self._fault("no-stream", end)
        elif (
            row[1] not in KINDS or not isinstance(row[2], int) or not isinstance(row[3], (bytes, memoryview))
        ):
            self._fault("stream", end)
        elif row[2] > end.seq:
            self._fault("cut", end, expected=row[2])
        elif row[2] < end.seq:
            self._fault("longer", end, expected=row[2])
        elif bytes(row[3]) != end.head:
            self._fault("head", end)
        elif row[4] != end.at or (row[1] == ACCOUNT) != (row[5] is None):
            self._fault("stream", end)

    def _fault(self, code: str, end: Ended, **fields: object) -> None:
        self.faults.append(Fault(code, self.log, end.stream, end.seq, fields))


def _bare_streams(reader: Reader, job: Job, found: RangeFound) -> None:
    """Streams that say they have entries and have none."""
    where, params = _between("uid", job, "seq > 0")
    known = reader.few(f"SELECT count(*) FROM ledger_stream{where}", params)[0][0]
    if known == sum(one.streams for one in found.logs.values()):
        return
    none = "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {table} e WHERE e.stream = s.uid)" for _, _, table, _ in LOGS
    )
    for uid, kind, seq in reader.many(f"SELECT uid, kind, seq FROM ledger_stream s{where}{none}", params):
        log = "access" if kind == "consult" else "ledger"
        found.logs[log].add(Fault("cut", log, uid, 0, {"expected": seq}))


def _bare_cases(reader: Reader, job: Job, seen: int, found: Found) -> None:
    """Cases whose chain is gone altogether."""
    where, params = _between("uid", job)
    if reader.few(f"SELECT count(*) FROM {job.owners[CASE]}{where}", params)[0][0] == seen:
        return
    where, params = _between(
        "uid", job, "NOT EXISTS (SELECT 1 FROM ledger_ledgerentry e WHERE e.stream = c.uid)"
    )
    for (uid,) in reader.many(f"SELECT uid FROM {job.owners[CASE]} c{where}", params):
        found.add(Fault("no-chain", "ledger", uid))


def _between(column: str, job: Job, also: str = "") -> tuple[str, list[str]]:
    parts = [also] if also else []
    params = []
    for sign, bound in ((">=", job.low), ("<", job.high)):
        if bound is not None:
            parts.append(f"{column} {sign} %s")
            params.append(bound)
    return (f" WHERE {' AND '.join(parts)}" if parts else "", params)


def _signed(bucket: Path | None) -> dict[str, list[tuple[int, bytes, int]]]:
    lines: dict[str, list[tuple[int, bytes, int]]] = defaultdict(list)
    if bucket is not None:
        for uid, seq, head, number in _records(bucket):
            lines[uid.hex()].append((seq, head, number))
        for marks in lines.values():
            marks.sort()
    return dict(lines)


def _records(bucket: Path) -> Iterable[tuple[bytes, int, bytes, int]]:
    return LINE.iter_unpack(bucket.read_bytes())
