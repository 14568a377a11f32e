"""A case as a pattern: rows with holes, chains with holes, and what the holes of several copies are filled with at once.

Copies of one pattern are made in runs: each column of a row is one value for all of them or one sequence with a value
for each, so that the rows come out of a `zip`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import repeat
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models

from peelian.casework.sealing.sealing import VERSION
from peelian.casework.threads.models import ContactPoint

_POINT: Final = re.compile(r'(?<="contact_point":)\d+')
_ADDRESS: Final = re.compile(r"person\d+@example\.org")
_NONCE: Final = 12


class Key:
    """A data key of a copy, with its bytes at hand: it seals and derives as `peelian.casework.sealing` does."""

    __slots__ = ("_cipher", "_head", "id", "ledger")

    def __init__(self, id_: UUID, plain: bytes) -> None:
        self.id = id_
        self.ledger = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"peelian|ledger").derive(plain)
        self._cipher = AESGCM(plain)
        self._head = bytes([VERSION]) + id_.bytes

    def seal(self, bound: str, text: bytes) -> bytes:
        """As `sealing.seal_bytes` writes it."""
        nonce = os.urandom(_NONCE)
        return self._head + nonce + self._cipher.encrypt(nonce, text, self._head + bound.encode())


@dataclass(slots=True)
class Copies:
    """A run of copies of one pattern: every sequence holds one value for each of them."""

    numbers: Sequence[int]
    shifts: Sequence[timedelta]
    references: Sequence[str]
    forms: Sequence[bytes]
    keys: Mapping[UUID, Sequence[Key]]
    key_ids: Mapping[UUID, Sequence[str]]
    """As both databases take them."""
    uids: Mapping[str, Sequence[str]]
    ids: dict[tuple[str, int], Sequence[int]] = field(default_factory=dict)

    def seal(self, key: UUID, bounds: Iterable[str], texts: Iterable[bytes]) -> list[bytes]:
        """One text sealed in each copy, under its own key and bound to its own place."""
        return [
            one.seal(bound, text) for one, bound, text in zip(self.keys[key], bounds, texts, strict=False)
        ]

    def words(self, text: str) -> Iterable[bytes]:
        """The text with each copy's own address in it."""
        found = _ADDRESS.search(text)
        if found is None:
            return repeat(text.encode())
        before, after = text[: found.start()].encode(), text[found.end() :].encode()
        return (before + address.encode() + after for address in self.addresses())

    def addresses(self) -> list[str]:
        """The address of each copy's person; no story has it."""
        return [f"person{10_000_000 + number}@example.org" for number in self.numbers]


Fill = Callable[[Copies], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row: its values as the database takes them, and what fills the holes; every row has one at least.

    `number` is table and number of a row that is numbered by itself.
    """

    values: tuple[Any, ...]
    holes: tuple[tuple[int, Fill], ...]
    number: tuple[str, int] | None

    def made(self, copies: Copies, ids: Sequence[int] | None) -> Iterator[tuple[Any, ...]]:
        """The row of each copy; rows with numbers of their own get `ids`, and are remembered by them."""
        if self.number is not None and ids is not None:
            copies.ids[self.number] = ids
        columns: list[Iterable[Any]] = [repeat(value) for value in self.values]
        for place, fill in self.holes:
            columns[place] = fill(copies)
        return zip(*columns, strict=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time inside facts, and how finely it is written."""

    at: datetime
    timespec: str

    def shifted(self, by: Sequence[timedelta]) -> list[str]:
        """The time of each copy."""
        return [(self.at + one).isoformat(timespec=self.timespec) for one in by]


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """An entry: codes, facts in pieces with the moments between them, and details."""

    action: str
    actor: str
    reason: str
    facts: tuple[str | Moment, ...]
    point: int | None
    details: str

    def facts_of(self, copies: Copies) -> list[str]:
        """The facts with each copy's times and contact point."""
        pieces = [
            repeat(piece) if isinstance(piece, str) else piece.shifted(copies.shifts) for piece in self.facts
        ]
        texts = ["".join(one) for _, *one in zip(copies.numbers, *pieces, strict=False)]
        if self.point is None:
            return texts
        points = copies.ids[ContactPoint._meta.db_table, self.point]
        return [_POINT.sub(str(point), text) for point, text in zip(points, texts, strict=True)]


@dataclass(frozen=True, slots=True)
class ChainPlan:
    """A stream and its entries."""

    uid: str
    kind: str
    key: UUID
    entries: tuple[EntryPlan, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole case. `rows`: model -> its rows, in an order in which none names one that comes later."""

    keys: tuple[UUID, ...]
    uids: tuple[str, ...]
    rows: tuple[tuple[type[models.Model], tuple[RowPlan, ...]], ...]
    chains: tuple[ChainPlan, ...]
