"""What the pages read: the store at one version, each thing read once.

A reading never locks a writer: it holds the manifest as it was, and the parts that it names are immutable. When the
manifest has been replaced, the next request gets a new reading; so a load shows up without a restart.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from peelian.evidence import read_ahead
from peelian.evidence.problems import NoSuchPage
from peelian.facts.store import open_store

if TYPE_CHECKING:
    from peelian.facts.measures import MeasureRow
    from peelian.facts.store import Source, Store
    from peelian.plan.claims.finding import Finding

T = TypeVar("T")
KEPT_ROWS: Final = 300_000
"""Rows of measures kept in memory; beyond that the measures asked for longest ago are read again when wanted."""
KEPT_TABLES: Final = 120
"""Answers to a question of a reader's own, such as a league table: those asked for longest ago are made again."""


class Reading:
    """One version of the store, with what has been worked out from it so far."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.version = store.version
        self._kept: dict[Hashable, Any] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()
        self._row_counts: OrderedDict[Hashable, int] = OrderedDict()
        self._tables: OrderedDict[Hashable, None] = OrderedDict()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once per key even when many requests ask at the same time.

        A key that is a text is kept for good. A key in parts is a question, and there is no end of questions: only
        the newest `KEPT_TABLES` are kept.
        """
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        try:
            with lock:
                held = self._kept.get(key)
                if held is None:
                    held = self._kept[key] = make()
                return cast(T, held)
        finally:
            if isinstance(key, tuple) and key[0] != "rows":
                self._forget_oldest(key)

    def _forget_oldest(self, key: Hashable) -> None:
        with self._lock:
            self._tables[key] = None
            self._tables.move_to_end(key)
            while len(self._tables) > KEPT_TABLES:
                oldest, _ = self._tables.popitem(last=False)
                self._kept.pop(oldest, None)
                self._locks.pop(oldest, None)

    def findings(self) -> tuple[Finding, ...]:
        """Every claim, checked against this version."""
        from peelian.plan import check

        return self.once("findings", lambda: tuple(check(store=self.store)))

    def finding(self, claim_id: str) -> Finding:
        """One of them, by its id in capitals or not. Raises NoSuchPage."""
        for one in self.findings():
            if one.id.casefold() == claim_id.casefold():
                return one
        raise NoSuchPage(name=claim_id[:200])

    def rows(self, measure: str, by: str | None = None) -> tuple[MeasureRow, ...]:
        """Every row of a measure, or those of one kind of area with the absent ones named."""
        from peelian.facts import measures

        key = ("rows", measure, by)
        found = self.once(key, lambda: tuple(measures.rows(measure, by=by, store=self.store)))
        self._make_room(key, len(found))
        return found

    def _make_room(self, key: Hashable, count: int) -> None:
        with self._lock:
            self._row_counts[key] = count
            self._row_counts.move_to_end(key)
            while sum(self._row_counts.values()) > KEPT_ROWS and len(self._row_counts) > 1:
                oldest, _ = self._row_counts.popitem(last=False)
                self._kept.pop(oldest, None)

    def sources(self) -> tuple[Source, ...]:
        """Every source, superseded ones too."""
        return self.once("sources", lambda: tuple(self.store.sources()))

    def sources_by_id(self) -> dict[str, Source]:
        """The same by their ids."""
        return self.once("sources by id", lambda: {source.id: source for source in self.sources()})


_last: Reading | None = None
_opening = Lock()


def current_reading() -> Reading:
    """The reading of the manifest as it is now; raises StoreProblem when the store cannot be read."""
    global _last  # noqa: PLW0603 - the one reading of the process
    store = open_store()
    if _last is None or _last.store is not store:
        with _opening:
            if _last is None or _last.store is not store:
                _last = Reading(store)
                read_ahead.start(_last)
            return _last
    return _last
