"""Millions of made-up cases: copies of those told through actions, with keys, seals and chains of their own.

A batch is one transaction of the vault, then one of the records. So a copy that was broken off goes on after the last
whole batch; what is lost are keys that nobody claims. Nothing else may write while copies are made: row numbers are
taken in order from the highest that is there.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import connections, models, transaction
from django.utils import timezone

from peelian.casework.cases.models import Case
from peelian.casework.cases.references import check_digit
from peelian.casework.ledger import chain
from peelian.casework.ledger.entries import columns_of, tag_of
from peelian.casework.ledger.models import Detail, LedgerEntry, Stream
from peelian.casework.sealing import vault
from peelian.casework.sealing.models import VaultKey
from peelian.casework.sealing.ring import ring
from peelian.project.demo.patterns import COPIED, ChainPlan, Copy, Key, Pattern
from peelian.services.contact.numbers import number_digest

BATCH: Final = 2000
WITHIN: Final = timedelta(days=6)
"""Copies of one pattern lie up to so much earlier than it."""
_STEP, _START, _ALL = 6_700_417_913, 1_829_290_929, 10**10
"""References of copies: a walk through all numbers of ten digits that meets each once (the step is prime to 10)."""

Next = dict[Any, int]
"""Model -> the number of its next row."""
TABLES: Final[tuple[type[models.Model], ...]] = (Stream, LedgerEntry, Detail, *COPIED)
Rows = dict[type[models.Model], list[tuple[Any, ...]]]


class Copier:
    """Makes copies in batches. One per run, in one process."""

    def __init__(self, patterns: Sequence[Pattern], seed: int) -> None:
        self.patterns = patterns
        self.seed = seed
        self.mac = ring().active("mac").secret
        self.as_hex = connections["default"].vendor == "sqlite"
        self.taken = set(Case.objects.filter(synthetic=True)[:100_000].values_list("reference", flat=True))
        self.next: Next = {}
        for model in COPIED:
            if _numbered(model):
                self.next[model] = _highest(model) + 1

    def copy(self, start: int, count: int, *, say: Callable[[int], None] = lambda done: None) -> None:
        """Copies `start` to `start + count`."""
        for first in range(start, start + count, BATCH):
            self._batch(range(first, min(first + BATCH, start + count)))
            say(first + BATCH)
        _settle_sequences(self.next)

    def _batch(self, numbers: range) -> None:
        rows: Rows = {model: [] for model in TABLES}
        keys: list[tuple[Any, ...]] = []
        with transaction.atomic(using=vault.ALIAS):
            kek, now = vault._kek_in_use(), _now()
            for number in numbers:
                pattern = self.patterns[number % len(self.patterns)]
                copy = self._begun(number, pattern)
                for old in pattern.keys:
                    copy.keys[old] = self._new_key(kek, now, keys)
                self._fill(copy, pattern, rows)
            _insert(VaultKey, keys)
        with transaction.atomic():
            for model, made in rows.items():
                _insert(model, made)

    def _new_key(self, kek: Any, now: Any, rows: list[tuple[Any, ...]]) -> Key:
        """As `vault.new_keys` makes one, with its bytes at hand; a random uuid of version 4."""
        raw = bytearray(os.urandom(16))
        raw[6], raw[8] = raw[6] & 0x0F | 0x40, raw[8] & 0x3F | 0x80
        key_id, plain = UUID(bytes=bytes(raw)), os.urandom(32)
        rows.append((self._as_uuid(key_id), kek.id, vault.wrapped(kek, key_id, plain), now, True))
        ledger = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"peelian|ledger").derive(plain)
        return Key(key_id, AESGCM(plain), ledger)

    def _as_uuid(self, value: UUID) -> Any:
        return value.hex if self.as_hex else value

    def _begun(self, number: int, pattern: Pattern) -> Copy:
        drawn = random.Random(f"peelian-copy|{self.seed}|{number}")  # noqa: S311 - made-up cases, no secrets
        return Copy(
            number=10_000_000 + number,
            shift=timedelta(seconds=-drawn.randrange(int(WITHIN.total_seconds()))),
            reference=self._reference(number),
            form=number_digest(f"peelian-copy|{self.seed}|{number}"),
            keys={},
            uids={uid: os.urandom(16).hex() for uid in pattern.uids},
            random=os.urandom,
        )

    def _reference(self, number: int) -> str:
        digits = f"{(_START + number * _STEP) % _ALL:010d}"
        found = digits + check_digit(digits)
        if found in self.taken:  # one of the few that were drawn at random: its neighbour is free
            digits = f"{(_START - (number + 1) * _STEP) % _ALL:010d}"
            found = digits + check_digit(digits)
        return found

    def _fill(self, copy: Copy, pattern: Pattern, rows: Rows) -> None:
        for model, plans in pattern.rows:
            made = rows[model]
            for plan in plans:
                number = None
                if plan.number is not None:
                    number = self.next[model]
                    self.next[model] = number + 1
                made.append(plan.made(copy, number))
        for one in pattern.chains:
            self._chain(copy, one, rows)

    def _chain(self, copy: Copy, plan: ChainPlan, rows: Rows) -> None:
        """The entries of one stream, chained as `ledger.entries.write` does, all at this moment."""
        uid, key = copy.uids[plan.uid], copy.keys[plan.key]
        head, at = chain.START, time.time_ns() // 1000
        for seq, entry in enumerate(plan.entries, start=1):
            values: list[str | int] = [
                uid,
                seq,
                at,
                entry.action,
                entry.actor,
                entry.reason,
                entry.facts_of(copy),
            ]
            details = entry.details or None
            made = chain.link(_TAG, values, prev=head, mac=self.mac, key=key.ledger, details=details)
            rows[LedgerEntry].append((*values, made.commitment, made.nonce, made.prev, made.hash, made.seal))
            if details:
                sealed = copy.sealed(key, f"{_DETAIL}|sealed|{uid}|{seq}", details)
                rows[Detail].append((uid, seq, self._as_uuid(key.id), sealed))
            head = made.hash
        rows[Stream].append((uid, plan.kind, self._as_uuid(key.id), len(plan.entries), head, at, True))


_TAG: Final = tag_of(LedgerEntry)
_DETAIL: Final = Detail._meta.db_table


def columns(model: type[models.Model]) -> list[str]:
    """The columns of a table, in the order of its rows here."""
    if model is LedgerEntry:
        return [*columns_of(LedgerEntry), "commitment", "nonce", "prev", "hash", "seal"]
    return [str(field.column) for field in model._meta.concrete_fields]


def _now() -> Any:
    return VaultKey._meta.get_field("made_at").get_db_prep_save(timezone.now(), connections[vault.ALIAS])


def _insert(model: type[models.Model], rows: Iterable[tuple[Any, ...]]) -> None:
    """Into the table by the database's fastest way: COPY, or one prepared statement."""
    alias = vault.ALIAS if model is VaultKey else "default"
    connection, names = connections[alias], columns(model)
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


def _settle_sequences(following: Next) -> None:
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
