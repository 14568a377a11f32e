"""`peelian ledger verify`: every chain, every stream, every case's version, every signed checkpoint.

What it cannot see: a tail cut since the last checkpoint with stream and case rolled back too (T-04). It says how many
entries are that young, and how many were an hour old before they were signed. Entries of over an hour that no checkpoint
signed are a fault. What the database cannot give is a fault too, and the rest is verified.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import connection

from peelian.casework.ledger import checking, triggers
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.kinds import CASE, RECORD
from peelian.casework.ledger.ranges import LINE, Job, RangeFound, verify_job, verify_range
from peelian.casework.ledger.reading import Reader, Source, as_it_lies, opened, within
from peelian.casework.ledger.scanning import KEPT, UNSIGNED, Found, Mac
from peelian.casework.sealing.ring import ring

APART: Final = 200_000
"""From so many entries on, ranges go to processes of their own."""
_HEX: Final = "0123456789abcdef"

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification found. `holds` is the answer.

    `later` counts entries that no checkpoint has signed yet, `late` those that were signed an hour or more after they
    were written.
    """

    entries: int
    looks: int
    streams: int
    checkpoints: int
    later: int
    fault_count: int
    faults: tuple[Fault, ...]
    seconds: float
    late: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault_count == 0

    def also(self, more: Iterable[Fault]) -> Verified:
        """With the findings of another check."""
        found = list(more)
        return replace(self, fault_count=self.fault_count + len(found), faults=(*self.faults, *found)[:KEPT])


def verify(
    *,
    folder: Path | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    now: int | None = None,
) -> Verified:
    """Verify the database of the records against its chains and the checkpoint files of `folder` (default: the home's).

    `now` is the microsecond from which the hour is counted within which an entry is signed; a `folder` that is named
    is judged as of its own last checkpoint. `processes`: how many work beside this one, by default as many as there are
    cores, and none for a small ledger.

    Raises NoRing, UnknownRingKey. A copy of the files that was kept elsewhere is the stronger witness.
    """
    started = time.perf_counter()
    with ExitStack() as stack:
        reader = stack.enter_context(_reader())
        digits = _digits(reader, checking.at_most(folder), asked=(processes or 1) > 1)
        buckets = stack.enter_context(_buckets(digits))
        signed = checking.check(reader, folder, buckets.keep)
        as_of = max(signed.at.values(), default=0) if folder else now or time.time_ns() // 1000
        work = buckets.jobs(signed.at, as_of - UNSIGNED)
        total, looks = Found(), 0
        for found in _walked(reader, work, processes):
            looks += found.logs["access"].entries
            for one in found.logs.values():
                total.join(one)
            if progress:
                progress(total.entries)
    guards = [Fault("unguarded", "ledger", fields={"table": table}) for table in triggers.missing(connection)]
    faults = (*guards, *signed.faults, *total.faults)[:KEPT]
    count = len(guards) + len(signed.faults) + total.count
    seconds = time.perf_counter() - started
    return Verified(
        total.entries - looks,
        looks,
        total.streams,
        signed.count,
        total.later,
        count,
        tuple(faults),
        seconds,
        total.late,
    )


@contextmanager
def _reader() -> Iterator[Reader]:
    if connection.in_atomic_block:
        with as_it_lies(connection):
            yield within(connection)
    else:
        with opened(Source.of(connection)) as reader:
            yield reader


class _Buckets:
    """Signed lines sorted into a file per range of streams, so that a process holds only its own in memory."""

    def __init__(self, place: Path, digits: int) -> None:
        self.digits = digits
        self.names = list(_words(digits))
        self.paths = {name: place / f"signed-{name}" for name in self.names}
        self.open = {name: path.open("wb") for name, path in self.paths.items()}

    def keep(self, uid: str, seq: int, head: bytes, number: int) -> None:
        """One signed line."""
        file = self.open.get(uid[: self.digits]) or self.open[self.names[-1]]
        file.write(LINE.pack(bytes.fromhex(uid), seq, head, number))

    def close(self) -> None:
        """Write out what is left."""
        for file in self.open.values():
            file.close()

    def jobs(self, signed_at: Mapping[int, int], until: int) -> list[Job]:
        """One job per range; the first and the last reach to the ends, whatever a stream may be called."""
        self.close()
        highs = [*self.names[1:], None]
        return [
            Job(name if at else None, high, macs(), self.paths[name], _owners(), signed_at, until)
            for at, (name, high) in enumerate(zip(self.names, highs, strict=True))
        ]


@contextmanager
def _buckets(digits: int) -> Iterator[_Buckets]:
    with tempfile.TemporaryDirectory(prefix="peelian-verify-") as place:
        made = _Buckets(Path(place), digits)
        try:
            yield made
        finally:
            made.close()


def macs() -> tuple[Mac, ...]:
    """The seal keys of the ring, the one in use first."""
    return tuple(
        Mac(key.secret, int(key.retired_at.timestamp() * 1_000_000) if key.retired_at else None)
        for key in ring().of("mac")
    )


def _walked(reader: Reader, work: list[Job], processes: int | None) -> Iterator[RangeFound]:
    apart = processes or min(os.cpu_count() or 1, len(work))
    if connection.in_atomic_block or len(work) == 1 or apart == 1:
        for job in work:
            yield verify_range(reader, job)
        return
    source = Source.of(connection)
    with ProcessPoolExecutor(apart, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(verify_job, source, job) for job in work]):
            yield done.result()


def _digits(reader: Reader, signed: int, *, asked: bool) -> int:
    """How many leading digits of a stream tell its range: none for a small ledger, unless several processes were asked
    for; two for millions."""
    entries = sum(_about(reader, table) for table in ("ledger_ledgerentry", "ledger_accessentry"))
    if entries < APART and signed < APART and not asked:
        return 0
    return 1 if signed < 8_000_000 else 2


def _about(reader: Reader, table: str) -> int:
    try:
        return _counted(reader, table)
    except reader.errors:  # the walk will say where
        return 0


def _counted(reader: Reader, table: str) -> int:
    if reader.vendor == "sqlite":
        return int(reader.few(f"SELECT coalesce(max(rowid), 0) FROM {table}")[0][0])
    found = reader.few(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT {APART}) AS part")
    return int(found[0][0])


def _words(digits: int) -> Iterator[str]:
    if digits == 0:
        yield ""
        return
    for first in _HEX:
        for rest in _words(digits - 1):
            yield first + rest


def _owners() -> dict[str, str]:
    """Kind of stream -> the table of what owns such streams, where that room is installed."""
    known = {CASE: ("cases", "Case"), RECORD: ("records", "Person")}
    return {
        kind: str(apps.get_model(label, model)._meta.db_table)
        for kind, (label, model) in known.items()
        if label in apps.app_configs
    }
