"""Making the rows of copies: work for the processor alone, so it can be done in processes that touch no database."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from itertools import repeat
from typing import Any, Final
from uuid import UUID

from django.db import models

from peelian.casework.cases.references import check_digit
from peelian.casework.ledger import chain
from peelian.casework.ledger.entries import tag_of
from peelian.casework.ledger.models import Detail, LedgerEntry, Stream
from peelian.casework.sealing import vault
from peelian.casework.sealing.models import VaultKey
from peelian.casework.sealing.ring import RingKey
from peelian.project.demo.patterns import COPIED
from peelian.project.demo.plans import ChainPlan, Copies, Key, Pattern
from peelian.services.contact.numbers import number_digest

RUN: Final = 40
"""So many copies of one pattern are made at once, at most."""
WITHIN: Final = timedelta(days=6)
"""Copies of one pattern lie up to so much earlier than it."""
_STEP, _START, _ALL = 6_700_417_913, 1_829_290_929, 10**10
"""References of copies: a walk through all numbers of ten digits that meets each once (the step is prime to 10)."""
_TAG: Final = tag_of(LedgerEntry)
_DETAIL: Final = Detail._meta.db_table

Rows = dict[type[models.Model], list[tuple[Any, ...]]]
Numbers = dict[type[models.Model], int]
TABLES: Final[tuple[type[models.Model], ...]] = (VaultKey, Stream, LedgerEntry, Detail, *COPIED)


@dataclass(frozen=True, slots=True)
class Span:
    """What one call makes: copies `start` to `start + count`, in runs of so many of one pattern."""

    start: int
    count: int
    run: int

    def runs(self, places: range) -> Iterator[tuple[int, range]]:
        """Number of each run and the places of its copies."""
        first = places.start
        while first < places.stop:
            run = first // self.run
            end = min(places.stop, (run + 1) * self.run)
            yield run, range(first, end)
            first = end

    def risen(self, place: int) -> str:
        """Eight hexadecimal digits that rise from the first copy to the last."""
        return f"{(place << 32) // self.count:08x}"


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made so far, the first free number of each table, and the microsecond of every entry."""

    rows: Rows
    numbers: Numbers
    at: int

    def taken(self, model: type[models.Model], count: int) -> range:
        """The next numbers of a table."""
        first = self.numbers[model]
        self.numbers[model] = first + count
        return range(first, first + count)


@dataclass(frozen=True)
class Maker:
    """Makes rows of copies out of patterns. `taken`: references of the cases that were told."""

    patterns: Sequence[Pattern]
    seed: int
    mac: bytes
    kek: RingKey
    now: Any
    taken: Collection[str]

    def after(self, span: Span, places: range, numbers: Numbers) -> Numbers:
        """The first free numbers once the rows of these copies have theirs."""
        found = dict(numbers)
        for run, some in span.runs(places):
            for model, plans in self._pattern(run).rows:
                if model in found:
                    found[model] += len(plans) * len(some)
        return found

    def rows(self, span: Span, places: range, numbers: Numbers) -> Rows:
        """The rows of the copies at these places; `numbers`: the first free number of each table that numbers its rows."""
        made = _Made({model: [] for model in TABLES}, dict(numbers), time.time_ns() // 1000)
        for run, some in span.runs(places):
            pattern = self._pattern(run)
            copies = self._begun(span, some, pattern, made)
            for model, plans in pattern.rows:
                for plan in plans:
                    ids = made.taken(model, len(some)) if plan.number is not None else None
                    made.rows[model].extend(plan.made(copies, ids))
            for one in pattern.chains:
                self._chain(copies, one, made)
        return made.rows

    def _pattern(self, run: int) -> Pattern:
        return self.patterns[run % len(self.patterns)]

    def _begun(self, span: Span, places: range, pattern: Pattern, made: _Made) -> Copies:
        numbers = range(span.start + places.start, span.start + places.stop)
        risen = [span.risen(place) for place in places]
        keys = {old: [self._new_key(start, made) for start in risen] for old in pattern.keys}
        return Copies(
            numbers=numbers,
            shifts=[self._shift(number) for number in numbers],
            references=[self._reference(number) for number in numbers],
            forms=[number_digest(f"peelian-copy|{self.seed}|{number}") for number in numbers],
            keys=keys,
            key_ids={old: [key.id.hex for key in some] for old, some in keys.items()},
            uids={uid: [start + os.urandom(12).hex() for start in risen] for uid in pattern.uids},
        )

    def _new_key(self, start: str, made: _Made) -> Key:
        """As `vault.new_keys` makes one, with its bytes at hand."""
        key_id, plain = UUID(bytes=bytes.fromhex(start) + os.urandom(12), version=4), os.urandom(32)
        wrapped = vault.wrapped(self.kek, key_id, plain)
        made.rows[VaultKey].append((key_id.hex, self.kek.id, wrapped, self.now, True))
        return Key(key_id, plain)

    def _shift(self, number: int) -> timedelta:
        drawn = blake2b(f"peelian-copy|{self.seed}|{number}".encode(), digest_size=8).digest()
        return timedelta(seconds=-(int.from_bytes(drawn) % int(WITHIN.total_seconds())))

    def _reference(self, number: int) -> str:
        digits = f"{(_START + number * _STEP) % _ALL:010d}"
        found = digits + check_digit(digits)
        if found in self.taken:  # one of the few that were drawn at random: its neighbour is free
            digits = f"{(_START - (number + 1) * _STEP) % _ALL:010d}"
            found = digits + check_digit(digits)
        return found

    def _chain(self, copies: Copies, plan: ChainPlan, made: _Made) -> None:
        """The entries of one stream, chained as `ledger.entries.write` does, all at the moment of making."""
        heads = [chain.START] * len(copies.numbers)
        length = len(plan.entries)
        for seq in range(1, length + 1):
            heads = self._link(copies, plan, seq, heads, made)
        whole = zip(copies.uids[plan.uid], copies.key_ids[plan.key], heads, strict=True)
        made.rows[Stream] += [(uid, plan.kind, key, length, head, made.at, True) for uid, key, head in whole]

    def _link(
        self, copies: Copies, plan: ChainPlan, seq: int, heads: Sequence[bytes], made: _Made
    ) -> list[bytes]:
        """Entry `seq` of each copy, with its details; the new heads."""
        entry, uids, rows, hashes = plan.entries[seq - 1], copies.uids[plan.uid], made.rows[LedgerEntry], []
        details = entry.details or None
        before = zip(uids, copies.keys[plan.key], entry.facts_of(copies), heads, strict=True)
        for uid, key, facts, prev in before:
            values = (uid, seq, made.at, entry.action, entry.actor, entry.reason, facts)
            link = chain.link(_TAG, values, prev=prev, mac=self.mac, key=key.ledger, details=details)
            rows.append((*values, link.commitment, link.nonce, link.prev, link.hash, link.seal))
            hashes.append(link.hash)
        if details:
            bounds = (f"{_DETAIL}|sealed|{uid}|{seq}" for uid in uids)
            sealed = copies.seal(plan.key, bounds, repeat(details.encode()))
            made.rows[Detail] += zip(uids, repeat(seq), copies.key_ids[plan.key], sealed, strict=False)
        return hashes
