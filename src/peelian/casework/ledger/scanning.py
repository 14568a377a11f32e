"""Walking chains in the order of their streams: the loop that must do 100,000 entries a second.

It takes plain rows and knows no database, so that one loop serves SQLite, PostgreSQL, worker processes and tests.
Nothing is parsed: the text of each column goes into the hash as it lies in the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from peelian.casework.ledger.faults import Fault

START: Final = b"\x00" * 32
SLACK: Final = 120 * 1_000_000
"""Two minutes in which another process may still seal with a key that has just been retired."""
UNSIGNED: Final = 3600 * 1_000_000
"""An hour, after which an entry that no checkpoint signed is a fault: one is signed every minute."""
KEPT: Final = 200
"""Faults that are kept in words; all are counted."""


@dataclass(frozen=True, slots=True)
class Mac:
    """A seal key and the microsecond until which it was used (None: in use)."""

    secret: bytes
    until: int | None


@dataclass(slots=True)
class Ended:
    """Where a chain ended."""

    stream: str
    seq: int
    head: bytes
    at: int


@dataclass(slots=True)
class Found:
    """What a walk found: counts, faults (the first of them in words). `later`: entries after the last signed one.

    `late`: entries that were an hour old or more when the first checkpoint signed them.
    """

    entries: int = 0
    streams: int = 0
    later: int = 0
    late: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Count a fault; keep it if there is room."""
        self.count += 1
        if len(self.faults) < KEPT:
            self.faults.append(fault)

    def join(self, other: Found) -> None:
        """Add the findings of another walk."""
        self.entries += other.entries
        self.streams += other.streams
        self.later += other.later
        self.late += other.late
        self.count += other.count
        self.faults = (self.faults + other.faults)[:KEPT]


Wanted = Mapping[str, Sequence[tuple[int, bytes, int]]]
"""Per stream, ascending: (seq, head, checkpoint) as signed."""


class Walk:
    """One log's chains, walked. `ended` is called at the end of each chain.

    `signed_at` is the time of each checkpoint; an entry from before `until` that none signed is a fault. Should the
    rows end in an error, `last` says behind which entry.
    """

    def __init__(
        self,
        log: str,
        tag: bytes,
        macs: Sequence[Mac],
        wanted: Wanted,
        ended: Callable[[Ended], None],
        *,
        signed_at: Mapping[int, int] | None = None,
        until: int = 0,
    ) -> None:
        self.log, self.tag, self.macs, self.wanted, self.ended = log, tag, list(macs), wanted, ended
        self.signed_at, self.until = signed_at or {}, until
        self.found = Found()
        self.seen: set[str] = set()
        self.last: tuple[str, int] = ("", 0)

    def __call__(self, rows: Iterable[Sequence[Any]]) -> Found:  # noqa: PLR0912, PLR0915 - a call per entry would halve its speed
        """Rows are (stream, seq, at, action, actor, reason, rest, commitment, nonce, prev, hash, seal), by stream and
        seq; `rest` is all other texts, joined as they are hashed."""
        sha, tag = hashlib.sha256, self.tag + b"\x1f"
        keyed, in_use = self._keyed()
        stream: Any = None
        before, head, then, mark, counted = 0, START, 0, 0, 0
        marks: Sequence[tuple[int, bytes, int]] = ()
        stop = 1  # the next entry to look at: one that was signed, or the first after one
        since: int | None = None
        try:
            for of, seq, at, action, actor, reason, rest, commitment, nonce, prev, hashed, seal in rows:
                counted += 1
                if of != stream:
                    if stream is not None:
                        self._end(stream, before, head, then, marks[mark:], since)
                    stream, before, head, then, mark, stop, since = of, 0, START, 0, 0, 1, None
                    marks = self.wanted.get(stream, ())
                try:
                    text = "\x1f".join((of, str(seq), str(at), action, actor, reason, rest, "")).encode()
                    whole = len(commitment) == 32 and len(nonce) == 16
                    right = whole and sha(b"".join((tag, text, commitment, nonce, prev))).digest() == hashed
                except (TypeError, UnicodeError):
                    right = False
                if not right:
                    self._fault("changed", stream, seq)
                if seq != before + 1:
                    self._gap(stream, before, seq)
                elif prev != head:
                    self._fault("unlinked", stream, seq)
                if right:
                    made = keyed.copy()
                    made.update(hashed)
                    if made.digest() != seal or not in_use:
                        self._unsealed(stream, seq, at, hashed, seal)
                if not isinstance(at, int) or at < then:
                    self._fault("backwards", stream, seq)
                else:
                    then = at
                if seq == stop:
                    if since is None:
                        since = then
                    while mark < len(marks) and marks[mark][0] == seq:
                        if marks[mark][1] != hashed:
                            self._fault("signed-other", stream, seq, checkpoint=marks[mark][2])
                        if since is not None and since < self.signed_at.get(marks[mark][2], since) - UNSIGNED:
                            self.found.late += seq - (marks[mark - 1][0] if mark else 0)
                        mark, since = mark + 1, None
                    stop = seq + 1 if since is None else marks[mark][0] if mark < len(marks) else 0
                before, head = seq if isinstance(seq, int) else before + 1, hashed
            if stream is not None:
                self._end(stream, before, head, then, marks[mark:], since)
        finally:
            self.last = (str(stream or ""), before)
            self.found.entries += counted
        return self.found

    def unmet(self, streams: Iterable[str]) -> None:
        """Signed streams of this log that had no entry at all."""
        for stream in streams:
            seq, _, checkpoint = self.wanted[stream][-1]
            self._fault("signed-cut", stream, seq, checkpoint=checkpoint)

    def _end(  # noqa: PLR0917 - as the loop has them
        self,
        stream: str,
        seq: int,
        head: bytes,
        at: int,
        left: Sequence[tuple[int, bytes, int]],
        since: int | None,
    ) -> None:
        self.found.streams += 1
        marks = self.wanted.get(stream, ())
        signed = marks[-1][0] if marks else 0
        self.found.later += max(0, seq - signed)
        if marks:
            self.seen.add(stream)
        if left:
            self._fault("signed-cut", stream, left[-1][0], checkpoint=left[-1][2])
        elif seq > signed and since is not None and since < self.until:
            self._fault("unsigned-though-old", stream, signed + 1)
        self.ended(Ended(stream, seq, head, at))

    def _keyed(self) -> tuple[Any, bool]:
        """The keyed hash of the first key, to be copied for each entry, and whether that key is in use."""
        return hashlib.blake2b(digest_size=16, key=self.macs[0].secret), self.macs[0].until is None

    def _gap(self, stream: str, before: Any, seq: Any) -> None:
        self._fault("missing", stream, before + 1, next=seq)

    def _unsealed(self, stream: str, seq: int, at: int, hashed: bytes, seal: bytes) -> None:
        for mac in self.macs:
            if hashlib.blake2b(hashed, digest_size=16, key=mac.secret).digest() == seal:
                if mac.until is not None and at > mac.until + SLACK:
                    self._fault("old-seal", stream, seq)
                return
        self._fault("unsealed", stream, seq)

    def _fault(self, code: str, stream: Any, seq: Any, **fields: object) -> None:
        self.found.add(Fault(code, self.log, str(stream), seq, fields))
