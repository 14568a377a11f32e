"""Millions of made-up cases: copies of those told through actions, with keys, seals and chains of their own.

Copies are made in units of some thousand. A unit is one transaction of the vault, then one of the records; so copying
that was broken off goes on after the last whole unit, and what is lost are keys that nobody claims. Nothing else may
write while copies are made: row numbers are taken in order from the highest that is there.

Many copies are made in processes of their own, beside the one that writes.

What a copy is known by (uids, ids of keys) begins with a number that rises from copy to copy, over the whole range:
the rest is random. So every index grows at one place, where random names would have most of it read and written again
for each unit.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from typing import Any, Final

from django.db import connections, models, transaction
from django.utils import timezone

from peelian.casework.cases.models import Case
from peelian.casework.ledger.entries import columns_of
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.sealing import vault
from peelian.casework.sealing.models import VaultKey
from peelian.casework.sealing.ring import ring
from peelian.project.checkpointing import checkpoint_wal
from peelian.project.demo.making import RUN, Maker, Numbers, Rows, Span
from peelian.project.demo.patterns import COPIED
from peelian.project.demo.plans import Pattern
from peelian.project.demo.telling import THROUGH_ACTIONS

UNIT: Final = 20_000
HELD: Final = 1_000
"""So many are handed to the database at once; from twice as many on, other processes make them."""
AHEAD: Final = 4
"""So many such portions are in the making while one is written."""
CACHE: Final = 256 * 1024
"""Kilobytes of pages that SQLite keeps while copies are made."""

Made = tuple[Rows, Numbers]
"""A portion, and the first free numbers after it."""


class Copier:
    """Makes copies of made-up cases. One at a time for a database."""

    def __init__(self, patterns: Sequence[Pattern], seed: int) -> None:
        self.patterns = patterns
        self.seed = seed
        self.next: Numbers = {model: _highest(model) + 1 for model in COPIED if _numbered(model)}

    def copy(self, start: int, count: int, *, say: Callable[[int], None] = lambda done: None) -> None:
        """Copies `start` to `start + count`; of each pattern as many, but for the last run."""
        span = Span(start, count, max(1, min(RUN, count // len(self.patterns))))
        portions = [range(first, min(first + HELD, count)) for first in range(0, count, HELD)]
        with _roomy(), _making(self._maker(), span, portions, self.next) as made:
            for first in range(0, count, UNIT):
                last = min(first + UNIT, count)
                with transaction.atomic(), transaction.atomic(using=vault.ALIAS):
                    for _ in range(first, last, HELD):
                        rows, self.next = next(made)
                        for model, some in rows.items():
                            _insert(model, some)
                checkpoint_wal()
                say(last)
        _settle_sequences(self.next)

    def _maker(self) -> Maker:
        told = Case.objects.filter(synthetic=True).order_by("pk").values_list("reference", flat=True)
        with transaction.atomic(using=vault.ALIAS):
            kek = vault._kek_in_use()
        made_at = VaultKey._meta.get_field("made_at")
        now = made_at.get_db_prep_save(timezone.now(), connections[vault.ALIAS])
        taken = frozenset(told[:THROUGH_ACTIONS])
        return Maker(self.patterns, self.seed, ring().active("mac").secret, kek, now, taken)


# --- in other processes ---------------------------------------------------------------------------------
_maker: Maker | None = None
"""What a process that makes copies makes them with: it has it from the one that began it, for it was split off."""


@contextmanager
def _making(
    maker: Maker, span: Span, portions: Sequence[range], numbers: Numbers
) -> Iterator[Iterator[Made]]:
    """The portions in their order, made here or ahead of time in other processes."""
    global _maker  # noqa: PLW0603 - what is split off has no other way to it
    numbered = _numbering(maker, span, portions, numbers)
    others = (os.cpu_count() or 1) - 1
    if len(portions) <= 2 or not others or "fork" not in get_all_start_methods():
        yield ((maker.rows(span, places, first), after) for places, first, after in numbered)
        return
    _maker = maker
    try:
        with ProcessPoolExecutor(others, mp_context=get_context("fork")) as pool:
            yield _ahead(pool, span, numbered)
    finally:
        _maker = None


def _numbering(
    maker: Maker, span: Span, portions: Iterable[range], numbers: Numbers
) -> Iterator[tuple[range, Numbers, Numbers]]:
    """Each portion with its first numbers, and those after it."""
    for places in portions:
        after = maker.after(span, places, numbers)
        yield places, numbers, after
        numbers = after


def _ahead(
    pool: ProcessPoolExecutor, span: Span, numbered: Iterable[tuple[range, Numbers, Numbers]]
) -> Iterator[Made]:
    waiting: deque[tuple[Future[Rows], Numbers]] = deque()
    for places, first, after in numbered:
        waiting.append((pool.submit(_made, span, places, first), after))
        if len(waiting) > AHEAD:
            done, then = waiting.popleft()
            yield done.result(), then
    for done, then in waiting:
        yield done.result(), then


def _made(span: Span, places: range, numbers: Numbers) -> Rows:
    assert _maker is not None
    return _maker.rows(span, places, numbers)


# --- into the databases ---------------------------------------------------------------------------------
def columns(model: type[models.Model]) -> list[str]:
    """The columns of a table, in the order of its rows here."""
    if model is LedgerEntry:
        return [*columns_of(LedgerEntry), "commitment", "nonce", "prev", "hash", "seal"]
    return [str(field.column) for field in model._meta.concrete_fields]


@contextmanager
def _roomy() -> Iterator[None]:
    """Have SQLite keep more pages in memory meanwhile: what does not fit goes to the log again and again."""
    if connections["default"].vendor != "sqlite":
        yield
        return
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA cache_size = -{CACHE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")


def _insert(model: type[models.Model], rows: Iterable[tuple[Any, ...]]) -> None:
    """Into the table by the database's fastest way: COPY, or one prepared statement."""
    connection, names = connections[vault.ALIAS if model is VaultKey else "default"], columns(model)
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{model._meta.db_table}" ({listed}) FROM STDIN') as into:
                for row in rows:
                    into.write_row(row)
        else:
            marks = ", ".join("?" for _ in names)
            sql = f'INSERT INTO "{model._meta.db_table}" ({listed}) VALUES ({marks})'
            connection.connection.executemany(sql, rows)


def _numbered(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField)


def _highest(model: type[models.Model]) -> int:
    found = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(found or 0)


def _settle_sequences(following: Numbers) -> None:
    """PostgreSQL's own counters go on after the numbers that were taken."""
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model, number in following.items():
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", [f'"{table}"', column, number]
            )
