"""Signing how far the chains have come: every minute by the worker, and at the end of demo, backup and stop.

The file is synced before the row that names it commits. After a crash between the two the file is *adopted* if the
database bears it out, never overwritten: a file that the database contradicts is proof that somebody cut it.
No global number is used, because PostgreSQL's sequences commit out of order.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from peelian.casework.ledger import checkpoint_files as files
from peelian.casework.ledger.guarding import warn
from peelian.casework.ledger.models import AccessEntry, Checkpoint, LedgerEntry, Stream
from peelian.casework.ledger.places import folder
from peelian.casework.ledger.problems import CheckpointRefused, MarkedAsSigned, NotACheckpoint
from peelian.casework.ledger.scanning import UNSIGNED
from peelian.casework.sealing.ring import ring
from peelian.casework.sealing.vault import must_fit
from peelian.reference.problems import Bilingual

EVERY_SECONDS: Final = 60
OR_DIRTY: Final = 1000
LOOK_SECONDS: Final = 600
_LOCK: Final = 7165_1829
_looked = 0.0

log = logging.getLogger("peelian.ledger")


def checkpoint_if_due(last: float) -> float:
    """For the worker's loop: signs after a minute or 1,000 moved streams; gives the time of the last round.

    Every ten minutes it looks also for streams that are marked as signed and are not.
    """
    global _looked  # noqa: PLW0603 - one look per process
    now = time.monotonic()
    if not last:
        warn()
    if not last or now - _looked >= LOOK_SECONDS:
        _looked = now
        mark_forgotten()
    if now - last < EVERY_SECONDS and Stream.objects.filter(dirty=True)[:OR_DIRTY].count() < OR_DIRTY:
        return last
    checkpoint_all()
    return now


def mark_forgotten() -> int:
    """Have streams signed that moved within the hour and that no checkpoint names as they are; how many.

    `dirty` is a column that the database's guards let everybody change: this asks the signed files instead. What is
    older stays as it is, a fault of verification: to sign it now would hide that a checkpoint was taken away.
    """
    since = time.time_ns() // 1000 - UNSIGNED
    moved = dict(Stream.objects.filter(dirty=False, last_at__gte=since).values_list("pk", "seq"))
    if not moved:
        return 0
    for uid, seq in _signed_since(since):
        if moved.get(uid, seq + 1) <= seq:
            del moved[uid]
    uids = list(moved)
    for start in range(0, len(uids), 500):
        Stream.objects.filter(pk__in=uids[start : start + 500]).update(dirty=True)
    if uids:
        log.error(MarkedAsSigned(count=len(uids)).message())
    return len(uids)


def _signed_since(since: int) -> Iterator[tuple[str, int]]:
    """Stream and entry of every line that was signed since then."""
    place, keys = folder(), public_keys()
    for number in reversed(files.numbers(place)):
        try:
            held, lines = files.read(files.path_of(place, number), keys)
        except NotACheckpoint:  # what it says is no proof of anything
            continue
        if held.at < since:
            return
        for uid, seq, _ in lines:
            yield uid, seq


def checkpoint_all() -> int:
    """Checkpoints until no stream is left that moved; how many were signed. Raises CheckpointRefused."""
    signed = 0
    while checkpoint() is not None:
        signed += 1
    return signed


def checkpoint() -> Checkpoint | None:
    """Sign the heads of at most 10,000 streams that moved; None when there are none.

    Raises CheckpointRefused; UnknownRingKey where the ring is another site's.
    """
    must_fit()
    with _one_on_this_machine(), transaction.atomic():
        _one_on_this_database("xact_")
        return _next()


@contextmanager
def standing_still() -> Iterator[None]:
    """No checkpoint is signed while this lasts: a backup copies database and files as they belong together."""
    with _one_on_this_machine():
        _one_on_this_database("")
        try:
            yield
        finally:
            _one_on_this_database("un")


def _next() -> Checkpoint | None:
    last = Checkpoint.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    place = folder()
    _no_surprise(number)
    if files.path_of(place, number).exists():
        return _adopt(number, last)
    streams = list(
        Stream.objects.select_for_update(skip_locked=True)
        .filter(dirty=True)
        .order_by("pk")
        .values_list("pk", "seq", "head")[: files.AT_MOST]
    )
    if not streams:
        return None
    lines = [(uid, seq, bytes(head)) for uid, seq, head in streams]
    key = ring().active("sign")
    held = files.write(
        place,
        number,
        at=max(time.time_ns() // 1000, last.at if last else 0),
        previous=bytes(last.file_sha256) if last else files.NONE,
        lines=lines,
        key_id=key.id,
        secret=key.secret,
    )
    return _record(held, lines)


def public_keys() -> dict[str, bytes]:
    """The public half of every signing key of the ring, by id."""
    return {key.id: files.public_key(key.secret) for key in ring().of("sign")}


@contextmanager
def _one_on_this_machine() -> Iterator[None]:
    with (folder() / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _one_on_this_database(how: str) -> None:
    """PostgreSQL: a lock for the transaction (`xact_`), for the session (``), or its end (`un`). SQLite needs none."""
    name = "pg_advisory_unlock" if how == "un" else f"pg_advisory_{how}lock"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {name}(%s)", [_LOCK])


def _record(held: files.Held, lines: Sequence[files.Line]) -> Checkpoint:
    made = Checkpoint.objects.create(
        number=held.number,
        at=held.at,
        lines=held.lines,
        file_sha256=held.sha256,
        previous_sha256=held.previous,
        key_id=held.key_id,
        signature=held.signature,
    )
    for start in range(0, len(lines), 500):
        part = {uid: seq for uid, seq, _ in lines[start : start + 500]}
        rows = Stream.objects.filter(pk__in=part).values_list("pk", "seq")
        same = [uid for uid, seq in rows if seq == part[uid]]
        Stream.objects.filter(pk__in=same).update(dirty=False)
    return made


def _adopt(number: int, last: Checkpoint | None) -> Checkpoint:
    """Take in a file whose row was lost in a crash, if the chains bear it out."""
    try:
        held, lines = files.read(files.path_of(folder(), number), public_keys())
    except NotACheckpoint:
        raise _refused(number, "is not whole", "nid yw’n gyflawn") from None
    previous = bytes(last.file_sha256) if last else files.NONE
    if held.number != number or held.previous != previous or not _borne_out(lines):
        raise _refused(number, "says what the database does not", "yn dweud yr hyn na ddywed y gronfa ddata")
    _lock_streams([uid for uid, _, _ in lines])
    return _record(held, lines)


def _lock_streams(uids: Sequence[str]) -> None:
    for start in range(0, len(uids), 500):
        list(Stream.objects.select_for_update().filter(pk__in=uids[start : start + 500]).order_by("pk"))


def _borne_out(lines: Sequence[files.Line]) -> bool:
    for uid, seq, head in lines:
        found = (
            LedgerEntry.objects.filter(stream=uid, seq=seq).values_list("hash", flat=True).first()
            or AccessEntry.objects.filter(stream=uid, seq=seq).values_list("hash", flat=True).first()
        )
        if found is None or bytes(found) != head:
            return False
    return True


def _no_surprise(number: int) -> None:
    """The folder holds the files of the checkpoints that were made, at most one more, and no later one."""
    present = files.numbers(folder())
    if number > 1 and number - 1 not in present:
        raise _refused(number - 1, "is missing", "ar goll")
    if present and present[-1] > number:
        raise _refused(
            present[-1], "is later than the database knows", "yn ddiweddarach nag a ŵyr y gronfa ddata"
        )


def _refused(number: int, en: str, cy: str) -> CheckpointRefused:
    name = files.path_of(folder(), number).name
    return CheckpointRefused(why=Bilingual(f"{name} {en}", f"mae {name} {cy}"))
